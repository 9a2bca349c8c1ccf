"""Keeps a task of the process running: what fails begins again, and takes nothing else down."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from bot.errors import CommandError
from bot.serving.faults import told
from bot.serving.metrics import Metrics

PAUSES = (1.0, 2.0, 5.0, 15.0, 30.0)
"""Seconds before the first, second, … new beginning; the last from then on."""
LONG = 60.0
"""Whoever ran for so many seconds begins with the shortest pause again."""

_log = logging.getLogger(__name__)


async def keep_running(
    name: str,
    run: Callable[[], Awaitable[None]],
    metrics: Metrics,
    pauses: tuple[float, ...] = PAUSES,
) -> None:
    """Run it until cancelled, again and again; says when it failed and when it is tried again."""
    failures = 0
    while True:
        begun = asyncio.get_running_loop().time()
        try:
            await run()
            reason = "自己停下了"
        except CommandError as error:
            reason = str(error)
            metrics.failed(name, error)
        except Exception as error:  # noqa: BLE001 - the edge of the loop
            reason = told(error)
            metrics.failed(name, error)
        if asyncio.get_running_loop().time() - begun > LONG:
            failures = 0
        pause = pauses[min(failures, len(pauses) - 1)]
        _log.warning("%s 出了问题：%s；%g 秒后再试", name, reason, pause)
        failures += 1
        await asyncio.sleep(pause)


async def repeat(
    name: str, step: Callable[[], Awaitable[bool]], metrics: Metrics, pause: float
) -> None:
    """Take one step after another until cancelled, a pause after each that found no work.

    A step that fails is logged, and the next one comes after a pause.
    """
    while True:
        try:
            found = await step()
        except Exception as error:  # noqa: BLE001 - the edge of the loop
            found = False
            metrics.failed(name, error)
            _log.warning("%s 这一步没有做成：%s", name, told(error))
        if not found:
            await asyncio.sleep(pause)
