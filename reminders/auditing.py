"""Whether all that the rules owed was said: what they owed beside what became of it. Pure."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from db.notices import Notice
from reminders.hearers import destination_key
from reminders.plan import Planned

Trouble = Literal["missing", "late", "unknown", "failed"]
"""Not in the outbox; due and still not said; perhaps said, nobody knows; given up."""

KIND = "audit"
"""Of the alarms: one that does not arrive rings no other."""
PATIENCE = timedelta(minutes=30)
"""Longer than a platform's pauses and a bot's restart: what waits for more has a cause."""
LOOKED_BACK = timedelta(days=3)
"""What failed is told of even after a weekend without anybody to tell."""
MANY = 5
"""Destinations named one by one; where more are in trouble they are told of together."""
TOGETHER = "many"


@dataclass(frozen=True, slots=True)
class Undone:
    """One notice that was owed and did not go out as it should."""

    trouble: Trouble
    key: str
    destination: str
    due_at: datetime
    day: date
    """On which it is told of: of what stands so, today; of what failed, when it did."""
    id: int | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """The same trouble with all that one destination was owed, or with many destinations."""

    trouble: Trouble
    day: date
    destinations: tuple[str, ...]
    several: tuple[Undone, ...]

    @property
    def key(self) -> str:
        """The same all day long, so that it is told once."""
        where = self.destinations[0] if len(self.destinations) == 1 else TOGETHER
        return f"{KIND}/{self.day:%Y%m%d}/{self.trouble}/{where}"


@dataclass(frozen=True, slots=True)
class Became:
    """What the outbox says of it: the keys it has, and its rows that did not go out."""

    keys: Collection[str]
    undelivered: Sequence[Notice]


def audit_of(
    owed: Iterable[Planned], became: Became, now: datetime, rests: Callable[[str], bool]
) -> tuple[Undone, ...]:
    """All that is undone, the earliest first.

    `rests`: whether nothing can be said at a destination, nor could a while ago, because of quiet
    hours or a day of rest; then it is too early to say that something is late there.
    """
    undone = [
        Undone("missing", one.key, one.destination.key, one.at, _day(now, now))
        for one in owed
        if one.at <= now - PATIENCE and one.key not in became.keys
    ]
    undone += [_undone(row, now) for row in became.undelivered if row.kind != KIND]
    seen = [one for one in undone if not (is_passing(one) and rests(one.destination))]
    return tuple(sorted(seen, key=lambda one: (one.due_at, one.key)))


def trouble_of(row: Notice) -> Trouble:
    """Of a row that did not go out."""
    if row.state == "failed":
        return "failed"
    return "unknown" if row.ended_at else "late"


def is_passing(one: Undone) -> bool:
    """Whether it may come right by itself: after a restart everything is late for a moment."""
    return one.trouble in ("missing", "late")


def confirmed(undone: Iterable[Undone], before: Iterable[Undone]) -> tuple[Undone, ...]:
    """What does not come right by itself, and what was seen in the same trouble before."""
    known = {(one.trouble, one.key) for one in before}
    return tuple(one for one in undone if not is_passing(one) or (one.trouble, one.key) in known)


def problems(undone: Iterable[Undone]) -> tuple[Problem, ...]:
    """Merged: one a trouble, day and destination; one for all where that would be too many."""
    days: dict[tuple[Trouble, date], dict[str, list[Undone]]] = defaultdict(dict)
    for one in undone:
        days[one.trouble, one.day].setdefault(one.destination, []).append(one)
    return tuple(
        problem
        for (trouble, day), places in days.items()
        for problem in _problems(trouble, day, places)
    )


def _problems(trouble: Trouble, day: date, places: dict[str, list[Undone]]) -> Iterable[Problem]:
    if len(places) > MANY:
        every = tuple(one for several in places.values() for one in several)
        return [Problem(trouble, day, tuple(places), every)]
    return [Problem(trouble, day, (where,), tuple(several)) for where, several in places.items()]


def _undone(row: Notice, now: datetime) -> Undone:
    where = destination_key(row.person, row.channel)
    day = _day(row.ended_at or now, now)
    return Undone(trouble_of(row), row.key, where, row.due_at, day, row.id, row.reason)


def _day(moment: datetime, now: datetime) -> date:
    return moment.astimezone(now.tzinfo).date()
