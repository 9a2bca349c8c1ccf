"""A long list names the very tasks that whole records would, in the same order."""

from dataclasses import replace

import pytest

from db.ledger import Ledger
from db.records import TaskQuery
from tests.db.papers import HOTLINE, NOW, NURSING, SCREENING, WORK_PLAN, other_paper

TWICE_NAMED = replace(
    WORK_PLAN,
    tasks=(
        replace(SCREENING, responsible=("区卫生健康委",)),
        replace(NURSING, cooperating=("区卫生健康委",)),
        replace(HOTLINE, lead=("区卫生健康委",), cooperating=("区卫生健康委",)),
    ),
)
QUERIES = (
    TaskQuery(),
    TaskQuery(roles=("lead",)),
    TaskQuery(refs=("2",)),
    TaskQuery(order="due"),
    TaskQuery(offset=1, limit=2),
)


@pytest.mark.parametrize("query", QUERIES)
async def test_a_list_holds_what_the_tasks_hold(ledger: Ledger, query: TaskQuery) -> None:
    await ledger.import_paper(WORK_PLAN, now=NOW)
    await ledger.import_paper(other_paper(1), now=NOW)

    whole = (await ledger.tasks(query)).tasks
    listed = await ledger.listed(query)

    assert whole
    assert [(one.id, one.document, one.ref, one.position, one.deadline_kind) for one in listed] == [
        (one.id, one.document, one.ref, one.position, one.deadline.kind) for one in whole
    ]
    assert [one.recurring.recurrence for one in listed] == [
        one.deadline.recurrence for one in whole
    ]
    ids = [one.id for one in reversed(whole)]
    assert [one.id for one in await ledger.listed_by_id((*ids, 10**6))] == ids


async def test_a_list_of_a_unit_says_in_which_roles_it_has_each_task(ledger: Ledger) -> None:
    await ledger.import_paper(TWICE_NAMED, now=NOW)
    tasks = (await ledger.tasks(TaskQuery())).tasks
    unit = tasks[0].assignments[0].bureau_id

    listing = await ledger.listing(TaskQuery(bureaus=(unit,)))

    theirs = [task for task in tasks if any(one.bureau_id == unit for one in task.assignments)]
    assert [one.id for one in listing.tasks] == [one.id for one in theirs]
    assert sorted(listing.holdings) == sorted(
        (task.id, unit, one.role)
        for task in theirs
        for one in task.assignments
        if one.bureau_id == unit
    )
    assert not (await ledger.listing(TaskQuery())).holdings


@pytest.mark.parametrize("limit", [1, 2, 3])
@pytest.mark.parametrize("offset", [0, 1])
async def test_a_stretch_counts_a_task_that_names_the_unit_twice_once(
    ledger: Ledger, offset: int, limit: int
) -> None:
    await ledger.import_paper(TWICE_NAMED, now=NOW)
    unit = (await ledger.tasks(TaskQuery())).tasks[0].assignments[0].bureau_id
    query = TaskQuery(bureaus=(unit,), offset=offset, limit=limit)

    listing = await ledger.listing(query)

    assert [one.id for one in listing.tasks] == [
        one.id for one in (await ledger.tasks(query)).tasks
    ]
    ids = {one.id for one in listing.tasks}
    whole = (await ledger.listing(TaskQuery(bureaus=(unit,)))).holdings
    assert {one for one in listing.holdings if one[0] in ids} == {
        one for one in whole if one[0] in ids
    }


async def test_members_of_every_paper_come_at_once(ledger: Ledger) -> None:
    paper = await ledger.import_paper(WORK_PLAN, now=NOW)

    assert await ledger.every_member() == {paper.document_id: WORK_PLAN.members}
