"""Finding tasks by words and ranking them, beside the same search unranked."""

from collections.abc import Iterator
from random import Random

from bot.bench import vocabulary as words
from bot.bench.ledgers import Size
from bot.bench.limits import BareIndex
from bot.bench.rows import Mark, Row
from bot.bench.setup import Setup
from bot.bench.synthetic import TASKS_A_PAPER, Office
from bot.bench.timing import awaited, spread
from db.index_words import index_words
from db.ledger import Ledger
from knowledge.ranking import Candidate, rank, terms
from knowledge.words import cut

_RATIO = Mark("ratio", 5.0)
_SLOWEST = Mark("value", 50.0)
_CANDIDATES, _BEST = 100, 10
_SLOW_SIZE = 1_000_000
_STRAY = 5
"""Every so many topics hold words that need not stand together anywhere."""

Topic = tuple[str, ...]


def topics(count: int, papers: int) -> Iterator[Topic]:
    """Two to four words each, most of them out of one task, some thrown together."""
    random, office = Random(count), Office()  # noqa: S311 - chance only makes variety
    others = sorted({word for thing in words.OBJECTS for word in cut(thing) if len(word) > 1})
    for number in range(count):
        task = random.choice(office.paper(random.randrange(papers)).tasks)
        said = sorted({word for word in cut(task.text) if len(word) > 1 and not word.isascii()})
        yield tuple(random.sample(said if number % _STRAY else others, 2 + number % 3))


async def finding(setup: Setup) -> list[Row]:
    """In every large ledger, each time for other words, so that no answer is remembered."""
    return [row for size in setup.large for row in await _rows(setup, size)]


async def _rows(setup: Setup, size: Size) -> list[Row]:
    url = await setup.ledgers.url(size)
    bare = BareIndex(setup.ledgers.path(size))
    papers = (size.tasks or 0) // TASKS_A_PAPER
    ranked, unranked, raw = [], [], []
    async with await Ledger.open(url) as ledger:
        await _best(ledger, ("家庭医生", "签约"))
        for topic in topics(setup.finds, papers):
            said = terms(topic)
            raw.append(bare.newest([word for one in said for word in index_words(one)], _BEST))
            unranked.append(await awaited(ledger.find(said, limit=_BEST)))
            ranked.append(await awaited(_best(ledger, topic)))
    bare.close()
    mine, its = spread(ranked), spread(unranked)
    note = f"不经台账、只取编号的裸 FTS5：{spread(raw).p50:.2f} ms"
    slowest = _SLOWEST if size.tasks == _SLOW_SIZE else None
    return [
        Row(
            "find",
            f"按词找任务取最好的{_BEST}项，p50",
            "ms",
            mine.p50,
            its.p50,
            "同一索引同样的词，不排序",
            _RATIO,
            size.name,
            note,
        ),
        Row("find", "同上，p99", "ms", mine.p99, its.p99, "同上", slowest, size.name),
    ]


async def _best(ledger: Ledger, topic: Topic) -> object:
    hits = await ledger.find(terms(topic), limit=_CANDIDATES)
    candidates = [Candidate(hit, hit.title, hit.text) for hit in hits]
    return rank(topic, candidates)[:_BEST]
