"""When the bot is no longer in a chat, or the chat has another id or name."""

from typing import Any

from sqlalchemy import Connection, select, update

from db.channel_rows import by_id, exactly, is_open, note, of_chat, read
from db.correcting import Order, once
from db.errors import UnknownRecordError
from db.records import Channel, Place
from db.tables.records import contexts
from db.tables.sending import channels as table
from db.version import hold


def close(connection: Connection, place: Place, because: str, order: Order) -> bool:
    """Stop saying anything there: in a topic, or in the whole chat with its topics."""
    hold(connection)
    here = exactly(place) if place.topic else of_chat(place)
    return bool(
        [_close(connection, one, because, order) for one in read(connection, is_open() & here)]
    )


def remove(connection: Connection, channel_id: int, order: Order) -> None:
    """Let a channel be none any more."""

    def do() -> int:
        channel = by_id(connection, channel_id)
        if channel is None or channel.closed_at:
            raise UnknownRecordError(f"没有编号为 {channel_id} 的频道")
        return _closed(connection, channel, "已移除", order)

    once(connection, order, do)


def _close(connection: Connection, channel: Channel, because: str, order: Order) -> int:
    own = Order(order.by, order.now, f"{order.key}/{channel.id}")
    return once(connection, own, lambda: _closed(connection, channel, because, own))


def _closed(connection: Connection, channel: Channel, because: str, order: Order) -> int:
    values = {"closed_at": order.now, "closed_because": because}
    return _changed(connection, channel, values, "close", order)


def _changed(
    connection: Connection, channel: Channel, values: dict[str, Any], deed: str, order: Order
) -> int:
    """The id of the audit row."""
    connection.execute(update(table).where(table.c.id == channel.id).values(values))
    (after,) = read(connection, table.c.id == channel.id)
    return note(connection, order, deed, channel, after)


def rename(connection: Connection, place: Place, name: str, order: Order) -> bool:
    """Call the channel of a chat (of its topics none) by its new name."""
    hold(connection)
    here = [one for one in read(connection, is_open() & exactly(place)) if one.name != name]
    return bool([_renamed(connection, one, name, order) for one in here])


def _renamed(connection: Connection, channel: Channel, name: str, order: Order) -> int:
    own = Order(order.by, order.now, f"{order.key}/{channel.id}")
    values = {"name": name[:100]}
    return once(connection, own, lambda: _changed(connection, channel, values, "rename", own))


def move(connection: Connection, old: Place, new: Place, order: Order) -> bool:
    """Let a chat's channels, and what was talked about there, go on under the chat's new id.

    Where the new id was registered already, that one stays and the old one is closed.
    """
    hold(connection)
    moved = read(connection, is_open() & of_chat(old))
    taken = {one.place.topic for one in read(connection, of_chat(new))}
    for channel in moved:
        if channel.place.topic in taken:
            _close(connection, channel, "群已迁移", order)
        else:
            _moved(connection, channel, new, order)
    _move_talk(connection, old, new)
    return bool(moved)


def _moved(connection: Connection, channel: Channel, new: Place, order: Order) -> int:
    own = Order(order.by, order.now, f"{order.key}/{channel.id}")
    values = {"team": new.team, "chat": new.chat}
    return once(connection, own, lambda: _changed(connection, channel, values, "move", own))


def _move_talk(connection: Connection, old: Place, new: Place) -> None:
    """Conversations are keyed by their chat: `telegram:<chat>:…`."""
    start, to = f"{old.platform}:{old.chat}:", f"{new.platform}:{new.chat}:"
    keys = select(contexts.c.conversation)
    mine = keys.where(contexts.c.conversation.startswith(start, autoescape=True))
    known = set(connection.scalars(keys.where(contexts.c.conversation.startswith(to))))
    for key in connection.scalars(mine).all():
        renamed = to + key.removeprefix(start)
        if renamed not in known:
            here = contexts.c.conversation == key
            connection.execute(update(contexts).where(here).values(conversation=renamed))
