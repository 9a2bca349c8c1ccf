"""`duban ask` from a cold process, beside loading the libraries that it cannot do without."""

from pathlib import Path
from statistics import median

from bot.bench.ledgers import FIVE
from bot.bench.limits import IMPORTS, python
from bot.bench.rows import Mark, Row
from bot.bench.setup import Setup
from bot.bench.timing import elapsed

_MARK = Mark("ratio", 1.5)
_QUESTION = "市医保局牵头哪些任务"


async def starting(setup: Setup) -> list[Row]:
    """On a ledger that is there already; the first run of all, which makes it, is shown apart."""
    url = await setup.ledgers.url(FIVE)
    _ask(url)
    asked, bare, first = [], [], []
    for _ in range(setup.rounds):
        bare.append(elapsed(lambda: python("-c", IMPORTS)))
        asked.append(elapsed(lambda: _ask(url)))
        first.append(_first_run(setup))
    limit = median(bare) * 1e3
    return [
        Row(
            "start",
            "duban ask 从启动到答完（中位）",
            "ms",
            median(asked) * 1e3,
            limit,
            f"python -c “{IMPORTS}”",
            _MARK,
            FIVE.name,
        ),
        Row("start", "同上，第一次运行（新建台账）", "ms", median(first) * 1e3, limit, "同上"),
    ]


def _ask(url: str) -> None:
    python("-m", "bot", "ask", "--database", url, _QUESTION)


def _first_run(setup: Setup) -> float:
    with setup.ledgers.scratch() as directory:
        return elapsed(lambda: _ask(f"sqlite:///{Path(directory) / 'new.db'}"))
