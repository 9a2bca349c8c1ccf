"""Corrections: what a person changes in a task lies over what is printed and can be undone."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from db import audit, hits, index
from db.bureaus import resolve
from db.errors import UnknownRecordError
from db.overlay import UNITS, Standing, standing, task_columns, value_of
from db.printed import overlays_of, printed_by_id
from db.reconciling import give
from db.storing import assign
from db.tables.papers import documents, tasks
from db.tables.work import corrections
from db.version import bump, hold


@dataclass(frozen=True, slots=True)
class Order:
    """Who wants something changed, when; `key` makes the same wish, sent twice, one change."""

    by: str
    now: datetime
    key: str


def once(connection: Connection, order: Order, change: Callable[[], int]) -> int:
    """The audit id of `change`, done now unless it was done under that key before."""
    hold(connection)
    before = audit.earlier(connection, order.key)
    if before is not None:
        return before
    bump(connection)
    return change()


def correct(
    connection: Connection,
    task_id: int,
    field: str,
    value: object,
    order: Order,
) -> int:
    """Lay `value` (as `value_of` gives it) over the field. Returns the audit id.

    Raises `UnknownRecordError`.
    """
    return once(connection, order, lambda: _correct(connection, task_id, field, value, order))


def _correct(
    connection: Connection,
    task_id: int,
    field: str,
    value: object,
    order: Order,
) -> int:
    before = stand_of(connection, [task_id]).get(task_id)
    if before is None:
        raise UnknownRecordError(f"没有编号为 {task_id} 的任务")
    covered = before.covered.get(field, value_of(before.task, field))
    said = value_of(before.task, field)
    audit_id = note(connection, order, f"correct/{field}", task_id, said, value)
    lay(connection, Laid(task_id, field, covered, value, audit_id, order.now))
    settle(connection, [task_id])
    return audit_id


@dataclass(frozen=True, slots=True)
class Laid:
    """A correction to be written down."""

    task_id: int
    field: str
    seen: Any
    value: Any
    audit_id: int
    at: datetime
    source: str = "person"
    document_id: int | None = None


def lay(connection: Connection, laid: Laid) -> None:
    """Write a correction down; `settle` then makes it show."""
    names = Laid.__dataclass_fields__
    connection.execute(insert(corrections).values({name: getattr(laid, name) for name in names}))


def note(
    connection: Connection,
    order: Order,
    action: str,
    task_id: int,
    before: object,
    after: object,
) -> int:
    """The audit row of one change of a task."""
    deed = audit.Deed(order.key, order.now, order.by, action, "task", task_id, before, after)
    return audit.record(connection, deed)


def undo(connection: Connection, audit_id: int, order: Order) -> int:
    """Take a correction back. Raises `UnknownRecordError` when there is none that stands."""
    return once(connection, order, lambda: _undo(connection, audit_id, order))


def _undo(connection: Connection, audit_id: int, order: Order) -> int:
    stands = select(corrections).where(
        corrections.c.audit_id == audit_id, corrections.c.undone_at.is_(None)
    )
    row = connection.execute(stands).mappings().first()
    if row is None:
        return _undo_added(connection, audit_id, order)
    marks = {"undone_at": order.now, "undone_by": order.by}
    connection.execute(update(corrections).where(corrections.c.id == row["id"]).values(marks))
    task_id = row["task_id"]
    if row["field"] in ("merge", "split"):
        _back(connection, task_id, order)
    settle(connection, [task_id])
    return note(connection, order, f"undo/{row['field']}", task_id, row["value"], row["seen"])


def _undo_added(connection: Connection, audit_id: int, order: Order) -> int:
    task_id = audit.subject_of(connection, audit_id, "add")
    if task_id is None:
        raise UnknownRecordError("没有可以撤销的更正")
    let_go(connection, [task_id], "undone", order.now)
    return note(connection, order, "undo/add", task_id, None, None)


def _back(connection: Connection, task_id: int, order: Order) -> None:
    """A merged or split task returns to the lists, and its parts leave them."""
    parts = select(tasks.c.id).where(tasks.c.part_of == task_id, tasks.c.gone.is_(None))
    let_go(connection, connection.scalars(parts).all(), "undone", order.now)
    into = connection.scalar(select(tasks.c.continued_by).where(tasks.c.id == task_id))
    marks: dict[str, Any] = {"gone": None, "gone_at": None, "continued_by": None}
    connection.execute(update(tasks).where(tasks.c.id == task_id).values(marks))
    if into is not None:
        list_merged(connection, into)


def let_go(connection: Connection, task_ids: Sequence[int], how: str, now: datetime) -> None:
    """Take tasks out of the lists and the index; their rows and history stay."""
    marks: dict[str, Any] = {"gone": how, "gone_at": now}
    connection.execute(update(tasks).where(tasks.c.id.in_(task_ids)).values(marks))
    index.forget(connection, "task", task_ids)


def list_merged(connection: Connection, task_id: int) -> None:
    """Let a task say which ones were merged into it, and be found by their words."""
    refs = select(tasks.c.ref).where(tasks.c.continued_by == task_id).order_by(tasks.c.position)
    merged = list(connection.scalars(refs)) or None
    connection.execute(update(tasks).where(tasks.c.id == task_id).values(merged=merged))
    index.enter(connection, hits.hits(connection, [("task", task_id)]))


def stand_of(connection: Connection, task_ids: Sequence[int]) -> dict[int, Standing]:
    """Those tasks with every correction that stands laid over what is printed."""
    printed = printed_by_id(connection, task_ids)
    over = overlays_of(connection, task_ids)
    return {task_id: standing(task, over[task_id]) for task_id, task in printed.items()}


def settle(connection: Connection, task_ids: Sequence[int]) -> None:
    """Make the stored values what the corrections say, and findable by them."""
    stand = stand_of(connection, task_ids)
    give(connection, tasks, [{"id": key} | task_columns(each) for key, each in stand.items()])
    places = select(tasks.c.id, documents.c.id, documents.c.jurisdiction).join(
        documents, documents.c.id == tasks.c.document_id
    )
    for task_id, document_id, place in connection.execute(places.where(tasks.c.id.in_(task_ids))):
        task = stand[task_id].task
        units = resolve(connection, [name for role in UNITS for name in getattr(task, role)], place)
        assign(connection, document_id, {task_id: stand[task_id]}, units)
    index.enter(connection, hits.hits(connection, [("task", task_id) for task_id in stand]))
