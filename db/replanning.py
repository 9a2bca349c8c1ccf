"""Thinning out the plan: single notices that a coordinator dropped, moved or merged, by their key.

What is in the outbox already and was not tried yet changes with it, in the same transaction.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, Literal

from sqlalchemy import Connection, delete, exists, insert, or_, select, update

from db import audit
from db.correcting import Order
from db.engine import Store
from db.errors import BadValueError
from db.tables.records import audit as audit_rows
from db.tables.sending import attempt_notices, attempts, destinations, notices, replanned
from db.version import bump, hold

Action = Literal["drop", "move", "merge"]
_SUBJECT = "plan"


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

    async def decide(self, several: Sequence[Decision], order: Order) -> int:
        """Let it be so, in the place of what was decided before. All or none.

        Returns an audit id, by which it can be undone. Raises `BadValueError` where one of them
        was said already, or may have been.
        """
        return await self._store.write(lambda c: _decide(c, several, order))

    async def restore(self, keys: Sequence[str], order: Order) -> tuple[Decision, ...]:
        """Back to the plan; what had been decided. Where nothing had, nothing changes.

        Raises `BadValueError` as `decide` does.
        """
        return await self._store.write(lambda c: _restore(c, keys, order))

    async def decided_by(self, audit_id: int) -> bool:
        """Whether that audit id is of something decided here."""
        return bool(await self._store.read(lambda c: _deeds(c, audit_id)))

    async def undo(self, audit_id: int, order: Order) -> tuple[str, ...]:
        """Take back what `decide` did: the keys; none where that id is of nothing decided here.

        Raises `BadValueError` as `decide` does, and where somebody decided otherwise since.
        """
        return await self._store.write(lambda c: _undo(c, audit_id, order))


def _between(connection: Connection, start: datetime, end: datetime) -> dict[str, Decision]:
    now = replanned.c
    query = select(replanned).where(or_(now.was.between(start, end), now.to.between(start, end)))
    return {row["key"]: Decision(**row) for row in connection.execute(query).mappings()}


def _decide(connection: Connection, several: Sequence[Decision], order: Order) -> int:
    hold(connection)
    done = audit.earlier(connection, order.key)
    if done is not None:
        return done
    bump(connection)
    before = _of(connection, [one.key for one in several])
    _refuse_what_was_said(connection, [one.key for one in several], order.now)
    _forget(connection, list(before))
    deeds: list[_Deed] = []
    for one in several:
        earlier = before.get(one.key)
        was = earlier.was if earlier else one.was
        made = replace(one, was=was, by=order.by, at=order.now)
        _put(connection, made, order.now)
        deeds.append((f"replan/{one.action}", _plain(one.key, was, earlier), _said(made)))
    return _note(connection, order, deeds)[0]


def _put(connection: Connection, made: Decision, now: datetime) -> None:
    row = {name: getattr(made, name) for name in Decision.__dataclass_fields__}
    connection.execute(insert(replanned).values(row))
    over = {"state": "dropped", "reason": made.reason, "ended_at": now}
    _tell_outbox(connection, made.key, _due(made.to) if made.to else over)


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


def _undo(connection: Connection, audit_id: int, order: Order) -> tuple[str, ...]:
    hold(connection)
    deeds = _deeds(connection, audit_id)
    if not deeds or audit.earlier(connection, order.key) is not None:
        return ()
    keys = [before["key"] for before, _after in deeds]
    standing = _of(connection, keys)
    if any(
        key not in standing or _said(standing[key]) != after
        for key, (_, after) in zip(keys, deeds, strict=True)
    ):
        raise BadValueError("这之后又有人改过，请再看一次计划")
    bump(connection)
    _refuse_what_was_said(connection, keys, order.now)
    _forget(connection, keys)
    for key, (before, _after) in zip(keys, deeds, strict=True):
        if earlier := _decision(before):
            _put(connection, earlier, order.now)
        else:
            _tell_outbox(connection, key, _due(standing[key].was))
    _note(connection, order, [("replan/undo", after, before) for before, after in deeds])
    return tuple(keys)


def _deeds(connection: Connection, audit_id: int) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """What one order changed: before and after of each notice."""
    of = select(audit_rows.c.key).where(
        audit_rows.c.id == audit_id, audit_rows.c.subject == _SUBJECT
    )
    key = connection.scalar(of)
    if key is None:
        return []
    same = or_(audit_rows.c.key == key, audit_rows.c.key.startswith(f"{key}/", autoescape=True))
    rows = select(audit_rows.c.before, audit_rows.c.after).where(same).order_by(audit_rows.c.id)
    return [(row.before, row.after) for row in connection.execute(rows)]


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


def _note(connection: Connection, order: Order, deeds: Sequence[_Deed]) -> list[int]:
    """An audit row for each notice: it may have no number yet, its key names it."""
    keys = (f"{order.key}/{place}" if place else order.key for place in range(len(deeds)))
    rows = [
        audit.Deed(key, order.now, order.by, action, _SUBJECT, None, before, after)
        for key, (action, before, after) in zip(keys, deeds, strict=True)
    ]
    return audit.record_all(connection, rows)


def _plain(key: str, was: datetime, decided: Decision | None = None) -> dict[str, Any]:
    return _said(decided) if decided else {"key": key, "at": was.isoformat()}


def _said(one: Decision) -> dict[str, Any]:
    moments = {"was": one.was, "to": one.to, "at": one.at}
    told = {name: at and at.astimezone(UTC).isoformat() for name, at in moments.items()}
    return {"key": one.key, "action": one.action, "by": one.by, **told}


def _decision(said: dict[str, Any]) -> Decision | None:
    """What `_said` wrote; None where nothing had been decided."""
    if "action" not in said:
        return None
    to, at = (datetime.fromisoformat(one) if one else None for one in (said["to"], said["at"]))
    was = datetime.fromisoformat(said["was"])
    return Decision(said["key"], said["action"], was, to, said["by"], at)
