"""Planning when nothing new is due: it shall cost an index, not a scan of all ever said."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from shutil import copyfile

from bot.bench.ledgers import Size
from bot.bench.rows import Mark, Row
from bot.bench.setup import Setup
from bot.bench.timing import awaited, spread
from bot.bench.waiting_writers import writes
from bot.serving.ticking import Ticking
from db import planned
from db.filing import Filing
from db.filling_outbox import REMINDERS, fill_outbox, scan
from db.ledger import Ledger
from reminders.owing import tomorrow
from reminders.settings import ZONE

_SCAN = Mark("ratio", 0.5)
_FRIDAY = datetime(2026, 3, 6, 9, tzinfo=ZONE)
"""Later than the made-up papers became active, so that there is something to plan."""
_DAY = timedelta(days=1)


async def planning(setup: Setup) -> list[Row]:
    """Of each large ledger, its outbox full; then many new notices while others write."""
    return [row for size in setup.large for row in await _rows(setup, size)]


async def _rows(setup: Setup, size: Size) -> list[Row]:
    await setup.ledgers.url(size)
    with setup.ledgers.scratch() as directory:
        copy = Path(directory) / "ledger.db"
        copyfile(setup.ledgers.path(size), copy)
        url = f"sqlite:///{copy}"
        count = await fill_outbox(url)
        async with await Ledger.open(url) as ledger:
            rows = await _nothing_new(ledger, url, setup.rounds, size, count)
            if size == setup.large[-1]:
                rows.append(await writes(ledger, size, setup.finds, _FRIDAY))
            return rows


@dataclass
class _Took:
    """Seconds of each kind of tick, and of the scans between them."""

    scans: list[float] = field(default_factory=list)
    minutely: list[float] = field(default_factory=list)
    started: list[float] = field(default_factory=list)
    reported: list[float] = field(default_factory=list)
    rested: list[float] = field(default_factory=list)
    whole: list[float] = field(default_factory=list)


async def _nothing_new(ledger: Ledger, url: str, rounds: int, size: Size, count: int) -> list[Row]:
    """All that a tick may find, with everything planned already."""
    took = _Took()
    await _was_there(ledger)
    await Ticking(ledger, ZONE).tick(_FRIDAY)
    for number in range(rounds):
        await _round(ledger, url, number, took)
    await _was_there(ledger)
    took.whole.append(await awaited(Ticking(ledger, ZONE).tick(_FRIDAY)))
    limit, note = spread(took.scans).p50, f"发件箱{count}条"
    what = f"没有新到期（每项任务{len(REMINDERS)}条提醒），p50"
    named = (
        ("每分钟一次", took.minutely, _SCAN),
        ("程序启动", took.started, _SCAN),
        ("有一项报了进展", took.reported, _SCAN),
        ("到了休息日", took.rested, _SCAN),
        ("整个计划（新的工作日、人员或设置变动）", took.whole, None),
    )
    return [
        Row("plan", f"{name}，{what}", "ms", spread(seconds).p50, limit, "发件箱顺序扫一遍", mark,
            size.name, note)
        for name, seconds, mark in named
    ]  # fmt: skip


async def _round(ledger: Ledger, url: str, number: int, took: _Took) -> None:
    took.scans.append(await awaited(scan(url)))
    ticking = Ticking(ledger, ZONE)
    took.started.append(await awaited(ticking.tick(_FRIDAY)))
    took.minutely.append(await awaited(ticking.tick(_FRIDAY + timedelta(minutes=1))))
    (task,) = await ledger.tasks_by_id([1 + number * 41])
    now = _FRIDAY + timedelta(minutes=2)
    filing = Filing(f"bench/{number}", "task", task.id, task.document_id, now, "bench", percent=30)
    await ledger.progress.file(filing)
    took.reported.append(await awaited(ticking.tick(now)))
    mark = (await ledger.planned.look()).mark
    took.rested.append(await awaited(ticking.tick(_FRIDAY + _DAY)))
    if mark:
        await ledger.planned.keep(mark, now)


async def _was_there(ledger: Ledger) -> None:
    """The bot has been there until today, as another program."""
    looked = await ledger.planned.look()
    until = tomorrow(_FRIDAY - _DAY, ZONE)
    await ledger.planned.keep(planned.Mark(looked.since.end, until, "another program"), _FRIDAY)
