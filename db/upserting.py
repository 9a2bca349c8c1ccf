"""Many rows into a table by few statements, each row in the place of one with the same key.

On SQLite each statement lets go of the interpreter, and while many are answered it takes
milliseconds to get it back: a statement for each row would make others wait for the writer.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Table, bindparam, text

Row = Sequence[Any]
"""Values in the order of the columns."""

_STRIDES = (64, 16, 4, 1)
"""Rows in one statement on SQLite: few kinds of statements, which it therefore keeps prepared."""


class Upsert:
    """Writes rows of some columns of a table, the first of which are its key."""

    def __init__(self, table: Table, key: Sequence[str], *others: str) -> None:
        names = (*key, *others)
        kept = ", ".join(f"{name} = excluded.{name}" for name in others)
        self._into = f"INSERT INTO {table.name} ({', '.join(names)}) VALUES "  # noqa: S608 (our own names)
        self._meeting = f" ON CONFLICT ({', '.join(key)}) DO UPDATE SET {kept}"
        self._types = {name: table.c[name].type for name in names}
        named = f"({', '.join(f':{name}' for name in names)})"
        self._each = text(f"{self._into}{named}{self._meeting}").bindparams(
            *(bindparam(name, type_=kind) for name, kind in self._types.items())
        )
        row = f"({', '.join('?' * len(names))})"
        self._together = {
            many: f"{self._into}{', '.join([row] * many)}{self._meeting}" for many in _STRIDES
        }

    def __call__(self, connection: Connection, rows: Sequence[Row]) -> None:
        """Write them; the keys of `rows` differ."""
        if not rows:
            return
        if connection.dialect.name != "sqlite":
            names = self._types
            connection.execute(self._each, [dict(zip(names, row, strict=True)) for row in rows])
            return
        stored = self._stored(connection, rows)
        for part in _strides(stored):
            values = tuple(value for row in part for value in row)
            connection.exec_driver_sql(self._together[len(part)], values)

    def _stored(self, connection: Connection, rows: Sequence[Row]) -> list[Row]:
        """The rows as the driver is given them."""
        dialect = connection.dialect
        kinds = self._types.values()
        given = [kind.dialect_impl(dialect).bind_processor(dialect) for kind in kinds]
        return [
            [to(one) if to else one for to, one in zip(given, row, strict=True)] for row in rows
        ]


def _strides(rows: Sequence[Row]) -> Iterator[Sequence[Row]]:
    """The rows in parts of the lengths that there are statements for, long ones first."""
    for many in _STRIDES:
        whole = len(rows) // many * many
        yield from (rows[at : at + many] for at in range(0, whole, many))
        rows = rows[whole:]
