"""kill -9 at every step of confirming a report: it is there wholly or not at all, and once."""

import asyncio
from collections.abc import Iterator
from signal import SIGKILL

import pytest
from sqlalchemy import func, select

from bot.dispatch import Dispatch
from bot.settings import load_settings
from bot.wiring import LOCAL_COORDINATOR, wired
from db.correcting import Order
from db.ledger import Ledger
from db.people import NewPerson
from db.records import Account, Person, TaskQuery
from db.tables.records import audit
from db.tables.work import reports
from handlers.inbound import Message, Press
from handlers.turn import Speaker
from tests.db.confirmer import PAPER
from tests.db.papers import NOW
from tests.midwife import Midwife, midwife


@pytest.fixture(scope="module")
def confirmers() -> Iterator[Midwife]:
    with midwife("tests.db.confirmer") as one:
        yield one


async def counted(ledger: Ledger) -> tuple[int, int]:
    """How many reports there are, and how many audit rows of reports."""

    def count(connection):
        rows = connection.scalar(select(func.count()).select_from(reports))
        told = select(func.count()).where(audit.c.action == "report")
        return rows, connection.scalar(told)

    return await ledger._store.read(count)


@pytest.mark.parametrize(("point", "there"), [
    ("shown", 0),
    ("filing", 0),
    ("filed", 2),
    ("saving", 2),
    ("confirmed", 2),
])  # fmt: skip
async def test_killed_while_confirming(
    url: str, confirmers: Midwife, point: str, there: int
) -> None:
    ended, value = confirmers.bear(url, point)
    assert ended == -SIGKILL

    async with wired(load_settings(url), NOW.isoformat()) as parts:
        assert await counted(parts.ledger) == (there, there)

        # The platform, or the inbox, hands the press on again.
        dispatch = Dispatch(parts)
        press = Press("c", value, PAPER)
        again = await dispatch.answer(press, LOCAL_COORDINATOR, NOW, "e2", again=True)
        await dispatch.settled()

        assert [one.state for one in again.reply.recorded] == ["in_progress", "waiting"]
        assert await counted(parts.ledger) == (2, 2)
        assert await parts.ledger.broken_audit() is None
        assert await totals(parts.ledger) == [5]


async def totals(ledger: Ledger) -> list[float]:
    """Every figure that was reported of any task."""
    tasks = (await ledger.tasks(TaskQuery(limit=2000))).tasks
    found = await ledger.progress.standing("task", [one.id for one in tasks])
    return [one.value for standing in found.values() for one in standing.totals]


async def test_fifty_people_confirm_reports_on_one_task_at_once(url: str) -> None:
    async with wired(load_settings(url), NOW.isoformat()) as parts:
        dispatch = Dispatch(parts)
        people = [await parts.ledger.people.by_id(one) for one in await enlisted(parts.ledger)]

        async def reports(person: Person) -> str:
            speaker = Speaker(person.name, person, Account("telegram", "", str(person.id)))
            chat = f"telegram:{person.id}"
            said = Message(chat, "第12项新建站点5个", PAPER)
            card = await dispatch.answer(said, speaker, NOW, f"{chat}/said")
            press = Press(chat, card.reply.buttons[0].value, PAPER)
            done = await dispatch.answer(press, speaker, NOW, f"{chat}/pressed")
            return done.reply.recorded[0].report

        ids = await asyncio.gather(*(reports(one) for one in people if one))
        await dispatch.settled()
        assert len(set(ids)) == 50
        assert await counted(parts.ledger) == (50, 50)
        assert await totals(parts.ledger) == [250]
        assert await parts.ledger.broken_audit() is None


async def enlisted(ledger: Ledger) -> list[int]:
    """Fifty people of the unit that leads the task."""
    order = (Order("测试", NOW, f"add/{number}") for number in range(50))
    new = (NewPerson(f"第{number}人", "staff", "市中医药管理局") for number in range(50))
    return [await ledger.people.add(*each) for each in zip(new, order, strict=True)]
