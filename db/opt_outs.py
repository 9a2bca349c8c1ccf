"""What persons do not want to be told unasked: kinds of notices, since when and until when.

Nothing that fell due meanwhile is told later: what ended is kept with its end.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, insert, select, update

from db import audit
from db.correcting import Order
from db.engine import Store
from db.tables.sending import opt_outs as table
from db.version import hold

ALL = "*"
"""Every kind that may be left out."""


@dataclass(frozen=True, slots=True)
class OptOut:
    """One kind that a person left out, of one paper or of all."""

    person: int
    kind: str
    since: datetime
    until: datetime | None = None
    document_id: int | None = None


class OptOuts:
    """Who wants to be left in peace about what."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def of(self, person: int, now: datetime) -> tuple[OptOut, ...]:
        """What the person leaves out now."""
        return await self._store.read(lambda c: _read(c, _holding(person, now)))

    async def since(self, moment: datetime) -> tuple[OptOut, ...]:
        """Of everybody, what was left out at that moment or later."""
        then = table.c.until.is_(None) | (table.c.until >= moment)
        return await self._store.read(lambda c: _read(c, then))

    async def add(
        self,
        person: int,
        kinds: Sequence[str],
        document_id: int | None,
        order: Order,
        until: datetime | None = None,
    ) -> None:
        """Leave these kinds out from now on, of that paper or of all; `until`: only so long."""
        await self._store.write(lambda c: _add(c, person, kinds, document_id, order, until))

    async def lift(self, person: int, kinds: Sequence[str], order: Order) -> None:
        """Tell these kinds again (all of them where none is named), from now on."""
        await self._store.write(lambda c: _lift(c, person, kinds, order))


def _add(
    connection: Connection,
    person: int,
    kinds: Sequence[str],
    document_id: int | None,
    order: Order,
    until: datetime | None,
) -> None:
    hold(connection)
    if audit.earlier(connection, order.key) is not None:
        return
    before = _plain(connection, person, order)
    row = {"person_id": person, "document_id": document_id, "since": order.now, "until": until}
    end = until and until.isoformat()
    rows = [
        row | {"kind": kind}
        for kind in kinds
        if not any(one in before for one in ([kind, document_id, None], [kind, document_id, end]))
    ]
    if rows:
        connection.execute(insert(table), rows)
        _note(connection, person, before, order)


def _lift(connection: Connection, person: int, kinds: Sequence[str], order: Order) -> None:
    hold(connection)
    if audit.earlier(connection, order.key) is not None:
        return
    before = _plain(connection, person, order)
    mine = _holding(person, order.now)
    mine &= table.c.kind.in_([*kinds]) if kinds else table.c.kind.is_not(None)
    if connection.execute(update(table).where(mine).values(until=order.now)).rowcount:
        _note(connection, person, before, order)


def _note(connection: Connection, person: int, before: object, order: Order) -> None:
    after = _plain(connection, person, order)
    deed = audit.Deed(
        order.key, order.now, order.by, "person/opt-outs", "person", person, before, after
    )
    audit.record(connection, deed)


def _plain(connection: Connection, person: int, order: Order) -> list[list[str | int | None]]:
    return [
        [one.kind, one.document_id, one.until.isoformat() if one.until else None]
        for one in _read(connection, _holding(person, order.now))
    ]


def _holding(person: int, now: datetime) -> ColumnElement[bool]:
    """What that person leaves out then."""
    return (table.c.person_id == person) & (table.c.until.is_(None) | (table.c.until > now))


def _read(connection: Connection, which: ColumnElement[bool]) -> tuple[OptOut, ...]:
    rows = connection.execute(select(table).where(which).order_by(table.c.id)).mappings()
    return tuple(
        OptOut(row["person_id"], row["kind"], row["since"], row["until"], row["document_id"])
        for row in rows
    )
