"""Whole answers: from what somebody typed to the reply, as every platform gets it."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from itertools import count

from bot.bench.ledgers import FIVE, Size
from bot.bench.rows import Row
from bot.bench.setup import Setup
from bot.bench.timing import Spread, awaited, spread
from bot.dispatch import Dispatch
from bot.memory import OwnMemory
from bot.settings import load_settings
from bot.wiring import LOCAL_COORDINATOR, wired
from handlers.inbound import Message

Say = Callable[[str], Awaitable[object]]

_WARM, _EVERY = 5, 3
"""Questions that load dictionaries and make the lexicon; then every third is asked."""


@asynccontextmanager
async def talk(url: str) -> AsyncIterator[Say]:
    """Somebody who says one thing after another, each in a conversation of its own."""
    async with wired(load_settings(url), None) as parts:
        dispatch, numbers = Dispatch(parts, OwnMemory()), count()

        async def say(text: str) -> object:
            message = Message(f"bench{next(numbers)}", text)
            return await dispatch.answer(message, LOCAL_COORDINATOR, parts.clock())

        yield say


async def answering(setup: Setup) -> list[Row]:
    """One question after another, all different, so that little is remembered."""
    base = await _times(setup, FIVE)
    rows = [Row("answer", "一问一答全程，p50", "ms", base.p50, size=FIVE.name)]
    for size in setup.large:
        taken = await _times(setup, size)
        note = f"p99 {taken.p99:.1f} ms"
        rows.append(
            Row(
                "answer",
                "一问一答全程，p50",
                "ms",
                taken.p50,
                base.p50,
                "五份文件时",
                size=size.name,
                note=note,
            )
        )
    return rows


async def _times(setup: Setup, size: Size) -> Spread:
    async with talk(await setup.ledgers.url(size)) as say:
        for question in setup.questions[:_WARM]:
            await say(question)
        return spread([await awaited(say(one)) for one in setup.questions[_WARM::_EVERY]])
