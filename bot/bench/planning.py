"""Planning when nothing new is due: it shall cost an index, not a scan of all ever said."""

import asyncio
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from shutil import copyfile
from time import perf_counter

from bot.bench.ledgers import Size
from bot.bench.rows import Mark, Row
from bot.bench.setup import Setup
from bot.bench.synthetic import FIRST_YEAR
from bot.bench.timing import awaited, spread
from db.filling_outbox import REMINDERS, fill_outbox, scan
from db.ledger import Ledger
from db.outbox import NewNotice
from reminders.occasions import Days
from reminders.owing import owed
from reminders.settings import Settings
from reminders.workdays import Workdays

_SCAN = Mark("ratio", 0.5)
_WRITES = Mark("value", 100.0)
_LOOKED_BACK = timedelta(days=7)
_NEW = 20_000
_SLICE = 100
_FIRST = date(FIRST_YEAR + 5, 3, 4)


async def planning(setup: Setup) -> list[Row]:
    """Of the largest ledger, its outbox full; then many new notices while others write."""
    if not setup.large:
        return []
    size = setup.large[-1]
    await setup.ledgers.url(size)
    with setup.ledgers.scratch() as directory:
        copy = Path(directory) / "ledger.db"
        copyfile(setup.ledgers.path(size), copy)
        url = f"sqlite:///{copy}"
        count = await fill_outbox(url)
        async with await Ledger.open(url) as ledger:
            return [
                await _nothing_new(ledger, url, setup.rounds, size, count),
                await _writes(ledger, size, setup.finds * _NEW // 400),
            ]


async def _nothing_new(ledger: Ledger, url: str, rounds: int, size: Size, count: int) -> Row:
    ours, limit, days = [], [], [_FIRST + timedelta(days=one) for one in range(rounds + 1)]
    for day in days:
        limit.append(await awaited(scan(url)))
        start = perf_counter()
        stretch = Days(day - _LOOKED_BACK, day, Workdays())
        if await ledger.due.owes(owed(stretch, Settings())):
            raise RuntimeError("nothing new was expected")
        ours.append(perf_counter() - start)
    taken, base = spread(ours[1:]), spread(limit[1:])
    return Row(
        "plan",
        f"没有新到期时的计划（每项任务{len(REMINDERS)}条提醒），p50",
        "ms",
        taken.p50,
        base.p50,
        "发件箱顺序扫一遍",
        _SCAN,
        size.name,
        f"发件箱{count}条",
    )


async def _writes(ledger: Ledger, size: Size, count: int) -> Row:
    """What others wait for a write while `count` notices are planned."""
    now = datetime.combine(_FIRST, time(1), UTC)
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
