"""The seam: what a write that fails takes with it, what a read sees, what closing waits for."""

import asyncio
import sqlite3
import threading
import time
from collections.abc import AsyncIterator
from functools import partial

import pytest
import pytest_asyncio
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from db import sqlite as store_of_sqlite
from db.brief import MOMENT
from db.engine import Store, open_store
from db.errors import BusyLedgerError


@pytest_asyncio.fixture
async def store(empty_url: str) -> AsyncIterator[Store]:
    opened = open_store(empty_url)
    await opened.write(lambda c: c.execute(text("CREATE TABLE notes (n INTEGER)")).rowcount)
    yield opened
    await opened.close()


def add(number: int, connection: Connection) -> int:
    connection.execute(text("INSERT INTO notes VALUES (:n)"), {"n": number})
    if number % 5 == 0:
        raise ValueError(number)
    return number


def count(connection: Connection) -> int:
    return connection.scalar(text("SELECT count(*) FROM notes")) or 0


async def test_a_write_that_fails_takes_only_its_own_change_with_it(store: Store) -> None:
    writes = [store.write(partial(add, n)) for n in range(1, 51)]

    results = await asyncio.gather(*writes, return_exceptions=True)

    assert [r for r in results if isinstance(r, int)] == [n for n in range(1, 51) if n % 5]
    assert sum(isinstance(result, ValueError) for result in results) == 10
    assert await store.read(count) == 40


async def test_a_read_sees_one_moment(store: Store, empty_url: str) -> None:
    other = open_store(empty_url)
    loop = asyncio.get_running_loop()

    def twice(connection: Connection) -> tuple[int, int]:
        first = count(connection)
        writing = other.write(lambda c: add(1, c))
        asyncio.run_coroutine_threadsafe(writing, loop).result(timeout=10)
        return first, count(connection)

    assert await store.read(twice) == (0, 0)
    assert await store.read(count) == 1
    await other.close()


async def test_a_read_changes_nothing(store: Store) -> None:
    with pytest.raises(DBAPIError):
        await store.read(lambda c: add(1, c))

    assert await store.read(count) == 0


async def test_closing_waits_for_what_was_asked(empty_url: str, store: Store) -> None:
    other = open_store(empty_url)
    writes = [asyncio.ensure_future(other.write(lambda c: add(1, c))) for _ in range(20)]
    await asyncio.sleep(0)

    await other.close()

    assert await asyncio.gather(*writes) == [1] * 20
    assert await store.read(count) == 20


async def test_a_write_nobody_waits_for_any_more_harms_nobody(store: Store) -> None:
    impatient = [asyncio.ensure_future(store.write(lambda c: add(1, c))) for _ in range(20)]
    await asyncio.sleep(0)
    for each in impatient[::2]:
        each.cancel()

    await asyncio.gather(*impatient, return_exceptions=True)

    assert await store.write(lambda c: add(2, c)) == 2
    assert await store.read(count) >= 11


async def test_a_ledger_that_another_program_holds_is_said_to_be_busy(
    tmp_path: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store_of_sqlite, "BUSY_TIMEOUT", 0.05)
    store = open_store(f"sqlite:///{tmp_path}/duban.db")
    await store.write(lambda c: c.execute(text("CREATE TABLE notes (n INTEGER)")).rowcount)
    holder = sqlite3.connect(f"{tmp_path}/duban.db", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")

    with pytest.raises(BusyLedgerError, match="占用"):
        await store.write(lambda c: add(1, c))
    assert await store.read(count) == 0

    holder.execute("ROLLBACK")
    holder.close()
    assert await store.write(lambda c: add(1, c)) == 1
    await store.close()


def thread_of(_connection: Connection) -> int:
    return threading.get_ident()


async def test_what_is_soon_read_needs_no_thread(tmp_path) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'l.db'}")
    here = threading.get_ident()

    assert await store.look(thread_of) != here, "nobody knows yet how long it takes"
    for _ in range(20):
        await store.look(thread_of)
    assert await store.look(thread_of) == here
    assert await store.read(thread_of) != here
    await store.close()


def work(seconds: float) -> None:
    end = time.thread_time() + seconds
    while time.thread_time() < end:
        pass


async def test_what_takes_long_or_comes_many_times_does_not_make_others_wait(tmp_path) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'l.db'}")
    here = threading.get_ident()

    def long(connection: Connection) -> int:
        work(2 * MOMENT)
        return thread_of(connection)

    def rather_short(connection: Connection) -> int:
        work(MOMENT / 2)
        return thread_of(connection)

    assert here not in [await store.look(long) for _ in range(15)]
    where = [await store.look(rather_short) for _ in range(30)]
    assert here in where
    assert where[-8:].count(here) < 8
    await store.close()


async def test_what_is_looked_at_is_of_one_moment_and_changes_nothing(store: Store) -> None:
    assert [await store.look(count) for _ in range(3)] == [0, 0, 0]
    await store.write(partial(add, 1))
    assert await store.look(count) == 1
    with pytest.raises(DBAPIError):
        await store.look(partial(add, 2))
    assert await store.look(count) == 1
