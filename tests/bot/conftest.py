"""What the tests of the bot share."""

import pytest

from bot.settings import load_settings
from bot.wiring import wired
from tests.bot.program import NOW


@pytest.fixture
async def parts(tmp_path):
    """A ledger with the samples and what works on it, at that moment."""
    settings = load_settings(f"sqlite:///{tmp_path / 'duban.db'}")
    async with wired(settings, NOW) as made:
        yield made
