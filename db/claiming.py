"""Leasing a destination: whoever has the lease says what is due there, nobody else."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, bindparam, select, text, update

from db.attempting import OPEN, about_of, mark, release, settle
from db.notices import Attempt, Claim, Ending, Notice, attempt_of, notice_of
from db.tables.base import Moment
from db.tables.sending import attempt_notices, attempts, destinations, notices

ROOM = 100
"""Notices of one destination looked at together; the others follow."""
BROKEN_OFF = "发送途中程序中断，平台可能已收到"

# Written out, since a partial index is used only where its condition is seen word for word.
_DUE = "n.state IN ('planned', 'unknown') AND n.ended_at IS NULL AND n.due_at <= :now"
_LINKED = "SELECT 1 FROM identities i WHERE i.person_id = d.person_id AND i.unlinked_at IS NULL"
_FREE = f"""
SELECT d.id FROM destinations d
WHERE (d.leased_until IS NULL OR d.leased_until <= :now)
AND (d.not_before IS NULL OR d.not_before <= :now)
AND EXISTS (SELECT 1 FROM notices n WHERE n.destination_id = d.id AND {_DUE})
AND (
  EXISTS (SELECT 1 FROM channels c WHERE c.id = d.channel_id AND c.platform IN :platforms)
  OR EXISTS ({_LINKED} AND i.platform IN :platforms)
  OR (d.person_id IS NOT NULL AND NOT EXISTS ({_LINKED}))
)
ORDER BY d.not_before IS NOT NULL, d.not_before, d.id LIMIT :limit
"""  # noqa: S608 - put together from the constants above
_SKIP = {"sqlite": "", "postgresql": "FOR UPDATE OF d SKIP LOCKED"}


def claim(
    connection: Connection,
    holder: str,
    now: datetime,
    until: datetime,
    platforms: Sequence[str],
    limit: int,
) -> tuple[Claim, ...]:
    """Lease at most `limit` destinations where something is due, those longest at rest first.

    `platforms`: those that can be reached from here; a person without any account counts too.
    """
    if not platforms or limit <= 0:
        return ()
    free = text(_FREE + _SKIP[connection.dialect.name]).bindparams(
        bindparam("now", type_=Moment), bindparam("platforms", expanding=True)
    )
    asked = {"now": now, "platforms": list(platforms), "limit": limit}
    ids = connection.scalars(free, asked).all()
    if not ids:
        return ()
    lease = {"leased_by": holder, "leased_until": until}
    connection.execute(update(destinations).where(destinations.c.id.in_(ids)).values(lease))
    claims = [_claimed(connection, each, now) for each in ids]
    return tuple(one for one in claims if one)


def _claimed(connection: Connection, destination: int, now: datetime) -> Claim | None:
    due = _due(connection, destination, now)
    if not due:  # another one said it between our look and our lease
        release(connection, destination, None)
        return None
    doubt = _doubt(connection, [one.id for one in due], now)
    return Claim(destination, due[0].person, due[0].channel, due, doubt)


def _due(connection: Connection, destination: int, now: datetime) -> tuple[Notice, ...]:
    joined = notices.join(destinations, destinations.c.id == notices.c.destination_id)
    query = (
        select(notices, destinations.c.person_id, destinations.c.channel_id)
        .select_from(joined)
        .where(notices.c.destination_id == destination, *OPEN, notices.c.due_at <= now)
        .order_by(notices.c.due_at, notices.c.id)
        .limit(ROOM)
    )
    return tuple(notice_of(row) for row in connection.execute(query).mappings())


def _doubt(connection: Connection, due: Sequence[int], now: datetime) -> Attempt | None:
    links = attempts.join(attempt_notices, attempt_notices.c.attempt_id == attempts.c.id)
    query = (
        select(attempts)
        .select_from(links)
        .where(attempt_notices.c.notice_id.in_(due), attempts.c.outcome.in_(("sending", "unknown")))
        .order_by(attempts.c.id)
        .limit(1)
    )
    row = connection.execute(query).mappings().first()
    if row is None:
        return None
    about = about_of(connection, row["id"])
    if row["outcome"] == "sending":
        mark(connection, row["id"], about, Ending("unknown", "unknown", BROKEN_OFF), now)
    return attempt_of(row, about)


def suppress(
    connection: Connection,
    claimed: Claim,
    about: Sequence[int],
    reason: str,
    holder: str,
    now: datetime,
) -> None:
    """Say nothing of it, for that reason, and let the destination go."""
    settle(connection, about, {"state": "suppressed", "reason": reason, "ended_at": now})
    release(connection, claimed.destination, holder)
