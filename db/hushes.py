"""已知悉 and 稍后: what is put aside about one target at one destination, by whom, and how long."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, Select, bindparam, delete, select, text, update

from db import audit
from db.correcting import Order
from db.engine import Store
from db.errors import UnknownRecordError
from db.planning import destinations_of
from db.tables.base import Moment
from db.tables.sending import destinations, hushes, notices

HushKind = Literal["known", "snoozed"]
_CHUNK = 500


@dataclass(frozen=True, slots=True)
class Hush:
    """One such decision. The first about a notice counts; who presses later reads it."""

    notice: int
    person: int | None
    channel: int | None
    """Where it holds: with a person or in a channel (ids)."""
    target: str
    target_id: int
    kind: HushKind
    fact: str
    """What was known, such as deadline/12/20240930: the notice's key without lead and place."""
    at: datetime
    by: str
    until: datetime | None = None
    """When it ends; None: as long as the fact stays what it was."""


@dataclass(frozen=True, slots=True)
class Press:
    """What somebody decided about a notice: until then (稍后), else as known (已知悉)."""

    notice: int
    by: str
    """As people read it."""
    person: int | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Aside:
    """What a person put aside in words: until then."""

    target: str
    target_id: int
    person: int
    by: str
    until: datetime


class Hushes:
    """What people put aside."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def add(self, press: Press, order: Order) -> Hush:
        """Put aside what that notice is about; what waits in the outbox about it waits, too.

        Returns what holds, which may be an earlier decision about the same notice. Raises
        `UnknownRecordError`.
        """
        return await self._store.write(lambda c: _add(c, press, order))

    async def rest(self, aside: Aside, order: Order) -> None:
        """Let a person hear nothing about a target until then, whatever was said of it before."""
        await self._store.write(lambda c: _rest(c, aside, order))

    async def resume(self, aside: Aside, order: Order) -> bool:
        """Let a person hear of a target again; what was put off is said at `aside.until`, where
        it would have come later. Whether anything was put aside."""
        return await self._store.write(lambda c: _resume(c, aside, order))

    async def on(self, notice_ids: Collection[int]) -> dict[int, Hush]:
        """By notice, what was decided about these."""
        return await self._store.read(lambda c: _on(c, notice_ids))

    async def about(self, target: str, ids: Collection[int]) -> tuple[Hush, ...]:
        """All that was decided about those targets, the earliest first."""
        return await self._store.read(lambda c: _about(c, target, sorted(ids)))

    async def any_ends(self, start: datetime, end: datetime) -> bool:
        """Whether any 稍后 ends from `start` up to, not with, `end`."""
        ends = (hushes.c.until >= start) & (hushes.c.until < end)
        query = select(hushes.c.id).where(ends).limit(1)
        return await self._store.read(lambda c: c.scalar(query) is not None)


_KEY, _SAID = "notice/", "said/"
_ROW = select(hushes, destinations.c.person_id.label("to"), destinations.c.channel_id).join(
    destinations, destinations.c.id == hushes.c.destination_id
)
_INSERT = text(
    'INSERT INTO hushes (destination_id, person_id, "by", target, target_id, kind, fact, until,'
    ' "key", at) VALUES (:destination_id, :person_id, :by, :target, :target_id, :kind, :fact,'
    " :until, :key, :at) ON CONFLICT (key) DO NOTHING"
).bindparams(bindparam("until", type_=Moment), bindparam("at", type_=Moment))


def _add(connection: Connection, press: Press, order: Order) -> Hush:
    said = select(notices).where(notices.c.id == press.notice)
    row = connection.execute(said).mappings().first()
    if row is None or row["target"] is None or row["target_id"] is None:
        raise UnknownRecordError(f"没有编号为 {press.notice} 的提醒")
    new = {
        "destination_id": row["destination_id"],
        "person_id": press.person,
        "by": press.by,
        "target": row["target"],
        "target_id": row["target_id"],
        "kind": "snoozed" if press.until else "known",
        "fact": fact_of(row["key"]),
        "until": press.until,
        "key": f"{_KEY}{press.notice}",
        "at": order.now,
    }
    if connection.execute(_INSERT, new).rowcount:
        _note(connection, press.notice, new, order)
        if press.until:
            _put_off(connection, new, press.until)
    return _on(connection, [press.notice])[press.notice]


def _rest(connection: Connection, aside: Aside, order: Order) -> None:
    (destination,) = destinations_of(connection, [aside.person]).values()
    new = {
        "destination_id": destination,
        "person_id": aside.person,
        "by": aside.by,
        "target": aside.target,
        "target_id": aside.target_id,
        "kind": "snoozed",
        "fact": "",
        "until": aside.until,
        "key": f"{_SAID}{order.key}",
        "at": order.now,
    }
    if connection.execute(_INSERT, new).rowcount:
        _note(connection, None, new, order)
        _put_off(connection, new, aside.until)


def _resume(connection: Connection, aside: Aside, order: Order) -> bool:
    (destination,) = destinations_of(connection, [aside.person]).values()
    held = (
        (hushes.c.destination_id == destination)
        & (hushes.c.target == aside.target)
        & (hushes.c.target_id == aside.target_id)
        & ((hushes.c.kind == "known") | (hushes.c.until > order.now))
    )
    gone = connection.execute(delete(hushes).where(held).returning(hushes.c.until)).scalars().all()
    if not gone:
        return False
    deed = audit.Deed(
        order.key, order.now, order.by, "hush/resumed", aside.target, aside.target_id, None, None
    )
    audit.record(connection, deed)
    put_off = notices.c.due_at.in_([one for one in gone if one]) & (notices.c.due_at > aside.until)
    _move(connection, destination, aside.target, aside.target_id, put_off, aside.until)
    return True


def fact_of(key: str) -> str:
    """What a notice with that key is about, whatever its lead and wherever it is said."""
    return key.rsplit("/", 2)[0]


def _note(
    connection: Connection, notice_id: int | None, new: Mapping[str, Any], order: Order
) -> None:
    until = new["until"] and new["until"].isoformat()
    after = {"fact": new["fact"], "until": until}
    action = f"hush/{new['kind']}"
    deed = audit.Deed(order.key, order.now, order.by, action, "notice", notice_id, None, after)
    audit.record(connection, deed)


def _put_off(connection: Connection, new: Mapping[str, Any], until: datetime) -> None:
    """What was planned already and not yet said comes then, by which time it is looked at again."""
    early = notices.c.edits_id.is_(None) & (notices.c.due_at < until)
    _move(connection, new["destination_id"], new["target"], new["target_id"], early, until)


def _move(
    connection: Connection,
    destination: int,
    target: str,
    target_id: int,
    which: ColumnElement[bool],
    until: datetime,
) -> None:
    """What is planned there about the target, and not yet said, comes then."""
    planned = (
        (notices.c.destination_id == destination)
        & (notices.c.target == target)
        & (notices.c.target_id == target_id)
        & (notices.c.state == "planned")
    )
    connection.execute(update(notices).where(planned & which).values(due_at=until))


def _on(connection: Connection, notice_ids: Collection[int]) -> dict[int, Hush]:
    keys = [f"{_KEY}{one}" for one in notice_ids]
    return {one.notice: one for one in _read(connection, _ROW.where(hushes.c.key.in_(keys)))}


def _about(connection: Connection, target: str, ids: list[int]) -> tuple[Hush, ...]:
    found: list[Hush] = []
    for at in range(0, len(ids), _CHUNK):
        mine = hushes.c.target_id.in_(ids[at : at + _CHUNK])
        found += _read(connection, _ROW.where(hushes.c.target == target, mine))
    return tuple(sorted(found, key=lambda one: (one.at, one.notice)))


def _notice_of(key: str) -> int:
    """0 for what was said in words, of no one notice."""
    return int(key.removeprefix(_KEY)) if key.startswith(_KEY) else 0


def _read(connection: Connection, query: Select[*tuple[Any, ...]]) -> list[Hush]:
    names = ("target", "target_id", "kind", "fact", "at", "by", "until")
    return [
        Hush(
            notice=_notice_of(row["key"]),
            person=row["to"],
            channel=row["channel_id"],
            **{name: row[name] for name in names},
        )
        for row in connection.execute(query).mappings()
    ]
