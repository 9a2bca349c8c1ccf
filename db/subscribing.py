"""Registering a shared chat, and what it subscribes to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any, Literal, get_args
from zoneinfo import available_timezones

from sqlalchemy import Connection, delete, insert, select, update

from db.channel_rows import exactly, note, read
from db.correcting import Order, once
from db.errors import BadValueError, UnknownRecordError
from db.reconciling import add as insert_rows
from db.records import Channel, Place
from db.tables.papers import documents
from db.tables.sending import channels as table
from db.tables.sending import subscriptions
from db.unit_names import UnitNames, existing
from knowledge.names import tidy

RuleKind = Literal[
    "deadline",
    "overdue",
    "escalation",
    "phase",
    "recurring",
    "evaluation",
    "behind",
    "silent",
    "blocked",
    "receipt",
]
"""What the rules of reminders say."""
KINDS: tuple[str, ...] = (*get_args(RuleKind), "digest", "broadcast")
"""The kinds of notices, as `duban upcoming` names them."""


@dataclass(frozen=True, slots=True)
class ChannelWish:
    """What a channel shall get; what is empty means all that is active. Units by id or name."""

    name: str = ""
    documents: tuple[int, ...] = ()
    bureaus: tuple[int | str, ...] = ()
    kinds: tuple[str, ...] = ()
    quiet: tuple[time, time] | None = None
    minimal: bool = False
    timezone: str | None = None


def bind(connection: Connection, place: Place, wish: ChannelWish, order: Order) -> Channel:
    """Register the place, or change what it subscribed to; a closed one is open again."""

    def do() -> int:
        before = next(iter(read(connection, exactly(place))), None)
        row = _row(wish) | {"closed_at": None, "closed_because": None}
        new = {name: getattr(place, name) for name in ("platform", "team", "chat", "topic")}
        if before is None:
            new |= {"scope": "all", "created_at": order.now}
            (channel_id,) = insert_rows(connection, table, [new | row])
        else:
            channel_id = before.id
            connection.execute(update(table).where(table.c.id == channel_id).values(row))
        _subscribe(connection, channel_id, _wanted(connection, wish), order.now)
        (after,) = read(connection, table.c.id == channel_id)
        return note(connection, order, "bind", before, after)

    once(connection, order, do)
    return read(connection, exactly(place))[0]


def _row(wish: ChannelWish) -> dict[str, Any]:
    start, end = wish.quiet or (None, None)
    if start == end and wish.quiet:
        raise BadValueError("免打扰时段的起止不能相同")
    if wish.timezone and wish.timezone not in available_timezones():
        raise BadValueError(f"没有这个时区：{wish.timezone}（要写成 Asia/Urumqi 这样）")
    return {
        "name": tidy(wish.name)[:100] or None,
        "quiet_from": start and f"{start:%H:%M}",
        "quiet_until": end and f"{end:%H:%M}",
        "minimal": wish.minimal,
        "timezone": wish.timezone,
    }


Wanted = tuple[tuple[str, int | str], ...]


def _wanted(connection: Connection, wish: ChannelWish) -> Wanted:
    units = UnitNames(connection)
    ids = [one for one in wish.bureaus if isinstance(one, int)]
    existing(connection, ids)
    named = [one for name in wish.bureaus if isinstance(name, str) for one in units.of(name)]
    _documents_exist(connection, wish.documents)
    for kind in wish.kinds:
        if kind not in KINDS:
            raise BadValueError(f"没有这种提醒：{kind}（可用：{'、'.join(KINDS)}）")
    listed = [("document_id", one) for one in wish.documents]
    listed += [("bureau_id", one) for one in (*ids, *named)]
    return tuple(dict.fromkeys([*listed, *(("kind", one) for one in wish.kinds)]))


def _documents_exist(connection: Connection, ids: Sequence[int]) -> None:
    known = set(connection.scalars(select(documents.c.id).where(documents.c.id.in_(ids))))
    for document_id in ids:
        if document_id not in known:
            raise UnknownRecordError(f"没有编号为 {document_id} 的文件")


def _subscribe(connection: Connection, channel_id: int, wanted: Wanted, now: datetime) -> None:
    """What stays keeps the moment it was subscribed to: nothing older is ever said."""
    mine = select(subscriptions).where(subscriptions.c.channel_id == channel_id)
    left = set(wanted)
    for row in connection.execute(mine).mappings().all():
        pairs = {(name, row[name]) for name in ("document_id", "bureau_id", "kind")}
        if pairs & left:
            left -= pairs
        else:
            connection.execute(delete(subscriptions).where(subscriptions.c.id == row["id"]))
    for name, value in (pair for pair in wanted if pair in left):
        row_values = {"channel_id": channel_id, name: value, "since": now}
        connection.execute(insert(subscriptions).values(row_values))
