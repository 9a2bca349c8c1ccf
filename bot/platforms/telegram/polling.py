"""Long polling of our own: an update is let go of once it was handled or stored, never before."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any

from telegram.error import TelegramError

from bot.platforms.telegram.api import Api
from bot.platforms.telegram.payload import KINDS
from bot.serving.faults import told

Plain = dict[str, Any]
Take = Callable[[Plain, bool], Awaitable[None]]
"""An update as it came, and whether it may have come before; returns once it is safe."""

LONG = 25
"""Seconds that Telegram may wait for something to happen."""
BATCH = 100
SOONEST, LATEST = 0.005, 0.05
"""Seconds between asking again while something is in work: after an answer, and at the latest."""
AFTER_FAILURE = 1.0

_log = logging.getLogger(__name__)


class Polling:
    """One stream of updates, from the oldest that is not safe yet."""

    def __init__(self, api: Api, take: Take, heard: Callable[[], None]) -> None:
        """`heard` is called whenever Telegram answered."""
        self._api = api
        self._take = take
        self._heard = heard
        self._work: dict[int, asyncio.Task[None]] = {}
        """Updates that Telegram still keeps for us, in the order they came."""
        self._failed: set[int] = set()
        self._fresh = False
        """Whether what comes now is surely new: all that waited at the start was seen."""

    async def run(self) -> None:
        """Poll until something breaks; raises `TelegramError`. Work that was begun goes on."""
        while True:
            await self._step()
            await self._rest()
            if self._failed:
                await asyncio.sleep(AFTER_FAILURE)

    async def finish(self, patience: float = 5) -> None:
        """Let go of what is safe by then, so that nobody is answered twice after a restart."""
        if self._work:
            await asyncio.wait(self._work.values(), timeout=patience)
        offset = self._offset()
        if offset is not None:
            try:
                given = {"offset": offset, "limit": 1, "timeout": 0}
                await self._api.call("getUpdates", given)
            except TelegramError as error:
                _log.info("停止前没有向 Telegram 确认已收到的消息：%s", told(error))

    async def _step(self) -> None:
        """Ask once, and begin what is new."""
        offset = self._offset()
        busy = any(not task.done() for task in self._work.values())
        wait = LONG if self._fresh and not busy and not self._failed else 0
        given = {"limit": BATCH, "timeout": wait, "allowed_updates": KINDS}
        # Without an offset Telegram begins at the oldest it keeps: numbers that begin afresh, lower
        # than before, are then never taken for confirmed ones.
        found: list[Plain] = await self._api.call(
            "getUpdates", given if offset is None else given | {"offset": offset}, wait=wait
        )
        self._heard()
        self._forget(offset)
        for one in found:
            if self._is_new(int(one["update_id"])):
                self._begin(one)
        self._fresh = self._fresh or len(found) < BATCH

    def _offset(self) -> int | None:
        """What confirms everything before the oldest update that is not safe; None for nothing."""
        offset = None
        for number, task in self._work.items():
            if number in self._failed or not task.done():
                break
            offset = number + 1
        return offset

    def _forget(self, offset: int | None) -> None:
        """Telegram let go of what came before; until it did, it could have come again."""
        if offset is not None:
            for number in list(self._work):
                del self._work[number]
                if number + 1 == offset:
                    break

    def _is_new(self, number: int) -> bool:
        return number not in self._work or number in self._failed

    def _begin(self, update: Plain) -> None:
        number = int(update["update_id"])
        again = not self._fresh or number in self._failed
        self._failed.discard(number)
        self._work[number] = asyncio.create_task(self._taken(number, update, again=again))

    async def _taken(self, number: int, update: Plain, *, again: bool) -> None:
        try:
            await self._take(update, again)
        except Exception as error:  # noqa: BLE001 - an edge: it comes again and is tried again
            self._failed.add(number)
            _log.warning("更新 %s 没有处理也没有存下，等 Telegram 再送来：%s", number, told(error))

    async def _rest(self) -> None:
        """Until something was answered, and a moment more; whoever was answered may go on."""
        busy = [task for task in self._work.values() if not task.done()]
        if busy:
            await asyncio.wait(busy, timeout=LATEST, return_when=asyncio.FIRST_COMPLETED)
            await asyncio.wait(busy, timeout=SOONEST)
