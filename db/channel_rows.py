"""Shared chats as rows: reading them with what they subscribed to, writing down what changed."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import time
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, select

from db import audit
from db.correcting import Order
from db.records import Channel, Place
from db.tables.sending import channels as table
from db.tables.sending import subscriptions


def read(connection: Connection, which: ColumnElement[bool]) -> tuple[Channel, ...]:
    """The channels that `which` says, in the order they were registered."""
    mine = subscriptions.c.channel_id.in_(select(table.c.id).where(which))
    wanted: dict[int, list[RowMapping]] = defaultdict(list)
    query = select(subscriptions).where(mine).order_by(subscriptions.c.id)
    for row in connection.execute(query).mappings():
        wanted[row["channel_id"]].append(row)
    rows = connection.execute(select(table).where(which).order_by(table.c.id)).mappings()
    return tuple(_record(row, wanted[row["id"]]) for row in rows)


def _record(row: RowMapping, wanted: Sequence[RowMapping]) -> Channel:
    start, end = row["quiet_from"], row["quiet_until"]
    quiet = (time.fromisoformat(start), time.fromisoformat(end)) if start and end else None
    return Channel(
        id=row["id"],
        place=Place(row["platform"], row["team"], row["chat"], row["topic"]),
        name=row["name"] or "",
        documents=_given(wanted, "document_id"),
        bureaus=_given(wanted, "bureau_id"),
        kinds=_given(wanted, "kind"),
        quiet=quiet,
        timezone=row["timezone"],
        minimal=row["minimal"],
        closed_at=row["closed_at"],
        closed_because=row["closed_because"],
    )


def _given(rows: Iterable[RowMapping], column: str) -> tuple[Any, ...]:
    return tuple(row[column] for row in rows if row[column] is not None)


def is_open() -> ColumnElement[bool]:
    """Channels where the bot still is."""
    return table.c.closed_at.is_(None)


def exactly(place: Place) -> ColumnElement[bool]:
    """The channel registered for that very place, also a closed one."""
    return of_chat(place) & (table.c.topic == place.topic)


def of_chat(place: Place) -> ColumnElement[bool]:
    return (
        (table.c.platform == place.platform)
        & (table.c.team == place.team)
        & (table.c.chat == place.chat)
    )


def of_place(connection: Connection, place: Place) -> Channel | None:
    """The topic's own channel, else the chat's."""
    here = read(connection, is_open() & of_chat(place) & table.c.topic.in_({place.topic, ""}))
    return max(here, key=lambda one: one.place.topic, default=None)


def by_id(connection: Connection, channel_id: int) -> Channel | None:
    """The channel, also a closed one."""
    return next(iter(read(connection, table.c.id == channel_id)), None)


def note(
    connection: Connection, order: Order, action: str, before: Channel | None, after: Channel
) -> int:
    """The audit row of one change of a channel."""
    was, now = before and plain(before), plain(after)
    deed = audit.Deed(
        order.key, order.now, order.by, f"channel/{action}", "channel", after.id, was, now
    )
    return audit.record(connection, deed)


def plain(channel: Channel) -> dict[str, Any]:
    """What the audit keeps of a channel."""
    place = channel.place
    facts = {
        "place": [place.platform, place.team, place.chat, place.topic],
        "name": channel.name,
        "documents": list(channel.documents),
        "bureaus": list(channel.bureaus),
        "kinds": list(channel.kinds),
        "quiet": channel.quiet and [f"{each:%H:%M}" for each in channel.quiet],
        "timezone": channel.timezone,
        "minimal": channel.minimal,
        "closed": channel.closed_because,
    }
    return {name: value for name, value in facts.items() if value}
