"""A paper issued again: what is still the same task keeps its id, whatever its number."""

from dataclasses import replace
from datetime import date

import pytest

from db.correcting import Order
from db.errors import StalePlanError
from db.ledger import Ledger
from db.records import Task, TaskQuery
from knowledge.papers.model import Deadline, Paper
from tests.db.papers import HOTLINE, NOW, NURSING, SCREENING, WORK_PLAN, other_paper, with_tasks


async def tasks_of(ledger: Ledger) -> tuple[Task, ...]:
    return (await ledger.tasks(TaskQuery())).tasks


async def import_first(ledger: Ledger) -> dict[str, int]:
    """The ids of the work plan's tasks by title."""
    await ledger.import_paper(WORK_PLAN, now=NOW)
    return {task.title: task.id for task in await tasks_of(ledger)}


async def test_renumbered_tasks_keep_their_ids(ledger: Ledger) -> None:
    ids = await import_first(ledger)

    again = with_tasks(
        replace(NURSING, ref="1"), replace(HOTLINE, ref="2"), replace(SCREENING, ref="3")
    )
    result = await ledger.import_paper(again, now=NOW)

    assert (result.kind, result.added, result.removed) == ("reissue", 0, 0)
    assert [(task.ref, task.id) for task in await tasks_of(ledger)] == [
        ("1", ids[NURSING.title]),
        ("2", ids[HOTLINE.title]),
        ("3", ids[SCREENING.title]),
    ]


async def test_a_reworded_title_is_still_the_same_task(ledger: Ledger) -> None:
    ids = await import_first(ledger)

    reworded = replace(
        NURSING, title="大力发展老年护理服务", text=NURSING.text + "力争再增加一批。"
    )
    plan = await ledger.preview(with_tasks(SCREENING, reworded, HOTLINE))

    assert [match.task_id for match in plan.matches] == [
        ids[SCREENING.title],
        ids[NURSING.title],
        ids[HOTLINE.title],
    ]
    assert plan.matches[1].changed == ("title", "text")


async def test_another_title_under_the_same_number_is_another_task(ledger: Ledger) -> None:
    ids = await import_first(ledger)

    blood = replace(NURSING, title="保障临床用血安全", text="保障临床用血安全，组织无偿献血。")
    result = await ledger.import_paper(with_tasks(SCREENING, blood, HOTLINE), now=NOW)

    assert (result.added, result.removed) == (1, 1)
    assert (await tasks_of(ledger))[1].id not in ids.values()


async def test_what_nobody_spoke_about_goes_and_what_was_corrected_stays_as_removed(
    ledger: Ledger,
) -> None:
    ids = await import_first(ledger)
    await ledger.set_title(ids[NURSING.title], "发展居家护理服务", by="李敏", now=NOW, key="k1")

    plan = await ledger.preview(with_tasks(SCREENING))
    await ledger.import_paper(with_tasks(SCREENING), plan=plan, now=NOW)

    assert [(each.ref, each.kept) for each in plan.leaving] == [("2", True), ("3", False)]
    assert [task.title for task in await tasks_of(ledger)] == [SCREENING.title]
    (kept,) = await ledger.tasks_by_id(list(ids.values())[1:])
    assert (kept.title, kept.removed) == ("发展居家护理服务", True)


async def test_a_removed_task_that_is_printed_again_is_the_same_one(ledger: Ledger) -> None:
    ids = await import_first(ledger)
    await ledger.set_units(
        ids[NURSING.title], "lead", ["区卫生健康委"], by="李敏", now=NOW, key="k1"
    )
    await ledger.import_paper(with_tasks(SCREENING), now=NOW)

    await ledger.import_paper(WORK_PLAN, now=NOW)

    back = {task.title: task for task in await tasks_of(ledger)}[NURSING.title]
    assert back.id == ids[NURSING.title]
    assert back.units("lead") == ("区卫生健康委",)


async def test_a_doubtful_match_is_asked_about_and_the_answer_counts(ledger: Ledger) -> None:
    ids = await import_first(ledger)
    unlike = replace(
        HOTLINE, title="建好心理援助服务平台", text="建好心理援助服务平台，热线全天有人接听。"
    )
    paper = with_tasks(SCREENING, NURSING, unlike)

    plan = await ledger.preview(paper)
    (doubt,) = plan.unsure
    assert doubt.title == "建好心理援助服务平台"
    assert [choice.title for choice in doubt.choices] == [HOTLINE.title]

    await ledger.import_paper(paper, plan=plan.choose(doubt.index, ids[HOTLINE.title]), now=NOW)

    assert (await tasks_of(ledger))[2].id == ids[HOTLINE.title]


async def test_corrections_survive_and_a_conflict_is_told(ledger: Ledger) -> None:
    ids = await import_first(ledger)
    for number, name in enumerate(["区医保局", "区民政局"]):
        await ledger.set_units(
            ids[SCREENING.title], "lead", [name], by="李敏", now=NOW, key=f"k{number}"
        )
    again = with_tasks(replace(SCREENING, lead=("区疾控局",)), NURSING, HOTLINE)

    plan = await ledger.preview(again)
    result = await ledger.import_paper(again, plan=plan, now=NOW)

    task = (await tasks_of(ledger))[0]
    assert task.units("lead") == ("区民政局",)
    assert task.corrected == ("lead",)
    (conflict, _) = result.conflicts
    assert (conflict.corrected, conflict.printed) == (["区医保局"], ["区疾控局"])
    assert plan.conflicts == result.conflicts


async def test_a_plan_from_before_somebody_else_imported_is_refused(ledger: Ledger) -> None:
    await import_first(ledger)
    plan = await ledger.preview(with_tasks(SCREENING))
    await ledger.import_paper(with_tasks(NURSING), now=NOW)

    with pytest.raises(StalePlanError, match="重新预览"):
        await ledger.import_paper(with_tasks(SCREENING), plan=plan, now=NOW)

    assert [task.title for task in await tasks_of(ledger)] == [NURSING.title]


SAME_PAPERS: list[Paper] = [
    replace(WORK_PLAN, slug="x", title="改名", doc_number="临卫发 [2025] 3号"),
    replace(WORK_PLAN, slug="x", doc_number=None, issued_on=date(2025, 6, 1)),
    replace(WORK_PLAN, title="改名", doc_number=None, issuer=None),
]


@pytest.mark.parametrize("again", SAME_PAPERS, ids=["number", "title and year", "slug"])
async def test_how_a_reissue_is_known(ledger: Ledger, again: Paper) -> None:
    await import_first(ledger)

    plan = await ledger.preview(again)

    assert (plan.kind, plan.slug) == ("reissue", "health2025")


async def test_next_years_paper_is_another_document(ledger: Ledger) -> None:
    await import_first(ledger)
    next_year = replace(
        WORK_PLAN, title=WORK_PLAN.title, doc_number="临卫发〔2026〕2号", issued_on=date(2026, 2, 1)
    )

    plan = await ledger.preview(next_year)

    assert (plan.kind, plan.slug) == ("new", "health2025-2")
    await ledger.import_paper(next_year, plan=plan, now=NOW)
    assert len(await ledger.documents()) == 2


async def test_the_original_of_a_sample_is_merged_into_it(ledger: Ledger) -> None:
    points = ("视力筛查进校园", "档案一人一份")
    sample = replace(
        with_tasks(
            replace(SCREENING, text="", points=points),
            replace(HOTLINE, text="", points=("热线不断",)),
        ),
        doc_number=None,
    )
    await ledger.add_samples([sample], NOW)
    before = await tasks_of(ledger)

    result = await ledger.import_paper(
        replace(WORK_PLAN, slug="upload"), slug="health2025", now=NOW
    )

    assert (result.kind, result.slug) == ("merge", "health2025")
    after = {task.title: task for task in await tasks_of(ledger)}
    assert [after[task.title].id for task in before] == [task.id for task in before]
    assert after[SCREENING.title].text == SCREENING.text
    assert after[SCREENING.title].points == points
    (document,) = await ledger.documents()
    assert (document.state, document.full_text) == ("sample", True)
    assert [hit.title for hit in await ledger.find(["护理床位"])] == [NURSING.title]


async def test_samples_come_once_and_do_not_come_back(ledger: Ledger) -> None:
    await ledger.add_samples([WORK_PLAN, other_paper(1)], NOW)
    (first, second) = await ledger.documents("sample")
    assert first.slug == "health2025"

    await ledger.remove_document(second.id, Order("李敏", NOW, "remove"))
    await ledger.add_samples([WORK_PLAN, other_paper(1)], NOW)

    assert await ledger.documents() == (first,)


async def test_a_deadline_that_changed_in_print_changes_in_the_ledger(ledger: Ledger) -> None:
    await import_first(ledger)

    later = replace(SCREENING, deadline=Deadline("explicit", date(2025, 11, 30), "11月底前"))
    await ledger.import_paper(with_tasks(later, NURSING, HOTLINE), now=NOW)

    due = TaskQuery(due_from=date(2025, 11, 1), due_until=date(2025, 11, 30))
    assert [task.title for task in (await ledger.tasks(due)).tasks] == [SCREENING.title]
