"""Long lists of tasks: what they have to know of each, without making whole records of them."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import islice
from typing import Any

from sqlalchemy import BindParameter, Connection, bindparam, select

from db.gathered import Gathered
from db.meant import KINDS, Kind, given, kind_of, rows
from db.records import Listed, Listing, TaskQuery
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
_WIDTH = len(_COLUMNS)
_HELD = (assignments.c.bureau_id, assignments.c.role)

_BY_ID = Gathered(
    select(*_COLUMNS)
    .join(documents, documents.c.id == tasks.c.document_id)
    .where(tasks.c.id.in_(_IDS))
)


def listing(connection: Connection, query: TaskQuery) -> Listing:
    """The asked stretch of the tasks that `query` means, each once, and whose they are."""
    kind, until = kind_of(query), query.offset + query.limit
    found = _found(connection, query, kind, until)
    each = {row[0]: row for row in found}
    wanted = dict(islice(each.items(), query.offset, until))
    held = [(row[0], *row[_WIDTH:]) for row in found if row[0] in wanted] if kind.by_unit else ()
    return Listing(tuple(Listed._make(row[:_WIDTH]) for row in wanted.values()), tuple(held))


def _found(
    connection: Connection, query: TaskQuery, kind: Kind, until: int
) -> Sequence[Sequence[Any]]:
    """Rows of the tasks up to there; more rows than tasks where some name a unit twice."""
    statement, said, most = _statement(kind), given(query), until + 1
    found: list[Sequence[Any]] = []
    while len({row[0] for row in found}) <= until:
        part = statement(connection, said | {"limit": most, "offset": len(found)})
        found += part
        if len(part) < most:
            break
    return found


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
