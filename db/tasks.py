"""Tasks as they stand: which ones a query means, and their records."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    FromClause,
    Select,
    bindparam,
    exists,
    func,
    nulls_last,
    select,
)

from db.gathered import Gathered
from db.packing import unpack_deadline, unpack_quantities
from db.records import COUNTED_DUE, Assignment, Page, Task, TaskMeasure, TaskQuery
from db.tables.papers import assignments, documents, measures, sections, tasks
from knowledge.papers.model import Measure

_IDS: BindParameter[Any] = bindparam("ids", expanding=True)

_COLUMNS = (
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
_NAMES = tuple(column.name for column in _COLUMNS)

_ROWS = Gathered(
    select(*_COLUMNS)
    .join(documents, documents.c.id == tasks.c.document_id)
    .outerjoin(
        sections,
        (sections.c.document_id == tasks.c.document_id)
        & (sections.c.position == tasks.c.section_position),
    )
    .where(tasks.c.id.in_(_IDS))
)

_ASSIGNMENTS = Gathered(
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

_MEASURES = Gathered(
    select(measures.c.task_id, measures.c.label, measures.c.title, measures.c.line, measures.c.text)
    .where(measures.c.task_id.in_(_IDS), measures.c.gone.is_(None))
    .order_by(measures.c.task_id, measures.c.position)
)


def page(connection: Connection, query: TaskQuery) -> Page:
    """The asked stretch of the tasks that `query` means, and how many there are in all."""
    ids = meant(connection, query)
    found = by_id(connection, ids)
    if query.offset == 0 and len(ids) < query.limit:
        return Page(found, len(ids))
    return Page(found, connection.scalar(_count(query)) or 0)


def meant(connection: Connection, query: TaskQuery) -> Sequence[int]:
    """Ids of the asked stretch: the database then sorts small rows, however many it found."""
    asked = _meant(query).order_by(*_order(query)).limit(query.limit).offset(query.offset)
    return [row[0] for row in Gathered(asked)(connection)]


def by_id(connection: Connection, ids: Sequence[int]) -> tuple[Task, ...]:
    """Those tasks in the order given, also those that left the lists; unknown ids left out."""
    if not ids:
        return ()
    rows = [dict(zip(_NAMES, row, strict=True)) for row in _ROWS(connection, {"ids": ids})]
    units, steps = _assignments_of(connection, ids), _measures_of(connection, ids)
    found = {row["id"]: _record(row, units[row["id"]], steps[row["id"]]) for row in rows}
    return tuple(found[task_id] for task_id in ids if task_id in found)


def _meant(query: TaskQuery) -> Select[int]:
    """Ids of the tasks that the query means, each once."""
    if not _by_unit(query):
        return select(tasks.c.id).where(*_conditions(query, tasks.c.document_id))
    # Their index has a unit's tasks paper by paper: the first page is there before the rest is
    # looked at. A task that names the unit twice comes with the first of them.
    named = select(tasks.c.id).join_from(assignments, tasks, tasks.c.id == assignments.c.task_id)
    before = assignments.alias("before")
    again = exists().where(
        before.c.task_id == assignments.c.task_id,
        before.c.position < assignments.c.position,
        *_assigned(query, before),
    )
    return named.where(
        *_assigned(query, assignments), *_conditions(query, assignments.c.document_id), ~again
    )


def _by_unit(query: TaskQuery) -> bool:
    return bool(query.bureaus or query.roles)


def _order(query: TaskQuery) -> tuple[ColumnElement[Any], ...]:
    document = assignments.c.document_id if _by_unit(query) else tasks.c.document_id
    printed = (document, tasks.c.position, tasks.c.id)
    return (nulls_last(tasks.c.due_on), *printed) if query.order == "due" else printed


def _count(query: TaskQuery) -> Select[int]:
    if not _by_unit(query) or _of_tasks(query):
        dated = query.due_from is not None or query.due_until is not None
        counted = _meant(query).limit(COUNTED_DUE) if dated else _meant(query)
        return select(func.count()).select_from(counted.subquery())
    # Counted in the index alone; tasks that left the lists are few, and have an index too.
    gone = select(tasks.c.id).where(tasks.c.gone.is_not(None))
    counted = select(func.count(assignments.c.task_id.distinct()))
    return counted.where(
        *_assigned(query, assignments),
        *_of_documents(query, assignments.c.document_id),
        assignments.c.task_id.not_in(gone),
    )


def _conditions(query: TaskQuery, document: ColumnElement[int]) -> list[ColumnElement[bool]]:
    return [tasks.c.gone.is_(None), *_of_documents(query, document), *_of_tasks(query)]


def _of_tasks(query: TaskQuery) -> list[ColumnElement[bool]]:
    """What the query asks of the tasks' own rows."""
    conditions = _among(
        (tasks.c.ref, query.refs),
        (tasks.c.section_position, query.sections),
        (tasks.c.deadline_kind, query.deadline_kinds),
    )
    if query.due_from:
        conditions.append(tasks.c.due_on >= query.due_from)
    if query.due_until:
        conditions.append(tasks.c.due_on <= query.due_until)
    return conditions


def _of_documents(query: TaskQuery, document: ColumnElement[int]) -> list[ColumnElement[bool]]:
    conditions = _among((document, query.documents))
    if query.states:
        # Looked up row by row: the database would else walk paper by paper.
        of_state = exists().where(documents.c.id == document, documents.c.state.in_(query.states))
        conditions.append(of_state)
    return conditions


def _assigned(query: TaskQuery, table: FromClause) -> list[ColumnElement[bool]]:
    return _among((table.c.bureau_id, query.bureaus), (table.c.role, query.roles))


def _among(*wanted: tuple[ColumnElement[Any], Sequence[Any]]) -> list[ColumnElement[bool]]:
    return [column.in_(values) for column, values in wanted if values]


def _record(row: Mapping[str, Any], units: list[Assignment], steps: list[Measure]) -> Task:
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
    for task_id, bureau_id, name, role, inherited in _ASSIGNMENTS(connection, {"ids": ids}):
        found[task_id].append(Assignment(bureau_id, name, role, bool(inherited)))
    return found


def _measures_of(connection: Connection, ids: Sequence[int]) -> dict[int, list[Measure]]:
    found: dict[int, list[Measure]] = defaultdict(list)
    for task_id, *measure in _MEASURES(connection, {"ids": ids}):
        found[task_id].append(Measure(*measure))
    return found


def measures_of(connection: Connection, task_id: int) -> tuple[TaskMeasure, ...]:
    """The measures of a task, in printed order."""
    query = (
        select(measures.c.id, measures.c.label, measures.c.title)
        .where(measures.c.task_id == task_id, measures.c.gone.is_(None))
        .order_by(measures.c.position)
    )
    return tuple(TaskMeasure(*row) for row in connection.execute(query))
