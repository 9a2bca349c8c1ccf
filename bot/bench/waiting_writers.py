"""What others wait for a write while many new notices are planned, by the tick's own way."""

import asyncio
from datetime import datetime

from bot.bench.ledgers import Size
from bot.bench.rows import Mark, Row
from bot.bench.timing import awaited, spread
from bot.serving.ticking import put_in
from db.ledger import Ledger
from db.outbox import NewNotice

_WRITES = Mark("value", 100.0)
_NEW = 50


async def writes(ledger: Ledger, size: Size, finds: int, now: datetime) -> Row:
    """Somebody saves a conversation every few milliseconds meanwhile."""
    count = finds * _NEW
    new = [
        NewNotice(f"bench/new/{one}", "deadline", None, 1, {"text": "到期提醒"}, now)
        for one in range(count)
    ]
    planned = asyncio.create_task(put_in(ledger, new, now))
    waited: list[float] = []
    while not planned.done():
        save = ledger.save_context(f"c{len(waited)}", '{"documents":[1]}', now)
        waited.append(await awaited(save))
        await asyncio.sleep(0.002)
    await planned
    what = f"计划{count}条新提醒时别人写入，p99"
    return Row("plan", what, "ms", spread(waited).p99, mark=_WRITES, size=size.name)
