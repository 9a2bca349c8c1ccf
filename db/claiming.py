"""Leasing a destination: whoever has the lease says what is due there, nobody else."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import Connection, RowMapping, TextClause, bindparam, func, select, text, update

from db.attempting import OPEN, mark, release
from db.notices import Attempt, Claim, Ended, Ending, Notice, attempt_of, notice_of
from db.tables.base import Moment
from db.tables.sending import attempt_notices, attempts, destinations, notices

ROOM = 100
"""Notices of one destination looked at together; the others follow."""
LONGEST_REST = timedelta(hours=12)
"""No platform asks for more: a clock that was a day ahead must not silence a chat for a day."""
BROKEN_OFF = "发送途中程序中断，平台可能已收到"

# As in `OPEN`, with another name for the table.
_DUE = "n.state IN ('planned', 'unknown') AND n.ended_at IS NULL AND n.due_at <= :due"
_LINKED = "SELECT 1 FROM identities i WHERE i.person_id = d.person_id AND i.unlinked_at IS NULL"
_FREE = f"""
SELECT d.id FROM destinations d
WHERE (d.leased_until IS NULL OR d.leased_until <= :now)
AND (d.not_before IS NULL OR d.not_before <= :now OR d.not_before > :far)
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
    due_by: datetime | None = None,
) -> tuple[Claim, ...]:
    """Lease at most `limit` destinations where something is due, those longest at rest first.

    `platforms`: those that can be reached from here; a person without any account counts too.
    `due_by`: the time that decides what is due, where leases go by another clock.
    """
    due_by = due_by or now
    if not platforms or limit <= 0:
        return ()
    asked = {"now": now, "due": due_by, "platforms": list(platforms), "limit": limit}
    ids = connection.scalars(_free(connection), asked | {"far": now + LONGEST_REST}).all()
    if not ids:
        return ()
    rests = _lease(connection, ids, holder, until)
    due = _due(connection, ids, due_by)
    if missed := [each for each in ids if each not in due]:
        # Another one said it between our look and our lease.
        release(connection, missed, holder)
    tries = _tries(connection, [one.id for every in due.values() for one in every])
    doubts = _doubts(connection, tries, now)
    return tuple(
        replace(_claim(each, due[each], tries, doubts), not_before=rests[each])
        for each in ids
        if each in due
    )


def _free(connection: Connection) -> TextClause:
    return text(_FREE + _SKIP[connection.dialect.name]).bindparams(
        bindparam("now", type_=Moment),
        bindparam("far", type_=Moment),
        bindparam("due", type_=Moment),
        bindparam("platforms", expanding=True),
    )


def _lease(
    connection: Connection, ids: Sequence[int], holder: str, until: datetime
) -> dict[int, datetime | None]:
    """Until when each of them rests."""
    leased = (
        update(destinations)
        .where(destinations.c.id.in_(ids))
        .values(leased_by=holder, leased_until=until)
        .returning(destinations.c.id, destinations.c.not_before)
    )
    return {row.id: row.not_before for row in connection.execute(leased)}


def _due(
    connection: Connection, wanted: Sequence[int], now: datetime
) -> dict[int, tuple[Notice, ...]]:
    """By destination, the first of what is due there; what has nothing is left out."""
    place = func.row_number().over(
        partition_by=notices.c.destination_id, order_by=(notices.c.due_at, notices.c.id)
    )
    mine = notices.c.destination_id.in_(wanted)
    numbered = select(notices.c.id, place.label("place")).where(mine, OPEN, notices.c.due_at <= now)
    first = numbered.subquery()
    query = (
        select(notices, destinations.c.person_id, destinations.c.channel_id)
        .join(first, first.c.id == notices.c.id)
        .join(destinations, destinations.c.id == notices.c.destination_id)
        .where(first.c.place <= ROOM)
        .order_by(notices.c.due_at, notices.c.id)
    )
    found: dict[int, list[Notice]] = defaultdict(list)
    for row in connection.execute(query).mappings():
        found[row["destination_id"]].append(notice_of(row))
    return {each: tuple(several) for each, several in found.items()}


Tries = dict[int, list[RowMapping]]
"""By notice, the tries at saying it since it fell due, and those that stand unknown."""


def _tries(connection: Connection, due: Sequence[int]) -> Tries:
    linked = (
        select(attempt_notices.c.notice_id, notices.c.due_at, attempts)
        .join(attempts, attempts.c.id == attempt_notices.c.attempt_id)
        .join(notices, notices.c.id == attempt_notices.c.notice_id)
        .where(attempt_notices.c.notice_id.in_(due))
        .order_by(attempts.c.id)
    )
    tries: Tries = defaultdict(list)
    for row in connection.execute(linked).mappings():
        tries[row["notice_id"]].append(row)
    return tries


def _doubts(connection: Connection, tries: Tries, now: datetime) -> dict[int, Attempt]:
    """By notice, what stands unknown; a try that nobody ended stands so from now on."""
    found: dict[int, Attempt] = {}
    for notice, row in [(key, row) for key, rows in tries.items() for row in rows]:
        if row["outcome"] not in ("sending", "unknown") or notice in found:
            continue
        found[notice] = attempt_of(row, _about(connection, row["id"]))
        if row["outcome"] == "sending":
            broken_off = Ending("unknown", "unknown", BROKEN_OFF)
            mark(connection, [Ended(row["destination_id"], found[notice], broken_off)], now)
    return found


def _about(connection: Connection, attempt_id: int) -> list[int]:
    links = select(attempt_notices.c.notice_id).where(attempt_notices.c.attempt_id == attempt_id)
    return list(connection.scalars(links.order_by(attempt_notices.c.notice_id)))


def _claim(
    destination: int, due: tuple[Notice, ...], tries: Tries, doubts: dict[int, Attempt]
) -> Claim:
    first = due[0]
    tried = sum(row["at"] >= first.due_at for row in tries[first.id])
    open_doubts = [doubts[one.id] for one in due if one.id in doubts]
    doubt = min(open_doubts, key=lambda attempt: attempt.id, default=None)
    return Claim(destination, first.person, first.channel, due, tried, doubt)
