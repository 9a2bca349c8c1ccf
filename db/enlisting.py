"""Bringing a list of people into the roster: all of it or nothing."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import Connection

from db import audit, enrolling
from db.correcting import Order
from db.errors import StalePlanError
from db.roster import NewPerson, PersonChange
from db.roster_plan import RosterEntry, RosterPlan, RosterRow, compare
from db.unit_names import UnitNames
from db.version import hold

_STEPS = ("", "/move")
"""What may be done about a row, each with an audit row of its own."""


def enlist(
    connection: Connection, entries: Sequence[RosterEntry], seen: RosterPlan, order: Order
) -> None:
    """Do what `seen` says. Raises `StalePlanError` when the roster is no longer what it was.

    The same wish again changes nothing.
    """
    hold(connection)
    todo = [*seen.new, *seen.changed]
    if seen.errors or not todo or _done(connection, todo, order):
        return
    if compare(connection, entries) != seen:
        raise StalePlanError
    units = UnitNames(connection)
    for row in todo:
        own = replace(order, key=f"{order.key}/{row.entry.row}")
        if row.person is None:
            enrolling.add(connection, _newcomer(row.entry), own, units)
        else:
            _change(connection, row, own, units)


def _done(connection: Connection, todo: Sequence[RosterRow], order: Order) -> bool:
    keys = (f"{order.key}/{row.entry.row}{step}" for row in todo for step in _STEPS)
    return any(audit.earlier(connection, key) for key in keys)


def _newcomer(entry: RosterEntry) -> NewPerson:
    return NewPerson(
        name=entry.name,
        role=entry.role or "staff",
        bureau=entry.bureau,
        position=entry.position or "staff",
        in_charge_of=entry.in_charge_of or (),
        scope=entry.scope or "all",
        email=entry.email,
        phone=entry.phone,
        accounts=entry.accounts,
    )


def _change(connection: Connection, row: RosterRow, order: Order, units: UnitNames) -> None:
    entry, person_id = row.entry, row.person.id if row.person else 0
    fields = {difference.field for difference in row.differences}
    names = ("name", "role", "position", "in_charge_of", "scope", "email", "phone")
    given = {name: getattr(entry, name) for name in names if name in fields}
    accounts = tuple(one for one in entry.accounts if one.platform in fields)
    if given or accounts:
        wish = PersonChange(**given, accounts=accounts)
        enrolling.change(connection, person_id, wish, order, units)
    if "bureau" in fields and entry.bureau:
        own, today = replace(order, key=f"{order.key}/move"), order.now.date()
        enrolling.move(connection, person_id, entry.bureau, today, own, units=units)
