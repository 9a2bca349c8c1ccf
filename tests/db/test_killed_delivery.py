"""Processes that plan and deliver are killed wherever they are: nothing is lost, nothing doubled.

Said twice is only what a killed process had said without writing it down, and what a platform took
without telling. `SEEDS=500` runs so many seeds on each database instead of a few.
"""

import asyncio
import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from signal import SIGKILL

import pytest
from sqlalchemy import select

from bot.serving.delivery import LEASE
from db.channels import ChannelWish
from db.correcting import Order
from db.engine import open_store
from db.importing import Import
from db.ledger import Ledger
from db.outbox import Notice
from db.people import NewPerson
from db.records import Account, Place
from db.tables.sending import attempt_notices, attempts
from handlers.reply import Button
from knowledge.catalog import load
from reminders.outlook import outlook
from reminders.owing import BACK
from reminders.plan import Span
from reminders.settings import ZONE
from tests.bot.deliverer import POINTS, Life
from tests.bot.notices import to_channel, to_person
from tests.db.conftest import Server
from tests.midwife import Midwife, midwife

ROOT = Path(__file__).parents[2]
MORNING = datetime(2024, 9, 30, 9, 30, tzinfo=ZONE)
SEEDS = range(int(os.environ.get("SEEDS", "3")))
PRESS = Button("签收", "got")


@dataclass
class Office:
    """A ledger with much to be said, the wall on which it is said, and what became of whom."""

    url: str
    wall: Path
    midwife: Midwife
    owed: set[str] = field(default_factory=set)
    now: datetime = MORNING
    doubts: Counter[str] = field(default_factory=Counter)
    """By number on the wall: how often it may be said once more."""

    async def fill(self) -> None:
        """Reminders to plan, other notices that stay alone, several chats and persons."""
        async with await Ledger.open(self.url) as ledger:
            since = MORNING - timedelta(days=10)
            await ledger.import_papers([load("jingan2024")], Import(since, activate=True))
            chats, people = [], []
            for number in range(1, 6):
                place, order = (
                    Place("telegram", "", f"-{number}"),
                    Order("张三", since, f"c{number}"),
                )
                bound = await ledger.channels.bind(place, ChannelWish(f"群{number}"), order)
                chats.append(bound.id)
            for number in range(1, 4):
                account = Account("telegram", "", str(number))
                new = NewPerson(f"人员{number}", "manager", accounts=(account,))
                people.append(await ledger.people.add(new, Order("张三", since, f"p{number}")))
            said = [to_channel(chat, f"群{chat}第{n}号", PRESS) for chat in chats for n in range(2)]
            said += [to_person(one, f"人{one}第{n}号") for one in people for n in range(3)]
            await ledger.outbox.plan(said, MORNING)
            span = Span(MORNING - BACK, MORNING + timedelta(hours=14))
            planned = (await outlook(ledger, span, MORNING, ZONE)).owed
            self.owed = {one.key for one in said} | {one.key for one in planned}

    async def live(self, *lives: Life) -> list[int]:
        """Let processes live and die; the next ones come a lease later."""
        orders = [asdict(one) for one in lives]
        ended: list[int] = self.midwife.bear(self.url, str(self.wall), orders)
        assert set(ended) <= {0, -SIGKILL}
        self.now += LEASE * 2
        said = self.said()
        for number in await self.broken_off():
            self.doubts[number] += said[number] > 0
        return ended

    async def broken_off(self) -> list[str]:
        """Numbers of the tries that nobody ended."""
        store = open_store(self.url)
        query = (
            select(attempt_notices.c.notice_id)
            .join(attempts, attempts.c.id == attempt_notices.c.attempt_id)
            .where(attempts.c.outcome == "sending")
        )
        found = await store.read(lambda c: [str(one) for one in c.scalars(query)])
        await store.close()
        return found

    def said(self) -> Counter[str]:
        """How often each number stands on the wall."""
        return Counter(line.split()[0] for line in self._lines(self.wall))

    def unanswered(self) -> Counter[str]:
        """How often each was said and the answer got lost."""
        return Counter(self._lines(self.wall.with_suffix(".lost")))

    def _lines(self, file: Path) -> list[str]:
        return file.read_text("utf-8").splitlines() if file.exists() else []

    async def has_more(self) -> bool:
        """Whether anything still has to be said."""
        async with await Ledger.open(self.url) as ledger:
            return any(not row.ended_at for row in await ledger.outbox.rows(limit=10_000))

    async def holds(self) -> None:
        """All that was owed was said; twice only what may have been lost on its way."""
        async with await Ledger.open(self.url) as ledger:
            rows = await ledger.outbox.rows(limit=10_000)
            tries = {row.id: await ledger.outbox.attempts(row.id) for row in rows}
        assert {row.key for row in rows} == self.owed
        assert len(rows) == len(self.owed)
        given_up = [row for row in rows if row.state == "unknown"]
        assert all(row.ended_at and row.reason for row in given_up)
        told = {_about(row) for row in rows if row.state in ("sent", "merged", "unknown")}
        for row in rows:
            # Of what came due while nobody delivered only the latest is said.
            assert row.state in ("sent", "merged", "suppressed", "unknown"), row
            assert _about(row) in told, row
        said, unanswered = self.said(), self.unanswered()
        for row in (each for each in rows if each.state in ("sent", "merged")):
            assert [one.outcome for one in tries[row.id]][-1] == "sent", row
            assert said[str(row.id)] or row.state == "merged", row
        for number, times in said.items():
            assert times <= 1 + self.doubts[number] + unanswered[number], number


def _about(row: Notice) -> tuple[object, ...]:
    """What a notice is about, and who hears it."""
    about = (row.target, row.target_id) if row.target else (row.key,)
    return (row.channel, row.person, *about)


@pytest.fixture(scope="module")
def deliverers(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Midwife]:
    """They have seen a life on each database."""
    place = tmp_path_factory.mktemp("seen")
    with midwife("tests.bot.deliverer") as one:
        for url in (server.empty_url(), f"sqlite:///{place / 'duban.db'}"):
            office = Office(url, place / "wall", one)
            asyncio.run(office.fill())
            one.bear(url, str(office.wall), [asdict(Life("seen", MORNING.isoformat(), here=True))])
        yield one


@pytest.fixture
async def office(url: str, tmp_path: Path, deliverers: Midwife) -> Office:
    made = Office(url, tmp_path / "wall", deliverers)
    await made.fill()
    return made


@pytest.mark.parametrize("point", POINTS)
async def test_killed_there_the_next_one_says_the_rest(office: Office, point: str) -> None:
    ended = await office.live(Life("first", office.now.isoformat(), point))
    assert ended == [-SIGKILL]
    assert await office.live(Life("next", office.now.isoformat())) == [0]
    await office.holds()
    again = sum(times - 1 for times in office.said().values())
    assert again == (1 if point in ("said", "unmarked") else 0)


@pytest.mark.parametrize("seed", SEEDS)
async def test_wherever_they_are_killed(office: Office, seed: int) -> None:
    """Several lives, alone or two at once, on a platform that errs; the last ones live on."""
    chance = Random(seed)  # noqa: S311 - a script of deaths
    for number in range(6):
        lives = [
            _life(office, chance, f"{number}{who}", seed) for who in "ab"[: chance.randint(1, 2)]
        ]
        await office.live(*lives)
    for number in range(20):
        await office.live(Life(f"last{number}", office.now.isoformat()))
        if not await office.has_more():
            break
    await office.holds()


def _life(office: Office, chance: Random, name: str, seed: int) -> Life:
    faults, now = chance.choice((0, 5, 15)), office.now.isoformat()
    if chance.random() < 0.3:
        return Life(name, now, after=chance.uniform(1, 400), faults=faults, seed=seed)
    return Life(name, now, chance.choice(POINTS), chance.randint(1, 12), faults=faults, seed=seed)
