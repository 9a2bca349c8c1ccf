"""Putting notices in the outbox: each key once, however often it is planned."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import Column, Connection, bindparam, select, text

from db.notices import NewNotice
from db.tables.base import Facts, Moment
from db.tables.sending import destinations

_PLAN = text(
    "INSERT INTO notices (key, kind, destination_id, document_id, target, target_id, due_at, "
    "edits_id, state, facts) VALUES (:key, :kind, :destination, :document_id, :target, "
    ":target_id, :due_at, :edits_id, 'planned', :facts) ON CONFLICT (key) DO NOTHING"
).bindparams(bindparam("due_at", type_=Moment), bindparam("facts", type_=Facts))

_CHUNK = 500


def plan(connection: Connection, notices: Iterable[NewNotice], now: datetime) -> int:
    """Put them in the outbox, those left out whose key is there; returns how many were new."""
    several = list(notices)
    return sum(
        _plan(connection, several[at : at + _CHUNK], now) for at in range(0, len(several), _CHUNK)
    )


def _plan(connection: Connection, notices: Sequence[NewNotice], now: datetime) -> int:
    people = _destinations(connection, destinations.c.person_id, [one.person for one in notices])
    chats = _destinations(connection, destinations.c.channel_id, [one.channel for one in notices])
    rows = [
        {name: getattr(one, name) for name in NewNotice.__dataclass_fields__}
        | {"due_at": one.due_at or now, "destination": _destination(one, people, chats)}
        for one in notices
    ]
    return connection.execute(_PLAN, rows).rowcount


def destinations_of(connection: Connection, persons: Iterable[int]) -> dict[int, int]:
    """By person, the id of their destination."""
    return _destinations(connection, destinations.c.person_id, persons)


def _destination(one: NewNotice, people: dict[int, int], chats: dict[int, int]) -> int:
    match one.person, one.channel:
        case int(person), None:
            return people[person]
        case None, int(channel):
            return chats[channel]
    raise ValueError("a notice goes to one person or to one channel")


def _destinations(
    connection: Connection, column: Column[int], wanted: Iterable[int | None]
) -> dict[int, int]:
    """The destination of each person or channel, made where there is none yet."""
    ids = sorted({one for one in wanted if one is not None})
    if not ids:
        return {}
    make = text(
        f"INSERT INTO destinations ({column.name}) VALUES (:one) "  # noqa: S608 - our own name
        f"ON CONFLICT ({column.name}) DO NOTHING"
    )
    connection.execute(make, [{"one": one} for one in ids])
    # Locked in their order: two who plan the same at once never wait for each other in a ring.
    found = select(column, destinations.c.id).where(column.in_(ids)).order_by(destinations.c.id)
    rows = connection.execute(found.with_for_update()).all()
    return {row[0]: row[1] for row in rows}
