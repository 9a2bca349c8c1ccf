"""Long lists of tasks: what they have to know of each, without making whole records of them."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import BindParameter, Connection, bindparam, select

from db.gathered import Gathered
from db.records import Listed, TaskQuery
from db.tables.papers import assignments, documents, tasks
from db.tasks import meant
from knowledge.papers.model import Role

Holding = tuple[int, int, Role]
"""Task, unit, and the role that this unit has in it."""

_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_UNITS: BindParameter[Any] = bindparam("units", expanding=True)

_ROWS = Gathered(
    select(
        tasks.c.id,
        tasks.c.document_id,
        documents.c.slug,
        tasks.c.ref,
        tasks.c.position,
        tasks.c.section_position,
        tasks.c.deadline_kind,
        tasks.c.deadline_more,
    )
    .join(documents, documents.c.id == tasks.c.document_id)
    .where(tasks.c.id.in_(_IDS))
)

_HOLDINGS = Gathered(
    select(assignments.c.task_id, assignments.c.bureau_id, assignments.c.role)
    .where(assignments.c.task_id.in_(_IDS), assignments.c.bureau_id.in_(_UNITS))
    .distinct()
)


def listed(connection: Connection, query: TaskQuery) -> tuple[Listed, ...]:
    """The asked stretch of the tasks that `query` means."""
    return listed_by_id(connection, meant(connection, query))


def listed_by_id(connection: Connection, ids: Sequence[int]) -> tuple[Listed, ...]:
    """Those tasks in the order given, also those that left the lists; unknown ids left out."""
    if not ids:
        return ()
    found = {row[0]: row for row in _ROWS(connection, {"ids": ids})}
    return tuple(Listed._make(found[task_id]) for task_id in ids if task_id in found)


def holdings(
    connection: Connection, ids: Sequence[int], units: Sequence[int]
) -> frozenset[Holding]:
    """Which of these units have which of these tasks, in which roles."""
    if not ids or not units:
        return frozenset()
    found = _HOLDINGS(connection, {"ids": ids, "units": units})
    return frozenset((task, unit, role) for task, unit, role in found)
