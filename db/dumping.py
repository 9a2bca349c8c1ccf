"""Every row of a ledger as lines of JSON, and back: how a shared database is backed up.

The first line is `{"duban": REVISION}`, each other one `[table, row]`, owners before what they own.
The text index is left out; it is built anew.
"""

import json
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import groupby, islice
from typing import Any, TextIO

from sqlalchemy import Connection, Date, LargeBinary, Table, delete, insert, select, text

from db.errors import NewerLedgerError, UnusableBackupError
from db.index import rebuild
from db.tables import HEAD, metadata
from db.tables.base import Moment
from db.tables.records import alembic_version
from db.tables.search import entries

TableRow = tuple[str, dict[str, Any]]

CHUNK = 500


def kept_tables() -> list[Table]:
    """The tables a dump holds, owners first."""
    return [table for table in metadata.sorted_tables if table not in (alembic_version, entries)]


def rows_of(connection: Connection) -> Iterator[TableRow]:
    """Every row of every kept table, in the order of its key."""
    for table in kept_tables():
        query = select(table).order_by(*table.primary_key.columns)
        rows = connection.execution_options(yield_per=CHUNK).execute(query)
        for row in rows.mappings():
            yield table.name, dict(row)


def write_lines(rows: Iterable[TableRow], out: TextIO) -> None:
    """Write a dump."""
    out.write(json.dumps({"duban": HEAD}) + "\n")
    for name, row in rows:
        plain = {column: _plain(value) for column, value in row.items() if value is not None}
        out.write(json.dumps([name, plain], ensure_ascii=False) + "\n")


def read_lines(lines: Iterable[str]) -> Iterator[TableRow]:
    """The rows of a dump of this revision, below its head. Raises `UnusableBackupError`."""
    tables = {table.name: table for table in kept_tables()}
    for line in lines:
        try:
            name, plain = json.loads(line)
            table = tables[name]
            row = {column: _typed(table, column, value) for column, value in plain.items()}
        except (ValueError, KeyError, TypeError) as error:
            raise UnusableBackupError("备份文件损坏或不完整") from error
        yield name, row


def load(connection: Connection, rows: Iterable[TableRow]) -> None:
    """Replace whatever the ledger holds by `rows`."""
    sqlite = connection.dialect.name == "sqlite"
    connection.execute(
        text("PRAGMA defer_foreign_keys=ON" if sqlite else "SET CONSTRAINTS ALL DEFERRED")
    )
    for table in reversed(metadata.sorted_tables):
        if table is not alembic_version:
            connection.execute(delete(table))
    for name, group in groupby(rows, key=lambda row: row[0]):
        table = metadata.tables[name]
        while chunk := [_complete(table, row) for _, row in islice(group, CHUNK)]:
            connection.execute(insert(table), chunk)
    if not sqlite:
        _set_sequences(connection)
    rebuild(connection)


def revision_of(head: str) -> str:
    """The revision that the first line of a dump names.

    Raises `UnusableBackupError`, `NewerLedgerError`.
    """
    try:
        revision = str(json.loads(head)["duban"])
    except (ValueError, KeyError, TypeError) as error:
        raise UnusableBackupError("这不是督办台账的备份") from error
    if revision > HEAD:
        raise NewerLedgerError(revision)
    return revision


def _complete(table: Table, row: dict[str, Any]) -> dict[str, Any]:
    """All columns, so that rows of one table go in together."""
    return {column.name: row.get(column.name) for column in table.columns}


def _plain(value: object) -> object:
    if isinstance(value, bytes):
        return b64encode(value).decode()
    return value.isoformat() if isinstance(value, date | datetime) else value


def _typed(table: Table, column: str, value: Any) -> Any:  # noqa: ANN401 - JSON
    kind = table.c[column].type
    if isinstance(kind, Moment):
        return datetime.fromisoformat(value)
    if isinstance(kind, LargeBinary):
        return bytes_of(value)
    return date.fromisoformat(value) if isinstance(kind, Date) else value


def bytes_of(plain: str) -> bytes:
    """Bytes as a dump writes them. Raises `ValueError`."""
    return b64decode(plain, validate=True)


def _set_sequences(connection: Connection) -> None:
    """Let ids go on after the highest restored one."""
    for table in metadata.sorted_tables:
        if "id" in table.c and table.c.id.autoincrement is not False:
            highest = f"SELECT max(id) FROM {table.name}"  # noqa: S608 - our own names
            sequence = f"pg_get_serial_sequence('{table.name}', 'id')"
            connection.execute(
                text(f"SELECT setval({sequence}, ({highest})) WHERE ({highest}) > 0")
            )
