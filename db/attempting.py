"""Trying to say something: a try is written down before it is sent, and then what became of it.

So what a dead process may have sent is known to be unknown.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Text, bindparam, func, insert, select, text, update

from db.notices import Attempt, Ended, Ending, Try
from db.tables.base import Moment
from db.tables.sending import attempt_notices, attempts, destinations, notices

# Written out, since a partial index is used only where its condition is seen word for word.
OPEN = text("notices.state IN ('planned', 'unknown') AND notices.ended_at IS NULL")


def begin(
    connection: Connection, tries: Sequence[Try], holder: str, now: datetime
) -> tuple[Attempt | None, ...]:
    """Write tries down, before anything is sent; None where the lease is another's by now."""
    held = _held(connection, [one.claim.destination for one in tries], holder, now)
    begun: dict[int, Attempt] = {}
    for start in (_first, _again):
        begun |= start(connection, [one for one in tries if one.claim.destination in held], now)
    return tuple(begun.get(one.claim.destination) for one in tries)


def _held(
    connection: Connection, wanted: Sequence[int], holder: str, now: datetime
) -> Sequence[int]:
    held = select(destinations.c.id).where(
        destinations.c.id.in_(wanted),
        destinations.c.leased_by == holder,
        destinations.c.leased_until > now,
    )
    return connection.scalars(held.order_by(destinations.c.id).with_for_update()).all()


def _first(connection: Connection, tries: Sequence[Try], now: datetime) -> dict[int, Attempt]:
    """What was not tried before, or what is known not to have been said, in new words."""
    tries = [one for one in tries if not one.claim.doubt]
    if not tries:
        return {}
    rows = [_row(one, now) for one in tries]
    made = insert(attempts).returning(attempts.c.id, sort_by_parameter_order=True)
    ids = connection.scalars(made, rows).all()
    links = [
        {"attempt_id": attempt, "notice_id": notice}
        for attempt, one in zip(ids, tries, strict=True)
        for notice in one.about
    ]
    connection.execute(insert(attempt_notices), links)
    return {
        one.claim.destination: Attempt(
            attempt, one.text, one.facts, "sending", None, None, row["tries"], now, None, one.about
        )
        for attempt, one, row in zip(ids, tries, rows, strict=True)
    }


def _row(one: Try, now: datetime) -> dict[str, Any]:
    return {
        "destination_id": one.claim.destination,
        "text": one.text,
        "facts": one.facts,
        "outcome": "sending",
        "tries": one.claim.tried + 1,
        "at": now,
    }


_AGAIN = (
    update(attempts)
    .where(attempts.c.id == bindparam("attempt"))
    .values(outcome="sending", tries=attempts.c.tries + 1, ended_at=None)
)


def _again(connection: Connection, tries: Sequence[Try], _now: datetime) -> dict[int, Attempt]:
    """What stands unknown, in the same words."""
    doubts = {one.claim.destination: one.claim.doubt for one in tries if one.claim.doubt}
    if doubts:
        connection.execute(_AGAIN, [{"attempt": doubt.id} for doubt in doubts.values()])
    return {
        destination: replace(doubt, outcome="sending", tries=doubt.tries + 1, ended_at=None)
        for destination, doubt in doubts.items()
    }


def end(connection: Connection, over: Sequence[tuple[Ended, str, datetime]]) -> list[None]:
    """Write down what became of tries, by whose lease and when, and let their destinations go."""
    mark(connection, [one for one, _holder, _now in over], max(now for _, _, now in over))
    rows = [_freed(one.destination, holder, one.ending.not_before) for one, holder, _now in over]
    connection.execute(_RELEASE, rows)
    return [None] * len(over)


# What was once known to be sent stays so, whatever a slower one thinks.
_MARK = (
    update(attempts)
    .where(attempts.c.id == bindparam("attempt"), attempts.c.outcome != "sent")
    .values(
        outcome=bindparam("became"),
        error=bindparam("reason"),
        message_id=bindparam("messages"),
        place=func.coalesce(bindparam("there", type_=Text), attempts.c.place),
        ended_at=bindparam("now"),
    )
)
_SETTLE = (
    update(notices)
    .where(notices.c.id == bindparam("notice"), OPEN)
    .values(state=bindparam("to"), reason=bindparam("because"), ended_at=bindparam("ended"))
)
_RELEASE = (
    update(destinations)
    .where(destinations.c.id == bindparam("destination"))
    .where(destinations.c.leased_by == bindparam("holder"))
    .values(
        leased_by=None,
        leased_until=None,
        not_before=func.coalesce(bindparam("rest", type_=Moment), destinations.c.not_before),
    )
)


def mark(connection: Connection, several: Sequence[Ended], now: datetime) -> None:
    """Write down what became of tries: of several notices in one message one is sent, the others
    are merged into it."""
    connection.execute(_MARK, [_marked(one.attempt.id, one.ending, now) for one in several])
    settled = [row for one in several for row in _settled(one.attempt, one.ending, now)]
    connection.execute(_SETTLE, settled)


def _marked(attempt_id: int, ending: Ending, now: datetime) -> dict[str, Any]:
    return {
        "attempt": attempt_id,
        "became": ending.outcome,
        "reason": ending.reason,
        "messages": " ".join(ending.messages) or None,
        "there": ending.place,
        "now": now,
    }


def _settled(attempt: Attempt, ending: Ending, now: datetime) -> Iterator[dict[str, Any]]:
    over = now if ending.final or ending.state in ("sent", "failed", "suppressed") else None
    to: tuple[str, str | None] = (ending.state, ending.reason)
    for notice in attempt.notices:
        yield {"notice": notice, "to": to[0], "because": to[1], "ended": over}
        if ending.state == "sent":
            to = ("merged", f"与其他事项合为一条（发送 {attempt.id}）")


def settle(
    connection: Connection, about: Sequence[int], state: tuple[str, str], now: datetime
) -> None:
    """Give those notices that are still open a last state, and the reason for it."""
    to, because = state
    rows = [{"notice": one, "to": to, "because": because, "ended": now} for one in about]
    connection.execute(_SETTLE, rows)


def release(connection: Connection, wanted: Sequence[int], holder: str) -> None:
    """Let destinations go."""
    connection.execute(_RELEASE, [_freed(one, holder, None) for one in wanted])


def _freed(destination: int, holder: str, not_before: datetime | None) -> dict[str, Any]:
    return {"destination": destination, "holder": holder, "rest": not_before}
