"""A long list names the very tasks that whole records would, in the same order."""

import pytest

from db.ledger import Ledger
from db.records import TaskQuery
from tests.db.papers import NOW, WORK_PLAN, other_paper

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


async def test_who_holds_which_task_in_which_role(ledger: Ledger) -> None:
    await ledger.import_paper(WORK_PLAN, now=NOW)
    tasks = (await ledger.tasks(TaskQuery())).tasks
    unit = tasks[0].assignments[0].bureau_id

    held = await ledger.holdings([one.id for one in tasks], (unit,))

    assert held == {
        (task.id, unit, one.role)
        for task in tasks
        for one in task.assignments
        if one.bureau_id == unit
    }
    assert not await ledger.holdings((), (unit,))


async def test_members_of_every_paper_come_at_once(ledger: Ledger) -> None:
    paper = await ledger.import_paper(WORK_PLAN, now=NOW)

    assert await ledger.every_member() == {paper.document_id: WORK_PLAN.members}
