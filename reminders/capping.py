"""基层减负: one message a destination and day, and so many a unit and week at most.

Over the cap the least urgent message is not said: what it holds goes with the next one.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from reminders.facts import Destination
from reminders.occasions import WEEK
from reminders.placing import Placed, morning
from reminders.settings import Settings
from reminders.wording import said_day
from reminders.workdays import Workdays

_Content = tuple[datetime, frozenset[str]]


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
        if place.person is not None:
            units = [unit.bureau for unit in place.units if not unit.in_charge]
        else:
            units = list(place.bureaus)
        return tuple(f"unit {one}" for one in units) or (place.key,)

    @property
    def content(self) -> _Content:
        """What it says and when: colleagues who hear the same are one message to their unit."""
        return self.at, frozenset(one.occasion.key for one in self.placed)


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
        if workdays.on_or_after(week) < week + WEEK:  # else all of it is holidays
            owed, waiting = [*_resumed(waiting, week, settings, workdays), *owed], []
        kept, more = _week(owed, settings)
        said, waiting = [*said, *kept], [*waiting, *more]
        week += WEEK
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
    over = _over(messages, settings.weekly)
    kept = [one for one in messages if one.content not in over]
    said = [each for one in kept for each in one.placed]
    waiting: list[Placed] = []
    for one in messages:
        following = _following(one, kept)
        if one.content in over and following:
            said += [_later(each, following.at) for each in one.placed]
        elif one.content in over:
            waiting += one.placed
    return said, waiting


def _over(messages: Iterable[_Message], weekly: int) -> set[_Content]:
    """What is too much for some unit, the least urgent and latest first."""
    told: dict[_Content, set[str]] = defaultdict(set)
    urgency: dict[_Content, int] = {}
    for one in messages:
        told[one.content] |= set(one.units)
        urgency[one.content] = one.urgency
    counted = Counter(unit for units in told.values() for unit in units)
    over: set[_Content] = set()
    for content in sorted(told, key=lambda each: (-urgency[each], -each[0].timestamp())):
        if any(counted[unit] > weekly for unit in told[content]):
            counted.subtract(told[content])
            over.add(content)
    return over


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
