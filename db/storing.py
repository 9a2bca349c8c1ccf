"""Writing the tasks of a paper into their tables."""

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, delete, insert, select, update

from db.overlay import Standing, standing, task_columns
from db.packing import Json, pack_quantities
from db.printed import overlays_of
from db.reconciling import add, give, reconcile
from db.tables.papers import assignments, measures, tasks
from db.tables.work import reports
from knowledge.papers.model import Task

_ROLES = ("lead", "cooperating", "responsible")


def put_tasks(
    connection: Connection,
    document_id: int,
    printed: Sequence[tuple[int | None, Task]],
    units: Mapping[str, int],
) -> tuple[int, ...]:
    """Store a paper's tasks in printed order: those with an id in place, the others new.

    Returns their ids. `units` must know every printed name and every corrected one.
    """
    keys = [task_id for task_id, _ in printed]
    known = [task_id for task_id in keys if task_id]
    over = overlays_of(connection, known)
    stand = [standing(task, over.get(task_id or 0, ())) for task_id, task in printed]
    rows = [
        _row(document_id, position, each.task) | task_columns(each)
        for position, each in enumerate(stand, start=1)
    ]
    give(connection, tasks, [row | {"id": key} for key, row in zip(keys, rows, strict=True) if key])
    back = tasks.c.id.in_(known) & (tasks.c.gone == "removed")
    connection.execute(update(tasks).where(back).values(gone=None, gone_at=None))
    made = iter(
        add(connection, tasks, [row for key, row in zip(keys, rows, strict=True) if not key])
    )
    ids = tuple(task_id or next(made) for task_id in keys)
    assign(connection, document_id, dict(zip(ids, stand, strict=True)), units)
    put_measures(connection, dict(zip(ids, (task for _, task in printed), strict=True)))
    return ids


def _row(document_id: int, position: int, task: Task) -> Json:
    return {
        "document_id": document_id,
        "ref": task.ref,
        "position": position,
        "section_position": task.section_order,
        "origin": "paper",
        "text": task.text,
        "line": task.line,
        "quantities": pack_quantities(task.quantities),
        "points": list(task.points) or None,
    }


def assign(
    connection: Connection,
    document_id: int,
    stand: Mapping[int, Standing],
    units: Mapping[str, int],
) -> None:
    """Make the assignments of those tasks what they stand as."""
    connection.execute(delete(assignments).where(assignments.c.task_id.in_(list(stand))))
    rows = [
        {"task_id": task_id, "document_id": document_id, "position": position, **row}
        for task_id, each in stand.items()
        for position, row in enumerate(_assigned(each.task, units), start=1)
    ]
    if rows:
        connection.execute(insert(assignments), rows)


def _assigned(task: Task, units: Mapping[str, int]) -> list[Json]:
    return [
        {"bureau_id": units[name], "role": role, "name": name, "inherited": task.inherited}
        for role in _ROLES
        for name in dict.fromkeys(getattr(task, role))
    ]


def put_measures(connection: Connection, steps: Mapping[int, Task]) -> None:
    """Store the steps of those tasks; a step keeps its id while its task has one titled so."""
    rows = [
        {
            "task_id": task_id,
            "position": position,
            "label": measure.label,
            "title": measure.title,
            "text": measure.text,
            "line": measure.line,
        }
        for task_id, task in steps.items()
        for position, measure in enumerate(task.measures, start=1)
    ]
    told = select(reports.c.target_id).where(reports.c.target == "measure")
    mine = measures.c.task_id.in_(list(steps))
    reconcile(connection, measures, mine, rows, ("task_id", "title"), told)
