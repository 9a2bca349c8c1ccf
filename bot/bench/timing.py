"""Taking times so that ours and the limit see the same weather on the machine."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import median
from time import perf_counter
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Spread:
    """Milliseconds: the middle and the 99th of a hundred."""

    p50: float
    p99: float


def spread(seconds: Iterable[float]) -> Spread:
    """Of at least one measurement."""
    ordered = sorted(seconds)
    return Spread(median(ordered) * 1e3, ordered[int(len(ordered) * 0.99)] * 1e3)


def elapsed(function: Callable[[], object]) -> float:
    """Seconds that one call takes."""
    start = perf_counter()
    function()
    return perf_counter() - start


async def awaited(work: Awaitable[object]) -> float:
    """Seconds until the work is done."""
    start = perf_counter()
    await work
    return perf_counter() - start


async def rate(count: int, in_flight: int, work: Callable[[int], Awaitable[object]]) -> float:
    """How many a second, so many at once; `work` is given the numbers from 0."""
    numbers = iter(range(count))

    async def one_after_another() -> None:
        for number in numbers:
            await work(number)

    start = perf_counter()
    await asyncio.gather(*(one_after_another() for _ in range(in_flight)))
    return count / (perf_counter() - start)


def best_of(
    rounds: int, inputs: Sequence[T], functions: Sequence[Callable[[T], object]]
) -> list[list[float]]:
    """Per function the seconds for each input: the best of some rounds, all functions by turns.

    The best, because what other programs do meanwhile only ever adds.
    """
    best = [[float("inf")] * len(inputs) for _ in functions]
    for _ in range(rounds):
        for at, given in enumerate(inputs):
            for function, times in zip(functions, best, strict=True):
                start = perf_counter()
                function(given)
                times[at] = min(times[at], perf_counter() - start)
    return best
