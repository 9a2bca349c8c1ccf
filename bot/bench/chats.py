"""Chat platforms: `duban serve` beside bare echo bots, all driven the same way."""

import json
from dataclasses import dataclass
from pathlib import Path
from shutil import copyfile

from bot.bench.ledgers import FIVE, Size
from bot.bench.limits import python
from bot.bench.rows import Mark, Row
from bot.bench.setup import Setup

_IN_FLIGHT = "16"
_QUICK, _LONG = 1.0, 4.0
_LARGE = Mark("ratio", 0.8, at_least=True)
_SLOWEST = Mark("ratio", 2.0)
_MEMORY = Mark("difference", 140.0)


@dataclass(frozen=True, slots=True)
class _Platform:
    """A platform, what its bare frameworks are called, and how much of them we keep."""

    key: str
    name: str
    plain: str
    tuned: str
    of_plain: Mark
    of_tuned: Mark


_PLATFORMS = (
    _Platform(
        "telegram",
        "Telegram 长轮询",
        "回声机器人，PTB 默认",
        "回声机器人，PTB 调优（并发、aiohttp、uvloop）",
        Mark("ratio", 1.5, at_least=True),
        Mark("ratio", 0.4, at_least=True),
    ),
    _Platform(
        "slack",
        "Slack Socket Mode",
        "回声机器人，Bolt 默认",
        "回声机器人，Bolt 调优（共用会话、uvloop）",
        Mark("ratio", 1.0, at_least=True),
        Mark("ratio", 0.5, at_least=True),
    ),
)


@dataclass(frozen=True, slots=True)
class _Measured:
    """One bot: its paces by questions in flight, at first asking, and MiB when idle and busy."""

    found: dict[str, dict[str, float]]
    resident: float
    busy: float

    def rate(self, level: str = _IN_FLIGHT) -> float:
        """Answers a second."""
        return self.found[level]["rate"]

    def p99(self, level: str = _IN_FLIGHT) -> float:
        """Milliseconds."""
        return self.found[level]["p99"]

    def said(self) -> str:
        """The other levels in words."""
        return "；".join(
            f"{level}路 {one['rate']:,.0f}/s（p50 {one['p50']:.1f}，p99 {one['p99']:.1f}，"
            f"每条占处理器 {one['work']:.2f} ms）"
            for level, one in self.found.items()
            if level.isdecimal()
        )


async def chats(setup: Setup) -> list[Row]:
    """Lookups on each platform, with the five samples and in the smallest of large ledgers."""
    return [row for platform in _PLATFORMS for row in await _rows(setup, platform)]


async def _rows(setup: Setup, of: _Platform) -> list[Row]:
    seconds = _LONG if setup.rounds > 2 else _QUICK
    plain, tuned = (_measured(of, how, seconds) for how in ("plain", "tuned"))
    five = await _duban(setup, of, FIVE, seconds)
    rows = [*_beside(of, five, plain, tuned), *_at_once(of, five, tuned)]
    for size in setup.large[:1]:
        large = await _duban(setup, of, size, seconds)
        what = f"{of.name}：{_IN_FLIGHT}路查询"
        pace = (what, "条/秒", large.rate(), five.rate(), "五份文件时")
        rows.append(Row("chat", *pace, _LARGE, size.name, large.said()))
        rows.append(_first(of, large, size))
    return rows


def _beside(of: _Platform, five: _Measured, plain: _Measured, tuned: _Measured) -> list[Row]:
    what = f"{of.name}：{_IN_FLIGHT}路查询"
    per = ("条/秒", five.rate())
    return [
        Row("chat", what, *per, plain.rate(), of.plain, of.of_plain, FIVE.name, five.said()),
        Row("chat", what, *per, tuned.rate(), of.tuned, of.of_tuned, FIVE.name, tuned.said()),
        Row(
            "chat",
            f"{what}，p99",
            "ms",
            five.p99(),
            tuned.p99(),
            of.tuned,
            _SLOWEST,
            FIVE.name,
            f"{of.plain}：{plain.said()}",
        ),
        _first(of, five, FIVE),
    ]


def _first(of: _Platform, bot: _Measured, size: Size) -> Row:
    """Every question for the first time: nothing is remembered yet."""
    what, note = f"{of.name}：同上，每句都是头一回问", f"p99 {bot.p99('first'):.1f} ms"
    return Row("chat", what, "条/秒", bot.rate("first"), size=size.name, note=note)


def _at_once(of: _Platform, five: _Measured, tuned: _Measured) -> list[Row]:
    what, note = f"{of.name}：duban serve 空闲内存", f"查询之后 {five.busy:.0f} MiB"
    idle = (tuned.resident, of.tuned, _MEMORY, FIVE.name, note)
    return [Row("chat", what, "MiB", five.resident, *idle)]


async def _duban(setup: Setup, of: _Platform, size: Size, seconds: float) -> _Measured:
    await setup.ledgers.url(size)
    with setup.ledgers.scratch() as directory:
        copy = Path(directory) / "ledger.db"  # everybody who asks is put on its roster
        copyfile(setup.ledgers.path(size), copy)
        return _measured(of, f"sqlite:///{copy}", seconds)


def _measured(of: _Platform, bot: str, seconds: float) -> _Measured:
    found = json.loads(python("-m", "bot.bench.chatting.measure", of.key, bot, f"{seconds}"))
    return _Measured(found, found.pop("resident"), found.pop("busy"))
