"""Processes that hold something, and letting go for one that is gone."""

from sqlalchemy import Connection, delete, select, union, update

from db.tables.records import inbox, leases
from db.tables.sending import destinations


def holders(connection: Connection) -> tuple[str, ...]:
    """Who holds a lease, an event or a destination now, dead or alive."""
    held = select(inbox.c.held_by).where(inbox.c.held_by != "")
    spoken_to = select(destinations.c.leased_by).where(destinations.c.leased_by.is_not(None))
    return tuple(connection.scalars(union(select(leases.c.holder), held, spoken_to)))


def let_go(connection: Connection, holder: str) -> None:
    """Make free at once all that it held, as if the time had run out."""
    connection.execute(delete(leases).where(leases.c.holder == holder))
    # An event's own time is surely past.
    freed = update(inbox).where(inbox.c.held_by == holder)
    connection.execute(freed.values(held_by="", held_until=inbox.c.at))
    theirs = update(destinations).where(destinations.c.leased_by == holder)
    connection.execute(theirs.values(leased_by=None, leased_until=None))
