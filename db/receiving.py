"""已签收: one ledger of receipts, once a person, by whichever of the messages."""

from collections.abc import Sequence

from sqlalchemy import Connection, bindparam, select, text

from db import audit
from db.broadcast_records import Broadcast, Receipt, Received
from db.broadcast_rows import by_id
from db.tables.base import Moment
from db.tables.sending import broadcast_readers
from db.version import hold

# Confirmed before counts again only where the words since then ask for it.
_RECEIVE = text(
    "INSERT INTO receipts (broadcast_id, person_id, bureau_id, through, version, at) "
    "VALUES (:broadcast, :person, :bureau, :through, :version, :now) "
    "ON CONFLICT (broadcast_id, person_id) DO UPDATE SET through = excluded.through, "
    "version = excluded.version, at = excluded.at WHERE receipts.version < :counts_from"
).bindparams(bindparam("now", type_=Moment))


def receive(connection: Connection, several: Sequence[Receipt]) -> list[Received]:
    """Write them down; what became of each."""
    hold(connection)
    return [_receive(connection, one) for one in several]


def _receive(connection: Connection, one: Receipt) -> Received:
    about = by_id(connection, one.broadcast_id)
    if about is None:
        return "unknown"
    if about.state == "cancelled":
        return "cancelled"
    if about.sent_at is None:
        return "early"
    return "new" if _written(connection, about, one) else "again"


def _written(connection: Connection, about: Broadcast, one: Receipt) -> bool:
    """False where it is written down already, and counts still."""
    row = {
        "broadcast": about.id,
        "person": one.person_id,
        "bureau": _bureau(connection, one),
        "through": one.through,
        "version": about.version,
        "now": one.now,
        "counts_from": about.audience.counts_from,
    }
    if not connection.execute(_RECEIVE, row).rowcount:
        return False
    key = f"receipt/{about.id}/{about.audience.counts_from}/{one.person_id}"
    after = {"person": one.person_id, "through": one.through, "version": about.version}
    deed = audit.Deed(key, one.now, one.by, "broadcast/receive", "broadcast", about.id, None, after)
    audit.record(connection, deed)
    return True


def _bureau(connection: Connection, one: Receipt) -> int | None:
    """The unit that the person confirms for."""
    query = select(broadcast_readers.c.bureau_id).where(
        broadcast_readers.c.broadcast_id == one.broadcast_id,
        broadcast_readers.c.person_id == one.person_id,
    )
    return connection.scalar(query)
