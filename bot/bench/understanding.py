"""From what somebody typed to its meaning, beside cutting it into words."""

from datetime import date
from time import perf_counter

from bot.bench.ledgers import FIVE, Size
from bot.bench.limits import Jieba
from bot.bench.rows import Mark, Row
from bot.bench.setup import Setup
from bot.bench.timing import best_of, spread
from db.ledger import Ledger
from handlers.lexicon import lexicon_of
from knowledge.lexicon import Lexicon
from knowledge.questions.understand import Surroundings, understand

_RATIO = Mark("ratio", 40.0)
_SLOWEST = Mark("value", 2.0)
_TODAY = date(2024, 7, 25)


async def understanding(setup: Setup) -> list[Row]:
    """With the names of the five samples, and with those of the largest ledger."""
    sizes = (FIVE, *setup.large[-1:])
    return [row for size in sizes for row in await _rows(setup, size)]


async def _rows(setup: Setup, size: Size) -> list[Row]:
    async with await Ledger.open(await setup.ledgers.url(size)) as ledger:
        names = await ledger.names()
    start = perf_counter()
    lexicon = lexicon_of(names)
    made = perf_counter() - start
    note = f"{len(names.documents)}份文件、{len(names.bureaus)}个单位，词表 {made:.2f} s 建成"
    ours, bare = _times(setup, lexicon)
    mine, its = spread(ours), spread(bare)
    return [
        Row(
            "understand",
            "读懂一句话，p50",
            "ms",
            mine.p50,
            its.p50,
            "jieba 切分同一句",
            _RATIO,
            size.name,
            note,
        ),
        Row("understand", "读懂一句话，p99", "ms", mine.p99, None, "", _SLOWEST, size.name),
    ]


def _times(setup: Setup, lexicon: Lexicon) -> list[list[float]]:
    around = Surroundings(lexicon, _TODAY, _TODAY.year)
    jieba = Jieba()
    for question in setup.questions:
        understand(question, around)
    return best_of(
        setup.rounds, setup.questions, (lambda text: understand(text, around), jieba.cut)
    )
