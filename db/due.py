"""What falls due: tasks found by windows of due dates in an index, never by going through all."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, Connection, Select, exists, select, union_all

from db.due_rows import HandedOver, Hearing, handed_over, hearings, last_readings, reporters
from db.engine import Store
from db.people import Recall
from db.records import DocumentState
from db.tables.papers import documents, tasks
from db.tables.progress import standings


@dataclass(frozen=True, slots=True)
class Window:
    """Due dates from `start` to `end`, both included."""

    start: date
    end: date


_AT_ONCE = 100
"""Parts of one query at most: SQLite takes 500."""


class Due:
    """What the plan of reminders asks the ledger."""

    def __init__(self, store: Store, recall: Recall) -> None:
        self._store = store
        self._recall = recall

    async def tasks(
        self, windows: Sequence[Window], states: Sequence[DocumentState]
    ) -> tuple[int, ...]:
        """Ids of tasks not yet closed that are due in one of the windows."""
        return await self._store.read(lambda c: tuple(_tasks(c, windows, states)))

    async def recurring(self, states: Sequence[DocumentState]) -> tuple[int, ...]:
        """Ids of tasks that come again (每月, 每季度), remembered until the ledger changes."""
        wanted = tuple(states)
        return await self._recall(("recurring", wanted), lambda c: _recurring(c, wanted))

    async def hearings(self) -> tuple[Hearing, ...]:
        """Since when each channel that is not closed hears what."""
        return await self._recall("hearings", hearings)

    async def readings(self, indicators: Sequence[int]) -> dict[int, tuple[date, float]]:
        """The last figure of each indicator that has any."""
        return await self._store.read(lambda c: last_readings(c, indicators))

    async def reporters(self, reports: Sequence[int]) -> dict[int, int]:
        """Who made those reports, where that is a person of the roster."""
        return await self._store.read(lambda c: reporters(c, reports))

    async def handed_over(self, since: datetime) -> tuple[HandedOver, ...]:
        """Tasks handed over (交办) since then that nobody signed for (签收)."""
        return await self._store.read(lambda c: handed_over(c, since))


def _tasks(
    connection: Connection, windows: Sequence[Window], states: Sequence[DocumentState]
) -> Iterator[int]:
    for at in range(0, len(windows), _AT_ONCE):
        parts = [_within(one, states) for one in windows[at : at + _AT_ONCE]]
        yield from connection.scalars(union_all(*parts))


def _within(window: Window, states: Sequence[DocumentState]) -> Select[int]:
    return select(tasks.c.id).where(
        tasks.c.gone.is_(None),
        tasks.c.due_on.between(window.start, window.end),
        *_alive(states),
    )


def _alive(states: Sequence[DocumentState]) -> tuple[ColumnElement[bool], ...]:
    """In a paper of those states, and not closed: each looked up by its key, row by row."""
    paper = exists().where(documents.c.id == tasks.c.document_id, documents.c.state.in_(states))
    ended = exists().where(
        standings.c.target == "task",
        standings.c.target_id == tasks.c.id,
        standings.c.state.in_(("done", "closed", "suspended")),
    )
    return paper, ~ended


def _recurring(connection: Connection, states: Sequence[DocumentState]) -> tuple[int, ...]:
    again = (tasks.c.deadline_kind == "recurring") & tasks.c.due_on.is_(None)
    query = select(tasks.c.id).where(tasks.c.gone.is_(None), again, *_alive(states))
    return tuple(connection.scalars(query))
