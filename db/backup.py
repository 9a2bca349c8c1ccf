"""Backing a ledger up while it is in use, and putting a backup back."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import cast

from sqlalchemy import Connection, create_engine, update
from sqlalchemy.exc import DatabaseError

from db.dumping import load, read_lines, revision_of, rows_of, write_lines
from db.errors import OutdatedLedgerError, UnusableBackupError
from db.opening import check_revision
from db.tables import HEAD, records
from db.version import version

_SQLITE_MAGIC = b"SQLite format 3\x00"


def back_up(connection: Connection, path: Path) -> None:
    """Write everything as it is at this moment; `path` is replaced only by a whole backup.

    SQLite: a database file that can be opened as it is. PostgreSQL: lines of JSON.
    """
    partial = path.with_name(f"{path.name}.part")
    try:
        if connection.dialect.name == "sqlite":
            _copy_out(connection, partial)
        else:
            with partial.open("w", encoding="utf-8") as out:
                write_lines(rows_of(connection), out)
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


def put_back(connection: Connection, path: Path) -> None:
    """Replace what the ledger holds by a backup, from whichever database it came.

    The version goes on growing, so that nobody takes what they remember for what is there now.
    Raises `UnusableBackupError`, `NewerLedgerError`.
    """
    before = version(connection)
    _load_from(connection, path)
    after = max(before, version(connection)) + 1
    connection.execute(update(records.ledger).values(version=after))


def _load_from(connection: Connection, path: Path) -> None:
    try:
        with path.open("rb") as file:
            magic = file.read(len(_SQLITE_MAGIC))
    except OSError as error:
        raise UnusableBackupError(f"备份文件无法读取：{path}") from error
    if magic == _SQLITE_MAGIC:
        _load_ledger(connection, path)
        return
    try:
        with path.open(encoding="utf-8") as lines:
            _load_lines(connection, lines)
    except UnicodeDecodeError as error:
        raise UnusableBackupError("这不是督办台账的备份") from error


def _load_ledger(connection: Connection, path: Path) -> None:
    with _opened(path) as source:
        try:
            check_revision(source)
        except OutdatedLedgerError:
            from db.older import moved_copy  # noqa: PLC0415 - alembic takes a second to load

            with moved_copy(path) as moved:
                load(connection, rows_of(moved))
        else:
            load(connection, rows_of(source))


def _load_lines(connection: Connection, lines: Iterator[str]) -> None:
    revision = revision_of(next(lines, ""))
    if revision == HEAD:
        load(connection, read_lines(lines))
        return
    from db.older import moved_lines  # noqa: PLC0415 - alembic takes a second to load

    with moved_lines(revision, lines) as moved:
        load(connection, rows_of(moved))


def _copy_out(connection: Connection, path: Path) -> None:
    source = cast("sqlite3.Connection", connection.connection.dbapi_connection)
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as target:
        source.backup(target)
        target.execute("PRAGMA journal_mode=DELETE")  # one file, nothing beside it


@contextmanager
def _opened(path: Path) -> Iterator[Connection]:
    """The backup, read where it lies; SQLite checks it as a whole first."""
    engine = create_engine(f"sqlite:///file:{path}?mode=ro&uri=true")
    try:
        with engine.connect() as connection:
            if connection.exec_driver_sql("PRAGMA integrity_check").scalar() != "ok":
                raise UnusableBackupError("备份文件损坏")
            yield connection
    except DatabaseError as error:
        raise UnusableBackupError("备份文件损坏") from error
    finally:
        engine.dispose()
