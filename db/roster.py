"""Persons as rows: reading them with their units and accounts, writing down what changed."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, bindparam, or_, select

from db import audit
from db.correcting import Order, once
from db.errors import UnknownRecordError
from db.records import Account, Membership, Person, PersonRole, Position
from db.tables.bureaus import bureaus
from db.tables.people import identities, memberships, persons


@dataclass(frozen=True, slots=True)
class NewPerson:
    """Somebody to be put on the roster; units by name, `scope` as in `Person`."""

    name: str
    role: PersonRole
    bureau: str | None = None
    position: Position = "staff"
    in_charge_of: tuple[str, ...] = ()
    scope: str = "all"
    email: str | None = None
    phone: str | None = None
    accounts: tuple[Account, ...] = ()


@dataclass(frozen=True, slots=True)
class PersonChange:
    """What becomes different; None stays as it is, '' takes an e-mail or phone number away."""

    name: str | None = None
    role: PersonRole | None = None
    position: Position | None = None
    in_charge_of: tuple[str, ...] | None = None
    scope: str | None = None
    email: str | None = None
    phone: str | None = None
    accounts: tuple[Account, ...] = ()
    """Accounts that are the person's from now on, besides those known."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """Statements for some persons with their units and accounts; made once where they are asked
    with every message, for making them takes longer than the database."""

    persons: Select[Any]
    units: Select[Any]
    accounts: Select[Any]


def _asked(which: ColumnElement[bool]) -> _Asked:
    ids = select(persons.c.id).where(which)
    every = select(persons).where(which).order_by(persons.c.id)
    units = _units(memberships.c.person_id.in_(ids)).where(memberships.c.until.is_(None))
    return _Asked(every, units, _accounts(identities.c.person_id.in_(ids)))


def _units(mine: ColumnElement[bool]) -> Select[Any]:
    columns = (memberships.c.kind, memberships.c.since, memberships.c.until)
    return (
        select(memberships.c.person_id, memberships.c.bureau_id, bureaus.c.name, *columns)
        .join(bureaus, bureaus.c.id == memberships.c.bureau_id)
        .where(mine)
        .order_by(memberships.c.since, memberships.c.id)
    )


def _accounts(mine: ColumnElement[bool]) -> Select[Any]:
    columns = (identities.c.platform, identities.c.team, identities.c.account)
    return (
        select(identities.c.person_id, *columns)
        .where(mine, identities.c.unlinked_at.is_(None))
        .order_by(identities.c.id)
    )


_HERE = _asked(persons.c.left_at.is_(None))
_ONE = _asked(persons.c.id == bindparam("person"))


def read(connection: Connection, which: ColumnElement[bool] | None = None) -> tuple[Person, ...]:
    """Persons in the order they were added: those that `which` says, else who has not left."""
    return _read(connection, _HERE if which is None else _asked(which))


def by_id(connection: Connection, person_id: int) -> Person | None:
    """The person, also one who has left."""
    return next(iter(_read(connection, _ONE, person=person_id)), None)


def _read(connection: Connection, asked: _Asked, **given: int) -> tuple[Person, ...]:
    units: dict[int, list[Membership]] = defaultdict(list)
    for person_id, *unit in connection.execute(asked.units, given):
        units[person_id].append(Membership(*unit))
    accounts: dict[int, list[Account]] = defaultdict(list)
    for person_id, *account in connection.execute(asked.accounts, given):
        accounts[person_id].append(Account(*account))
    return tuple(
        Person(
            id=row["id"],
            name=row["name"],
            role=row["role"],
            position=row["position"],
            scope=row["scope"],
            email=row["email"],
            phone=row["phone"],
            memberships=tuple(units[row["id"]]),
            accounts=tuple(accounts[row["id"]]),
            left_at=row["left_at"],
        )
        for row in connection.execute(asked.persons, given).mappings()
    )


def history(connection: Connection, person_id: int) -> tuple[Membership, ...]:
    """Every unit the person ever worked in or was in charge of, the earliest first."""
    begun = or_(memberships.c.until.is_(None), memberships.c.until >= memberships.c.since)
    query = _units((memberships.c.person_id == person_id) & begun)
    return tuple(Membership(*unit) for _, *unit in connection.execute(query))


def present(connection: Connection, person_id: int) -> Person:
    """The person, who is still here. Raises `UnknownRecordError`."""
    person = by_id(connection, person_id)
    if person is None:
        raise UnknownRecordError(f"名册里没有编号为 {person_id} 的人")
    if person.left_at:
        raise UnknownRecordError(f"{person.name}已经离开，不在名册里")
    return person


def changed(
    connection: Connection,
    person_id: int,
    action: str,
    order: Order,
    change: Callable[[Person], dict[str, Any] | None],
) -> None:
    """Do `change` to a person who is here, once, and write down what was and what is.

    `change` may give more to be written down. What changes nothing leaves no trace.
    """

    def do() -> int:
        before = present(connection, person_id)
        more = change(before)
        after = by_id(connection, person_id)
        if after == before and not more:
            return 0
        now = plain(after) | (more or {})
        return note(connection, order, action, person_id, plain(before), now)

    once(connection, order, do)


def note(
    connection: Connection, order: Order, action: str, person_id: int, before: object, after: object
) -> int:
    """The audit row of one change of a person."""
    deed = audit.Deed(
        order.key, order.now, order.by, f"person/{action}", "person", person_id, before, after
    )
    return audit.record(connection, deed)


def plain(person: Person | None) -> dict[str, Any]:
    """What the audit keeps of a person: of e-mail and phone no more than tells two apart."""
    if person is None:
        return {}
    facts = {
        "name": person.name,
        "role": person.role,
        "position": person.position,
        "scope": person.scope,
        "email": person.email and f"{person.email[0]}…@{person.email.rpartition('@')[2]}",
        "phone": person.phone and f"…{person.phone[-4:]}",
        "bureaus": _named(person.memberships, "member"),
        "in_charge_of": _named(person.memberships, "in-charge"),
        "accounts": [account_text(each) for each in person.accounts],
        "left_at": person.left_at and person.left_at.isoformat(),
    }
    return {name: value for name, value in facts.items() if value}


def account_text(account: Account) -> str:
    """The account in one word: telegram::42, slack:T1:U1."""
    return f"{account.platform}:{account.team}:{account.account}"


def _named(every: Sequence[Membership], kind: str) -> list[str]:
    return list(dict.fromkeys(one.bureau for one in every if one.kind == kind))


def listed(people: Iterable[Person]) -> str:
    """Persons told apart: 张伟（编号 3，市医保局）、张伟（编号 8）."""
    return "、".join(
        f"{one.name}（{'，'.join([f'编号 {one.id}', *_named(one.memberships, 'member')])}）"
        for one in people
    )
