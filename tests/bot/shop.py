"""A delivery with outlets that behave as a test wants, at a moment of its own."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import pytest_asyncio

from bot.serving.delivery import Delivery
from bot.serving.tempo import Tempo
from db.ledger import Ledger
from db.outbox import NewNotice, Notice
from tests.bot.outlets import FakeOutlet, LookingOutlet
from tests.db.papers import NOW

NO_TEMPO = {"telegram": Tempo(0, 0, 0), "slack": Tempo(0, 0, 0)}


@dataclass
class Shop:
    """A process that delivers."""

    ledger: Ledger
    name: str = "a"
    now: datetime = NOW
    tempi: dict[str, Tempo] = field(default_factory=lambda: NO_TEMPO)

    def __post_init__(self) -> None:
        self.telegram, self.slack = FakeOutlet("telegram"), LookingOutlet("slack")
        outlets = {"telegram": self.telegram, "slack": self.slack}
        self.delivery = Delivery(self.ledger, outlets, self.name, lambda: self.now, self.tempi)

    async def plan(self, *notices: NewNotice) -> None:
        await self.ledger.outbox.plan(notices, self.now)

    async def deliver(self, **later: float) -> None:
        """Say all that is due, after some time."""
        self.now += timedelta(**later)
        while await self.delivery.deliver_due():
            await self.delivery.settled()


@pytest_asyncio.fixture
async def ledger(tmp_path: Path) -> AsyncIterator[Ledger]:
    async with await Ledger.open(f"sqlite:///{tmp_path / 'duban.db'}") as opened:
        yield opened


@pytest.fixture
def shop(ledger: Ledger) -> Shop:
    return Shop(ledger)


async def row(ledger: Ledger, key: str) -> Notice:
    return next(one for one in await ledger.outbox.rows() if one.key == key)
