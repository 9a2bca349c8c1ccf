"""What falls due: tasks found by windows of due dates in an index, never by going through all."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, exists, select

from db.correcting import Order
from db.due_rows import (
    HandedOver,
    Hearing,
    Recurring,
    assigned,
    handed_over,
    hearings,
    held_by,
    joined,
    last_readings,
    recurring,
    reporters,
)
from db.due_tasks import DueTask, due_tasks
from db.engine import Store
from db.house_rules import house_rules, settle, unsettle
from db.people import Recall
from db.records import DocumentState
from db.tables.papers import documents, tasks
from db.tables.progress import standings


@dataclass(frozen=True, slots=True)
class Window:
    """Due dates from `start` to `end`, both included."""

    start: date
    end: date


class Due:
    """What the plan of reminders asks the ledger."""

    def __init__(self, store: Store, recall: Recall) -> None:
        self._store = store
        self._recall = recall

    async def tasks(self, window: Window, states: Sequence[DocumentState]) -> tuple[int, ...]:
        """Ids of tasks not yet closed that are due in the window."""
        query = _in_hand(states).where(tasks.c.due_on.between(window.start, window.end))
        return await self._store.read(lambda c: tuple(c.scalars(query)))

    async def house_rules(self, name: str) -> dict[str, Any]:
        """What the office settled under that name."""
        return await self._store.read(lambda c: house_rules(c, name))

    async def settle(
        self, name: str, value: dict[str, Any], order: Order, over: dict[str, Any] | None = None
    ) -> int:
        """Let that hold from now on; the audit id. `over`: what it was made from.

        Raises `BadValueError` where somebody settled otherwise since.
        """
        return await self._store.write(lambda c: settle(c, name, value, order, over))

    async def unsettle(self, audit_id: int, order: Order) -> bool:
        """Take such a change back; whether that audit id is of one. Raises `BadValueError`."""
        return await self._store.write(lambda c: unsettle(c, audit_id, order))

    async def facts(self, ids: Sequence[int]) -> tuple[DueTask, ...]:
        """Those tasks and how they stand, with no more than reminders look at."""
        return await self._store.read(lambda c: due_tasks(c, ids))

    async def of_documents(self, documents: Sequence[int]) -> tuple[int, ...]:
        """Ids of all tasks of those documents that are not yet closed."""
        query = _in_hand(("active", "sample")).where(tasks.c.document_id.in_(documents))
        return await self._store.read(lambda c: tuple(c.scalars(query)))

    async def recurring(self, states: Sequence[DocumentState]) -> tuple[Recurring, ...]:
        """Tasks that come again (每月, 每季度), remembered until the ledger changes."""
        question, query = ("recurring", tuple(states)), _in_hand(states)
        return await self._recall(question, lambda c: recurring(c, query))

    async def blocked(self, since: datetime) -> tuple[int, ...]:
        """Ids of tasks that were reported blocked since then and still are."""
        query = select(standings.c.target_id).where(
            standings.c.target == "task",
            standings.c.state == "blocked",
            standings.c.heard_at >= since,
        )
        return await self._store.read(lambda c: tuple(c.scalars(query)))

    async def hearings(self) -> tuple[Hearing, ...]:
        """Since when each channel that is not closed hears what."""
        return await self._recall("hearings", hearings)

    async def joined(self) -> dict[int, datetime]:
        """Since when each person is on the roster."""
        return await self._recall("joined", joined)

    async def readings(self, indicators: Sequence[int]) -> dict[int, tuple[date, float]]:
        """The last figure of each indicator that has any."""
        return await self._store.read(lambda c: last_readings(c, indicators))

    async def reporters(self, reports: Sequence[int]) -> dict[int, int]:
        """Who made those reports, where that is a person of the roster."""
        return await self._store.read(lambda c: reporters(c, reports))

    async def held_by(self, person_id: int) -> tuple[int, ...]:
        """Tasks that were handed over to that person and are theirs still."""
        return await self._store.read(lambda c: held_by(c, person_id))

    async def assigned(self, task_ids: Sequence[int]) -> dict[int, int]:
        """Who each task was last handed over to."""
        return await self._store.read(lambda c: assigned(c, task_ids))

    async def handed_over(self, since: datetime) -> tuple[HandedOver, ...]:
        """Tasks handed over (交办) since then that nobody signed for (签收)."""
        return await self._store.read(lambda c: handed_over(c, since))


def _in_hand(states: Sequence[DocumentState]) -> Select[int]:
    """Ids of tasks of papers in those states, not closed: both looked up row by row, by key."""
    paper = exists().where(documents.c.id == tasks.c.document_id, documents.c.state.in_(states))
    ended = exists().where(
        standings.c.target == "task",
        standings.c.target_id == tasks.c.id,
        standings.c.state.in_(("done", "closed", "suspended")),
    )
    return select(tasks.c.id).where(tasks.c.gone.is_(None), paper, ~ended)
