"""Conversations as staff and coordinators hold them: cards edited, lookups in between, corrections,
and what was said that reports nothing. The score is printed and holds a floor."""

import asyncio
import shutil

import pytest

from tests.handlers.talking import lacking, lay, talks

PARTS = 4
"""So many tests of about the same length, for as many processes."""
FLOOR = 0.9


@pytest.fixture(scope="session")
def laid(ground, tmp_path_factory):
    """A ledger to copy that knows more papers, and people of their units."""
    file = tmp_path_factory.mktemp("talks") / "ledger.db"
    asyncio.run(lay(ground, file))
    return file


@pytest.mark.parametrize("part", range(PARTS))
async def test_conversations_come_to_what_was_meant(part, laid, tmp_path, record_property):
    wrong: list[str] = []
    told = talks()[part::PARTS]
    for talk in told:
        file = shutil.copy(laid, tmp_path / f"{talk['id']}.db")
        if missed := await lacking(talk, file):
            wrong.append(f"{talk['id']} {'; '.join(missed)}")
    right = len(told) - len(wrong)
    record_property("score", f"conversations, part {part + 1}: {right}/{len(told)}")
    assert right / len(told) >= FLOOR, "\n".join(wrong)
