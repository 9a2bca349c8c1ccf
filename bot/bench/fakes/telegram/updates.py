"""The updates of the fake Telegram: kept until an offset confirms them, one poller at a time."""

import asyncio
from collections import deque
from typing import Any

from bot.bench.fakes.telegram.faults import RefusedError

Update = dict[str, Any]

_AT_MOST = 100


class Updates:
    """What happened and was not confirmed yet."""

    def __init__(self, first: int = 1000) -> None:
        self._next = first
        self._waiting: deque[Update] = deque()
        self._came = asyncio.Event()
        self._poller: asyncio.Task[Any] | None = None
        self.confirmed = first - 1
        """The highest update id that the bot let go of."""
        self.given: list[int] = []
        """Ids in the order they were handed out, again where handed out again."""

    def add(self, kind: str, what: dict[str, Any]) -> int:
        """Let it happen; the update's id."""
        update_id = self._next
        self._next += 1
        self._waiting.append({"update_id": update_id, kind: what})
        self._came.set()
        return update_id

    @property
    def waiting(self) -> tuple[Update, ...]:
        """What nobody confirmed."""
        return tuple(self._waiting)

    def restart_at(self, update_id: int) -> None:
        """Number from there on, as Telegram may after an idle week."""
        self._next = update_id
        self.confirmed = min(self.confirmed, update_id - 1)

    def confirm(self, offset: int) -> None:
        """Forget everything before `offset`."""
        while self._waiting and self._waiting[0]["update_id"] < offset:
            self.confirmed = self._waiting.popleft()["update_id"]

    async def get(self, offset: int, limit: int, timeout: float) -> list[Update]:  # noqa: ASYNC109
        """What `getUpdates` returns; a second poller ends the first with 409."""
        if self._poller and not self._poller.done():
            self._poller.cancel()
        waiting = asyncio.ensure_future(self._get(offset, limit, timeout))
        self._poller = waiting
        try:
            return await waiting
        except asyncio.CancelledError:
            if self._poller is waiting:
                waiting.cancel()
                raise
            words = "Conflict: terminated by other getUpdates request"
            raise RefusedError(409, words) from None

    async def _get(self, offset: int, limit: int, timeout: float) -> list[Update]:  # noqa: ASYNC109
        self.confirm(offset)
        if not self._waiting and timeout:
            self._came.clear()
            try:
                await asyncio.wait_for(self._came.wait(), timeout)
            except TimeoutError:
                return []
        limit = max(1, min(limit or _AT_MOST, _AT_MOST))
        found = [self._waiting[i] for i in range(min(limit, len(self._waiting)))]
        self.given += [update["update_id"] for update in found]
        return found
