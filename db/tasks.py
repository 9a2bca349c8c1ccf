"""Tasks as they stand: which ones a query means, and their records."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    RowMapping,
    Select,
    bindparam,
    func,
    nulls_last,
    select,
)

from db.packing import unpack_deadline, unpack_quantities
from db.records import Assignment, Page, Task, TaskQuery
from db.tables.papers import assignments, documents, measures, sections, tasks
from knowledge.papers.model import Measure

_IDS: BindParameter[Any] = bindparam("ids", expanding=True)

_ROWS = (
    select(
        tasks.c.id,
        tasks.c.document_id,
        documents.c.slug,
        tasks.c.ref,
        tasks.c.position,
        tasks.c.title,
        tasks.c.text,
        tasks.c.section_position,
        sections.c.title.label("section"),
        tasks.c.deadline_kind,
        tasks.c.due_on,
        tasks.c.deadline_text,
        tasks.c.deadline_more,
        tasks.c.quantities,
        tasks.c.points,
        tasks.c.corrected,
        tasks.c.gone,
        tasks.c.merged,
        tasks.c.continued_by,
        tasks.c.origin,
    )
    .join(documents, documents.c.id == tasks.c.document_id)
    .outerjoin(
        sections,
        (sections.c.document_id == tasks.c.document_id)
        & (sections.c.position == tasks.c.section_position),
    )
    .where(tasks.c.id.in_(_IDS))
)

_ASSIGNMENTS = (
    select(
        assignments.c.task_id,
        assignments.c.bureau_id,
        assignments.c.name,
        assignments.c.role,
        assignments.c.inherited,
    )
    .where(assignments.c.task_id.in_(_IDS))
    .order_by(assignments.c.task_id, assignments.c.position)
)

_MEASURES = (
    select(measures.c.task_id, measures.c.label, measures.c.title, measures.c.line, measures.c.text)
    .where(measures.c.task_id.in_(_IDS), measures.c.gone.is_(None))
    .order_by(measures.c.task_id, measures.c.position)
)


def page(connection: Connection, query: TaskQuery) -> Page:
    """The asked stretch of the tasks that `query` means, and how many there are in all."""
    conditions = _conditions(query)
    # Ids first: the database then sorts small rows, however many it found.
    order = select(tasks.c.id).where(*conditions).order_by(*_order(query))
    ids = connection.scalars(order.limit(query.limit).offset(query.offset)).all()
    found = by_id(connection, ids)
    if query.offset == 0 and len(ids) < query.limit:
        return Page(found, len(ids))
    count = select(func.count()).select_from(tasks).where(*conditions)
    return Page(found, connection.scalar(count) or 0)


def by_id(connection: Connection, ids: Sequence[int]) -> tuple[Task, ...]:
    """Those tasks in the order given, also those that left the lists; unknown ids left out."""
    if not ids:
        return ()
    rows = connection.execute(_ROWS, {"ids": ids}).mappings().all()
    units, steps = _assignments_of(connection, ids), _measures_of(connection, ids)
    found = {row["id"]: _record(row, units[row["id"]], steps[row["id"]]) for row in rows}
    return tuple(found[task_id] for task_id in ids if task_id in found)


def _order(query: TaskQuery) -> tuple[ColumnElement[Any], ...]:
    printed = (tasks.c.document_id, tasks.c.position, tasks.c.id)
    return (nulls_last(tasks.c.due_on), *printed) if query.order == "due" else printed


def _conditions(query: TaskQuery) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = [tasks.c.gone.is_(None)]
    for column, wanted in (
        (tasks.c.document_id, query.documents),
        (tasks.c.ref, query.refs),
        (tasks.c.section_position, query.sections),
        (tasks.c.deadline_kind, query.deadline_kinds),
    ):
        if wanted:
            conditions.append(column.in_(wanted))
    if query.due_from:
        conditions.append(tasks.c.due_on >= query.due_from)
    if query.due_until:
        conditions.append(tasks.c.due_on <= query.due_until)
    if query.states:
        of_state = select(documents.c.id).where(documents.c.state.in_(query.states))
        conditions.append(tasks.c.document_id.in_(of_state))
    if query.bureaus or query.roles:
        conditions.append(tasks.c.id.in_(_assigned(query)))
    return conditions


def _assigned(query: TaskQuery) -> Select[int]:
    found = select(assignments.c.task_id)
    for column, wanted in (
        (assignments.c.bureau_id, query.bureaus),
        (assignments.c.document_id, query.documents),
        (assignments.c.role, query.roles),
    ):
        if wanted:
            found = found.where(column.in_(wanted))
    return found


def _record(row: RowMapping, units: list[Assignment], steps: list[Measure]) -> Task:
    return Task(
        id=row["id"],
        document_id=row["document_id"],
        document=row["slug"],
        ref=row["ref"],
        position=row["position"],
        title=row["title"],
        text=row["text"],
        section=row["section"],
        section_order=row["section_position"],
        assignments=tuple(units),
        deadline=unpack_deadline(row),
        quantities=unpack_quantities(row["quantities"]),
        measures=tuple(steps),
        points=tuple(row["points"] or ()),
        removed=row["gone"] is not None,
        corrected=tuple(row["corrected"] or ()),
        merged=tuple(row["merged"] or ()),
        continued_by=row["continued_by"],
        printed=row["origin"] == "paper",
    )


def _assignments_of(connection: Connection, ids: Sequence[int]) -> dict[int, list[Assignment]]:
    found: dict[int, list[Assignment]] = defaultdict(list)
    for task_id, *assignment in connection.execute(_ASSIGNMENTS, {"ids": ids}):
        found[task_id].append(Assignment(*assignment))
    return found


def _measures_of(connection: Connection, ids: Sequence[int]) -> dict[int, list[Measure]]:
    found: dict[int, list[Measure]] = defaultdict(list)
    for task_id, *measure in connection.execute(_MEASURES, {"ids": ids}):
        found[task_id].append(Measure(*measure))
    return found
