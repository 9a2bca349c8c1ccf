"""What falls due is found by indexes: tasks in a window, and what else reminders look at."""

import re
from datetime import date, datetime, timedelta
from pathlib import Path

from sqlalchemy import event

from db.channels import ChannelWish
from db.correcting import Order
from db.due import Window
from db.filing import Filing
from db.ledger import Ledger
from db.people import NewPerson
from db.records import DocumentState, Place, TaskQuery
from db.standing import Counted
from db.stepping import Wish
from tests.db.papers import NOW, WORK_PLAN

AUTUMN = Window(date(2025, 9, 1), date(2025, 10, 31))
ACTIVE: tuple[DocumentState, ...] = ("active",)


async def plan_of(ledger: Ledger, *, activate: bool = True) -> dict[str, int]:
    """The paper in the ledger; ids of its tasks by ref, and its own."""
    paper = await ledger.import_paper(WORK_PLAN, now=NOW, activate=activate)
    tasks = (await ledger.tasks(TaskQuery())).tasks
    return {"paper": paper.document_id} | {one.ref: one.id for one in tasks}


def report(ids: dict[str, int], **more) -> Filing:
    return Filing("r1", "task", ids["1"], ids["paper"], NOW, "张三", **more)


def order(key: str, now: datetime = NOW) -> Order:
    return Order("张三", now, key)


async def test_tasks_due_in_a_window_of_active_papers(ledger: Ledger) -> None:
    ids = await plan_of(ledger, activate=False)
    assert await ledger.due.tasks(AUTUMN, ACTIVE) == ()
    assert await ledger.due.tasks(AUTUMN, ("archived",)) == (ids["1"],)

    await ledger.set_state(ids["paper"], "active", order("activate"))
    assert await ledger.due.tasks(AUTUMN, ACTIVE) == (ids["1"],)
    assert [one.task_id for one in await ledger.due.recurring(ACTIVE)] == [ids["3"]]
    assert sorted(await ledger.due.of_documents([ids["paper"]])) == [ids[ref] for ref in "123"]


async def test_what_is_closed_is_not_looked_at(ledger: Ledger) -> None:
    ids = await plan_of(ledger)
    await ledger.progress.file(report(ids, status="done"))
    await ledger.progress.step(Wish("task", ids["1"], ids["paper"], "accepted"), order("accept"))
    assert await ledger.due.tasks(AUTUMN, ACTIVE) == ()


async def test_blockers_and_who_raised_them(ledger: Ledger) -> None:
    ids = await plan_of(ledger)
    zhang = await ledger.people.add(NewPerson("张三", "staff"), order("add"))
    filed = await ledger.progress.file(report(ids, blocker="经费", person_id=zhang))
    assert await ledger.due.blocked(NOW) == (ids["1"],)
    assert await ledger.due.blocked(NOW + timedelta(days=1)) == ()
    assert await ledger.due.reporters([filed.report_id]) == {filed.report_id: zhang}


async def test_what_was_handed_over_until_somebody_signs_for_it(ledger: Ledger) -> None:
    ids = await plan_of(ledger)
    zhang = await ledger.people.add(NewPerson("张三", "staff"), order("add"))
    handed = Wish("task", ids["1"], ids["paper"], "assigned", to_person_id=zhang)
    await ledger.progress.step(handed, order("hand over"))
    (one,) = await ledger.due.handed_over(NOW)
    assert (one.task_id, one.person, one.at) == (ids["1"], zhang, NOW)
    assert await ledger.due.assigned([ids["1"], ids["2"]]) == {ids["1"]: zhang}

    later = order("sign", NOW + timedelta(hours=1))
    await ledger.progress.step(Wish("task", ids["1"], ids["paper"], "received"), later)
    assert await ledger.due.handed_over(NOW) == ()


async def test_since_when_a_channel_hears_what(ledger: Ledger) -> None:
    ids = await plan_of(ledger)
    place = Place("telegram", "", "-1001")
    await ledger.channels.bind(place, ChannelWish("组"), order("bind"))
    later = NOW + timedelta(days=3)
    wish = ChannelWish("组", documents=(ids["paper"],), bureaus=("区民政局",))
    channel = await ledger.channels.bind(place, wish, order("more", later))

    (one,) = await ledger.due.hearings()
    assert one.since == NOW
    assert one.documents == ((ids["paper"], later),)
    assert one.bureaus == ((channel.bureaus[0], later),)


async def test_the_last_figure_of_an_indicator(ledger: Ledger) -> None:
    ids = await plan_of(ledger)
    (one,) = await ledger.indicators()
    assert await ledger.due.readings([one.id]) == {}
    for day, value in ((2, 88.0), (5, 91.0)):
        said = Counted(None, value, "%", "total")
        filing = Filing(
            f"f{day}",
            "indicator",
            one.id,
            ids["paper"],
            NOW + timedelta(days=day),
            "张三",
            quantities=(said,),
        )
        await ledger.progress.file(filing)
    assert await ledger.due.readings([one.id]) == {one.id: ((NOW + timedelta(days=5)).date(), 91.0)}


async def test_an_index_is_used_and_no_scan(tmp_path: Path) -> None:
    """As SQLite itself tells. (PostgreSQL decides by how much there is.)"""
    async with await Ledger.open(f"sqlite:///{tmp_path / 'duban.db'}") as ledger:
        await plan_of(ledger)
        told: list[str] = []

        def explain(_connection, cursor, statement, parameters, *_rest):
            cursor.execute(f"EXPLAIN QUERY PLAN {statement}", parameters)
            told.extend(row[-1] for row in cursor.fetchall())

        engine = ledger._store._engine  # type: ignore[attr-defined]
        event.listen(engine, "before_cursor_execute", explain)
        await ledger.due.tasks(AUTUMN, ACTIVE)
        await ledger.planned.look()
        await ledger.due.blocked(NOW)
        event.remove(engine, "before_cursor_execute", explain)

    assert [step for step in told if re.match("SCAN (?!CONSTANT|audit|ledger)", step)] == []
    assert any("ix_tasks_due" in step for step in told)
