"""Receipts of a broadcast: how many, who is missing, whom to ask again, when it is over. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from db.broadcasts import Broadcast, Part, Reader
from reminders.broadcasts import Crowd, Somebody
from reminders.facts import Destination
from reminders.placing import may_speak, morning
from reminders.settings import Settings
from reminders.workdays import Workdays


@dataclass(frozen=True, slots=True)
class Tally:
    """How many confirmed: persons and units, of how many."""

    persons: int
    of_persons: int
    units: int
    of_units: int


def tally(readers: Sequence[Reader]) -> Tally:
    """Each person and each unit once."""
    done = [one for one in readers if one.received_at]
    return Tally(len(done), len(readers), len(_units(done)), len(_units(readers)))


def _units(readers: Iterable[Reader]) -> set[int]:
    return {one.bureau_id for one in readers if one.bureau_id is not None}


def missing(one: Broadcast, readers: Sequence[Reader]) -> tuple[Reader, ...]:
    """Who still has to: all who did not, or only those of whose unit nobody did."""
    done = _units(each for each in readers if each.received_at)
    return tuple(
        each
        for each in readers
        if each.received_at is None and (one.audience.personal or each.bureau_id not in done)
    )


def over(one: Broadcast, readers: Sequence[Reader], parts: Sequence[Part], now: datetime) -> bool:
    """Whether nothing more is waited for."""
    if any(part.is_open for part in parts if part.part == "words"):
        return False
    if not readers:
        return True
    late = one.receipt_by is not None and now >= one.receipt_by
    return late or not missing(one, readers)


@dataclass(frozen=True, slots=True)
class Chase:
    """Somebody who is asked once more, privately."""

    key: str
    person: Destination
    wait: int
    """So many working days after it went out."""


def chases(
    one: Broadcast,
    readers: Sequence[Reader],
    crowd: Crowd,
    told: Iterable[tuple[int, datetime]],
    now: datetime,
    settings: Settings,
    workdays: Workdays,
) -> tuple[Chase, ...]:
    """Who is asked again now. `told`: (person, when) of this week's messages to persons; whose
    unit heard enough this week is asked next week."""
    if one.sent_at is None or (one.receipt_by and now >= one.receipt_by):
        return ()
    found = []
    for each in _to_ask(one, readers, crowd, told, settings):
        wait = _wait(one.sent_at, each.destination, now, settings, workdays)
        if wait is not None and may_speak(now, each.destination, settings, workdays):
            key = f"broadcast/{one.id}/v{one.version}/chase/{wait}/{each.destination.key}"
            found.append(Chase(key, each.destination, wait))
    return tuple(found)


def by_hand(
    one: Broadcast,
    readers: Sequence[Reader],
    crowd: Crowd,
    told: Iterable[tuple[int, datetime]],
    now: datetime,
    settings: Settings,
) -> tuple[Chase, ...]:
    """Who is asked once more because somebody says so: once a day, within the caps of the week."""
    day = now.astimezone(settings.zone).date()
    return tuple(
        Chase(
            f"broadcast/{one.id}/v{one.version}/chase/{day:%Y%m%d}/{each.destination.key}",
            each.destination,
            0,
        )
        for each in _to_ask(one, readers, crowd, told, settings)
    )


def _to_ask(
    one: Broadcast,
    readers: Sequence[Reader],
    crowd: Crowd,
    told: Iterable[tuple[int, datetime]],
    settings: Settings,
) -> tuple[Somebody, ...]:
    """The missing who can be reached and whose unit has not heard enough this week."""
    persons = {each.destination.person: each for each in crowd.persons}
    full = _full(persons, told, settings)
    meant = (persons.get(each.person_id) for each in missing(one, readers))
    return tuple(
        each for each in meant if each and each.platforms and not full.intersection(each.works_in)
    )


def _wait(
    sent_at: datetime, place: Destination, now: datetime, settings: Settings, workdays: Workdays
) -> int | None:
    """The last of the days that has come; those before it are not made up for."""
    day = sent_at.astimezone(settings.zone).date()
    come = [
        wait
        for wait in settings.rules.receipt
        if morning(workdays.after(day, wait), place, settings) <= now
    ]
    return max(come, default=None)


def _full(
    persons: Mapping[int | None, Somebody],
    told: Iterable[tuple[int, datetime]],
    settings: Settings,
) -> set[int]:
    """Units that heard as much this week as they may; colleagues told within an hour hear one."""
    heard: dict[int, set[datetime]] = defaultdict(set)
    for person, at in told:
        each = persons.get(person)
        for unit in each.works_in if each else ():
            heard[unit].add(at.replace(minute=0, second=0, microsecond=0))
    return {unit for unit, hours in heard.items() if len(hours) >= settings.weekly}
