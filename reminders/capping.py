"""基层减负: one message a destination and day, and so many a unit and week at most.

Over the cap the least urgent message is not said: what it holds goes with the next one.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from reminders.facts import Destination
from reminders.placing import Placed, morning
from reminders.settings import Settings
from reminders.wording import said_day
from reminders.workdays import Workdays


@dataclass(frozen=True, slots=True)
class _Message:
    destination: Destination
    at: datetime
    placed: tuple[Placed, ...]

    @property
    def urgency(self) -> int:
        return min(one.occasion.urgency for one in self.placed)

    @property
    def units(self) -> tuple[str, ...]:
        """Whose week it fills: the units of a person or channel, else the channel itself."""
        place = self.destination
        units = [unit.bureau for unit in place.units if not unit.in_charge] or place.bureaus
        return tuple(f"unit {one}" for one in units) or (place.key,)


def capped(placed: Iterable[Placed], settings: Settings, workdays: Workdays) -> list[Placed]:
    """All of them, some at a later moment."""
    weeks: dict[date, list[Placed]] = defaultdict(list)
    for one in placed:
        weeks[_monday(one.at.date())].append(one)
    said: list[Placed] = []
    waiting: list[Placed] = []
    week = min(weeks, default=date.max)
    while weeks or waiting:
        owed = weeks.pop(week, [])
        kept, waiting = _week([*_resumed(waiting, week, settings, workdays), *owed], settings)
        said += kept
        week += timedelta(days=7)
    return said


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _resumed(
    waiting: Sequence[Placed], week: date, settings: Settings, workdays: Workdays
) -> list[Placed]:
    """What waited, first thing in the new week."""
    return [_later(one, _first(one, week, settings, workdays)) for one in waiting]


def _first(one: Placed, week: date, settings: Settings, workdays: Workdays) -> datetime:
    return morning(workdays.on_or_after(week), one.destination, settings)


def _later(one: Placed, at: datetime) -> Placed:
    if at <= one.at:
        return one
    day = said_day(one.at.date())
    return replace(one, at=at, moved=f"{one.moved}；{day}那一周的消息已够多，不急的并到下一条")


def _week(owed: Sequence[Placed], settings: Settings) -> tuple[list[Placed], list[Placed]]:
    """What is said in a week, and what waits for the next."""
    messages = _messages(owed)
    counted = Counter(unit for one in messages for unit in one.units)
    over: list[_Message] = []
    for one in sorted(messages, key=lambda each: (-each.urgency, -each.at.timestamp())):
        if any(counted[unit] > settings.weekly for unit in one.units):
            counted.subtract(one.units)
            over.append(one)
    kept = [one for one in messages if one not in over]
    said = [each for one in kept for each in one.placed]
    waiting: list[Placed] = []
    for one in over:
        following = _following(one, kept)
        if following is None:
            waiting += one.placed
        else:
            said += [_later(each, following.at) for each in one.placed]
    return said, waiting


def _following(one: _Message, kept: Iterable[_Message]) -> _Message | None:
    later = [
        each for each in kept if each.destination.key == one.destination.key and each.at > one.at
    ]
    return min(later, key=lambda each: each.at, default=None)


def _messages(placed: Iterable[Placed]) -> list[_Message]:
    together: dict[tuple[str, datetime], list[Placed]] = defaultdict(list)
    for one in placed:
        together[one.destination.key, one.at].append(one)
    return [
        _Message(several[0].destination, at, tuple(several))
        for (_, at), several in together.items()
    ]
