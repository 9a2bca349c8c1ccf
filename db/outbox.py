"""The outbox: what the bot will say unasked, and what became of each of it."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, select, update

from db import attempting, audit, claiming, leaving_out, undelivered
from db.combining import combined
from db.correcting import Order
from db.engine import Store
from db.errors import BadValueError, UnknownRecordError
from db.leaving_out import LeftOut as LeftOut
from db.leaving_out import PutOff as PutOff
from db.leaving_out import owed_at as owed_at
from db.notices import Aside as Aside
from db.notices import Attempt as Attempt
from db.notices import Claim as Claim
from db.notices import Ended as Ended
from db.notices import Ending as Ending
from db.notices import NewNotice as NewNotice
from db.notices import Notice as Notice
from db.notices import NoticeState as NoticeState
from db.notices import Try as Try
from db.notices import attempt_of, notice_of
from db.planning import plan as plan
from db.tables.sending import attempt_notices, attempts, destinations, notices

BY_HAND = "人工重发"
"""The reason of what a person wants said again, now."""


class Outbox:
    """Notices on their way. Whoever delivers passes a `holder`: a name no other process has."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._end = combined(store, attempting.end)

    async def plan(self, several: Sequence[NewNotice], now: datetime) -> int:
        """Put them in, those left out whose key is there; returns how many were new."""
        return await self._store.write(lambda c: plan(c, several, now)) if several else 0

    # Delivering

    async def claim(
        self,
        holder: str,
        now: datetime,
        until: datetime,
        platforms: Sequence[str],
        limit: int,
        due: datetime | None = None,
    ) -> tuple[Claim, ...]:
        """Lease at most `limit` destinations where something is due; see `claiming.claim`."""
        return await self._store.write(
            lambda c: claiming.claim(c, holder, now, until, platforms, limit, due)
        )

    async def leave_out(self, several: Sequence[LeftOut], holder: str, now: datetime) -> None:
        """Write down what is not said of what was claimed."""
        if several:
            await self._store.write(lambda c: leaving_out.leave_out(c, several, holder, now))

    async def begin(
        self, tries: Sequence[Try], holder: str, now: datetime
    ) -> tuple[Attempt | None, ...]:
        """Write tries down, before anything is sent; None where the lease is lost."""
        return await self._store.write(lambda c: attempting.begin(c, tries, holder, now))

    async def end(self, one: Ended, holder: str, now: datetime) -> None:
        """Write down what became of a try, and let its destination go."""
        await self._end((one, holder, now))

    # Looking, and deciding by hand

    async def rows(
        self,
        states: Sequence[NoticeState] = (),
        limit: int = 200,
        until: datetime | None = None,
    ) -> tuple[Notice, ...]:
        """The latest notices in one of `states` (any when empty), the earliest due first.

        `until`: only what is due by then.
        """
        query = _ROW.where(notices.c.state.in_(states)) if states else _ROW
        query = query if until is None else query.where(notices.c.due_at <= until)
        latest = query.order_by(notices.c.due_at.desc(), notices.c.id.desc()).limit(limit)
        rows = await self._store.read(lambda c: c.execute(latest).mappings().all())
        return tuple(notice_of(row) for row in reversed(rows))

    async def waiting(self, person: int, kind: str) -> tuple[Notice, ...]:
        """Notices of that kind on their way to a person, the earliest due first."""
        query = _ROW.where(
            destinations.c.person_id == person, notices.c.kind == kind, notices.c.state == "planned"
        ).order_by(notices.c.due_at, notices.c.id)
        rows = await self._store.read(lambda c: c.execute(query).mappings().all())
        return tuple(notice_of(row) for row in rows)

    async def by_id(self, notice_id: int) -> Notice | None:
        """One notice."""
        return await self._store.read(lambda c: _by_id(c, notice_id))

    async def attempts(self, notice_id: int) -> tuple[Attempt, ...]:
        """Every try at saying it, the earliest first."""
        return await self._store.read(lambda c: _attempts(c, notice_id))

    async def counts(self) -> dict[str, int]:
        """How many notices are in each state."""
        query = select(notices.c.state, func.count()).group_by(notices.c.state)
        rows = await self._store.read(lambda c: c.execute(query).all())
        return {row[0]: row[1] for row in rows}

    async def known(self, keys: Collection[str]) -> frozenset[str]:
        """Those of the keys that the outbox has."""
        return await self._store.read(lambda c: undelivered.known(c, keys)) if keys else frozenset()

    async def undelivered(self, late: datetime, since: datetime) -> tuple[Notice, ...]:
        """What was due before `late` and is still open; what failed, or was given up as unknown,
        after `since` in chats that are not closed. The earliest due first, 1000 at most."""
        return await self._store.read(lambda c: undelivered.rows(c, late, since))

    async def resend(self, notice_id: int, order: Order) -> None:
        """Let it be said (again), now. What stands unknown goes out in the same words.

        Raises `UnknownRecordError`.
        """
        due: dict[str, Any] = {"due_at": order.now, "ended_at": None, "reason": BY_HAND}
        await self._store.write(lambda c: _decide(c, notice_id, "resend", due, order))

    async def drop(self, notice_id: int, order: Order) -> None:
        """Never say it. Raises `UnknownRecordError`, and `BadValueError` where it was said."""
        over = {"state": "dropped", "ended_at": order.now, "reason": "人工撤下"}
        await self._store.write(lambda c: _decide(c, notice_id, "drop", over, order))


_JOINED = notices.join(destinations, destinations.c.id == notices.c.destination_id)
_ROW = select(notices, destinations.c.person_id, destinations.c.channel_id).select_from(_JOINED)


def _by_id(connection: Connection, notice_id: int) -> Notice | None:
    row = connection.execute(_ROW.where(notices.c.id == notice_id)).mappings().first()
    return notice_of(row) if row else None


def _attempts(connection: Connection, notice_id: int) -> tuple[Attempt, ...]:
    links = attempts.join(attempt_notices, attempt_notices.c.attempt_id == attempts.c.id)
    query = select(attempts).select_from(links).where(attempt_notices.c.notice_id == notice_id)
    rows = connection.execute(query.order_by(attempts.c.id)).mappings()
    return tuple(attempt_of(row) for row in rows)


def _decide(
    connection: Connection, notice_id: int, action: str, values: dict[str, Any], order: Order
) -> None:
    locked = select(notices.c.id).where(notices.c.id == notice_id).with_for_update()
    connection.execute(locked)
    if audit.earlier(connection, order.key) is not None:
        return
    before = _by_id(connection, notice_id)
    if before is None:
        raise UnknownRecordError(f"没有编号为 {notice_id} 的通知")
    if action == "drop" and before.state in ("sent", "merged"):
        raise BadValueError(f"第 {notice_id} 号已经发出，不能撤下")
    if action == "resend":
        values = values | {"state": "unknown" if before.state == "unknown" else "planned"}
    connection.execute(update(notices).where(notices.c.id == notice_id).values(values))
    said = (before.state, values["state"])
    deed = audit.Deed(order.key, order.now, order.by, action, "notice", notice_id, *said)
    audit.record(connection, deed)
