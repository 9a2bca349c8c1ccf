"""Tasks of the ledger as their paper prints them, corrections taken off again."""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import Connection, select

from db.overlay import Overlay, uncovered
from db.tables.papers import tasks
from db.tables.work import corrections
from db.tasks import by_id
from knowledge.papers.model import Task


def printed_tasks(connection: Connection, document_id: int) -> dict[int, Task]:
    """Every task of the document that a paper printed, also those that left the lists, by id."""
    query = select(tasks.c.id).where(tasks.c.document_id == document_id, tasks.c.origin == "paper")
    return printed_by_id(connection, connection.scalars(query).all())


def printed_by_id(connection: Connection, task_ids: Sequence[int]) -> dict[int, Task]:
    """Those tasks without corrections; one without paper is as it was first written down."""
    query = select(tasks.c.id, tasks.c.line, tasks.c.printed).where(tasks.c.id.in_(task_ids))
    more = {row.id: (row.line, row.printed or {}) for row in connection.execute(query)}
    printed = {}
    for record in by_id(connection, sorted(more)):
        line, covered = more[record.id]
        task = Task(
            ref=record.ref,
            section_order=record.section_order,
            title=record.title,
            text=record.text,
            line=line,
            lead=record.units("lead"),
            cooperating=record.units("cooperating"),
            responsible=record.units("responsible"),
            inherited=any(unit.inherited for unit in record.assignments),
            deadline=record.deadline,
            quantities=record.quantities,
            measures=record.measures,
            points=record.points,
        )
        printed[record.id] = uncovered(task, covered)
    return printed


def overlays_of(connection: Connection, task_ids: Sequence[int]) -> dict[int, list[Overlay]]:
    """What stands over those tasks: amendments first, then what people said, each in order."""
    found: dict[int, list[Overlay]] = defaultdict(list)
    query = (
        select(corrections.c.task_id, corrections.c.field, corrections.c.seen, corrections.c.value)
        .where(
            corrections.c.task_id.in_(task_ids),
            corrections.c.undone_at.is_(None),
            corrections.c.field.not_in(("merge", "split")),
        )
        .order_by(corrections.c.source, corrections.c.id)
    )
    for row in connection.execute(query):
        found[row.task_id].append(Overlay(*row))
    return found
