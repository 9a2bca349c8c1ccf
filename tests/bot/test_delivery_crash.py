"""Killed between writing a try down and writing down that it was sent, nothing is lost."""

import subprocess
import sys
from pathlib import Path

import pytest

from db.ledger import Ledger
from tests.bot.deliverer import main
from tests.bot.notices import to_channel
from tests.db.outbox import channel, states
from tests.db.papers import NOW

ROOT = Path(__file__).parents[2]


def kill_while_sending(*arguments: str) -> None:
    """Let another process deliver, and kill it in the middle."""
    command = [sys.executable, "-m", "tests.bot.deliverer", *arguments]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "now\n"
        process.kill()


@pytest.mark.parametrize(
    ("stop", "seen"), [("before", ["1 第7项今天到期"]), ("after", ["1 第7项今天到期"] * 2)]
)
async def test_a_killed_delivery_is_taken_over(tmp_path: Path, stop: str, seen: list[str]) -> None:
    """Said before the kill and after it, people see the same number twice."""
    url, wall = f"sqlite:///{tmp_path / 'duban.db'}", tmp_path / "wall"
    async with await Ledger.open(url) as ledger:
        group = await channel(ledger, "-1")
        await ledger.outbox.plan([to_channel(group, "第7项今天到期")], NOW)

        kill_while_sending(url, str(wall), stop)
        await main(url, str(wall), "never")

        assert wall.read_text("utf-8").splitlines() == seen
        assert await states(ledger) == {"第7项今天到期": "sent"}
        (attempt,) = await ledger.outbox.attempts(1)
        assert (attempt.outcome, attempt.tries) == ("sent", 2)
