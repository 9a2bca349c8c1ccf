"""A paper goes in whole, once, and comes out as it was printed."""

import asyncio

import pytest
from sqlalchemy.exc import IntegrityError

from db.importing import Import
from db.ledger import Ledger
from db.records import TaskQuery
from tests.db.papers import HOTLINE, NOW, NURSING, SCREENING, WORK_PLAN, other_paper, with_tasks


async def test_what_was_printed_comes_out_again(ledger: Ledger) -> None:
    result = await ledger.import_paper(WORK_PLAN, now=NOW)

    tasks = (await ledger.tasks(TaskQuery(documents=(result.document_id,)))).tasks
    assert [(task.ref, task.title, task.section) for task in tasks] == [
        ("1", "推进儿童青少年近视防控", "提升服务能力"),
        ("2", "发展老年护理服务", "提升服务能力"),
        ("3", "办好心理援助热线", "守护心理健康"),
    ]
    assert [task.deadline for task in tasks] == [
        SCREENING.deadline,
        NURSING.deadline,
        HOTLINE.deadline,
    ]
    assert tasks[0].units("lead") == ("区卫生健康委",)
    assert tasks[0].units("cooperating") == ("区教育局", "市医保局")
    assert tasks[2].units("responsible") == ("区精神卫生中心",)
    assert tasks[0].quantities == SCREENING.quantities
    assert tasks[0].measures == SCREENING.measures

    (document,) = await ledger.documents()
    assert (document.slug, document.state, document.period) == (
        "health2025",
        "archived",
        WORK_PLAN.period,
    )
    assert await ledger.sections(document.id) == WORK_PLAN.sections
    assert await ledger.members(document.id) == WORK_PLAN.members
    (indicator,) = await ledger.indicators([document.id])
    assert (indicator.baseline, indicator.targets) == (6.1, WORK_PLAN.indicators[0].targets)
    assert indicator.lead == ("区卫生健康委",)
    (phase,) = await ledger.phases([document.id])
    assert (phase.name, phase.start) == ("部署阶段", WORK_PLAN.phases[0].start)
    assert [duty.bureau for duty in await ledger.duties([document.id])] == ["区教育局", "区财政局"]


async def test_the_same_paper_again_changes_nothing(ledger: Ledger) -> None:
    await ledger.import_paper(WORK_PLAN, now=NOW)
    version, names = await ledger.version(), await ledger.names()
    tasks = await ledger.tasks(TaskQuery())

    assert (await ledger.preview(WORK_PLAN)).kind == "same"
    assert (await ledger.import_paper(WORK_PLAN, now=NOW)).kind == "same"

    assert await ledger.version() == version
    assert await ledger.names() == names
    assert await ledger.tasks(TaskQuery()) == tasks


async def test_a_paper_can_be_activated_when_it_comes_in_or_later(ledger: Ledger) -> None:
    result = await ledger.import_paper(WORK_PLAN, now=NOW)
    assert await ledger.documents("active") == ()

    await ledger.import_paper(WORK_PLAN, now=NOW, activate=True)

    (document,) = await ledger.documents("active")
    assert (document.id, document.activated_at) == (result.document_id, NOW)


async def test_one_unit_under_two_printed_names_is_one_bureau(ledger: Ledger) -> None:
    await ledger.import_paper(WORK_PLAN, now=NOW)

    bureaus = {bureau.name: bureau for bureau in (await ledger.names()).bureaus}
    assert bureaus["区卫生健康委"].aliases == ("区卫生健康委（区中医药发展办公室）",)
    assert bureaus["各街道办事处"].is_group
    assert bureaus["市医保局"].jurisdiction == "海州市"
    assert bureaus["区民政局"].jurisdiction == "海州市临江区"
    tasks = await ledger.tasks(TaskQuery(bureaus=(bureaus["区卫生健康委"].id,)))
    assert [task.ref for task in tasks.tasks] == ["1", "2"]


async def test_fifty_imports_at_once_all_arrive(ledger: Ledger) -> None:
    papers = [other_paper(number) for number in range(1, 51)]

    results = await asyncio.gather(*(ledger.import_paper(paper, now=NOW) for paper in papers))

    assert len({result.document_id for result in results}) == 50
    assert (await ledger.tasks(TaskQuery(limit=100))).total == 50
    bureaus = [bureau.name for bureau in (await ledger.names()).bureaus]
    assert len(bureaus) == len(set(bureaus)) == 50 + 2


async def test_the_same_paper_from_two_sides_at_once_is_one_document(ledger: Ledger) -> None:
    results = await asyncio.gather(*(ledger.import_paper(WORK_PLAN, now=NOW) for _ in range(8)))

    assert sorted(result.kind for result in results) == ["new"] + ["same"] * 7
    assert len(await ledger.documents()) == 1


async def test_several_papers_go_in_together_or_not_at_all(ledger: Ledger) -> None:
    broken = with_tasks(SCREENING)
    object.__setattr__(broken, "title", None)

    with pytest.raises(IntegrityError, match="title"):
        await ledger.import_papers([other_paper(1), broken], Import(NOW))

    assert await ledger.documents() == ()
