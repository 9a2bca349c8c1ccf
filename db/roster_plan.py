"""What a list of people would change in the roster; nothing is changed here.

Somebody is who has the account, else the e-mail, else the name and unit, else the name alone.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection

from db import identities, roster
from db.errors import BadValueError, LedgerError
from db.person_values import values_of
from db.records import Account, Person, PersonRole, Position
from db.unit_names import UnitNames
from knowledge.names import tidy


@dataclass(frozen=True, slots=True)
class RosterEntry:
    """A row of a list of people; None is what the row does not say."""

    row: int
    """As the person finds it in the file, from 1."""
    name: str
    bureau: str | None = None
    role: PersonRole | None = None
    position: Position | None = None
    in_charge_of: tuple[str, ...] | None = None
    scope: str | None = None
    email: str | None = None
    phone: str | None = None
    accounts: tuple[Account, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that becomes another value; both for people to read, '' where there is none."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class RosterRow:
    """A row, whose it is (None for somebody new), and what becomes different."""

    entry: RosterEntry
    person: Person | None
    differences: tuple[Difference, ...] = ()


@dataclass(frozen=True, slots=True)
class RosterPlan:
    """What the list would do. With `errors` (row, why) it does nothing at all."""

    rows: tuple[RosterRow, ...] = ()
    missing: tuple[Person, ...] = ()
    """Who is on the roster and not in the list; they stay."""
    new_units: tuple[str, ...] = ()
    """Units that nobody named before; they will be made."""
    errors: tuple[tuple[int, str], ...] = ()

    @property
    def new(self) -> tuple[RosterRow, ...]:
        """Rows of people who are new."""
        return tuple(one for one in self.rows if one.person is None)

    @property
    def changed(self) -> tuple[RosterRow, ...]:
        """Rows of people of whom something becomes different."""
        return tuple(one for one in self.rows if one.person and one.differences)


@dataclass(slots=True)
class _Work:
    """What comparing needs and gathers within one transaction."""

    connection: Connection
    people: Sequence[Person]
    units: UnitNames
    taken: dict[int, int] = field(default_factory=dict)
    """Person → row."""
    new_units: list[str] = field(default_factory=list)
    errors: list[tuple[int, str]] = field(default_factory=list)


def compare(connection: Connection, entries: Sequence[RosterEntry]) -> RosterPlan:
    """What the list would change."""
    work = _Work(connection, roster.read(connection), UnitNames(connection))
    whose = _whose(work, entries)
    rows = tuple(_row(work, entry, whose.get(entry.row)) for entry in entries)
    return RosterPlan(
        rows=rows,
        missing=tuple(one for one in work.people if one.id not in work.taken),
        new_units=tuple(dict.fromkeys(work.new_units)),
        errors=tuple(sorted(work.errors)),
    )


def _whose(work: _Work, entries: Sequence[RosterEntry]) -> dict[int, Person]:
    """Row → person. The surest signs of all rows come before the weaker ones of any."""
    found: dict[int, Person] = {}
    for sign in (_by_account, _by_email, _by_unit, _by_name):
        for entry in (one for one in entries if one.row not in found):
            matches = [one for one in sign(work, entry) if one.id not in work.taken]
            if len(matches) == 1:
                found[entry.row] = matches[0]
                work.taken[matches[0].id] = entry.row
            elif len(matches) > 1 and sign is _by_name:
                told = roster.listed(matches)
                work.errors.append((entry.row, f"名册里不止一个{entry.name}：{told}，分不清是谁"))
    return found


def _by_account(work: _Work, entry: RosterEntry) -> Iterable[Person]:
    owners = (identities.owner(work.connection, one) for one in entry.accounts)
    return {owner.id: owner for owner in owners if owner}.values()


def _by_email(work: _Work, entry: RosterEntry) -> Iterable[Person]:
    email = (entry.email or "").strip().lower()
    return [one for one in work.people if email and one.email == email]


def _by_unit(work: _Work, entry: RosterEntry) -> Iterable[Person]:
    units = set(_units(work, entry))
    return [one for one in _named(work, entry) if not units or units & set(one.bureaus)]


def _by_name(work: _Work, entry: RosterEntry) -> Iterable[Person]:
    """Of the name, in another unit: moved there, unless the e-mail says it is another person."""
    return [one for one in _named(work, entry) if not (one.email and entry.email)]


def _named(work: _Work, entry: RosterEntry) -> list[Person]:
    name = tidy(entry.name)
    return [one for one in work.people if one.name == name]


def _units(work: _Work, entry: RosterEntry) -> tuple[int, ...]:
    try:
        return work.units.known(entry.bureau) if entry.bureau else ()
    except BadValueError:
        return ()  # `_row` says so


def _row(work: _Work, entry: RosterEntry, person: Person | None) -> RosterRow:
    try:
        differences = _differences(work, entry, person)
    except LedgerError as error:
        work.errors.append((entry.row, str(error)))
        differences = ()
    return RosterRow(entry, person, differences if person else ())


def _differences(work: _Work, entry: RosterEntry, person: Person | None) -> tuple[Difference, ...]:
    said = values_of(work.connection, entry, work.units)
    before = {name: getattr(person, name, None) for name in said}
    found = [(name, before[name] or "", value or "") for name, value in said.items()]
    if entry.bureau is not None:
        found += _become(work, person, "bureau", [entry.bureau])
    if entry.in_charge_of is not None:
        found += _become(work, person, "in_charge_of", entry.in_charge_of)
    found += [_account(work, account, person) for account in entry.accounts]
    return tuple(Difference(*each) for each in found if each[1] != each[2])


def _account(work: _Work, account: Account, person: Person | None) -> tuple[str, str, str]:
    identities.check(account)
    owner = identities.owner(work.connection, account)
    if owner and (person is None or owner.id != person.id):
        raise BadValueError(f"{account.platform} 账号已经是{roster.listed([owner])}的")
    return account.platform, account.account if owner else "", account.account


def _become(
    work: _Work, person: Person | None, field_name: str, names: Iterable[str]
) -> list[tuple[str, str, str]]:
    """The change of units, where there is one; new units are gathered."""
    kind = "member" if field_name == "bureau" else "in-charge"
    now = [one for one in (person.memberships if person else ()) if one.kind == kind]
    wanted: set[int] = set()
    called = []
    for name in names:
        ids = work.units.known(name)
        if not ids:
            work.units.check(tidy(name))
            work.new_units.append(tidy(name))
        wanted.update(ids or (0,))
        called.append(work.units.name_of(name) if ids else tidy(name))
    if wanted == {one.bureau_id for one in now}:
        return []
    before = "、".join(dict.fromkeys(one.bureau for one in now))
    after = "、".join(dict.fromkeys(called))
    return [(field_name, before, after if after != before else f"{after}（另一处）")]
