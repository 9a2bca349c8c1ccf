"""What the tests of the bot share."""

import pytest

from bot.settings import load_settings
from bot.wiring import wired
from tests.bot.program import NOW
from tests.ground import duban_db as duban_db
from tests.ground import ground as ground


@pytest.fixture
async def parts(duban_db):
    """A ledger with the samples and what works on it, at that moment."""
    settings = load_settings(f"sqlite:///{duban_db}")
    async with wired(settings, NOW) as made:
        yield made
