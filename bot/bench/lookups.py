"""Lookups by unit, by number, by due date: they shall not feel how large the ledger is."""

from collections.abc import Sequence
from datetime import timedelta
from random import Random

from bot.bench.ledgers import SMALL, Size
from bot.bench.rows import Mark, Row
from bot.bench.setup import Setup
from bot.bench.timing import Spread, awaited, spread
from db.ledger import Ledger
from db.records import Document, Names, TaskQuery
from knowledge.papers.model import Role

_MARK = Mark("ratio", 3.0)
_PAGE = 50
_ROLES: tuple[tuple[Role, ...], ...] = (("lead",), ("cooperating",), ())
_KINDS = {"unit": "按单位", "number": "按编号", "due": "按到期日"}


async def lookups(setup: Setup) -> list[Row]:
    """Each kind in every large ledger beside the same in one of a thousand tasks."""
    base = await _times(setup, SMALL)
    rows: list[Row] = []
    for size in setup.large:
        taken = base if size == SMALL else await _times(setup, size)
        rows += [
            Row(
                "lookup",
                f"{said}查任务（前{_PAGE}项），p50",
                "ms",
                taken[kind].p50,
                base[kind].p50,
                "1k 项任务时",
                _MARK,
                size.name,
                f"p99 {taken[kind].p99:.1f} ms",
            )
            for kind, said in _KINDS.items()
        ]
    return rows


async def _times(setup: Setup, size: Size) -> dict[str, Spread]:
    async with await Ledger.open(await setup.ledgers.url(size)) as ledger:
        names = await ledger.names()
        await ledger.tasks(TaskQuery(limit=_PAGE))
        return {
            kind: spread([await awaited(ledger.tasks(one)) for one in queries])
            for kind, queries in _queries(names, setup.finds).items()
        }


def _queries(names: Names, count: int) -> dict[str, Sequence[TaskQuery]]:
    """Different ones all, so that no answer is remembered."""
    random = Random(count)  # noqa: S311 - chance only makes variety
    papers = [random.choice(names.documents) for _ in range(count)]
    units = [random.choice(names.bureaus).id for _ in range(count)]
    return {
        "unit": tuple(
            TaskQuery(bureaus=(unit,), roles=_ROLES[at % 3], limit=_PAGE)
            for at, unit in enumerate(units)
        ),
        "number": tuple(
            TaskQuery((paper.id,), refs=(str(random.randint(1, 40)),), limit=_PAGE)
            for paper in papers
        ),
        "due": tuple(_due(random, paper) for paper in papers),
    }


def _due(random: Random, paper: Document) -> TaskQuery:
    assert paper.period is not None  # noqa: S101 - made-up papers have one
    start = paper.period.start + timedelta(days=random.randrange(300))
    until = start + timedelta(days=random.randint(7, 31))
    return TaskQuery(due_from=start, due_until=until, order="due", limit=_PAGE)
