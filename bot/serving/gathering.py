"""Writing together what comes while another write is under way."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, TypeVar

T = TypeVar("T")


class Gathering(Generic[T]):
    """One write after another, each of all that came meanwhile."""

    def __init__(self, write: Callable[[Sequence[T]], Awaitable[None]]) -> None:
        self._write = write
        self._waiting: list[tuple[T, asyncio.Future[None]]] = []
        self._writing: asyncio.Task[None] | None = None

    async def add(self, one: T) -> None:
        """Returns once it is written; raises what went wrong."""
        written: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((one, written))
        if self._writing is None:
            self._writing = asyncio.create_task(self._write_waiting())
        await written

    async def _write_waiting(self) -> None:
        while self._waiting:
            batch, self._waiting = self._waiting, []
            try:
                await self._write([one for one, _ in batch])
            except Exception as error:  # noqa: BLE001 - whoever waits gets it
                _settle(batch, error)
            else:
                _settle(batch, None)
        self._writing = None


def _settle(batch: Sequence[tuple[object, asyncio.Future[None]]], error: Exception | None) -> None:
    for _, written in batch:
        if written.done():  # nobody waits any more
            continue
        if error:
            written.set_exception(error)
        else:
            written.set_result(None)
