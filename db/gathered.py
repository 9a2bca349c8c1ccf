"""All rows of a query as one: on SQLite every row lets go of the interpreter, and while many are
answered it takes milliseconds to get it back, row by row."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import JSON, Connection, Select, func, select

_DECODER = msgspec.json.Decoder(list[list[Any]])


class Gathered:
    """A query of whole numbers, texts and JSON, in the order it asks for.

    On SQLite other values come as they are stored: days and moments as text, truth as 0 or 1.
    """

    def __init__(self, query: Select[Any]) -> None:
        self._query = query
        inner = query.subquery()
        values = (func.json(one) if isinstance(one.type, JSON) else one for one in inner.c)
        # Aggregates that show an order keep that of the query inside (SQLite's select.c).
        self._packed = select(func.json_group_array(func.json_array(*values)))

    def __call__(
        self, connection: Connection, given: Mapping[str, Any] | None = None
    ) -> Sequence[Sequence[Any]]:
        """Its rows."""
        if connection.dialect.name != "sqlite":
            return connection.execute(self._query, given).all()
        return _DECODER.decode(connection.scalar(self._packed, given) or "[]")
