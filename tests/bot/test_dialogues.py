"""The contract of every platform: the same dialogue is the same conversation everywhere."""

import asyncio
import shutil

import pytest

from bot.settings import load_settings
from tests.bot.dialogues import (
    DIALOGUES,
    ROSTER,
    OnSlack,
    OnTelegram,
    OnTerminal,
    accounts,
    hold,
    lines,
)
from tests.bot.serving import enrolled

PLATFORMS = (OnTerminal, OnTelegram, OnSlack)
NAMES = sorted(path.stem for path in DIALOGUES.glob("*.jsonl"))


@pytest.fixture(scope="module")
def ledger_file(tmp_path_factory):
    """A ledger with the samples and the people of the dialogues."""
    file = tmp_path_factory.mktemp("ledger") / "duban.db"
    people = [(name, role, accounts(number)) for name, (role, number) in ROSTER.items()]
    asyncio.run(enrolled(load_settings(f"sqlite:///{file}"), *people))
    return file


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("platform", PLATFORMS, ids=lambda each: each.name)
async def test_the_dialogue_is_held(platform, name, tmp_path, ledger_file):
    shutil.copy(ledger_file, tmp_path / "duban.db")
    where = platform()
    async with where.open(f"sqlite:///{tmp_path / 'duban.db'}", tmp_path):
        for line in lines(name):
            if where.name in line.get("only", (where.name,)):
                await hold(where, line)


def test_there_is_something_to_hold():
    assert NAMES
