"""What an amendment does to the tasks of the paper it amends.

Its changes lie over the printed values like corrections, beneath those that people make. What is
not sure (an item that is not there, a value that does not fit) is left for a person to correct.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select, update

from db import audit
from db.correcting import Laid, Order, lay, settle, stand_of
from db.documents import of_states
from db.overlay import UNITS, value_of
from db.packing import plain_deadline
from db.plan import Amended
from db.tables.papers import changes, tasks
from db.tables.work import corrections
from knowledge.dates import Anchor
from knowledge.papers.deadlines import of_value
from knowledge.papers.model import Change, Paper, Task
from knowledge.papers.set_dates import Calendar

_BETWEEN = re.compile(r"[、，,；;]")


def foresee(connection: Connection, paper: Paper, amended_id: int) -> tuple[Amended, ...]:
    """What each change of the paper would do, in printed order."""
    by_ref: dict[str, list[int]] = defaultdict(list)
    stands = tasks.c.gone.is_(None) & (tasks.c.document_id == amended_id)
    for task_id, ref in connection.execute(select(tasks.c.id, tasks.c.ref).where(stands)):
        by_ref[ref].append(task_id)
    named = {
        change.ref: by_ref[change.ref] or by_ref[f"第{change.ref}条"] for change in paper.changes
    }
    stand = stand_of(connection, [task_id for ids in named.values() for task_id in ids])
    calendar = _calendar(connection, amended_id)
    return tuple(
        _foreseen(change, {task_id: stand[task_id].task for task_id in named[change.ref]}, calendar)
        for change in paper.changes
    )


def _foreseen(change: Change, found: dict[int, Task], calendar: Calendar) -> Amended:
    told = Amended(change.ref, change.field, change.old, change.new)
    if len(found) != 1:
        return told.left("没有这一项" if not found else "有几项同号")
    ((task_id, task),) = found.items()
    told = told.of(task_id, task.title)
    value = amended_value(task, change, calendar)
    return told.left(_why_left(change)) if value is None else told.to(value)


def _why_left(change: Change) -> str:
    """Words in a task's text are not laid over: its figures would go on saying the old ones."""
    if change.field == "text" and change.new:
        return "任务内容里的文字和数量没有自动改，请人工更正"
    return "与现有内容对不上，请人工更正"


def amended_value(task: Task, change: Change, calendar: Calendar) -> Any:  # noqa: ANN401 - JSON
    """The field's new value as JSON; None where that is not sure. Pure."""
    if change.field in UNITS:
        now, new = value_of(task, change.field), _names(change.new)
        if change.added:
            return [*now, *(name for name in new if name not in now)]
        return _amended_units(now, _names(change.old), new)
    if change.new is None:
        return None
    if change.field == "deadline":
        deadline = of_value(change.new, calendar)
        return plain_deadline(deadline) if deadline else None
    return change.new if change.field == "title" else None


def _amended_units(now: list[str], old: list[str], new: list[str]) -> list[str] | None:
    """The units with `old` replaced by `new` in its place.

    Where the paper names no old ones it may mean "instead" or "besides": taken for the whole list
    when it repeats some of it or there is none or one unit now, else left.
    """
    if not old:
        return new if len(now) < 2 or set(now) & set(new) else None
    if not set(old) <= set(now):
        return None
    place = now.index(old[0])
    kept = [name for name in now if name not in old]
    added = [name for name in new if name not in kept]
    return kept[:place] + added + kept[place:]


def _names(printed: str | None) -> list[str]:
    return [name for each in _BETWEEN.split(printed or "") if (name := each.strip())]


def _calendar(connection: Connection, document_id: int) -> Calendar:
    (document,) = (each for each in of_states(connection) if each.id == document_id)
    day = document.period.start if document.period else document.issued_on
    return Calendar(Anchor(day.year if day else None, document.issued_on), document.period)


def amend(
    connection: Connection, document_id: int, foreseen: Sequence[Amended], order: Order
) -> None:
    """Lay the sure changes over the amended paper's tasks, in place of an earlier edition's."""
    before = _take_back(connection, document_id, order.now)
    for position, each in enumerate(foreseen, start=1):
        if each.task_id is None or not each.applies:
            continue
        _lay(connection, document_id, position, each, order)
        mark = (changes.c.document_id == document_id) & (changes.c.position == position)
        connection.execute(update(changes).where(mark).values(task_id=each.task_id))
    now = {each.task_id for each in foreseen if each.task_id is not None}
    settle(connection, sorted(before | now))


def _lay(
    connection: Connection, document_id: int, position: int, each: Amended, order: Order
) -> None:
    deed = audit.Deed(
        key=f"{order.key}/{position}",
        at=order.now,
        by=order.by,
        action=f"amend/{each.field}",
        subject="task",
        subject_id=each.task_id,
        before=each.old,
        after=each.value,
    )
    audit_id = audit.record(connection, deed)
    task_id = each.task_id or 0
    laid = Laid(
        task_id, each.field, each.old, each.value, audit_id, order.now, "amendment", document_id
    )
    lay(connection, laid)


def _take_back(connection: Connection, document_id: int, now: datetime) -> set[int]:
    mine = (corrections.c.document_id == document_id) & corrections.c.undone_at.is_(None)
    task_ids = set(connection.scalars(select(corrections.c.task_id).where(mine)))
    connection.execute(update(corrections).where(mine).values(undone_at=now))
    return task_ids
