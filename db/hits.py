"""Tasks and duties as a text search sees them: a title, and all their words."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, select

from db.records import Hit
from db.tables.figures import duties
from db.tables.papers import measures, sections, tasks

Target = tuple[str, int]
"""Kind ("task" or "duty") and id."""


def hits(connection: Connection, targets: Sequence[Target]) -> tuple[Hit, ...]:
    """Those tasks and duties, in the order given."""
    wanted: dict[str, list[int]] = defaultdict(list)
    for kind, target_id in targets:
        wanted[kind].append(target_id)
    found: dict[Target, Hit] = {}
    if wanted["task"]:
        found |= {("task", hit.id): hit for hit in _tasks(connection, tasks.c.id, wanted["task"])}
    if wanted["duty"]:
        found |= {("duty", hit.id): hit for hit in _duties(connection, duties.c.id, wanted["duty"])}
    return tuple(found[target] for target in targets if target in found)


def of_documents(connection: Connection, document_ids: Sequence[int]) -> tuple[Hit, ...]:
    """Every task and duty of those documents, in printed order."""
    return (
        *_tasks(connection, tasks.c.document_id, document_ids),
        *_duties(connection, duties.c.document_id, document_ids),
    )


def _tasks(connection: Connection, column: ColumnElement[int], ids: Sequence[int]) -> list[Hit]:
    query = (
        select(
            tasks.c.id,
            tasks.c.document_id,
            tasks.c.title,
            tasks.c.text,
            tasks.c.points,
            sections.c.title,
            tasks.c.merged,
        )
        .outerjoin(
            sections,
            (sections.c.document_id == tasks.c.document_id)
            & (sections.c.position == tasks.c.section_position),
        )
        .where(column.in_(ids), tasks.c.gone.is_(None))
        .order_by(tasks.c.document_id, tasks.c.position)
    )
    rows = connection.execute(query).all()
    steps = _steps(connection, [row[0] for row in rows])
    for task_id, *said in _merged(connection, [row[0] for row in rows if row[-1]]):
        steps[task_id].extend(said)
    return [
        Hit(
            "task",
            task_id,
            document_id,
            title,
            _joined(text, points, steps[task_id]),
            section or "",
        )
        for task_id, document_id, title, text, points, section, _ in rows
    ]


def _merged(connection: Connection, task_ids: Sequence[int]) -> Sequence[Sequence[Any]]:
    """What the tasks say that were merged into those."""
    if not task_ids:
        return ()
    said = select(tasks.c.continued_by, tasks.c.title, tasks.c.text)
    return connection.execute(said.where(tasks.c.continued_by.in_(task_ids))).all()


def _joined(text: str, points: Iterable[str] | None, steps: Iterable[str]) -> str:
    more = (*(points or ()), *steps)
    return "\n".join((text, *(each for each in more if each not in text)))


def _steps(connection: Connection, task_ids: Sequence[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    query = select(measures.c.task_id, measures.c.title, measures.c.text).where(
        measures.c.task_id.in_(task_ids), measures.c.gone.is_(None)
    )
    for task_id, *said in connection.execute(query.order_by(measures.c.id)):
        found[task_id].extend(part for part in said if part)
    return found


def _duties(connection: Connection, column: ColumnElement[int], ids: Sequence[int]) -> list[Hit]:
    query = (
        select(duties.c.id, duties.c.document_id, duties.c.name, duties.c.text)
        .where(column.in_(ids), duties.c.gone.is_(None))
        .order_by(duties.c.document_id, duties.c.position)
    )
    rows: Sequence[Any] = connection.execute(query).all()
    return [Hit("duty", *row) for row in rows]
