"""Wishes of many callers in one transaction: what waits while one is written goes in together."""

import asyncio
from collections.abc import Callable, Sequence
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

    def __init__(self, store: Store, write: Callable[[Connection, Sequence[T]], list[R]]) -> None:
        self._store = store
        self._write = write
        self._waiting: list[tuple[T, asyncio.Future[R]]] = []
        self._running: asyncio.Task[None] | None = None

    async def __call__(self, wish: T) -> R:
        """Returns once it is durable."""
        future: asyncio.Future[R] = asyncio.get_running_loop().create_future()
        self._waiting.append((wish, future))
        if self._running is None or self._running.done():
            self._running = asyncio.create_task(self._run())
        return await future

    async def _run(self) -> None:
        while self._waiting:
            batch, self._waiting = self._waiting[:MOST], self._waiting[MOST:]
            try:
                results = await self._written([wish for wish, _future in batch])
            except Exception:  # noqa: BLE001 - told apart below, each caller gets its own
                await asyncio.gather(*(self._alone(wish, future) for wish, future in batch))
                continue
            for (_wish, future), result in zip(batch, results, strict=True):
                _tell(future, result)

    async def _alone(self, wish: T, future: asyncio.Future[R]) -> None:
        try:
            [result] = await self._written([wish])
        except Exception as error:  # noqa: BLE001 - the caller gets it, whatever it is
            if not future.done():
                future.set_exception(error)
        else:
            _tell(future, result)

    async def _written(self, wishes: Sequence[T]) -> list[R]:
        return await self._store.write(lambda connection: self._write(connection, wishes))


def _tell(future: "asyncio.Future[R]", result: R) -> None:
    """Nothing where the caller no longer waits: what was written stays written."""
    if not future.done():
        future.set_result(result)
