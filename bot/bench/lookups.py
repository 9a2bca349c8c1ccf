"""Lookups by unit, by number, by due date: they shall not feel how large the ledger is."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import product
from random import Random

from bot.bench.ledgers import SMALL, Size
from bot.bench.rows import Mark, Row
from bot.bench.setup import Setup
from bot.bench.synthetic import FIRST_YEAR, TASKS_A_PAPER
from bot.bench.timing import Spread, awaited, spread
from db.ledger import Ledger
from db.records import Names, TaskQuery
from knowledge.papers.model import Role

_MARK = Mark("ratio", 3.0)
_PAGE = 50
_WARM = 3
_ROLES: tuple[tuple[Role, ...], ...] = (("lead",), ("cooperating",), ())
_SINCE, _DAYS = date(FIRST_YEAR, 1, 1), 365 * 14
_AHEAD = timedelta(days=365)
"""What falls due within a year: enough for a full page also in a thousand tasks."""
_KINDS = {"unit": "按单位", "number": "按编号", "due": "按到期日"}


async def lookups(setup: Setup) -> list[Row]:
    """Each kind in every large ledger, by turns with the same in one of a thousand tasks."""
    return [row for size in setup.large for row in await _rows(setup, size)]


async def _rows(setup: Setup, size: Size) -> list[Row]:
    urls = [await setup.ledgers.url(one) for one in (size, SMALL)]
    async with await Ledger.open(urls[0]) as large, await Ledger.open(urls[1]) as small:
        both = [_queries(await one.names(), setup.finds) for one in (large, small)]
        rows = []
        for kind, said in _KINDS.items():
            taken, base = await _by_turns((large, both[0][kind]), (small, both[1][kind]))
            rows.append(
                Row(
                    "lookup",
                    f"{said}查任务（前{_PAGE}项），p50",
                    "ms",
                    taken.p50,
                    base.p50,
                    "1k 项任务时",
                    _MARK,
                    size.name,
                    f"p99 {taken.p99:.1f} ms",
                )
            )
    return rows


async def _by_turns(*asked: tuple[Ledger, Sequence[TaskQuery]]) -> list[Spread]:
    times: list[list[float]] = [[] for _ in asked]
    for queries in zip(*(queries for _, queries in asked), strict=False):
        for (ledger, _), query, taken in zip(asked, queries, times, strict=True):
            taken.append(await awaited(ledger.tasks(query)))
    return [spread(taken[_WARM:]) for taken in times]


def _queries(names: Names, count: int) -> dict[str, Sequence[TaskQuery]]:
    """Different ones all, so that no answer is remembered."""
    random = Random(count)  # noqa: S311 - chance only makes variety
    units = list(product((unit.id for unit in names.bureaus), _ROLES))
    papers = random.sample(names.documents, min(len(names.documents), count))
    numbers = list(product((paper.id for paper in papers), range(1, TASKS_A_PAPER + 1)))
    days = random.sample(range(_DAYS), count)
    return {
        "unit": tuple(
            TaskQuery(bureaus=(unit,), roles=roles, limit=_PAGE)
            for unit, roles in random.sample(units, min(len(units), count))
        ),
        "number": tuple(
            TaskQuery((paper,), refs=(str(number),), limit=_PAGE)
            for paper, number in random.sample(numbers, min(len(numbers), count))
        ),
        "due": tuple(
            TaskQuery(due_from=day, due_until=day + _AHEAD, order="due", limit=_PAGE)
            for day in (_SINCE + timedelta(days=one) for one in days)
        ),
    }
