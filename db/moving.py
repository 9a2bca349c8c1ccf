"""Moves dated ahead (9月1日起调到…): kept until their day has come, then made.

A move to come is a membership over an empty span of days, from its day until the day before: to
everybody who asks who is in a unit it is over already. On its day it gives way to the move itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy import ColumnElement, Connection, delete, insert, select

from db.correcting import Order
from db.errors import BadValueError
from db.records import Person
from db.roster import present
from db.tables.bureaus import bureaus
from db.tables.people import memberships, persons

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Coming:
    """That a person will be in that unit from `since` on, or in charge of it as a successor."""

    person_id: int
    bureau_id: int
    bureau: str
    kind: str
    since: date


def is_to_come() -> ColumnElement[bool]:
    """Whether a membership is one to come."""
    return memberships.c.until < memberships.c.since


def coming(connection: Connection) -> tuple[Coming, ...]:
    """What is to come, the nearest first, of those who have not left."""
    columns = (memberships.c.person_id, memberships.c.bureau_id, bureaus.c.name)
    query = (
        select(*columns, memberships.c.kind, memberships.c.since)
        .join(bureaus, bureaus.c.id == memberships.c.bureau_id)
        .join(persons, persons.c.id == memberships.c.person_id)
        .where(is_to_come(), persons.c.left_at.is_(None))
        .order_by(memberships.c.since, memberships.c.id)
    )
    return tuple(Coming(*row) for row in connection.execute(query))


def put_ahead(
    connection: Connection, person: Person, units: Sequence[int], since: date, heir: Person | None
) -> dict[str, object]:
    """Keep the move until that day, in the place of an earlier one; what the audit tells of it."""
    if heir and heir.id == person.id:
        raise BadValueError("不能移交给本人")
    drop(connection, person.id)
    rows = [(person.id, one, "member") for one in units]
    rows += [(heir.id, one, "in-charge") for one in person.in_charge_of] if heir else []
    for person_id, bureau_id, kind in rows:
        row = {"person_id": person_id, "bureau_id": bureau_id, "kind": kind}
        connection.execute(
            insert(memberships).values(row | {"since": since, "until": since - _DAY})
        )
    names = connection.scalars(select(bureaus.c.name).where(bureaus.c.id.in_(units)))
    told = {"moves_on": since.isoformat(), "moves_to": list(names)}
    return told | ({"hands_over_to": heir.id} if heir else {})


def drop(connection: Connection, person_id: int) -> None:
    """What was to come of that person is not."""
    mine = memberships.c.person_id == person_id
    connection.execute(delete(memberships).where(mine, is_to_come()))


def heir_of(every: Sequence[Coming], person: Person, since: date) -> int | None:
    """Who takes over on that day what the person is in charge of."""
    heirs = [
        one.person_id
        for one in every
        if one.kind == "in-charge" and one.since == since and one.bureau_id in person.in_charge_of
    ]
    return heirs[0] if heirs else None


def due(connection: Connection, today: date) -> list[tuple[Person, Coming, int | None]]:
    """The moves whose day has come, each with who takes over; they are to come no longer."""
    every = coming(connection)
    found = []
    for one in every:
        if one.kind == "member" and one.since <= today:
            person = present(connection, one.person_id)
            found.append((person, one, heir_of(every, person, one.since)))
    over = is_to_come() & (memberships.c.since <= today)
    connection.execute(delete(memberships).where(over))
    return found


def order_of(one: Coming, order: Order) -> Order:
    """The order under which a move is made on its day, once."""
    return replace(order, key=f"moved/{one.person_id}/{one.bureau_id}/{one.since:%Y%m%d}")
