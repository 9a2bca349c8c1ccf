"""Putting people on the roster, changing what it says of them, moving them, letting them go."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection, case, insert, update

from db import audit, identities, invitations, moving
from db.correcting import Order, once
from db.errors import BadValueError
from db.person_values import checked, scope_of, values_of
from db.reconciling import add as insert_rows
from db.records import Person
from db.roster import NewPerson, PersonChange, by_id, changed, note, plain, present
from db.tables.people import memberships, persons
from db.unit_names import UnitNames
from db.version import hold


def add(
    connection: Connection, new: NewPerson, order: Order, units: UnitNames | None = None
) -> int:
    """Put somebody on the roster; returns their id, the same for the same wish."""
    found = units or UnitNames(connection)
    audit_id = once(connection, order, lambda: _add(connection, new, order, found))
    return audit.subject_of(connection, audit_id, "person/add") or 0


def _add(connection: Connection, new: NewPerson, order: Order, units: UnitNames) -> int:
    columns = {"role": new.role, "position": new.position, "name": new.name}
    row: dict[str, Any] = checked(columns | {"email": new.email or "", "phone": new.phone or ""})
    row |= {"scope": "all", "created_at": order.now}
    (person_id,) = insert_rows(connection, persons, [row])
    today = order.now.date()
    if new.bureau:
        _join(connection, person_id, units.of(new.bureau), "member", today)
    in_charge = [one for name in new.in_charge_of for one in units.of(name)]
    _join(connection, person_id, in_charge, "in-charge", today)
    _set(connection, person_id, {"scope": scope_of(connection, new.scope, units)})
    for account in new.accounts:
        identities.put(connection, person_id, account, order.now)
    return note(connection, order, "add", person_id, None, plain(by_id(connection, person_id)))


def change(
    connection: Connection,
    person_id: int,
    wish: PersonChange,
    order: Order,
    units: UnitNames | None = None,
) -> None:
    """Change what the roster says of a person."""

    def do(person: Person) -> None:
        found = units or UnitNames(connection)
        if values := values_of(connection, wish, found):
            _set(connection, person_id, values)
        if wish.in_charge_of is not None:
            wanted = [one for name in wish.in_charge_of for one in found.of(name)]
            _become(connection, person, "in-charge", wanted, order.now.date())
        for account in wish.accounts:
            identities.put(connection, person_id, account, order.now)

    changed(connection, person_id, "change", order, do)


def move(
    connection: Connection,
    person_id: int,
    bureau: str,
    since: date,
    order: Order,
    successor: int | None = None,
    units: UnitNames | None = None,
) -> None:
    """Let a person work in another unit from that day on (轮岗); where they were stays known."""
    wanted = (units or UnitNames(connection)).of(bureau)
    if since <= order.now.date():
        _move(connection, person_id, wanted, since, order, successor)
        return

    def keep(person: Person) -> dict[str, Any]:
        heir = present(connection, successor) if successor is not None else None
        return moving.put_ahead(connection, person, wanted, since, heir)

    changed(connection, person_id, "move-ahead", order, keep)


def _move(
    connection: Connection,
    person_id: int,
    bureau_ids: Sequence[int],
    since: date,
    order: Order,
    successor: int | None,
) -> None:
    def do(person: Person) -> dict[str, Any] | None:
        moving.drop(connection, person.id)
        _become(connection, person, "member", bureau_ids, since)
        return _hand_over(connection, person, successor, order)

    changed(connection, person_id, "move", order, do)


def arrive(connection: Connection, order: Order) -> bool:
    """Make the moves whose day has come; whether there were any."""
    hold(connection)
    found = moving.due(connection, order.now.date())
    for person, one, heir in found:
        mine = moving.order_of(one, order)
        _move(connection, person.id, (one.bureau_id,), one.since, mine, heir)
    return bool(found)


def leave(
    connection: Connection, person_id: int, order: Order, successor: int | None = None
) -> None:
    """Let a person go: the accounts and invitations no longer count, all they did stays."""

    def do(person: Person) -> dict[str, Any] | None:
        today = order.now.date()
        more = _hand_over(connection, person, successor, order)
        for kind in ("member", "in-charge"):
            _become(connection, present(connection, person_id), kind, [], today)
        moving.drop(connection, person_id)
        identities.unlink_all(connection, person_id, order.now)
        invitations.void(connection, person_id, order.now)
        # How to reach somebody is kept no longer than it is needed (个人信息保护法, art. 19).
        _set(connection, person_id, {"left_at": order.now, "email": None, "phone": None})
        return more

    changed(connection, person_id, "leave", order, do)


def _hand_over(
    connection: Connection, person: Person, successor: int | None, order: Order
) -> dict[str, Any] | None:
    """The units the person was in charge of become the successor's, as of today."""
    if successor is None:
        return None
    heir = present(connection, successor)
    if heir.id == person.id:
        raise BadValueError("不能移交给本人")
    today = order.now.date()
    _become(connection, person, "in-charge", [], today)
    _become(connection, heir, "in-charge", (*heir.in_charge_of, *person.in_charge_of), today)
    after = plain(present(connection, heir.id))
    if after != plain(heir):
        own = replace(order, key=f"{order.key}/successor")
        note(connection, own, "take-over", heir.id, plain(heir), after)
    return {"handed_over_to": heir.id}


def _become(
    connection: Connection, person: Person, kind: str, bureau_ids: Sequence[int], since: date
) -> None:
    """Let those be the units of that kind from `since` on; the former ones end the day before."""
    now = person.bureaus if kind == "member" else person.in_charge_of
    ended = [one for one in now if one not in bureau_ids]
    mine = (
        (memberships.c.person_id == person.id)
        & (memberships.c.kind == kind)
        & memberships.c.bureau_id.in_(ended)
        & memberships.c.until.is_(None)
    )
    last = since - timedelta(days=1)
    # Who came the same day was there that day.
    until = case((memberships.c.since > last, memberships.c.since), else_=last)
    connection.execute(update(memberships).where(mine).values(until=until))
    _join(connection, person.id, [one for one in bureau_ids if one not in now], kind, since)


def _join(
    connection: Connection, person_id: int, bureau_ids: Iterable[int], kind: str, since: date
) -> None:
    rows = [
        {"person_id": person_id, "bureau_id": bureau_id, "kind": kind, "since": since}
        for bureau_id in dict.fromkeys(bureau_ids)
    ]
    if rows:
        connection.execute(insert(memberships), rows)


def _set(connection: Connection, person_id: int, values: dict[str, Any]) -> None:
    connection.execute(update(persons).where(persons.c.id == person_id).values(values))
