"""Trying to say something: a try is written down before it is sent, and then what became of it.

So what a dead process may have sent is known to be unknown.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, func, insert, select, text, update

from db.notices import Attempt, Claim, Ending, Try
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


def end(
    connection: Connection,
    claimed: Claim,
    attempt: Attempt,
    ending: Ending,
    holder: str,
    now: datetime,
) -> None:
    """Write down what became of a try, and let the destination go."""
    mark(connection, attempt.id, attempt.notices, ending, now)
    release(connection, claimed.destination, holder, ending.not_before)


# What was once known to be sent stays so, whatever a slower one thinks.
_MARK = (
    update(attempts)
    .where(attempts.c.id == bindparam("attempt"), attempts.c.outcome != "sent")
    .values(
        outcome=bindparam("became"),
        error=bindparam("reason"),
        message_id=bindparam("messages"),
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


def mark(
    connection: Connection, attempt_id: int, about: Sequence[int], ending: Ending, now: datetime
) -> None:
    """Write down what became of a try: of several notices in one message one is sent, the others
    are merged into it."""
    marks = {"attempt": attempt_id, "became": ending.outcome, "reason": ending.reason, "now": now}
    said = {"messages": " ".join(ending.messages) or None}
    if not connection.execute(_MARK, marks | said).rowcount:
        return
    over = now if ending.final or ending.state in ("sent", "failed") else None
    settle(connection, about[:1], (ending.state, ending.reason), over)
    others: tuple[str, str | None] = (ending.state, ending.reason)
    if ending.state == "sent":
        others = ("merged", f"与其他事项合为一条（发送 {attempt_id}）")
    settle(connection, about[1:], others, over)


def settle(
    connection: Connection,
    about: Sequence[int],
    state: tuple[str, str | None],
    ended: datetime | None,
) -> None:
    """Give those notices that are still open a state, and the reason for it."""
    to, because = state
    rows = [{"notice": one, "to": to, "because": because, "ended": ended} for one in about]
    if rows:
        connection.execute(_SETTLE, rows)


def release(
    connection: Connection, destination: int, holder: str, not_before: datetime | None = None
) -> None:
    """Let a destination go; nothing is said there before `not_before`."""
    own = {"destination": destination, "holder": holder, "rest": not_before}
    connection.execute(_RELEASE, own)
