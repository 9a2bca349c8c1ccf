"""Tasks as reminders look at them, thousands at a time: number, title, date and units, no texts."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BindParameter, Connection, bindparam, select

from db.due_rows import assigned, reporters
from db.gathered import Gathered
from db.packing import unpack_deadline
from db.records import Assignment, Task
from db.standing import Standing
from db.standings import load
from db.tables.papers import assignments, documents, tasks

_IDS: BindParameter[list[int]] = bindparam("ids", expanding=True)
_DEADLINE = ("deadline_kind", "due_on", "deadline_text", "deadline_more")
_ROWS = Gathered(
    select(
        tasks.c.id,
        tasks.c.document_id,
        documents.c.slug,
        tasks.c.ref,
        tasks.c.position,
        tasks.c.title,
        tasks.c.gone,
        *(tasks.c[name] for name in _DEADLINE),
    )
    .join(documents, documents.c.id == tasks.c.document_id)
    .where(tasks.c.id.in_(_IDS))
)
_UNITS = Gathered(
    select(assignments.c.task_id, assignments.c.bureau_id, assignments.c.name, assignments.c.role)
    .where(assignments.c.task_id.in_(_IDS))
    .order_by(assignments.c.task_id, assignments.c.position)
)


@dataclass(frozen=True, slots=True)
class DueTask:
    """A task, how it stands, who it was last handed over to, and who reported it blocked (ids)."""

    task: Task
    """Without its texts, figures and measures."""
    standing: Standing
    assigned_to: int | None = None
    blocked_by: int | None = None


def due_tasks(connection: Connection, ids: Sequence[int]) -> tuple[DueTask, ...]:
    """Those tasks as of one moment; unknown ids left out."""
    stands = load(connection, [("task", one) for one in ids])
    handed = assigned(connection, ids)
    stuck = [one.report_id or 0 for one in stands.values() if one.state == "blocked"]
    who = reporters(connection, stuck) if stuck else {}
    return tuple(
        DueTask(one, standing, handed.get(one.id), who.get(standing.report_id or 0))
        for one in _tasks(connection, ids)
        for standing in (stands["task", one.id],)
    )


def _tasks(connection: Connection, ids: Sequence[int]) -> tuple[Task, ...]:
    units: dict[int, list[Assignment]] = defaultdict(list)
    for task_id, bureau_id, name, role in _UNITS(connection, {"ids": ids}):
        units[task_id].append(Assignment(bureau_id, name, role))
    return tuple(_task(row, units[row[0]]) for row in _ROWS(connection, {"ids": ids}))


def _task(row: Sequence[Any], units: Sequence[Assignment]) -> Task:
    task_id, document_id, slug, ref, position, title, gone, *deadline = row
    return Task(
        id=task_id,
        document_id=document_id,
        document=slug,
        ref=ref,
        position=position,
        title=title,
        text="",
        assignments=tuple(units),
        deadline=unpack_deadline(dict(zip(_DEADLINE, deadline, strict=True))),
        removed=gone is not None,
    )
