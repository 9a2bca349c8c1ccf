"""A ledger with more papers than one names: all of a state are meant by state, pages are whole."""

from dataclasses import replace
from itertools import islice

import pytest

from db.filling import fill
from db.ledger import Ledger
from db.records import TaskQuery
from knowledge.papers.model import Paper
from tests.db.papers import NOW, SCREENING, WORK_PLAN, other_paper

MANY = 230


@pytest.fixture
def papers() -> list[Paper]:
    return [other_paper(number) for number in range(MANY)]


async def test_all_active_papers_at_once(empty_url: str, papers: list[Paper]) -> None:
    await fill(empty_url, [papers[:100], papers[100:]], NOW)
    async with await Ledger.open(empty_url) as ledger:
        await ledger.import_paper(WORK_PLAN, now=NOW)
        active = tuple(one.id for one in await ledger.documents("active"))
        assert len(active) == MANY
        assert (await ledger.tasks(TaskQuery(active))).total == MANY
        assert len(await ledger.find(["智慧医院"], active, limit=500)) == MANY
        assert await ledger.find(["近视"], active) == ()
        assert await ledger.duties(active) == ()
        everything = tuple(one.id for one in await ledger.documents())
        assert (await ledger.tasks(TaskQuery(everything))).total == MANY + 3
        assert len(await ledger.duties(everything)) == 2
        assert len(await ledger.indicators(everything)) == 1
        some = (*active[:-1], everything[-1])
        assert (await ledger.tasks(TaskQuery(some))).total == MANY - 1 + 3


async def test_a_filled_ledger_grows_by_imports(empty_url: str, papers: list[Paper]) -> None:
    await fill(empty_url, [list(islice(papers, 3))], NOW)
    async with await Ledger.open(empty_url) as ledger:
        added = await ledger.import_paper(WORK_PLAN, now=NOW)
        assert added.document_id == 4
        assert len(await ledger.find(["近视"])) == 1
        assert len(await ledger.find(["智慧医院"])) == 3


async def test_a_unit_named_twice_by_a_task_has_it_once(ledger: Ledger) -> None:
    twice = replace(SCREENING, cooperating=("区卫生健康委", "区教育局"))
    tasks = tuple(replace(twice, ref=str(ref), title=f"第{ref}件事") for ref in range(1, 8))
    await ledger.import_paper(replace(WORK_PLAN, tasks=tasks), now=NOW)
    unit = next(one.id for one in (await ledger.names()).bureaus if one.name == "区卫生健康委")

    page = await ledger.tasks(TaskQuery(bureaus=(unit,), limit=3))
    assert [task.ref for task in page.tasks] == ["1", "2", "3"]
    assert page.total == 7
    rest = await ledger.tasks(TaskQuery(bureaus=(unit,), limit=3, offset=5))
    assert [task.ref for task in rest.tasks] == ["6", "7"]

    await ledger.merge(page.tasks[0].id, page.tasks[1].id, by="本机", now=NOW, key="合并")
    after = await ledger.tasks(TaskQuery(bureaus=(unit,), limit=3))
    assert [task.ref for task in after.tasks] == ["2", "3", "4"]
    assert after.total == 6
