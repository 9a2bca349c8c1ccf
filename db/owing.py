"""Whether anything is owed that the outbox lacks: asked every minute, so by indexes only."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, Date, Text, and_, column, exists, select, values

from db.tables.base import Moment
from db.tables.papers import documents, tasks
from db.tables.progress import standings
from db.tables.sending import notices

_AT_ONCE = 200
"""Rows of one question: SQLite takes a limited number of values."""


@dataclass(frozen=True, slots=True)
class Owed:
    """Tasks due on that day are owed a notice of that kind, at that moment or later."""

    due: date
    kind: str
    since: datetime


def owes(connection: Connection, several: Sequence[Owed]) -> bool:
    """Whether the outbox lacks one of these for any task that somebody still works on."""
    return any(
        _owes(connection, several[at : at + _AT_ONCE]) for at in range(0, len(several), _AT_ONCE)
    )


def _owes(connection: Connection, several: Sequence[Owed]) -> bool:
    columns = (column("due", Date), column("kind", Text), column("since", Moment))
    rows = [(one.due, one.kind, one.since) for one in several]
    owed = values(*columns, name="owed").data(rows).cte("owed")
    planned = exists().where(
        notices.c.target == "task",
        notices.c.target_id == tasks.c.id,
        notices.c.kind == owed.c.kind,
        notices.c.due_at >= owed.c.since,
    )
    active = exists().where(documents.c.id == tasks.c.document_id, documents.c.state == "active")
    ended = exists().where(
        standings.c.target == "task",
        standings.c.target_id == tasks.c.id,
        standings.c.state.in_(("waiting", "done", "closed", "suspended")),
    )
    due = and_(tasks.c.gone.is_(None), tasks.c.due_on == owed.c.due)
    found = select(tasks.c.id).join_from(owed, tasks, due).where(~planned, active, ~ended).limit(1)
    return connection.scalar(found) is not None
