"""Making stored rows equal to printed ones while what is still the same keeps its id."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    SelectBase,
    Table,
    bindparam,
    delete,
    func,
    insert,
    select,
    update,
)

from db.packing import Json
from knowledge.text import fold


def reconcile(
    connection: Connection,
    table: Table,
    mine: ColumnElement[bool],
    rows: Sequence[Json],
    key: Sequence[str],
    told: SelectBase | None = None,
) -> tuple[int, ...]:
    """Make the rows of `table` that are `mine` equal to `rows`; returns their ids in order.

    Two rows are the same when the columns of `key` are. What is no longer printed is deleted, or
    marked removed where its id is among `told`: somebody spoke about it.
    """
    old: dict[tuple[str, ...], list[int]] = defaultdict(list)
    columns = [table.c[name] for name in key]
    for row in connection.execute(select(table.c.id, *columns).where(mine).order_by(table.c.id)):
        old[_key(row[1:])].append(row[0])
    ids = [_taken(old[_key(row[name] for name in key)]) for row in rows]
    kept = [row | {"id": id_} for row, id_ in zip(rows, ids, strict=True) if id_]
    give(connection, table, [row | {"gone": None} if told is not None else row for row in kept])
    _drop(connection, table, [id_ for left in old.values() for id_ in left], told)
    new = iter(add(connection, table, [row for row, id_ in zip(rows, ids, strict=True) if not id_]))
    return tuple(id_ or next(new) for id_ in ids)


def give(connection: Connection, table: Table, rows: Sequence[Json]) -> None:
    """Update each row, found by its `id`, to the other values; all rows have the same names."""
    if not rows:
        return
    renamed = [{("key" if name == "id" else name): row[name] for name in row} for row in rows]
    values: dict[str, Any] = {name: bindparam(name) for name in rows[0] if name != "id"}
    query = update(table).where(table.c.id == bindparam("key")).values(values)
    connection.execute(query, renamed)


def add(connection: Connection, table: Table, rows: Sequence[Json]) -> tuple[int, ...]:
    """Insert rows; returns their new ids in order. The caller holds the ledger's row lock."""
    if not rows:
        return ()
    last = connection.scalar(select(func.max(table.c.id))) or 0
    connection.execute(insert(table), list(rows))
    made = select(table.c.id).where(table.c.id > last).order_by(table.c.id)
    return tuple(connection.scalars(made))


def _key(values: Iterable[object]) -> tuple[str, ...]:
    return tuple(fold(str(value)) for value in values)


def _taken(ids: list[int]) -> int | None:
    return ids.pop(0) if ids else None


def _drop(
    connection: Connection, table: Table, ids: Sequence[int], told: SelectBase | None
) -> None:
    if not ids:
        return
    mine = table.c.id.in_(ids)
    if told is None:
        connection.execute(delete(table).where(mine))
        return
    connection.execute(delete(table).where(mine, table.c.id.not_in(told)))
    connection.execute(update(table).where(mine).values(gone="removed"))
