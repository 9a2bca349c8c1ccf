"""Both platforms with their real clients, and the ledger behind them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.bench.fakes.slack import FakeSlack
from bot.bench.fakes.telegram import FakeTelegram
from bot.serving.sending import Outlet
from db.ledger import Ledger
from tests.bot.slack.conftest import Script, running
from tests.bot.telegram.conftest import House


@dataclass
class Both:
    """What people see, and what the bot says there by."""

    telegram: FakeTelegram
    slack: FakeSlack
    ledger: Ledger
    outlets: dict[str, Outlet]


@asynccontextmanager
async def both_platforms(file: Path) -> AsyncIterator[Both]:
    """Both, connected, on a new ledger in that file."""
    async with (
        FakeTelegram() as telegram,
        FakeSlack() as slack,
        running(slack, file, Script()) as desk,
        House(telegram, desk.office.ledger).running() as bot,
    ):
        outlets = {"telegram": bot.outlet, "slack": desk.bot.outlet}
        yield Both(telegram, slack, desk.office.ledger, outlets)
