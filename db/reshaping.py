"""Tasks that people merge, split, or add without a paper (领导批示, 会议议定)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection, RowMapping, insert, select, update

from db import audit, hits, index
from db.bureaus import resolve
from db.correcting import Laid, Order, lay, let_go, list_merged, note, once
from db.errors import UnknownRecordError
from db.overlay import UNITS, standing, task_columns
from db.packing import Json, plain_deadline
from db.reconciling import add
from db.records import UNPRINTED_SLUG
from db.storing import assign
from db.tables.papers import documents, tasks
from knowledge.papers.model import Deadline, Task

UNPRINTED_TITLE = "领导批示和会议议定事项"


@dataclass(frozen=True, slots=True)
class NewTask:
    """A task that no paper prints."""

    title: str
    lead: tuple[str, ...] = ()
    cooperating: tuple[str, ...] = ()
    responsible: tuple[str, ...] = ()
    deadline: Deadline = field(default_factory=lambda: Deadline("open"))
    text: str = ""

    def as_task(self, ref: str) -> Task:
        """The same as a paper's task under that number."""
        return Task(
            ref=ref,
            section_order=None,
            title=self.title,
            text=self.text,
            line=0,
            lead=self.lead,
            cooperating=self.cooperating,
            responsible=self.responsible,
            deadline=self.deadline,
        )


def merge(connection: Connection, task_id: int, into: int, order: Order) -> int:
    """Let a task go on as part of another. Returns the audit id. Raises `UnknownRecordError`."""
    return once(connection, order, lambda: _merge(connection, task_id, into, order))


def _merge(connection: Connection, task_id: int, into: int, order: Order) -> int:
    one, other = _standing_row(connection, task_id), _standing_row(connection, into)
    if task_id == into:
        raise UnknownRecordError("一项任务不能并入自己")
    said = {"into": into, "ref": other["ref"]}
    audit_id = note(connection, order, "merge", task_id, {"ref": one["ref"]}, said)
    lay(connection, Laid(task_id, "merge", None, said, audit_id, order.now))
    let_go(connection, [task_id], "merged", order.now)
    connection.execute(update(tasks).where(tasks.c.id == task_id).values(continued_by=into))
    list_merged(connection, into)
    return audit_id


def split(connection: Connection, task_id: int, parts: Sequence[NewTask], order: Order) -> int:
    """Put several tasks in the place of one. Returns the audit id. Raises `UnknownRecordError`."""
    return once(connection, order, lambda: _split(connection, task_id, parts, order))


def _split(connection: Connection, task_id: int, parts: Sequence[NewTask], order: Order) -> int:
    whole = _standing_row(connection, task_id)
    made = [part.as_task(f"{whole['ref']}-{number}") for number, part in enumerate(parts, start=1)]
    place = {"position": whole["position"], "section_position": whole["section_position"]}
    ids = _write(connection, whole["document_id"], made, place | {"part_of": task_id})
    said = {"parts": list(ids), "titles": [part.title for part in parts]}
    audit_id = note(connection, order, "split", task_id, {"ref": whole["ref"]}, said)
    lay(connection, Laid(task_id, "split", None, said, audit_id, order.now))
    let_go(connection, [task_id], "split", order.now)
    return audit_id


def add_task(
    connection: Connection, document_id: int | None, task: NewTask, order: Order
) -> tuple[int, int]:
    """Add a task to a document, or to the one that stands for no paper.

    Returns the ids of the audit row and of the task. Raises `UnknownRecordError`.
    """
    audit_id = once(connection, order, lambda: _add(connection, document_id, task, order))
    return audit_id, audit.subject_of(connection, audit_id, "add") or 0


def _add(connection: Connection, document_id: int | None, task: NewTask, order: Order) -> int:
    home = document_id or _unprinted(connection, order)
    place = {"position": _last_position(connection, home) + 1, "section_position": None}
    ref = _next_ref(connection, home, printed=document_id is not None)
    (task_id,) = _write(connection, home, [task.as_task(ref)], place)
    said = {"title": task.title, "deadline": plain_deadline(task.deadline), "ref": ref}
    return note(connection, order, "add", task_id, None, said)


def keep_shape(connection: Connection, document_id: int) -> None:
    """After a re-issue: parts of a task stand where it stands, merged ones go by today's refs."""
    mine = tasks.c.document_id == document_id
    whole = tasks.alias()
    place = select(whole.c.position).where(whole.c.id == tasks.c.part_of).scalar_subquery()
    parts = mine & tasks.c.part_of.is_not(None)
    connection.execute(update(tasks).where(parts).values(position=place))
    into = select(tasks.c.continued_by).where(mine, tasks.c.continued_by.is_not(None)).distinct()
    for task_id in connection.scalars(into).all():
        list_merged(connection, task_id)


def _write(
    connection: Connection, document_id: int, made: Sequence[Task], place: Json
) -> list[int]:
    where = documents.c.id == document_id
    row = connection.execute(select(documents.c.jurisdiction).where(where)).first()
    if row is None:
        raise UnknownRecordError(f"没有编号为 {document_id} 的文件")
    stand = [standing(task, ()) for task in made]
    rows = [
        {"document_id": document_id, "ref": each.task.ref, "origin": "person", "line": 0}
        | {"text": each.task.text, **place, **task_columns(each)}
        for each in stand
    ]
    ids = list(add(connection, tasks, rows))
    names = [name for task in made for role in UNITS for name in getattr(task, role)]
    units = resolve(connection, names, row.jurisdiction)
    assign(connection, document_id, dict(zip(ids, stand, strict=True)), units)
    index.enter(connection, hits.hits(connection, [("task", task_id) for task_id in ids]))
    return ids


def _standing_row(connection: Connection, task_id: int) -> RowMapping:
    query = select(tasks).where(tasks.c.id == task_id, tasks.c.gone.is_(None))
    row = connection.execute(query).mappings().first()
    if row is None:
        raise UnknownRecordError(f"没有编号为 {task_id} 的任务，或已不在清单中")
    return row


def _last_position(connection: Connection, document_id: int) -> int:
    query = select(tasks.c.position).where(tasks.c.document_id == document_id)
    return connection.scalar(query.order_by(tasks.c.position.desc()).limit(1)) or 0


def _next_ref(connection: Connection, document_id: int, *, printed: bool) -> str:
    """补1, 补2 beside printed numbers; plain numbers where no paper prints any."""
    prefix = "补" if printed else ""
    refs = connection.scalars(select(tasks.c.ref).where(tasks.c.document_id == document_id))
    numbers = [int(found[1]) for ref in refs if (found := re.fullmatch(rf"{prefix}(\d+)", ref))]
    return f"{prefix}{max(numbers, default=0) + 1}"


def _unprinted(connection: Connection, order: Order) -> int:
    slug = documents.c.slug == UNPRINTED_SLUG
    found: int | None = connection.scalar(select(documents.c.id).where(slug))
    if found is not None:
        return found
    row = {
        "slug": UNPRINTED_SLUG,
        "kind": "unprinted",
        "state": "active",
        "title": UNPRINTED_TITLE,
        "full_text": True,
        "imported_at": order.now,
        "activated_at": order.now,
    }
    connection.execute(insert(documents).values(row))
    made: int = connection.scalars(select(documents.c.id).where(slug)).one()
    return made
