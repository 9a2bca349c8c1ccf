"""SQLite: one writer thread with group commit, a few reader threads beside it.

SQLite lets one connection write at a time and makes every commit wait for the disk. So one thread
does all writing: it takes whatever functions wait, runs each in a savepoint of its own, and
commits them together. Nobody is answered before that commit.
"""

import asyncio
import sqlite3
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from queue import Empty, SimpleQueue
from time import monotonic, thread_time
from typing import Any, TypeVar, cast

from sqlalchemy import Connection, create_engine
from sqlalchemy.engine import URL
from sqlalchemy.exc import DatabaseError, OperationalError

from db.brief import Brief
from db.engine import ENGINE_OPTIONS, GLANCE, VERSION
from db.errors import BusyLedgerError, LedgerError, UnusableLedgerError

T = TypeVar("T")

READERS = 3
BATCH = 128
BUSY_TIMEOUT = 10
"""Seconds to wait for another process that writes."""

_EVERY = ("PRAGMA foreign_keys=ON", "PRAGMA temp_store=MEMORY", "PRAGMA cache_size=-16000")
_WRITER = ("PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL", *_EVERY)
_READER = (*_EVERY, "PRAGMA query_only=ON")
_HERE = (*_READER, "PRAGMA busy_timeout=0")
"""The loop's own connection: it waits for nobody."""


@dataclass(slots=True)
class _Job:
    function: Callable[[Connection], Any]
    future: Future[Any]
    result: Any = None

    def attempt(self, connection: Connection) -> bool:
        """Run inside a savepoint; a failure takes only its own changes back."""
        _tell(connection, "SAVEPOINT job")
        try:
            self.result = self.function(connection)
        except Exception as error:  # noqa: BLE001 - the caller gets it, whatever it is
            _tell(connection, "ROLLBACK TO job")
            self.future.set_exception(error)
            return False
        finally:
            _tell(connection, "RELEASE job")
        return True


class _Seen:
    """The version number as it was seen last, by whichever thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._version: int | None = None
        self._until = 0.0
        self.counted = 0
        """Grows with every commit of our own."""

    def lately(self) -> int | None:
        """The number, where it was seen a moment ago."""
        return self._version if monotonic() < self._until else None

    def note(self, version: int, counted: int) -> None:
        """It was read; what was committed since `counted` is newer."""
        with self._lock:
            if counted == self.counted:
                self._version, self._until = version, monotonic() + GLANCE

    def written(self, version: int | None) -> None:
        """It is that after a commit of our own."""
        with self._lock:
            self.counted += 1
            self._version = version
            self._until = monotonic() + GLANCE if version is not None else 0.0


class SQLite:
    """The store behind `sqlite:///FILE`."""

    shared = False

    def __init__(self, url: URL) -> None:
        # In this mode the driver begins nothing by itself: BEGIN and COMMIT below are ours.
        options = {"isolation_level": "AUTOCOMMIT", "pool_reset_on_return": None}
        arguments = {"timeout": BUSY_TIMEOUT, "check_same_thread": False}
        self._engine = create_engine(url, connect_args=arguments, **options, **ENGINE_OPTIONS)
        self._writer = self._connect(_WRITER)
        self._here = self._connect(_HERE)
        self._seen = _Seen()
        self._brief = Brief()
        self._jobs: SimpleQueue[_Job | None] = SimpleQueue()
        self._idle: SimpleQueue[Connection] = SimpleQueue()
        self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="ledger-reader")
        self._thread = threading.Thread(target=self._work, name="ledger-writer", daemon=True)
        self._thread.start()

    def _connect(self, pragmas: tuple[str, ...]) -> Connection:
        unusable = UnusableLedgerError(f"台账文件无法打开：{self._engine.url.database}")
        try:
            connection = self._engine.connect()
        except DatabaseError as error:
            raise unusable from error
        try:
            for pragma in pragmas:
                connection.exec_driver_sql(pragma)
        except DatabaseError as error:
            connection.detach()  # else it goes back to the pool, open, and nobody closes it
            connection.close()
            raise unusable from error
        return connection

    def version(self) -> int | None:
        """The ledger's version number, read at once: 8 µs, where a thread takes 160.

        Even so little hands the interpreter to whichever thread waits for it, and a message asks
        several times: what was seen a moment ago holds.
        """
        if (seen := self._seen.lately()) is not None:
            return seen
        counted = self._seen.counted
        try:
            version = int(_driver(self._here).execute(VERSION).fetchone()[0])
        except sqlite3.OperationalError:  # another process recovers the file: ask again, waiting
            return None
        self._seen.note(version, counted)
        return version

    async def read(self, function: Callable[[Connection], T]) -> T:
        """Run in a reader thread, in one consistent snapshot."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._readers, partial(self._read, function))

    async def look(self, function: Callable[[Connection], T]) -> T:
        """Run here and now where such reads are short, else as `read` does."""
        if self._brief.expects(function):
            with suppress(OperationalError):  # another process recovers the file: as above
                return self._look(function)
        return await self.read(lambda connection: self._timed(function, connection)[0])

    def _look(self, function: Callable[[Connection], T]) -> T:
        with _transaction(self._here, "BEGIN"):
            result, seconds = self._timed(function, self._here)
        if self._brief.waited(seconds):
            asyncio.get_running_loop().call_soon(self._brief.rested)
        return result

    def _timed(
        self, function: Callable[[Connection], T], connection: Connection
    ) -> tuple[T, float]:
        begun = thread_time()
        result = function(connection)
        seconds = thread_time() - begun
        self._brief.took(function, seconds)
        return result, seconds

    def _read(self, function: Callable[[Connection], T]) -> T:
        try:
            connection = self._idle.get_nowait()
        except Empty:
            connection = self._connect(_READER)
        try:
            with _transaction(connection, "BEGIN"):
                return function(connection)
        finally:
            self._idle.put(connection)

    async def write(self, function: Callable[[Connection], T]) -> T:
        """Hand over to the writer thread; returns after the commit that holds the change."""
        job = _Job(function, Future())
        self._jobs.put(job)
        result: T = await asyncio.wrap_future(job.future)
        return result

    def _work(self) -> None:
        while (job := self._jobs.get()) is not None:
            batch = [job, *self._waiting()]
            try:
                self._commit([each for each in batch if each.future.set_running_or_notify_cancel()])
            except Exception as error:  # noqa: BLE001 - the thread must outlive a full disk
                for each in batch:
                    if not each.future.done():
                        each.future.set_exception(_translated(error))

    def _waiting(self) -> Iterator[_Job]:
        for _ in range(BATCH):
            try:
                job = self._jobs.get_nowait()
            except Empty:
                return
            if job is None:  # closing: finish this batch first
                self._jobs.put(None)
                return
            yield job

    def _commit(self, jobs: list[_Job]) -> None:
        with _transaction(self._writer, "BEGIN IMMEDIATE"):
            done = [job for job in jobs if job.attempt(self._writer)]
            version = _version(self._writer)
        self._seen.written(version)
        for job in done:
            job.future.set_result(job.result)

    async def close(self) -> None:
        """Commit what waits, stop the threads, close the file."""
        self._jobs.put(None)
        await asyncio.to_thread(self._thread.join)
        await asyncio.to_thread(self._readers.shutdown)
        while not self._idle.empty():
            self._idle.get_nowait().close()
        self._writer.close()
        self._here.close()
        self._engine.dispose()


@contextmanager
def _transaction(connection: Connection, begin: str) -> Iterator[None]:
    _tell(connection, begin)
    try:
        yield
        _tell(connection, "COMMIT")
    except BaseException:
        if _driver(connection).in_transaction:  # a failed COMMIT may have ended it
            _tell(connection, "ROLLBACK")
        raise


def _tell(connection: Connection, command: str) -> None:
    """Straight to the driver: by way of SQLAlchemy a BEGIN costs as much as a small query."""
    _driver(connection).execute(command)


def _version(connection: Connection) -> int | None:
    """None where there is no ledger yet."""
    try:
        found = _driver(connection).execute(VERSION).fetchone()
    except sqlite3.OperationalError:
        return None
    return int(found[0]) if found else None


def _driver(connection: Connection) -> sqlite3.Connection:
    return cast("sqlite3.Connection", connection.connection.dbapi_connection)


def _translated(error: Exception) -> Exception:
    cause = error.orig if isinstance(error, OperationalError) else error
    if isinstance(cause, sqlite3.OperationalError):
        return (
            BusyLedgerError() if "locked" in str(cause) else LedgerError(f"台账写入失败：{cause}")
        )
    return error
