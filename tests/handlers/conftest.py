"""A conversation as a test reads it: what is said, what comes back."""

import json
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.platforms.lines import Lines
from tests.ground import ground as ground
from tests.handlers.team import Member, Team, led
from tests.handlers.team import team as a_team
from tests.questions.asking import program
from tests.questions.judging import Json


class Talk:
    """One conversation with the program, by the lines that programs use."""

    def __init__(self, lines: Lines, name: str = "c1") -> None:
        self._lines = lines
        self._name = name

    async def says(self, text: str, **more: str) -> Json:
        return await self._line(text=text, **more)

    async def presses(self, label: str, reply: Json) -> Json:
        value = next(b["value"] for b in reply["buttons"] if label in b["label"])
        return await self._line(press=value)

    async def sends(self, path: str, **more: str) -> Json:
        return await self._line(file=path, **more)

    def beside(self, name: str) -> "Talk":
        """Another conversation with the same program."""
        return Talk(self._lines, name)

    async def _line(self, **said: str) -> Json:
        line = json.dumps({"conversation": self._name} | said, ensure_ascii=False)
        reply: Json = json.loads(await self._lines.answer(line.encode()))
        return reply


@pytest.fixture
async def talk(ground, tmp_path) -> AsyncIterator[Talk]:
    """A conversation with a program that knows the five built-in papers."""
    shutil.copy(ground, tmp_path / "ledger.db")
    async with program(tmp_path) as lines:
        yield Talk(lines)
        await lines.dispatch.settled()


def refs(reply: Json) -> list[str]:
    """The refs of the reply's tasks, in order."""
    return [task["ref"] for task in reply["tasks"]]


@pytest.fixture
async def team(ground, tmp_path) -> AsyncIterator[Team]:
    """A team on a ledger that knows the five built-in papers, and nobody yet."""
    async with a_team(Path(shutil.copy(ground, tmp_path / "ledger.db"))) as one:
        yield one


@pytest.fixture
async def staff(team: Team) -> Member:
    """Somebody of the unit that leads the task that tests talk about."""
    return await team.has("张三", bureau=await led(team))


@pytest.fixture
async def chief(team: Team) -> Member:
    """A coordinator."""
    return await team.has("李四", "coordinator")
