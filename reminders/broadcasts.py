"""Broadcasts (通知): whom one reaches and when, and who has to confirm.

Pure. What goes into a channel that names a unit reaches the people of that unit who have an account
there; nobody is told the same twice unless each has to confirm in person.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from db.broadcasts import Broadcast, Reader
from db.records import PersonRole
from reminders.facts import Destination
from reminders.placing import soon
from reminders.settings import Settings
from reminders.workdays import Workdays

KIND = "broadcast"


@dataclass(frozen=True, slots=True)
class Somebody:
    """A channel or a person, and the platforms where they are."""

    destination: Destination
    platforms: frozenset[str]
    role: PersonRole = "staff"

    @property
    def works_in(self) -> tuple[int, ...]:
        """Ids of a person's own units."""
        return tuple(one.bureau for one in self.destination.units if not one.in_charge)


@dataclass(frozen=True, slots=True)
class Crowd:
    """Everybody who might hear a broadcast. `quieted`: persons who want none that may be left
    out."""

    channels: tuple[Somebody, ...] = ()
    persons: tuple[Somebody, ...] = ()
    quieted: frozenset[int] = frozenset()
    unopened: Mapping[int, str] = field(default_factory=dict)
    """By person, why the only account they have cannot be written to, as far as is known."""


@dataclass(frozen=True, slots=True)
class Reach:
    """Whom a broadcast reaches."""

    channels: tuple[Destination, ...] = ()
    privately: tuple[Destination, ...] = ()
    readers: tuple[Reader, ...] = ()
    unreachable: tuple[str, ...] = ()
    """Names of people without any account."""
    unopened: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Why some may not be reached though they have an account, and their names."""
    nobody: tuple[int, ...] = ()
    """Ids of units that are meant and have nobody on the roster."""

    @property
    def destinations(self) -> tuple[Destination, ...]:
        """Channels first."""
        return (*self.channels, *self.privately)


def reach(one: Broadcast, units: Collection[int], crowd: Crowd) -> Reach:
    """Whom it reaches; `units`: those it concerns (none for everybody)."""
    channels = tuple(each for each in crowd.channels if _hears(each.destination, one, units))
    people = [each for each in _people(one, units, crowd) if _wants(each, one, crowd)]
    named = _named(channels)
    told = [each for each in people if one.audience.personal or not _covered(each, named)]
    there = {unit for each in crowd.persons for unit in each.works_in}
    return Reach(
        channels=tuple(each.destination for each in channels),
        privately=tuple(each.destination for each in told if each.platforms),
        readers=tuple(_reader(each, units) for each in people) if one.asks_receipt else (),
        unreachable=tuple(each.destination.name for each in people if not each.platforms),
        unopened=_unopened([each for each in told if each.platforms], crowd),
        nobody=tuple(sorted(set(units) - there)),
    )


def _unopened(told: Iterable[Somebody], crowd: Crowd) -> tuple[tuple[str, tuple[str, ...]], ...]:
    found: dict[str, list[str]] = defaultdict(list)
    for each in told:
        if why := crowd.unopened.get(each.destination.person or 0):
            found[why].append(each.destination.name)
    return tuple((why, tuple(names)) for why, names in found.items())


def _hears(channel: Destination, one: Broadcast, units: Collection[int]) -> bool:
    wanted = not channel.kinds or KIND in channel.kinds
    if not wanted and not one.compulsory:
        return False
    names = any(unit in units for unit in channel.bureaus)
    match one.audience.whom:
        case "everyone":
            return True
        case "units":
            return names
    about = not channel.documents or one.document_id in channel.documents
    return about and (names or not channel.bureaus)


def _people(one: Broadcast, units: Collection[int], crowd: Crowd) -> list[Somebody]:
    """Those who work in the units; their leaders only where there is nobody else."""
    others = [each for each in crowd.persons if each.destination.person != one.person_id]
    if one.audience.whom == "everyone":
        return others
    meant = [each for each in others if any(unit in units for unit in each.works_in)]
    staffed = {unit for each in meant if each.role != "manager" for unit in each.works_in}
    return [
        each
        for each in meant
        if each.role != "manager"
        or any(unit in units and unit not in staffed for unit in each.works_in)
    ]


def _wants(each: Somebody, one: Broadcast, crowd: Crowd) -> bool:
    return one.compulsory or each.destination.person not in crowd.quieted


def _named(channels: Iterable[Somebody]) -> Mapping[int, frozenset[str]]:
    """By unit, the platforms of the channels that name it; in minimal ones nothing can be read."""
    found: dict[int, frozenset[str]] = defaultdict(frozenset)
    for each in channels:
        for unit in () if each.destination.minimal else each.destination.bureaus:
            found[unit] |= each.platforms
    return found


def _covered(each: Somebody, named: Mapping[int, frozenset[str]]) -> bool:
    return any(named.get(unit, frozenset()) & each.platforms for unit in each.works_in)


def _reader(each: Somebody, units: Collection[int]) -> Reader:
    own = each.works_in
    unit = next((one for one in own if one in units), own[0] if own else None)
    place = each.destination
    return Reader(place.person or 0, place.name, unit, reachable=bool(each.platforms))


def moment(
    one: Broadcast, place: Destination, now: datetime, settings: Settings, workdays: Workdays
) -> datetime:
    """When it is said there: quiet hours and days of rest hold unless it is compulsory."""
    at = max(now, one.due_at or now)
    return at if one.compulsory else soon(at, place, settings, workdays)


def receipt_by(now: datetime, settings: Settings, workdays: Workdays) -> datetime:
    """Until when to confirm where nobody said so: the day of the last reminder, when it ends."""
    here = now.astimezone(settings.zone)
    day = workdays.after(here.date(), max(settings.rules.receipt, default=5))
    return datetime.combine(day, settings.quiet[0], settings.zone)
