"""Many rows into a table by one statement, each in the place of one with the same key.

On SQLite each statement lets go of the interpreter, and while many are answered it takes
milliseconds to get it back: a statement for each row would make others wait for the writer.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, Table, bindparam, text


class Upsert:
    """Writes rows of some columns of a table, the first of which are its key."""

    def __init__(self, table: Table, key: Sequence[str], *others: str) -> None:
        names = (*key, *others)
        kept = ", ".join(f"{name} = excluded.{name}" for name in others)
        into = f"INSERT INTO {table.name} ({', '.join(names)})"
        meeting = f"ON CONFLICT ({', '.join(key)}) DO UPDATE SET {kept}"
        values = ", ".join(f"json_extract(value, '$[{n}]')" for n in range(len(names)))
        self._types = {name: table.c[name].type for name in names}
        self._at_once = f"{into} SELECT {values} FROM json_each(?) WHERE true {meeting}"  # noqa: S608 (our own names)
        self._each = text(
            f"{into} VALUES ({', '.join(f':{name}' for name in names)}) {meeting}"
        ).bindparams(*(bindparam(name, type_=kind) for name, kind in self._types.items()))

    def __call__(self, connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
        """Write them; the keys of `rows` differ."""
        if not rows:
            return
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql(self._at_once, (self._packed(connection, rows),))
        else:
            connection.execute(self._each, rows)

    def _packed(self, connection: Connection, rows: Sequence[Mapping[str, Any]]) -> str:
        """The rows as the driver would be given them, as JSON."""
        dialect = connection.dialect
        stored = [
            (name, kind.dialect_impl(dialect).bind_processor(dialect))
            for name, kind in self._types.items()
        ]
        packed = [[to(row[name]) if to else row[name] for name, to in stored] for row in rows]
        return msgspec.json.encode(packed).decode()
