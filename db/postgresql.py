"""PostgreSQL: a small pool of threads, each function in a transaction of its own.

Writers run side by side; row locks and unique keys put them in order.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TypeVar

from sqlalchemy import Connection, create_engine
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError, OperationalError

from db.engine import ENGINE_OPTIONS
from db.errors import UnusableLedgerError

T = TypeVar("T")

THREADS = 8
TRIES = 4
_AGAIN = {"40001", "40P01"}
"""serialization_failure and deadlock_detected: the transaction had no effect."""


class PostgreSQL:
    """The store behind `postgresql://…`."""

    shared = True

    def __init__(self, url: URL) -> None:
        self._engine = create_engine(
            url.set(drivername="postgresql+psycopg"),
            pool_size=THREADS,
            max_overflow=0,
            pool_pre_ping=True,
            **ENGINE_OPTIONS,
        )
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="ledger")
        try:
            self._engine.connect().close()
        except OperationalError as error:
            self._engine.dispose()
            raise UnusableLedgerError(f"无法连接数据库 {url.host or ''}：{error.orig}") from error

    def version(self) -> int | None:
        """Never without a round trip: another machine may have changed the ledger."""
        return None

    async def read(self, function: Callable[[Connection], T]) -> T:
        """Run in one read-only snapshot."""
        return await self._run(partial(self._read, function))

    look = read

    async def write(self, function: Callable[[Connection], T]) -> T:
        """Run in one transaction; again when the database says it collided with another."""
        return await self._run(partial(self._write, function))

    async def _run(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._threads, work)

    def _read(self, function: Callable[[Connection], T]) -> T:
        with self._engine.connect() as connection:
            snapshot = connection.execution_options(
                isolation_level="REPEATABLE READ", postgresql_readonly=True
            )
            return function(snapshot)

    def _write(self, function: Callable[[Connection], T]) -> T:
        for _ in range(TRIES - 1):
            try:
                return self._write_once(function)
            except DBAPIError as error:
                if getattr(error.orig, "sqlstate", None) not in _AGAIN:
                    raise
        return self._write_once(function)

    def _write_once(self, function: Callable[[Connection], T]) -> T:
        with self._engine.begin() as connection:
            return function(connection)

    async def close(self) -> None:
        """Finish what runs, then close the pool."""
        await asyncio.to_thread(self._threads.shutdown)
        self._engine.dispose()
