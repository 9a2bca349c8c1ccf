"""Broadcasts as rows: reading them, their words, who has to confirm and did, and their notices."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, and_, exists, func, or_, select

from db.broadcast_records import (
    KIND,
    Broadcast,
    BroadcastState,
    Part,
    Reader,
    Words,
    audience_of,
)
from db.tables.bureaus import bureaus
from db.tables.figures import duties
from db.tables.papers import assignments, members, tasks
from db.tables.people import identities, persons
from db.tables.sending import (
    attempt_notices,
    attempts,
    broadcast_readers,
    broadcast_words,
    broadcasts,
    destinations,
    notices,
    receipts,
)


def by_id(connection: Connection, broadcast_id: int) -> Broadcast | None:
    """One broadcast."""
    return next(iter(_read(connection, broadcasts.c.id == broadcast_id)), None)


def latest(
    connection: Connection, states: Sequence[BroadcastState] = (), limit: int = 50
) -> tuple[Broadcast, ...]:
    """The latest first; in any state when `states` is empty."""
    wanted = broadcasts.c.state.in_(states) if states else broadcasts.c.id > 0
    return _read(connection, wanted, limit)


def in_hand(connection: Connection, since: datetime) -> tuple[Broadcast, ...]:
    """What may have something to do: approved or out, or ended since then."""
    wanted = or_(
        broadcasts.c.state.in_(("approved", "sent")),
        and_(broadcasts.c.state.in_(("closed", "cancelled")), broadcasts.c.ended_at >= since),
    )
    return tuple(reversed(_read(connection, wanted, 1000)))


def _read(connection: Connection, wanted: Any, limit: int = 1) -> tuple[Broadcast, ...]:  # noqa: ANN401
    query = select(broadcasts).where(wanted).order_by(broadcasts.c.id.desc()).limit(limit)
    return tuple(_record(row) for row in connection.execute(query).mappings())


def _record(row: RowMapping) -> Broadcast:
    names = set(Broadcast.__dataclass_fields__) - {"audience"}
    values = {name: row[name] for name in names}
    return Broadcast(audience=audience_of(row["audience"]), **values)


def words(connection: Connection, broadcast_id: int) -> tuple[Words, ...]:
    """Every version of what it says, the first one first."""
    columns = [broadcast_words.c[name] for name in Words.__dataclass_fields__]
    query = select(*columns).where(broadcast_words.c.broadcast_id == broadcast_id)
    rows = connection.execute(query.order_by(broadcast_words.c.version)).mappings()
    return tuple(Words(**row) for row in rows)


def readers(connection: Connection, one: Broadcast) -> tuple[Reader, ...]:
    """Who has to confirm and is still here, by unit, with what they confirmed."""
    counts = and_(
        receipts.c.broadcast_id == broadcast_readers.c.broadcast_id,
        receipts.c.person_id == broadcast_readers.c.person_id,
        receipts.c.version >= one.audience.counts_from,
    )
    linked = exists().where(
        identities.c.person_id == persons.c.id, identities.c.unlinked_at.is_(None)
    )
    query = (
        select(
            broadcast_readers.c.person_id,
            persons.c.name,
            broadcast_readers.c.bureau_id,
            func.coalesce(bureaus.c.name, "").label("bureau"),
            receipts.c.at.label("received_at"),
            func.coalesce(receipts.c.through, "").label("through"),
            linked.label("reachable"),
        )
        .select_from(broadcast_readers)
        .join(persons, persons.c.id == broadcast_readers.c.person_id)
        .outerjoin(bureaus, bureaus.c.id == broadcast_readers.c.bureau_id)
        .outerjoin(receipts, counts)
        .where(broadcast_readers.c.broadcast_id == one.id, persons.c.left_at.is_(None))
        .order_by(broadcast_readers.c.bureau_id, broadcast_readers.c.person_id)
    )
    return tuple(Reader(**row) for row in connection.execute(query).mappings())


def awaited(connection: Connection, person_id: int) -> tuple[int, ...]:
    """Ids of broadcasts that are out and that this person has to confirm and did not, the latest
    first."""
    done = exists().where(
        receipts.c.broadcast_id == broadcasts.c.id, receipts.c.person_id == person_id
    )
    query = (
        select(broadcasts.c.id)
        .join(broadcast_readers, broadcast_readers.c.broadcast_id == broadcasts.c.id)
        .where(broadcast_readers.c.person_id == person_id, broadcasts.c.state == "sent", ~done)
        .where(broadcasts.c.asks_receipt.is_(True))
        .order_by(broadcasts.c.id.desc())
    )
    return tuple(connection.scalars(query))


def parts(connection: Connection, broadcast_id: int) -> tuple[Part, ...]:
    """Every notice of it, the first one first."""
    took = (
        select(func.max(attempts.c.id))
        .join(attempt_notices, attempt_notices.c.attempt_id == attempts.c.id)
        .where(attempt_notices.c.notice_id == notices.c.id, attempts.c.outcome == "sent")
        .scalar_subquery()
    )
    query = (
        select(notices, destinations.c.person_id, destinations.c.channel_id, took.label("took"))
        .join(destinations, destinations.c.id == notices.c.destination_id)
        .where(notices.c.target == KIND, notices.c.target_id == broadcast_id)
        .where(notices.c.kind == KIND)
        .order_by(notices.c.id)
    )
    return tuple(_part(row) for row in connection.execute(query).mappings())


def _part(row: RowMapping) -> Part:
    facts = row["facts"] or {}
    return Part(
        notice_id=row["id"],
        key=row["key"],
        part=str(facts.get("part", "")),
        version=int(facts.get("version", 1)),
        person=row["person_id"],
        channel=row["channel_id"],
        state=row["state"],
        reason=row["reason"],
        due_at=row["due_at"],
        ended_at=row["ended_at"],
        attempt_id=row["took"],
        main=facts.get("main"),
        count=int(facts.get("count", 0)),
        look=str(facts.get("look", "open")),
    )


def concerned(connection: Connection, document_id: int) -> frozenset[int]:
    """Ids of the units that a paper names: in its tasks, its duties, as members."""
    of_tasks = (
        select(assignments.c.bureau_id)
        .join(tasks, tasks.c.id == assignments.c.task_id)
        .where(assignments.c.document_id == document_id, tasks.c.gone.is_(None))
    )
    of_duties = select(duties.c.bureau_id).where(duties.c.document_id == document_id)
    return frozenset(connection.scalars(of_tasks.union(of_duties, _members(document_id))))


def members_of(connection: Connection, document_id: int) -> frozenset[int]:
    """Ids of the 成员单位 of a paper."""
    return frozenset(connection.scalars(_members(document_id)))


def _members(document_id: int) -> Select[int]:
    return select(members.c.bureau_id).where(members.c.document_id == document_id)


def told_since(
    connection: Connection, persons_told: Sequence[int], since: datetime
) -> tuple[tuple[int, datetime], ...]:
    """(person, when) of every message that went out to these persons since then."""
    edited = exists().where(
        attempt_notices.c.attempt_id == attempts.c.id,
        attempt_notices.c.notice_id == notices.c.id,
        notices.c.edits_id.is_not(None),
    )
    query = (
        select(destinations.c.person_id, attempts.c.at)
        .join(attempts, attempts.c.destination_id == destinations.c.id)
        .where(destinations.c.person_id.in_(persons_told), attempts.c.at >= since)
        .where(attempts.c.outcome.in_(("sent", "unknown")), ~edited)
    )
    return tuple((row[0], row[1]) for row in connection.execute(query))
