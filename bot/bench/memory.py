"""Memory of a process that has answered questions, beside an idle one with the same libraries."""

from bot.bench.ledgers import FIVE
from bot.bench.limits import idle_memory, python
from bot.bench.rows import Mark, Row
from bot.bench.setup import Setup

_FIVE, _LARGE = Mark("difference", 140.0), Mark("difference", 300.0)
_ASKED = 60


async def memory(setup: Setup) -> list[Row]:
    """Resident memory after some questions."""
    idle = idle_memory()
    rows = []
    for size in (FIVE, *setup.large[-1:]):
        url = await setup.ledgers.url(size)
        taken = float(python("-m", "bot.bench.resident", url, *setup.questions[:_ASKED]))
        rows.append(
            Row(
                "memory",
                f"答过{_ASKED}句话后的内存",
                "MiB",
                taken,
                idle,
                "只载入 sqlalchemy 和 jieba 的空闲进程",
                _LARGE if size.tasks else _FIVE,
                size.name,
            )
        )
    return rows
