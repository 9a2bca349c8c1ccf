"""Planning when nothing new is due: it shall cost an index, not a scan of all ever said."""

import asyncio
from datetime import datetime, timedelta
from pathlib import Path
from shutil import copyfile
from time import perf_counter

from bot.bench.ledgers import Size
from bot.bench.rows import Mark, Row
from bot.bench.setup import Setup
from bot.bench.timing import awaited, spread
from bot.serving.ticking import Ticking
from db.filling_outbox import REMINDERS, fill_outbox, scan
from db.ledger import Ledger
from db.outbox import NewNotice
from reminders.settings import ZONE

_SCAN = Mark("ratio", 0.5)
_WRITES = Mark("value", 100.0)
_NEW = 20_000
_SLICE = 100
_LONG = 60.0
"""Seconds after which no more days are measured than two."""
_FIRST = datetime(2026, 3, 3, 9, tzinfo=ZONE)
"""Later than the made-up papers became active, so that there is something to plan."""


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
                rows.append(await _writes(ledger, size, setup.finds * _NEW // 400))
            return rows


async def _nothing_new(ledger: Ledger, url: str, rounds: int, size: Size, count: int) -> list[Row]:
    """What every minute costs, and what the first plan of a day or of a changed ledger does."""
    whole, minutely, limit, start = [], [], [], perf_counter()
    for day in range(rounds + 1):
        if day > 1 and perf_counter() - start > _LONG:
            break
        limit.append(await awaited(scan(url)))
        ticking, now = Ticking(ledger, ZONE), _FIRST + timedelta(days=day)
        await ticking.tick(now)
        whole.append(await awaited(Ticking(ledger, ZONE).tick(now)))
        minutely.append(await awaited(ticking.tick(now + timedelta(minutes=1))))
    base = spread(limit[1:]).p50
    against, note = "发件箱顺序扫一遍", f"发件箱{count}条"
    what = f"没有新到期的计划（每项任务{len(REMINDERS)}条提醒），p50"
    return [
        Row(
            "plan",
            f"{name}{what}",
            "ms",
            spread(took[1:]).p50,
            base,
            against,
            _SCAN,
            size.name,
            note,
        )
        for name, took in (("每分钟一次，", minutely), ("启动、换日、台账变化后，", whole))
    ]


async def _writes(ledger: Ledger, size: Size, count: int) -> Row:
    """What others wait for a write while `count` notices are planned."""
    now = _FIRST
    new = [
        NewNotice(f"bench/new/{one}", "deadline", None, 1, {"text": "到期提醒"}, now)
        for one in range(count)
    ]

    async def plan() -> None:
        for at in range(0, count, _SLICE):
            await ledger.outbox.plan(new[at : at + _SLICE], now)

    planned = asyncio.create_task(plan())
    waited: list[float] = []
    while not planned.done():
        save = ledger.save_context(f"c{len(waited)}", '{"documents":[1]}', now)
        waited.append(await awaited(save))
        await asyncio.sleep(0.002)
    await planned
    what = f"计划{count}条新提醒时别人写入，p99"
    return Row("plan", what, "ms", spread(waited).p99, mark=_WRITES, size=size.name)
