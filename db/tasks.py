"""Tasks as they stand: their records."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import BindParameter, Connection, bindparam, select

from db.gathered import Gathered
from db.meant import count, meant
from db.packing import unpack_deadline, unpack_quantities
from db.records import Assignment, Page, Task, TaskMeasure, TaskQuery
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
    return Page(found, count(connection, query))


def by_id(connection: Connection, ids: Sequence[int]) -> tuple[Task, ...]:
    """Those tasks in the order given, also those that left the lists; unknown ids left out."""
    if not ids:
        return ()
    rows = [dict(zip(_NAMES, row, strict=True)) for row in _ROWS(connection, {"ids": ids})]
    units, steps = _assignments_of(connection, ids), _measures_of(connection, ids)
    found = {row["id"]: _record(row, units[row["id"]], steps[row["id"]]) for row in rows}
    return tuple(found[task_id] for task_id in ids if task_id in found)


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
