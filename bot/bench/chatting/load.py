"""People who ask one question after another, so many at a time; how long each waits."""

import asyncio
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import cycle, takewhile
from time import perf_counter

from bot.bench.chatting.worlds import PEOPLE, World
from bot.bench.resident import worked
from bot.bench.timing import spread


@dataclass(frozen=True, slots=True)
class Pace:
    """Answers a second, milliseconds that people waited, and that the bot's processor took."""

    rate: float
    p50: float
    p99: float
    work: float


async def asked(world: World, questions: Iterable[str], in_flight: int, bot: int) -> Pace:
    """Ask all of them, each by the next person who waits for nothing; `bot` is its process."""
    waiting = iter(questions)
    waited: list[float] = []
    start, before = perf_counter(), worked(bot)
    await asyncio.gather(
        *(_ask(world, people, waiting, waited) for people in _groups(in_flight)),
    )
    rate = len(waited) / (perf_counter() - start)
    work = (worked(bot) - before) / len(waited) * 1e3
    took = spread(waited)
    return Pace(rate, took.p50, took.p99, work)


def once(questions: Iterable[str], seconds: float) -> Iterator[str]:
    """Each question once, as many as the time allows."""
    end = perf_counter() + seconds
    return takewhile(lambda _: perf_counter() < end, questions)


def for_seconds(questions: Iterable[str], seconds: float) -> Iterator[str]:
    """The questions over and over, until the time is up."""
    end = perf_counter() + seconds
    for question in cycle(questions):
        if perf_counter() > end:
            return
        yield question


def _groups(in_flight: int) -> list[range]:
    """Each group has one question open at a time, asked by its members by turns."""
    return [range(first, PEOPLE, in_flight) for first in range(in_flight)]


async def _ask(world: World, people: range, questions: Iterator[str], waited: list[float]) -> None:
    for person, question in zip(cycle(people), questions, strict=False):
        start = perf_counter()
        await world.ask(person, question)
        waited.append(perf_counter() - start)
