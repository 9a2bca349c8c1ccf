"""Whatever changes in a ledger, a tick that looks at the changes alone leaves nothing out."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from random import Random
from typing import Literal

import pytest

from bot.serving.ticking import Ticking
from db.channels import ChannelWish
from db.correcting import Order
from db.filing import Filing
from db.importing import Import
from db.ledger import Ledger
from db.people import NewPerson, PersonChange
from db.records import DocumentState, Place, Position, Task, TaskQuery
from db.standing import StepKind
from db.stepping import Wish
from knowledge.catalog import load
from knowledge.papers.model import Deadline
from reminders.outlook import Wish as Decide
from reminders.outlook import outlook
from reminders.owing import BACK, tomorrow
from reminders.plan import Span
from reminders.settings import ZONE

START = datetime(2024, 9, 2, 8, 0, tzinfo=ZONE)
STEPS = 24


class Office:
    """A ledger to which something happens again and again."""

    def __init__(self, ledger: Ledger, seed: int) -> None:
        self.ledger, self.now, self.chance = ledger, START, Random(seed)  # noqa: S311 - a script
        self._reports: list[int] = []
        self._people: list[int] = []

    def order(self) -> Order:
        return Order("张三", self.now, f"k{self.chance.random()}")

    async def task(self) -> Task:
        tasks = (await self.ledger.tasks(TaskQuery(limit=100))).tasks
        return self.chance.choice(tasks)

    async def happens(self) -> None:
        await self.chance.choice(
            (self.report, self.report, self.withdraw, self.step, self.postpone) * 2
            + (self.subscribe, self.join, self.promote, self.settle, self.put_away, self.decide)
        )()

    async def report(self) -> None:
        task = await self.task()
        status: Literal["done"] | None = self.chance.choice(("done", None, None))
        filing = Filing(
            self.order().key, "task", task.id, task.document_id, self.now, "张三",
            status=status, percent=None if status else 40,
            blocker=self.chance.choice((None, "经费")) if not status else None,
        )  # fmt: skip
        self._reports.append((await self.ledger.progress.file(filing)).report_id)

    async def withdraw(self) -> None:
        if self._reports:
            one = self._reports.pop(self.chance.randrange(len(self._reports)))
            await self.ledger.progress.withdraw(one, self.order())

    async def step(self) -> None:
        task = await self.task()
        stands = (await self.ledger.progress.standing("task", [task.id]))[task.id]
        kinds: dict[str, StepKind] = {"waiting": "returned", "suspended": "resumed"}
        wish = Wish(
            "task", task.id, task.document_id, kinds.get(stands.state, "suspended"), reason="因故"
        )
        await self.ledger.progress.step(wish, self.order())

    async def postpone(self) -> None:
        task, order = await self.task(), self.order()
        due = self.now.date() + timedelta(days=self.chance.randrange(-20, 20))
        deadline = Deadline("explicit", due, "调整")
        await self.ledger.set_deadline(task.id, deadline, by="张三", now=self.now, key=order.key)

    async def subscribe(self) -> None:
        place = Place("telegram", "", f"-{self.chance.randrange(4)}")
        kinds = self.chance.choice(((), (), ("deadline", "phase")))
        await self.ledger.channels.bind(place, ChannelWish("组", kinds=kinds), self.order())

    async def join(self) -> None:
        names = (await self.task()).units("lead") or (None,)
        position: Position = self.chance.choice(("staff", "head"))
        new = NewPerson(f"人{self.chance.randrange(99)}", "staff", names[0], position)
        self._people.append(await self.ledger.people.add(new, self.order()))

    async def promote(self) -> None:
        if self._people:
            position: Position = self.chance.choice(("staff", "head"))
            change = PersonChange(position=position)
            await self.ledger.people.change(self._people[-1], change, self.order())

    async def settle(self) -> None:
        off = self.chance.choice(((), ("overdue",), ("deadline",)))
        leads = self.chance.choice(((20, 10, 5, 2, 0), (30, 14, 7, 3, 1, 0)))
        first = self.now.date() + timedelta(days=self.chance.randrange(-3, 6))
        pause = [first.isoformat(), (first + timedelta(days=2)).isoformat()]
        pauses = self.chance.choice(([], [pause]))
        rules = {"off": list(off), "deadline": list(leads), "pause": pauses}
        weekly = self.chance.choice((5, 3))
        await self.ledger.due.settle("reminders", {"rules": rules, "weekly": weekly}, self.order())

    async def put_away(self) -> None:
        paper = self.chance.choice(await self.ledger.documents())
        state: DocumentState = "active" if paper.state == "archived" else "archived"
        await self.ledger.set_state(paper.id, state, self.order())

    async def decide(self) -> None:
        span = Span(self.now, self.now + timedelta(days=9))
        ahead = await outlook(self.ledger, span, self.now, ZONE)
        if ahead.owed:
            one = self.chance.choice(ahead.owed)
            drop = ahead.decided(one, Decide("drop", self.now))
            await self.ledger.replanning.decide([drop], self.order())

    async def lacks(self) -> set[str]:
        """What a whole plan owes by now and the outbox has not."""
        span = Span(self.now - BACK, tomorrow(self.now, ZONE))
        owed = {one.key for one in (await outlook(self.ledger, span, self.now, ZONE)).owed}
        return owed - await self.ledger.outbox.known(owed)


@pytest.fixture
async def ledger(tmp_path) -> AsyncIterator[Ledger]:
    async with await Ledger.open(f"sqlite:///{tmp_path / 'duban.db'}") as opened:
        papers = [load("jingan2024"), load("sh2024-health")]
        await opened.import_papers(papers, Import(START - timedelta(days=40), activate=True))
        yield opened


@pytest.mark.parametrize("seed", range(6))
async def test_nothing_is_left_out_whatever_happens(ledger: Ledger, seed: int) -> None:
    office = Office(ledger, seed)
    await office.subscribe()
    ticking = Ticking(ledger, ZONE)
    for _ in range(STEPS):
        await office.happens()
        if office.chance.random() < 0.2:
            ticking = Ticking(ledger, ZONE)
        await ticking.tick(office.now)
        assert await office.lacks() == set()
        office.now += timedelta(hours=office.chance.choice((0, 1, 1, 5, 17, 26, 70)))
