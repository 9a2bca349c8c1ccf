"""What the outbox holds that did not go out as it should: by indexes only, however long it is."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection, Select, exists, select, text

from db.attempting import OPEN
from db.notices import Notice, notice_of
from db.tables.sending import channels, destinations, notices

LIMIT = 1000
_AT_ONCE = 500
"""Keys of one question: SQLite takes a limited number of values."""
# Written out as in the partial indexes, which are used only where they see their own condition.
_GIVEN_UP = text("notices.state IN ('planned', 'unknown') AND notices.state = 'unknown'")
_FAILED = text("notices.state = 'failed'")


def known(connection: Connection, keys: Collection[str]) -> frozenset[str]:
    """Those of the keys that the outbox has."""
    wanted, found = sorted(keys), set[str]()
    for at in range(0, len(wanted), _AT_ONCE):
        query = select(notices.c.key).where(notices.c.key.in_(wanted[at : at + _AT_ONCE]))
        found.update(connection.scalars(query))
    return frozenset(found)


def rows(connection: Connection, late: datetime, since: datetime) -> tuple[Notice, ...]:
    """See `Outbox.undelivered`."""
    found = [
        *_read(connection, _ROW.where(OPEN, notices.c.due_at <= late)),
        *_read(connection, _ROW.where(_GIVEN_UP, notices.c.ended_at >= since)),
        *_read(connection, _ROW.where(_FAILED, notices.c.ended_at >= since)),
    ]
    return tuple(sorted(found, key=lambda one: (one.due_at, one.id))[:LIMIT])


# Of a chat that was closed coordinators were told when it was; what waits there is set aside.
_CLOSED = exists().where(
    channels.c.id == destinations.c.channel_id, channels.c.closed_at.is_not(None)
)
_ROW = (
    select(notices, destinations.c.person_id, destinations.c.channel_id)
    .join(destinations, destinations.c.id == notices.c.destination_id)
    .where(~_CLOSED)
)


def _read(connection: Connection, query: Select[*tuple[object, ...]]) -> list[Notice]:
    return [notice_of(row) for row in connection.execute(query.limit(LIMIT)).mappings()]
