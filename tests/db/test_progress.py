"""Reports and what follows from them: sums, states, history, many people at once."""

import asyncio
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from db.correcting import Order
from db.errors import NotNowError, TooLargeError
from db.evidence import MOST_BYTES
from db.filing import Filing
from db.ledger import Ledger
from db.progress import StandingQuery
from db.records import Task, TaskQuery
from db.standing import Counted, Total
from db.stepping import Wish
from tests.db.papers import NOW, WORK_PLAN

STATIONS = Counted("站点", 5, "个", "increment")


async def first_task(ledger: Ledger) -> Task:
    await ledger.import_paper(WORK_PLAN, now=NOW)
    return (await ledger.tasks(TaskQuery())).tasks[0]


def filing(task: Task, key: str, **said: object) -> Filing:
    given = Filing(key, "task", task.id, task.document_id, NOW, "张三")
    return replace(given, **said)  # type: ignore[arg-type]


async def stands(ledger: Ledger, task: Task):
    return (await ledger.progress.standing("task", [task.id]))[task.id]


async def test_what_nobody_reported_on_has_not_begun(ledger: Ledger) -> None:
    standing = await stands(ledger, await first_task(ledger))
    assert (standing.state, standing.percent, standing.counted) == ("not_started", None, 0)


async def test_a_report_changes_how_the_task_stands_and_leaves_one_audit_row(
    ledger: Ledger,
) -> None:
    task = await first_task(ledger)

    filed = await ledger.progress.file(
        filing(task, "e1", percent=60, quantities=(STATIONS,), blocker="经费", need="市财政局支持")
    )

    assert (filed.before.state, filed.after.state, filed.after.percent) == (
        "not_started",
        "blocked",
        60,
    )
    standing = await stands(ledger, task)
    assert standing == filed.after
    assert standing.totals == (Total("站点", "个", 5),)
    assert (standing.blocker, standing.need) == ("经费", "市财政局支持")
    [report] = await ledger.progress.reports("task", task.id)
    assert (report.by, report.percent, report.quantities) == ("张三", 60, (STATIONS,))
    assert await ledger.broken_audit() is None


async def test_the_same_report_confirmed_twice_is_one(ledger: Ledger) -> None:
    task = await first_task(ledger)
    one = filing(task, "e1", quantities=(STATIONS,))

    first, *others = await asyncio.gather(*(ledger.progress.file(one) for _ in range(5)))

    assert {each.report_id for each in others} == {first.report_id}
    assert {each.audit_id for each in others} == {first.audit_id}
    assert (await stands(ledger, task)).totals == (Total("站点", "个", 5),)
    assert len(await ledger.progress.reports("task", task.id)) == 1


async def test_fifty_people_at_once_are_all_heard(ledger: Ledger) -> None:
    task = await first_task(ledger)
    said = [
        filing(task, f"e{number}", by=f"第{number}人", quantities=(STATIONS,))
        for number in range(50)
    ]

    filed = await asyncio.gather(*(ledger.progress.file(one) for one in said))

    assert len({each.report_id for each in filed}) == 50
    assert len({each.audit_id for each in filed}) == 50
    standing = await stands(ledger, task)
    assert standing.totals == (Total("站点", "个", 250),)
    assert standing.counted == 50
    assert len(await ledger.progress.reports("task", task.id)) == 50
    assert await ledger.broken_audit() is None


async def test_two_programs_that_file_at_once_lose_nothing(url: str) -> None:
    async with await Ledger.open(url) as one, await Ledger.open(url) as other:
        task = await first_task(one)
        said = [filing(task, f"e{number}", quantities=(STATIONS,)) for number in range(20)]
        both = zip(said, [one, other] * 10, strict=True)

        await asyncio.gather(*(ledger.progress.file(each) for each, ledger in both))

        assert (await stands(other, task)).totals == (Total("站点", "个", 100),)
        assert await one.broken_audit() is None


async def test_only_the_lead_speaks_for_the_task_others_stand_beside_it(ledger: Ledger) -> None:
    task = await first_task(ledger)
    await ledger.progress.file(filing(task, "lead", percent=40, status="in_progress"))

    filed = await ledger.progress.file(
        filing(
            task,
            "other",
            by="李四",
            speaks=False,
            percent=90,
            status="done",
            quantities=(STATIONS, Counted("学校", 30, "所", "total")),
        )
    )

    assert (filed.after.state, filed.after.percent) == ("in_progress", 40)
    assert filed.after.totals == (Total("站点", "个", 5),)
    assert [one.by for one in await ledger.progress.reports("task", task.id)] == ["张三", "李四"]


async def test_what_a_cooperating_unit_reports_first_does_not_begin_the_task(
    ledger: Ledger,
) -> None:
    task = await first_task(ledger)
    part = filing(task, "other", speaks=False, percent=30, status="in_progress")

    filed = await ledger.progress.file(part)

    assert (filed.after.state, filed.after.percent) == ("not_started", None)
    assert filed.after.counted == 1


async def test_a_total_sets_and_an_increment_adds(ledger: Ledger) -> None:
    task = await first_task(ledger)
    total = Counted("站点", 20, "个", "total")
    for number, figure in enumerate((STATIONS, total, STATIONS)):
        await ledger.progress.file(filing(task, f"e{number}", quantities=(figure,)))

    assert (await stands(ledger, task)).totals == (Total("站点", "个", 25),)


async def test_a_total_holds_what_the_same_report_adds(ledger: Ledger) -> None:
    """累计20个，其中本月新增5个."""
    task = await first_task(ledger)
    total = Counted("站点", 20, "个", "total")
    await ledger.progress.file(filing(task, "e1", quantities=(total, STATIONS)))

    assert (await stands(ledger, task)).totals == (Total("站点", "个", 20),)


async def test_a_correction_supersedes_and_the_history_stays(ledger: Ledger) -> None:
    task = await first_task(ledger)
    wrong = await ledger.progress.file(filing(task, "e1", percent=60, quantities=(STATIONS,)))

    right = await ledger.progress.file(
        filing(task, "e2", percent=50, supersedes_id=wrong.report_id)
    )

    assert (right.after.percent, right.after.totals) == (50, ())
    assert [one.percent for one in await ledger.progress.reports("task", task.id)] == [60, 50]


async def test_a_withdrawn_report_counts_no_more(ledger: Ledger) -> None:
    task = await first_task(ledger)
    await ledger.progress.file(filing(task, "e1", percent=30))
    filed = await ledger.progress.file(filing(task, "e2", percent=60, quantities=(STATIONS,)))
    order = Order("张三", NOW + timedelta(hours=1), "undo/e2")

    after = await ledger.progress.withdraw(filed.report_id, order)
    again = await ledger.progress.withdraw(filed.report_id, order)

    assert after == again
    assert (after.percent, after.totals) == (30, ())
    assert await ledger.broken_audit() is None


async def test_done_is_applied_for_reviewed_and_closed_in_two_steps(ledger: Ledger) -> None:
    task = await first_task(ledger)
    applied = await ledger.progress.file(filing(task, "e1", status="done"))
    assert (applied.after.state, applied.after.percent) == ("waiting", 100)

    accept = Wish("task", task.id, task.document_id, "accepted")
    taken = await ledger.progress.step(accept, Order("王五", NOW, "s1"))
    assert taken.after.state == "done"
    closing = replace(accept, kind="closed")
    assert (await ledger.progress.step(closing, Order("王五", NOW, "s2"))).after.state == "closed"


async def test_what_is_returned_goes_on_with_the_reason(ledger: Ledger) -> None:
    task = await first_task(ledger)
    await ledger.progress.file(filing(task, "e1", status="done"))
    back = Wish("task", task.id, task.document_id, "returned")

    with pytest.raises(NotNowError, match="原因"):
        await ledger.progress.step(back, Order("王五", NOW, "s0"))
    taken = await ledger.progress.step(replace(back, reason="缺验收材料"), Order("王五", NOW, "s1"))

    assert taken.after.state == "in_progress"
    assert [one.reason for one in await ledger.progress.steps("task", task.id)] == ["缺验收材料"]


@pytest.mark.parametrize("kind", ["accepted", "returned", "closed", "resumed"])
async def test_steps_that_do_not_fit_are_refused_with_the_reason(ledger: Ledger, kind) -> None:
    task = await first_task(ledger)

    with pytest.raises(NotNowError, match=r"这一项|办结"):
        await ledger.progress.step(
            Wish("task", task.id, task.document_id, kind, reason="因为"), Order("王五", NOW, "s1")
        )

    assert await ledger.progress.steps("task", task.id) == ()


async def test_a_step_pressed_twice_is_taken_once(ledger: Ledger) -> None:
    task = await first_task(ledger)
    await ledger.progress.file(filing(task, "e1", status="done"))
    order = Order("王五", NOW, "s1")
    wish = Wish("task", task.id, task.document_id, "accepted")

    first = await ledger.progress.step(wish, order)
    second = await ledger.progress.step(wish, order)

    assert first.step_id == second.step_id
    assert len(await ledger.progress.steps("task", task.id)) == 1


async def test_a_granted_extension_moves_the_deadline_and_keeps_the_printed_one(
    ledger: Ledger,
) -> None:
    task = await first_task(ledger)
    await ledger.progress.file(filing(task, "e1", percent=10))
    ask = Wish(
        "task",
        task.id,
        task.document_id,
        "extension_asked",
        reason="招标延后",
        on=date(2025, 11, 30),
    )
    await ledger.progress.step(ask, Order("张三", NOW, "s1"))
    await ledger.progress.step(replace(ask, kind="extension_granted"), Order("王五", NOW, "s2"))

    [moved] = await ledger.tasks_by_id([task.id])
    assert moved.deadline.date == date(2025, 11, 30)
    assert "deadline" in moved.corrected


async def test_measures_ticked_off_carry_their_task_unless_its_percent_was_said(
    ledger: Ledger,
) -> None:
    task = await first_task(ledger)
    [one, two] = await ledger.measures(task.id)
    tick = replace(filing(task, "m1", status="done"), target="measure", target_id=one.id)

    await ledger.progress.file(tick)
    assert (await stands(ledger, task)).percent == 50

    await ledger.progress.file(filing(task, "e1", percent=20))
    await ledger.progress.file(replace(tick, key="m2", target_id=two.id))
    assert (await stands(ledger, task)).percent == 20


async def test_how_it_stood_on_an_earlier_day(ledger: Ledger) -> None:
    task = await first_task(ledger)
    for month, percent in ((4, 20), (6, 50), (9, 80)):
        at = datetime(2025, month, 20, tzinfo=NOW.tzinfo)
        await ledger.progress.file(filing(task, f"e{month}", percent=percent, at=at))

    june = await ledger.progress.standing_as_of(
        "task", task.id, datetime(2025, 6, 30, tzinfo=NOW.tzinfo)
    )

    assert june.percent == 50
    assert (await stands(ledger, task)).percent == 80


async def test_lists_by_state_and_by_silence(ledger: Ledger) -> None:
    await first_task(ledger)
    one, two, *_ = (await ledger.tasks(TaskQuery())).tasks
    await ledger.progress.file(filing(one, "e1", blocker="经费"))
    await ledger.progress.file(filing(two, "e2", percent=5, at=NOW + timedelta(days=30)))

    blocked = await ledger.progress.standings(StandingQuery(states=("blocked",)))
    silent = await ledger.progress.standings(StandingQuery(silent_since=NOW + timedelta(days=14)))

    assert [each.target_id for each in blocked] == [one.id]
    assert [each.target_id for each in silent] == [one.id]


async def test_evidence_is_kept_once_with_hash_and_size(ledger: Ledger) -> None:
    task = await first_task(ledger)
    filed = await ledger.progress.file(filing(task, "e1", percent=10))

    digest = await ledger.progress.add_file(filed.report_id, "验收单.pdf", b"%PDF", NOW)
    await ledger.progress.add_file(filed.report_id, "验收单.pdf", b"%PDF", NOW)

    [kept] = await ledger.progress.evidence([filed.report_id])
    assert (kept.name, kept.hash, kept.size) == ("验收单.pdf", digest, 4)
    assert await ledger.progress.content(digest) == b"%PDF"
    with pytest.raises(TooLargeError, match="20 MiB"):
        await ledger.progress.add_file(filed.report_id, "录像.mp4", bytes(MOST_BYTES + 1), NOW)
