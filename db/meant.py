"""Which tasks a query means: for each kind of query one statement, made once.

Making a statement of this size takes SQLAlchemy milliseconds, twenty times as long as the
database takes to answer it from five papers.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    FromClause,
    Integer,
    Select,
    bindparam,
    exists,
    func,
    nulls_last,
    select,
)

from db.gathered import Gathered
from db.records import COUNTED_DUE, TaskQuery
from db.tables.papers import assignments, documents, tasks

KINDS = 128
"""Kinds of queries whose statements are kept; people ask some twenty."""

_LISTS = ("documents", "states", "bureaus", "roles", "refs", "sections", "deadline_kinds")
_DAYS = ("due_from", "due_until")
_GIVEN: dict[str, BindParameter[Any]] = {
    name: bindparam(name, expanding=True) for name in _LISTS
} | {name: bindparam(name) for name in _DAYS}
_ITS = documents.alias("its_document")
_LIMIT, _OFFSET = bindparam("limit", type_=Integer), bindparam("offset", type_=Integer)


@dataclass(frozen=True, slots=True)
class Kind:
    """What a query says anything about, and the order it wants."""

    asks: frozenset[str]
    order: Literal["printed", "due"]

    @property
    def by_unit(self) -> bool:
        """It goes by who has a task in which role: rows are assignments."""
        return bool(self.asks & {"bureaus", "roles"})


def kind_of(query: TaskQuery) -> Kind:
    """Which kind of query it is."""
    said = frozenset(name for name in _GIVEN if getattr(query, name))
    return Kind(said, query.order)


def given(query: TaskQuery) -> dict[str, Any]:
    """What it says, for the statement of its kind."""
    return {name: value for name in _GIVEN if (value := getattr(query, name))}


def meant(connection: Connection, query: TaskQuery) -> Sequence[int]:
    """Ids of the asked stretch: the database then sorts small rows, however many it found."""
    stretch = {"limit": query.limit, "offset": query.offset}
    return [row[0] for row in _ids(kind_of(query))(connection, given(query) | stretch)]


def count(connection: Connection, query: TaskQuery) -> int:
    """How many tasks it means in all, counted up to `COUNTED_DUE` where it goes by days."""
    return connection.scalar(_count(kind_of(query)), given(query)) or 0


def rows(kind: Kind, *columns: ColumnElement[Any]) -> Select[Any]:
    """The tasks it means, in order, :limit rows from the row :offset on; by unit a row for each
    assignment, those of one task one behind the other."""
    return _stretch(kind, _rows(kind, *columns))


@lru_cache(KINDS)
def _ids(kind: Kind) -> Gathered:
    return Gathered(_stretch(kind, _each_once(kind)))


def _each_once(kind: Kind) -> Select[Any]:
    each = _rows(kind, tasks.c.id)
    if not kind.by_unit:
        return each
    # A task that names the unit twice comes with the first of them.
    before = assignments.alias("before")
    again = exists().where(
        before.c.task_id == assignments.c.task_id,
        before.c.position < assignments.c.position,
        *_assigned(kind, before),
    )
    return each.where(~again)


def _rows(kind: Kind, *columns: ColumnElement[Any]) -> Select[Any]:
    if not kind.by_unit:
        return select(*columns).select_from(tasks).where(*_conditions(kind, tasks.c.document_id))
    # Their index has a unit's tasks paper by paper: the first page is there before the rest is
    # looked at.
    assigned = assignments.join(tasks, tasks.c.id == assignments.c.task_id)
    conditions = _conditions(kind, assignments.c.document_id)
    return select(*columns).select_from(assigned).where(*_assigned(kind, assignments), *conditions)


def _stretch(kind: Kind, found: Select[Any]) -> Select[Any]:
    return found.order_by(*_order(kind)).limit(_LIMIT).offset(_OFFSET)


def _order(kind: Kind) -> tuple[ColumnElement[Any], ...]:
    document = assignments.c.document_id if kind.by_unit else tasks.c.document_id
    printed = (document, tasks.c.position, tasks.c.id)
    return (nulls_last(tasks.c.due_on), *printed) if kind.order == "due" else printed


@lru_cache(KINDS)
def _count(kind: Kind) -> Select[int]:
    if not kind.by_unit or _of_tasks(kind):
        every = _each_once(kind)
        counted = every.limit(COUNTED_DUE) if kind.asks.intersection(_DAYS) else every
        return select(func.count()).select_from(counted.subquery())
    # Counted in the index alone; tasks that left the lists are few, and have an index too.
    gone = select(tasks.c.id).where(tasks.c.gone.is_not(None))
    return select(func.count(assignments.c.task_id.distinct())).where(
        *_assigned(kind, assignments),
        *_of_documents(kind, assignments.c.document_id),
        assignments.c.task_id.not_in(gone),
    )


def _conditions(kind: Kind, document: ColumnElement[int]) -> list[ColumnElement[bool]]:
    return [tasks.c.gone.is_(None), *_of_documents(kind, document), *_of_tasks(kind)]


def _of_tasks(kind: Kind) -> list[ColumnElement[bool]]:
    """What is asked of the tasks' own rows."""
    conditions = _among(
        kind,
        refs=tasks.c.ref,
        sections=tasks.c.section_position,
        deadline_kinds=tasks.c.deadline_kind,
    )
    if "due_from" in kind.asks:
        conditions.append(tasks.c.due_on >= _GIVEN["due_from"])
    if "due_until" in kind.asks:
        conditions.append(tasks.c.due_on <= _GIVEN["due_until"])
    return conditions


def _of_documents(kind: Kind, document: ColumnElement[int]) -> list[ColumnElement[bool]]:
    conditions = _among(kind, documents=document)
    if of_state := _among(kind, states=_ITS.c.state):
        # Looked up row by row: the database would else walk paper by paper.
        conditions.append(exists().where(_ITS.c.id == document, *of_state))
    return conditions


def _assigned(kind: Kind, table: FromClause) -> list[ColumnElement[bool]]:
    return _among(kind, bureaus=table.c.bureau_id, roles=table.c.role)


def _among(kind: Kind, **columns: ColumnElement[Any]) -> list[ColumnElement[bool]]:
    return [column.in_(_GIVEN[name]) for name, column in columns.items() if name in kind.asks]
