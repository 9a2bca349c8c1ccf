"""Wishes of many callers in one transaction: what waits while one is written goes in together.

A transaction costs the same whether it holds one wish or a hundred.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, TypeVar

from sqlalchemy import Connection

from db.engine import Store

T = TypeVar("T")
R = TypeVar("R")

MOST = 64
"""Wishes in one transaction."""


class Combined(Generic[T, R]):
    """Writes by one function that takes many; each caller gets the result of its own wish.

    Where one of several fails, each is done again by itself, so nobody fails for another's sake.
    """

    def __init__(
        self,
        write: Callable[[Sequence[T]], Awaitable[Sequence[R]]],
        *,
        most: int = MOST,
        pause: float = 0.0,
    ) -> None:
        """`pause`: seconds after a transaction of several in which the next ones gather."""
        self._write = write
        self._most = most
        self._pause = pause
        self._waiting: list[tuple[T, asyncio.Future[R]]] = []
        self._running: asyncio.Task[None] | None = None

    async def __call__(self, wish: T) -> R:
        """Returns once it is durable."""
        return await self.ask(wish)

    def ask(self, wish: T) -> "asyncio.Future[R]":
        """The same for who does not wait now; done once it is durable."""
        future: asyncio.Future[R] = asyncio.get_running_loop().create_future()
        self._waiting.append((wish, future))
        if self._running is None:
            self._running = asyncio.create_task(self._run())
        return future

    async def _run(self) -> None:
        try:
            while self._waiting:
                batch = self._waiting[: self._most]
                self._waiting = self._waiting[self._most :]
                await self._together(batch)
                if self._pause and len(batch) > 1:
                    await asyncio.sleep(self._pause)
        finally:
            self._running = None

    async def _together(self, batch: Sequence[tuple[T, "asyncio.Future[R]"]]) -> None:
        try:
            results = await self._write([wish for wish, _future in batch])
        except Exception as error:  # noqa: BLE001 - the caller gets it, whatever it is
            if len(batch) > 1:
                await asyncio.gather(*(self._together([one]) for one in batch))
            elif not batch[0][1].done():
                batch[0][1].set_exception(error)
        else:
            for (_wish, future), result in zip(batch, results, strict=True):
                if not future.done():  # nobody waits any more: what was written stays written
                    future.set_result(result)


def combined(
    store: Store, write: Callable[[Connection, Sequence[T]], Sequence[R]]
) -> Combined[T, R]:
    """Wishes of a function of a connection."""

    async def written(wishes: Sequence[T]) -> Sequence[R]:
        return await store.write(lambda connection: write(connection, wishes))

    return Combined(written)
