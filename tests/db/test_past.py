"""How things stood at an earlier moment, on both databases."""

from dataclasses import replace
from datetime import date, timedelta

from db.correcting import Order
from db.filing import Filing
from db.ledger import Ledger
from db.records import TaskQuery
from db.standing import Counted
from db.stepping import Wish
from tests.db.papers import NOW, WORK_PLAN

DAY = timedelta(days=1)


async def first(ledger: Ledger):
    await ledger.import_paper(WORK_PLAN, now=NOW)
    return (await ledger.tasks(TaskQuery())).tasks[0]


def filing(task, key, **said):
    return replace(Filing(key, "task", task.id, task.document_id, NOW, "张三"), **said)


def order(key, at=NOW):
    return Order("李四", at, key)


async def test_a_task_stands_as_it_did_then(ledger: Ledger) -> None:
    task = await first(ledger)
    file = ledger.progress.file
    await file(filing(task, "1", percent=40))
    await file(filing(task, "2", at=NOW + 2 * DAY, blocker="经费"))
    wrong = await file(filing(task, "3", at=NOW + 4 * DAY, percent=90))
    await ledger.progress.withdraw(wrong.report_id, order("w", NOW + 6 * DAY))

    papers = [task.document_id]
    stood = [await ledger.past.standings(papers, NOW + days * DAY) for days in (-1, 1, 3, 5, 7)]

    assert stood[0] == {}
    said = [(one[task.id].state, one[task.id].percent) for one in stood[1:]]
    assert said[:2] == [("in_progress", 40), ("blocked", 40)]
    assert [percent for _state, percent in said[2:]] == [90, 40]
    now = (await ledger.progress.standing("task", [task.id]))[task.id]
    assert (now.state, now.percent) == said[3]


async def test_what_was_reported_in_a_span_and_not_taken_back(ledger: Ledger) -> None:
    task = await first(ledger)
    for days in (0, 2, 3):
        await ledger.progress.file(filing(task, f"{days}", at=NOW + days * DAY, percent=days))
    taken = await ledger.progress.file(filing(task, "t", at=NOW + 2 * DAY, percent=9))
    await ledger.progress.withdraw(taken.report_id, order("w", NOW + 2 * DAY))

    found = await ledger.past.reports([task.document_id], NOW, NOW + 3 * DAY)

    assert [one.percent for one in found] == [2, 3]


async def test_the_last_figure_by_a_day_leaves_out_what_was_taken_back(ledger: Ledger) -> None:
    task = await first(ledger)
    (one,) = (await ledger.indicators())[:1]
    about = {"target": "indicator", "target_id": one.id}
    filed = []
    for value in (1, 3, 5):
        figures = (Counted("中医馆", value, "个", "total"),)
        said = filing(task, f"{value}", at=NOW + value * DAY, quantities=figures, **about)
        filed.append(await ledger.progress.file(said))
    await ledger.progress.withdraw(filed[2].report_id, order("w", NOW + 6 * DAY))
    for days, value in ((2, 1), (7, 3)):
        day: date = (NOW + days * DAY).date()
        assert (await ledger.past.readings([one.id], day))[one.id][1] == value


async def test_an_extension_is_asked_for_until_somebody_decides(ledger: Ledger) -> None:
    task = await first(ledger)
    asked = Wish("task", task.id, task.document_id, "extension_asked", reason="雨季")
    await ledger.progress.step(replace(asked, on=date(2026, 12, 1)), order("a"))
    refused = replace(asked, kind="extension_refused", reason="不行")
    await ledger.progress.step(refused, order("r", NOW + 2 * DAY))

    papers = [task.document_id]
    assert await ledger.past.asking(papers, NOW + DAY) == {task.id: date(2026, 12, 1)}
    assert await ledger.past.asking(papers, NOW + 3 * DAY) == {}
