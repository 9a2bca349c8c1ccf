"""An office whose reminders are planned and said, at whatever moment a test says it is."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest_asyncio

from bot.serving.delivery import Delivery
from bot.serving.digests import Digests
from bot.serving.sifting import Sifting
from bot.serving.tempo import Tempo
from bot.serving.ticking import Ticking
from bot.serving.words_now import WordsNow
from db.channels import ChannelWish
from db.correcting import Order
from db.filing import Filing
from db.importing import Import
from db.ledger import Ledger
from db.records import Place, TaskQuery
from handlers.reply import Attachment
from knowledge.catalog import load
from reminders.settings import ZONE
from tests.bot.outlets import FakeOutlet

PAPER = "jingan2024"


def at(text):
    return datetime.fromisoformat(f"2024-{text}+08:00")


@dataclass
class Office:
    """One process with a clock that is set by hand."""

    ledger: Ledger
    now: datetime

    def __post_init__(self):
        self.outlet, self.drawn = FakeOutlet("telegram"), []
        self.begin()

    def begin(self):
        """As a process that has just started."""
        self.digests = Digests(self.ledger, ZONE, self.draw)
        sifting = Sifting(self.ledger, WordsNow(self.ledger, ZONE, self.digests), ZONE, self.clock)
        tempi = {"telegram": Tempo(0, 0, 0)}
        outlets = {"telegram": self.outlet}
        self.delivery = Delivery(self.ledger, outlets, "a", self.clock, tempi, sifting)
        self.ticking = Ticking(self.ledger, ZONE)

    def clock(self):
        return self.now

    async def draw(self, digest):
        self.drawn.append(digest.scope.text)
        return (Attachment("周报.png", b"png", "picture"),)

    async def passes(self, moment):
        """The time comes: planned, and said."""
        self.now = at(moment)
        await self.ticking.tick(self.now)
        await self.deliver()

    async def deliver(self):
        while await self.delivery.deliver_due():
            await self.delivery.settled()
            await self.digests.made()
            self.now += timedelta(seconds=2)

    async def rows(self, kind=None):
        rows = await self.ledger.outbox.rows(limit=1000)
        return [one for one in rows if kind in (None, one.kind)]

    def heard(self, chat="-1001"):
        return self.outlet.seen[chat]

    def order(self, what):
        return Order("张三", self.now, f"{what}/{self.now.isoformat()}")

    async def first_task(self):
        return (await self.ledger.tasks(TaskQuery())).tasks[0]

    async def reports(self, **said):
        task = await self.first_task()
        key = f"r/{self.now.isoformat()}"
        filing = Filing(key, "task", task.id, task.document_id, self.now, "张三", **said)
        await self.ledger.progress.file(filing)


@pytest_asyncio.fixture
async def office(tmp_path):
    """One active paper, one chat; six tasks are due on September 30th."""
    async with await Ledger.open(f"sqlite:///{tmp_path / 'duban.db'}") as ledger:
        made = Office(ledger, at("09-19T08:00"))
        await ledger.import_papers([load(PAPER)], Import(made.now, activate=True))
        place = Place("telegram", "", "-1001")
        await ledger.channels.bind(place, ChannelWish("专班"), made.order("bind"))
        yield made
