"""Measures one bot on one platform and prints what it found, as JSON.

The fake platform and the people run here, under uvloop; the bot in a process beside it.
"""

import asyncio
import gc
import json
import sys
from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import asdict
from importlib import import_module

from bot.bench.chatting.bots import duban, echo
from bot.bench.chatting.load import asked, for_seconds, once
from bot.bench.chatting.worlds import WORLDS, World
from bot.bench.questions import LOOKUPS
from bot.bench.resident import resident

LEVELS = (1, 16, 128)
FIRST = 25.0
"""Seconds of asking what was not asked before, at most."""
_SETTLING = 1.0
"""Seconds after the first answer before the memory of the idle bot is looked at."""


async def measure(
    platform: str, bot: str, seconds: float, questions: Sequence[str] = LOOKUPS
) -> dict[str, object]:
    """`bot` is `plain` or `tuned`, an echo bot, or the address of the ledger that duban serves."""
    async with WORLDS[platform]() as world, _bot(world, platform, bot) as pid:
        await world.ask(0, "你好")
        await asyncio.sleep(_SETTLING)
        found: dict[str, object] = {"resident": resident(pid)}
        first = await asked(world, once(questions, FIRST), 16, pid)
        paces = {
            level: await asked(world, for_seconds(questions, seconds), level, pid)
            for level in LEVELS
        }
        found["busy"] = resident(pid)
        return found | {"first": asdict(first)} | {str(at): asdict(p) for at, p in paces.items()}


def _bot(world: World, platform: str, bot: str) -> AbstractAsyncContextManager[int]:
    return echo(world, platform, bot) if bot in {"plain", "tuned"} else duban(world, bot)


if __name__ == "__main__":
    # Screens hold all that was ever said: looking through them for garbage stops everybody for a
    # tenth of a second and more, which would be measured as the bot's.
    gc.set_threshold(700, 10, 1_000_000)
    with asyncio.Runner(loop_factory=import_module("uvloop").new_event_loop) as runner:
        result = runner.run(measure(sys.argv[1], sys.argv[2], float(sys.argv[3])))
    print(json.dumps(result))  # noqa: T201 - read by the bench
