"""Two replicas tick and deliver on one ledger, late, twice, after downtime, by clocks that jump."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

import pytest

from bot.serving.ticking import Ticking
from db.channels import ChannelWish
from db.correcting import Order
from db.importing import Import
from db.ledger import Ledger
from db.outbox import Notice
from db.records import Place
from knowledge.catalog import load
from reminders.outlook import outlook
from reminders.plan import Span
from reminders.settings import ZONE
from tests.bot.notices import member
from tests.bot.outlets import FakeOutlet
from tests.bot.rounds import Rounds

START, END = (datetime(2024, 9, day, 8, 0, tzinfo=ZONE) for day in (18, 30))
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
AFTER = datetime(2024, 10, 8, 10, 0, tzinfo=ZONE)
CHATS = ("-1", "-2", "-3")


@dataclass
class Replica:
    """A process with its own connection and its own idea of the time."""

    ledger: Ledger
    name: str
    outlet: FakeOutlet

    def __post_init__(self) -> None:
        self.ticking = Ticking(self.ledger, ZONE)
        self.rounds = Rounds(self.ledger, {"telegram": self.outlet}, self.name)

    async def beat(self, now: datetime) -> None:
        """One minute of its life."""
        await self.ticking.tick(now)
        await self.rounds.deliver(now)


@dataclass
class Office:
    """Two replicas, and all that people saw of either."""

    one: Replica
    two: Replica
    seen: FakeOutlet

    async def together(self, now: datetime, ahead: timedelta = timedelta()) -> None:
        await asyncio.gather(self.one.beat(now), self.two.beat(now + ahead))

    async def rows(self) -> tuple[Notice, ...]:
        return await self.one.ledger.outbox.rows(limit=10_000)

    async def holds(self, until: datetime = END + DAY / 2) -> None:
        """Each occurrence once: in the outbox, and on people's screens."""
        rows = await self.rows()
        owed = (await outlook(self.one.ledger, Span(START, until), until, ZONE)).owed
        assert sorted(row.key for row in rows) == sorted(one.key for one in owed)
        assert [row for row in rows if row.state not in ("sent", "merged", "suppressed")] == []
        sent = [str(row.id) for row in rows if row.state == "sent"]
        assert sorted(self.seen.deliveries) == sorted(sent)
        told = {_about(row) for row in rows if row.state != "suppressed"}
        assert [row for row in rows if _about(row) not in told] == []


def _about(row: Notice) -> tuple[object, ...]:
    """What a notice is about, and who hears it."""
    return (row.channel, row.person, row.target, row.target_id)


@pytest.fixture
async def office(url: str) -> AsyncIterator[Office]:
    async with AsyncExitStack() as stack:
        ledgers = [await stack.enter_async_context(await Ledger.open(url)) for _ in "ab"]
        first = ledgers[0]
        await first.import_papers([load("jingan2024")], Import(START, activate=True))
        for chat in CHATS:
            place, order = Place("telegram", "", chat), Order("张三", START, f"bind {chat}")
            await first.channels.bind(place, ChannelWish(chat), order)
        await member(first, "王五", "manager", "7")
        seen = FakeOutlet()
        one, two = (Replica(each, name, seen) for each, name in zip(ledgers, "ab", strict=True))
        yield Office(one, two, seen)


async def test_both_at_once(office: Office) -> None:
    now = START
    while now < END:
        await office.together(now)
        await office.together(now + HOUR / 60)
        now += HOUR * 9
    await office.together(END + HOUR * 3)
    await office.holds()


async def test_after_26_hours_of_downtime(office: Office) -> None:
    now = START
    while now < END + DAY / 2:
        await office.together(now)
        now += HOUR * 26
    await office.together(END + HOUR * 3)
    await office.holds()


@pytest.mark.parametrize("jump", [DAY, -DAY])
async def test_one_clock_a_day_off(office: Office, jump: timedelta) -> None:
    for day in range(12):
        await office.together(START + DAY * day + HOUR * 2, jump)
    for _ in range(2):
        await office.together(END + HOUR * 3)
    await office.holds()


@pytest.mark.parametrize("seed", range(2))
async def test_as_it_comes(office: Office, seed: int) -> None:
    """Late, twice, one of the two away, a clock that jumps a day and back."""
    chance, now = Random(seed), START  # noqa: S311 - a script of mishaps
    while now < END:
        jump = chance.choice((timedelta(), timedelta(), DAY, -DAY))
        match chance.randrange(4):
            case 0:
                await office.together(now, jump)
            case 1:
                await office.one.beat(now)
                await office.one.beat(now)
            case 2:
                await office.two.beat(now + jump)
            case _:
                pass
        now += chance.choice((HOUR / 60, HOUR, HOUR * 7, HOUR * 26))
    # A clock that was ahead, in the holidays already, had put off what it found to their end.
    for moment in (END + HOUR * 3, AFTER, AFTER):
        await office.together(moment)
    await office.holds(AFTER + HOUR)
