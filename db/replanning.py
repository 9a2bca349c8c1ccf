"""Thinning out the plan: single notices that a coordinator dropped, moved or merged, by their key.

What is in the outbox already and was not tried yet changes with it, in the same transaction.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Connection, delete, exists, insert, or_, select, update

from db import audit
from db.correcting import Order
from db.engine import Store
from db.errors import BadValueError
from db.tables.sending import attempt_notices, attempts, destinations, notices, replanned
from db.version import bump, hold

Action = Literal["drop", "move", "merge"]


@dataclass(frozen=True, slots=True)
class Decision:
    """What becomes of the notice with that key, and who decided so when."""

    key: str
    action: Action
    was: datetime
    """When it would be said otherwise."""
    to: datetime | None = None
    """When it is said instead; None where it is dropped."""
    by: str = ""
    at: datetime | None = None

    @property
    def reason(self) -> str:
        """Why the outbox does not say it."""
        return f"{self.by}从计划里撤下"


class Replanning:
    """Decisions about the plan."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def between(self, start: datetime, end: datetime) -> dict[str, Decision]:
        """By key, the decisions about what was to be said in that span or is now."""
        return await self._store.read(lambda c: _between(c, start, end))

    async def decide(self, several: Sequence[Decision], order: Order) -> None:
        """Let it be so, in the place of what was decided before. All or none.

        Raises `BadValueError` where one of them was said already, or may have been.
        """
        await self._store.write(lambda c: _decide(c, several, order))

    async def restore(self, keys: Sequence[str], order: Order) -> tuple[Decision, ...]:
        """Back to the plan; what had been decided. Where nothing had, nothing changes.

        Raises `BadValueError` as `decide` does.
        """
        return await self._store.write(lambda c: _restore(c, keys, order))


def _between(connection: Connection, start: datetime, end: datetime) -> dict[str, Decision]:
    now = replanned.c
    query = select(replanned).where(or_(now.was.between(start, end), now.to.between(start, end)))
    return {row["key"]: Decision(**row) for row in connection.execute(query).mappings()}


def _decide(connection: Connection, several: Sequence[Decision], order: Order) -> None:
    hold(connection)
    if audit.earlier(connection, order.key) is not None:
        return
    bump(connection)
    before = _of(connection, [one.key for one in several])
    _refuse_what_was_said(connection, [one.key for one in several], order.now)
    _forget(connection, list(before))
    deeds: list[_Deed] = []
    for one in several:
        earlier = before.get(one.key)
        was = earlier.was if earlier else one.was
        made = replace(one, was=was, by=order.by, at=order.now)
        row = {name: getattr(made, name) for name in Decision.__dataclass_fields__}
        connection.execute(insert(replanned).values(row))
        over = {"state": "dropped", "reason": made.reason, "ended_at": order.now}
        _tell_outbox(connection, one.key, _due(made.to) if made.to else over)
        deeds.append((f"replan/{one.action}", _plain(one.key, was, earlier), _said(made)))
    _note(connection, order, deeds)


def _restore(connection: Connection, keys: Sequence[str], order: Order) -> tuple[Decision, ...]:
    hold(connection)
    before = _of(connection, keys)
    if not before or audit.earlier(connection, order.key) is not None:
        return ()
    bump(connection)
    _refuse_what_was_said(connection, list(before), order.now)
    _forget(connection, list(before))
    for one in before.values():
        _tell_outbox(connection, one.key, _due(one.was))
    undone = [("replan/restore", _said(one), _plain(one.key, one.was)) for one in before.values()]
    _note(connection, order, undone)
    return tuple(before.values())


def _of(connection: Connection, keys: Sequence[str]) -> dict[str, Decision]:
    rows = connection.execute(select(replanned).where(replanned.c.key.in_(keys))).mappings()
    return {row["key"]: Decision(**row) for row in rows}


def _forget(connection: Connection, keys: Sequence[str]) -> None:
    connection.execute(delete(replanned).where(replanned.c.key.in_(keys)))


def _due(at: datetime) -> dict[str, Any]:
    return {"state": "planned", "due_at": at, "reason": None, "ended_at": None}


def _tell_outbox(connection: Connection, key: str, values: dict[str, Any]) -> None:
    open_to = notices.c.state.in_(("planned", "dropped"))
    connection.execute(update(notices).where(notices.c.key == key, open_to).values(values))


def _refuse_what_was_said(connection: Connection, keys: Sequence[str], now: datetime) -> None:
    """What was tried may have been said, also where nobody knows yet; or it is being said."""
    tried = exists().where(
        attempt_notices.c.notice_id == notices.c.id,
        attempt_notices.c.attempt_id == attempts.c.id,
        attempts.c.outcome != "failed",
    )
    claimed = exists().where(
        destinations.c.id == notices.c.destination_id,
        destinations.c.leased_until > now,
        notices.c.due_at <= now,
    )
    over = or_(notices.c.state.not_in(("planned", "dropped")), tried, claimed)
    query = select(notices.c.id).where(notices.c.key.in_(keys))
    connection.execute(query.with_for_update())
    gone = connection.scalars(query.where(over)).all()
    if gone:
        said = "、".join(map(str, gone))
        raise BadValueError(f"已经发出或正在发送（发件箱第{said}号），不能再改")


_Deed = tuple[str, dict[str, Any], dict[str, Any]]


def _note(connection: Connection, order: Order, deeds: Sequence[_Deed]) -> None:
    """An audit row for each notice: it may have no number yet, its key names it."""
    keys = (f"{order.key}/{place}" if place else order.key for place in range(len(deeds)))
    rows = [
        audit.Deed(key, order.now, order.by, action, "plan", None, before, after)
        for key, (action, before, after) in zip(keys, deeds, strict=True)
    ]
    audit.record_all(connection, rows)


def _plain(key: str, was: datetime, decided: Decision | None = None) -> dict[str, Any]:
    return _said(decided) if decided else {"key": key, "at": was.isoformat()}


def _said(one: Decision) -> dict[str, Any]:
    to = one.to.isoformat() if one.to else None
    return {"key": one.key, "action": one.action, "was": one.was.isoformat(), "to": to}
