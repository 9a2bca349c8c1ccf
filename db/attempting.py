"""Trying to say something: a try is written down before it is sent, and then what became of it.

So what a dead process may have sent is known to be unknown.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from db.notices import Attempt, Claim, Ending, attempt_of
from db.tables.sending import attempt_notices, attempts, destinations, notices

OPEN = (notices.c.state.in_(("planned", "unknown")), notices.c.ended_at.is_(None))


def about_of(connection: Connection, attempt_id: int) -> list[int]:
    """Ids of the notices that the try is about."""
    links = select(attempt_notices.c.notice_id).where(attempt_notices.c.attempt_id == attempt_id)
    return list(connection.scalars(links.order_by(attempt_notices.c.notice_id)))


def begin(
    connection: Connection,
    claimed: Claim,
    holder: str,
    about: Sequence[int],
    words: tuple[str, dict[str, Any]],
    now: datetime,
) -> Attempt | None:
    """Write a try down, before anything is sent; None where the lease is another's by now.

    `about`: ids of the notices that are said with it, the first in the name of all. `words`: text
    as sent, and the facts it can be sent again from.
    """
    if not _holds(connection, claimed.destination, holder, now):
        return None
    said, facts = words
    row = {
        "destination_id": claimed.destination,
        "text": said,
        "facts": facts,
        "outcome": "sending",
        "tries": 1 + _failed(connection, about[0]),
        "at": now,
    }
    key = connection.execute(insert(attempts).values(row)).inserted_primary_key
    attempt_id = int(key[0]) if key else 0
    links = [{"attempt_id": attempt_id, "notice_id": each} for each in about]
    connection.execute(insert(attempt_notices), links)
    made = connection.execute(select(attempts).where(attempts.c.id == attempt_id)).mappings()
    return attempt_of(made.one(), about)


def again(connection: Connection, claimed: Claim, holder: str, now: datetime) -> Attempt | None:
    """Write down that what stands unknown is sent once more; None where the lease is lost."""
    doubt = claimed.doubt
    if doubt is None or not _holds(connection, claimed.destination, holder, now):
        return None
    marks: dict[str, Any] = {"outcome": "sending", "tries": doubt.tries + 1, "ended_at": None}
    connection.execute(update(attempts).where(attempts.c.id == doubt.id).values(marks))
    made = connection.execute(select(attempts).where(attempts.c.id == doubt.id)).mappings()
    return attempt_of(made.one(), doubt.notices)


def _holds(connection: Connection, destination: int, holder: str, now: datetime) -> bool:
    held = select(destinations.c.id).where(
        destinations.c.id == destination,
        destinations.c.leased_by == holder,
        destinations.c.leased_until > now,
    )
    return connection.scalar(held.with_for_update()) is not None


def _failed(connection: Connection, notice: int) -> int:
    """How often it was tried in vain since it fell due (or a person wanted it sent again)."""
    links = attempt_notices.join(attempts, attempts.c.id == attempt_notices.c.attempt_id).join(
        notices, notices.c.id == attempt_notices.c.notice_id
    )
    query = select(func.count()).select_from(links)
    since = attempts.c.at >= notices.c.due_at
    return connection.scalar(query.where(notices.c.id == notice, since)) or 0


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


def mark(
    connection: Connection, attempt_id: int, about: Sequence[int], ending: Ending, now: datetime
) -> None:
    """Write down what became of a try: of several notices in one message one is sent, the others
    are merged into it."""
    marks = {
        "outcome": ending.outcome,
        "error": ending.reason,
        "message_id": " ".join(ending.messages) or None,
        "ended_at": now,
    }
    # What was once known to be sent stays so, whatever a slower one thinks.
    undecided = (attempts.c.id == attempt_id, attempts.c.outcome != "sent")
    if not connection.execute(update(attempts).where(*undecided).values(marks)).rowcount:
        return
    over = ending.final or ending.state in ("sent", "failed")
    values = {"state": ending.state, "reason": ending.reason, "ended_at": now if over else None}
    if ending.state == "sent":
        merged = values | {"state": "merged", "reason": f"与其他事项合为一条（发送 {attempt_id}）"}
        settle(connection, about[1:], merged)
        about = about[:1]
    settle(connection, about, values)


def settle(connection: Connection, about: Sequence[int], values: dict[str, Any]) -> None:
    """Give those notices that are still open a state."""
    if about:
        still = (notices.c.id.in_(about), *OPEN)
        connection.execute(update(notices).where(*still).values(values))


def release(
    connection: Connection,
    destination: int,
    holder: str | None,
    not_before: datetime | None = None,
) -> None:
    """Let a destination go, whoever holds it where `holder` is None."""
    own = destinations.c.id == destination
    if holder is not None:
        own &= destinations.c.leased_by == holder
    values: dict[str, Any] = {"leased_by": None, "leased_until": None}
    if not_before is not None:
        values["not_before"] = not_before
    connection.execute(update(destinations).where(own).values(values))
