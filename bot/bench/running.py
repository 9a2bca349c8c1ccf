"""All rows of the benchmark, in order."""

from collections.abc import AsyncIterator, Awaitable, Callable, Collection

from bot.bench.answering import answering
from bot.bench.chats import chats
from bot.bench.delivering import delivering
from bot.bench.finding import finding
from bot.bench.lookups import lookups
from bot.bench.memory import memory
from bot.bench.parsing import parsing
from bot.bench.planning import planning
from bot.bench.reporting import reporting
from bot.bench.rows import Row
from bot.bench.setup import Setup
from bot.bench.starting import starting
from bot.bench.understanding import understanding
from bot.bench.writing import writing

Measure = Callable[[Setup], Awaitable[list[Row]]]

MEASURES: dict[str, Measure] = {
    "parse": parsing,
    "understand": understanding,
    "find": finding,
    "lookup": lookups,
    "answer": answering,
    "write": writing,
    "report": reporting,
    "plan": planning,
    "deliver": delivering,
    "start": starting,
    "memory": memory,
    "chat": chats,
}


async def run(setup: Setup, only: Collection[str]) -> AsyncIterator[Row]:
    """The rows as they are measured; `only` names some, none means all."""
    for key, measure in MEASURES.items():
        if not only or key in only:
            for row in await measure(setup):
                yield row
