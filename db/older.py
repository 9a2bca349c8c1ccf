"""Backups of older programs: loaded as what they were into a scratch database, then moved on."""

import json
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from itertools import groupby, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    Date,
    DateTime,
    LargeBinary,
    MetaData,
    create_engine,
    delete,
    insert,
)

from db.dumping import CHUNK, bytes_of
from db.errors import UnusableBackupError
from db.migrating import migrate

_DAMAGED = "备份文件损坏或不完整"


@contextmanager
def moved_copy(path: Path) -> Iterator[Connection]:
    """A copy of an older SQLite ledger, brought to this program's revision."""
    with TemporaryDirectory(prefix="duban-") as place:
        scratch = Path(place) / "ledger.db"
        shutil.copyfile(path, scratch)
        with _opened(scratch) as connection:
            migrate(connection)
            yield connection


@contextmanager
def moved_lines(revision: str, lines: Iterable[str]) -> Iterator[Connection]:
    """A ledger of the lines of an older dump, brought to this program's revision.

    Raises `UnusableBackupError`.
    """
    with TemporaryDirectory(prefix="duban-") as place, _opened(Path(place) / "l.db") as connection:
        _make(connection, revision)
        _fill(connection, lines)
        migrate(connection)
        yield connection


@contextmanager
def _opened(path: Path) -> Iterator[Connection]:
    engine = create_engine(f"sqlite:///{path}")
    try:
        with engine.begin() as connection:
            yield connection
    finally:
        engine.dispose()


def _make(connection: Connection, revision: str) -> None:
    from alembic.util import CommandError  # noqa: PLC0415 - alembic takes a second to load

    try:
        migrate(connection, revision)
    except CommandError as error:
        raise UnusableBackupError(f"备份的版本无法识别：{revision}") from error


def _fill(connection: Connection, lines: Iterable[str]) -> None:
    """The rows, in the tables as that revision had them."""
    known = MetaData()
    known.reflect(connection)
    connection.execute(delete(known.tables["ledger"]))  # a new one has its row already
    for name, group in groupby(map(_parsed, lines), key=lambda row: row[0]):
        if name not in known.tables:
            raise UnusableBackupError(_DAMAGED)
        table = known.tables[name]
        while chunk := [_complete(table.columns, row) for _, row in islice(group, CHUNK)]:
            connection.execute(insert(table), chunk)


def _parsed(line: str) -> tuple[str, dict[str, Any]]:
    try:
        name, plain = json.loads(line)
        return str(name), dict(plain)
    except (ValueError, TypeError) as error:
        raise UnusableBackupError(_DAMAGED) from error


def _complete(columns: Iterable[Column[Any]], row: dict[str, Any]) -> dict[str, Any]:
    try:
        return {column.name: _typed(column, row.get(column.name)) for column in columns}
    except (ValueError, TypeError) as error:
        raise UnusableBackupError(_DAMAGED) from error


def _typed(column: Column[Any], value: Any) -> Any:  # noqa: ANN401 - JSON
    kind = column.type
    if value is None:
        return None
    if isinstance(kind, DateTime):
        return datetime.fromisoformat(value).astimezone(UTC).replace(tzinfo=None)
    if isinstance(kind, LargeBinary):
        return bytes_of(value)
    return date.fromisoformat(value) if isinstance(kind, Date) else value
