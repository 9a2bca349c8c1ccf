"""Time passes: each occurrence is planned once, however the clock and the processes behave."""

import asyncio
from datetime import datetime, timedelta

import pytest
import pytest_asyncio
from sqlalchemy import event

from bot.serving.ticking import Ticking, put_in
from db.channels import ChannelWish
from db.correcting import Order
from db.errors import BusyLedgerError
from db.filing import Filing
from db.importing import Import
from db.ledger import Ledger
from db.outbox import NewNotice
from db.people import NewPerson
from db.records import Place, TaskQuery
from db.stepping import Wish
from knowledge.catalog import load
from reminders.outlook import outlook
from reminders.owing import BACK
from reminders.plan import Span
from reminders.settings import ZONE

START = datetime(2024, 9, 18, 8, 0, tzinfo=ZONE)
HOUR = timedelta(hours=1)


@pytest_asyncio.fixture
async def ledger(tmp_path):
    """One active paper, one chat."""
    async with await Ledger.open(f"sqlite:///{tmp_path / 'duban.db'}") as opened:
        await opened.import_papers([load("jingan2024")], Import(START, activate=True))
        order = Order("张三", START, "bind")
        await opened.channels.bind(Place("telegram", "", "-1001"), ChannelWish("专班"), order)
        yield opened


async def said(ledger):
    """What is in the outbox: days and how many notices each."""
    rows = await ledger.outbox.rows(limit=10_000)
    assert len({row.key for row in rows}) == len(rows)
    days = [f"{row.due_at.astimezone(ZONE):%m-%d %H:%M}" for row in rows]
    return {day: days.count(day) for day in days}


EXPECTED = {
    "09-20 09:00": 6,
    "09-23 09:00": 1,
    "09-26 09:00": 6,
    "09-29 09:00": 6,
    "09-30 09:00": 7,
}


@pytest.mark.parametrize(
    "step", [HOUR, HOUR * 5, HOUR * 26], ids=["hourly", "now and then", "away"]
)
async def test_each_occurrence_is_planned_once(ledger, step):
    ticking, now = Ticking(ledger, ZONE), START
    while now < datetime(2024, 9, 30, 23, tzinfo=ZONE):
        await ticking.tick(now)
        now += step
    await ticking.tick(datetime(2024, 9, 30, 23, tzinfo=ZONE))
    assert await said(ledger) == EXPECTED


async def test_a_clock_that_jumps_and_two_that_tick_at_once(ledger):
    one, other = Ticking(ledger, ZONE), Ticking(ledger, ZONE)
    for day in range(13):
        now = START + timedelta(days=day)
        await asyncio.gather(one.tick(now), other.tick(now))
        await one.tick(now - timedelta(days=1))
        await other.tick(now + timedelta(minutes=1))
    assert await said(ledger) == EXPECTED


async def test_what_could_not_be_put_in_is_planned_at_the_next_tick(ledger, monkeypatch):
    """Nothing is held to be planned before it is in the outbox."""
    now = START + timedelta(days=2)
    task = (await ledger.tasks(TaskQuery())).tasks[0]
    done = Filing("r1", "task", task.id, task.document_id, START, "张三", status="done")
    await ledger.progress.file(done)
    ticking = Ticking(ledger, ZONE)

    async def full(*_arguments):
        raise BusyLedgerError

    async def fails():
        with monkeypatch.context() as disk:
            disk.setattr(ledger.outbox, "plan", full)
            with pytest.raises(BusyLedgerError):
                await ticking.tick(now)

    await fails()
    assert await ticking.tick(now) == 5
    back = Wish("task", task.id, task.document_id, "returned", reason="缺附件")
    await ledger.progress.step(back, Order("李四", now, "back"))
    await fails()
    assert await ticking.tick(now) == 1


async def test_however_many_are_new_each_is_put_in_once(ledger):
    new = [NewNotice(f"k{number}", "deadline", None, 1, {}) for number in range(1234)]
    assert await put_in(ledger, new, START) == 1234
    assert await put_in(ledger, new, START) == 0
    assert len(await ledger.outbox.known([one.key for one in new])) == 1234


async def test_ticking_again_adds_nothing(ledger):
    now = START + timedelta(days=2)
    assert await Ticking(ledger, ZONE).tick(now) == 6
    ticking = Ticking(ledger, ZONE)
    assert [await ticking.tick(now), await ticking.tick(now + HOUR)] == [0, 0]


async def test_what_changes_is_planned_at_once(ledger):
    ticking, now = Ticking(ledger, ZONE), START + timedelta(days=6)
    await ticking.tick(now)
    order = Order("张三", now, "add")
    await ledger.people.add(NewPerson("王五", "manager"), order)
    task = (await ledger.tasks(TaskQuery())).tasks[0]
    stuck = Filing("r1", "task", task.id, task.document_id, now, "张三", blocker="经费")
    await ledger.progress.file(stuck)

    assert await ticking.tick(now) == 1
    (row,) = [one for one in await ledger.outbox.rows() if one.kind == "blocked"]
    assert row.person is not None
    assert row.target_id == task.id
    assert "受阻：经费" in row.facts["reply"]


async def test_what_is_given_back_is_owed_again_at_once(ledger):
    now = START + timedelta(days=2)
    task = (await ledger.tasks(TaskQuery())).tasks[0]
    done = Filing("r1", "task", task.id, task.document_id, START, "张三", status="done")
    await ledger.progress.file(done)
    ticking = Ticking(ledger, ZONE)
    assert await ticking.tick(now) == 5
    back = Wish("task", task.id, task.document_id, "returned", reason="缺附件")
    await ledger.progress.step(back, Order("李四", now, "back"))
    assert await ticking.tick(now) == 1


async def test_what_was_withdrawn_is_owed_again_at_once(ledger):
    now = START + timedelta(days=2)
    task = (await ledger.tasks(TaskQuery())).tasks[0]
    done = Filing("r1", "task", task.id, task.document_id, START, "张三", status="done")
    filed = await ledger.progress.file(done)
    ticking = Ticking(ledger, ZONE)
    assert await ticking.tick(now) == 5
    await ledger.progress.withdraw(filed.report_id, Order("张三", now, "undo"))
    assert await ticking.tick(now) == 1


async def statements(ledger, ticking, now):
    """How many questions and commands a tick costs that plans nothing."""
    told = []
    engine = ledger._store._engine

    def note(_connection, _cursor, statement, *_rest):
        told.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    assert await ticking.tick(now) == 0
    event.remove(engine, "before_cursor_execute", note)
    return len(told)


async def test_what_was_planned_whole_is_not_planned_again(ledger):
    friday = datetime(2024, 9, 20, 12, 0, tzinfo=ZONE)
    assert await Ticking(ledger, ZONE).tick(friday) == 6
    assert await statements(ledger, Ticking(ledger, ZONE), friday) < 10
    saturday = friday + timedelta(days=1)
    assert await statements(ledger, Ticking(ledger, ZONE), saturday) < 20
    task = (await ledger.tasks(TaskQuery())).tasks[0]
    await ledger.progress.file(Filing("r1", "task", task.id, task.document_id, friday, "张三"))
    ticking = Ticking(ledger, ZONE)
    assert await statements(ledger, ticking, saturday) < 40
    assert await statements(ledger, ticking, saturday) < 10


@pytest.mark.parametrize("away", [8, 30, 60])
async def test_after_long_downtime_each_task_is_spoken_of_once_more(ledger, away):
    """What came after it says it all: nobody is told of days long past one by one."""
    await Ticking(ledger, ZONE).tick(START)
    back = START + timedelta(days=away)
    await Ticking(ledger, ZONE).tick(back)
    rows = await ledger.outbox.rows(limit=10_000)
    long_ago = [row for row in rows if row.due_at < back - BACK]
    tasks = [row.target_id for row in long_ago if row.target == "task"]
    assert len(tasks) == len(set(tasks))
    told = {(row.target, row.target_id) for row in rows}
    span = Span(START, back)
    owed = (await outlook(ledger, span, back, ZONE)).owed
    assert told == {(one.target, one.target_id) for one in owed}
    assert {one.key for one in owed if one.at >= back - BACK} <= {row.key for row in rows}


async def test_away_longer_than_anybody_remembers(ledger):
    await Ticking(ledger, ZONE).tick(START)
    back = START + timedelta(days=400)
    assert await Ticking(ledger, ZONE).tick(back) == 0


async def test_nothing_of_samples_and_archives(ledger):
    (paper,) = await ledger.documents()
    await ledger.set_state(paper.id, "archived", Order("张三", START, "archive"))
    await ledger.import_papers([load("sh2024-health")], Import(START, "sample"))
    assert await Ticking(ledger, ZONE).tick(START + timedelta(days=2)) == 0


async def test_a_setting_that_nobody_can_read_stops_nothing_and_is_logged_once(ledger, caplog):
    wrong = {"morning": "nine", "rules": {"deadline": "soon"}}
    await ledger.due.settle("reminders", wrong, Order("张三", START, "by hand"))
    ticking, now = Ticking(ledger, ZONE), START + timedelta(days=2)
    assert await ticking.tick(now) == 6
    await ticking.tick(now + timedelta(days=1))
    logged = [one.getMessage() for one in caplog.records if "读不懂" in one.getMessage()]
    assert len(logged) == 2
    assert "“morning”的值 'nine'" in logged[0]
