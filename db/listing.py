"""Long lists of tasks: what they have to know of each, without making whole records of them."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import count, islice
from typing import Any

from sqlalchemy import BindParameter, Connection, bindparam, select

from db.gathered import Gathered
from db.meant import KINDS, Kind, given, kind_of, rows
from db.records import Holding, Listed, Listing, TaskQuery
from db.tables.papers import assignments, documents, tasks

_IDS: BindParameter[Any] = bindparam("ids", expanding=True)

_COLUMNS = (
    tasks.c.id,
    tasks.c.document_id,
    documents.c.slug,
    tasks.c.ref,
    tasks.c.position,
    tasks.c.section_position,
    tasks.c.deadline_kind,
    tasks.c.deadline_more,
)
_HELD = (assignments.c.bureau_id, assignments.c.role)

_BY_ID = Gathered(
    select(*_COLUMNS)
    .join(documents, documents.c.id == tasks.c.document_id)
    .where(tasks.c.id.in_(_IDS))
)


def listing(connection: Connection, query: TaskQuery) -> Listing:
    """The asked stretch of the tasks that `query` means, each once, and whose they are."""
    kind, until = kind_of(query), query.offset + query.limit
    found: dict[int, Listed] = {}
    held: list[Holding] = []
    for row in _read(connection, query, kind, until + 1):
        found.setdefault(row[0], Listed(*row[: len(_COLUMNS)]))
        if len(found) > until:
            break
        if kind.by_unit:
            held.append((row[0], *row[len(_COLUMNS) :]))
    return Listing(tuple(islice(found.values(), query.offset, until)), tuple(held))


def _read(
    connection: Connection, query: TaskQuery, kind: Kind, most: int
) -> Iterator[Sequence[Any]]:
    """All rows, so many at a time: where tasks name a unit twice there are more of them."""
    statement, said = _statement(kind), given(query)
    for part in count():
        found = statement(connection, said | {"limit": most, "offset": part * most})
        yield from found
        if len(found) < most:
            return


@lru_cache(KINDS)
def _statement(kind: Kind) -> Gathered:
    columns = _COLUMNS + (_HELD if kind.by_unit else ())
    asked = rows(kind, *columns)
    return Gathered(asked.join(documents, documents.c.id == tasks.c.document_id))


def listed_by_id(connection: Connection, ids: Sequence[int]) -> tuple[Listed, ...]:
    """Those tasks in the order given, also those that left the lists; unknown ids left out."""
    if not ids:
        return ()
    found = {row[0]: row for row in _BY_ID(connection, {"ids": ids})}
    return tuple(Listed._make(found[task_id]) for task_id in ids if task_id in found)
