"""基层减负: one message a destination and day, and so many a unit and week at most.

Over the cap the least urgent message is not said: what it holds goes with the next one.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from reminders.facts import Destination
from reminders.occasions import WEEK
from reminders.placing import Placed, morning
from reminders.settings import Settings
from reminders.wording import said_date
from reminders.workdays import Workdays

_Content = tuple[datetime, frozenset[str]]
_Too = tuple[_Content, str]
"""Something said that is too much, and the unit for which it is."""


@dataclass(frozen=True, slots=True)
class _Message:
    destination: Destination
    at: datetime
    placed: tuple[Placed, ...]
    content: _Content
    """What it says and when: colleagues who hear the same are one message to their unit."""
    urgency: int
    own: int | None = None
    """So many a week at most where the channel has a cap of its own."""

    @property
    def units(self) -> tuple[str, ...]:
        """Whose week it fills: the units of a person or channel, else the channel itself."""
        place = self.destination
        if self.own is not None:
            return (place.key,)
        if place.person is not None:
            units = [unit.bureau for unit in place.units if not unit.in_charge]
        else:
            units = list(place.bureaus)
        return tuple(f"unit {one}" for one in units) or (place.key,)


def capped(placed: Iterable[Placed], settings: Settings, workdays: Workdays) -> list[Placed]:
    """All of them, some at a later moment, the next week at the latest.

    What waits for the next week is decided by what a week owes alone, not by what waited until
    then: so a plan that begins a week earlier is the same whenever it is made.
    """
    weeks: dict[date, list[Placed]] = defaultdict(list)
    for one in placed:
        weeks[_monday(one.at.date())].append(one)
    said: list[Placed] = []
    waiting: list[Placed] = []
    week = min(weeks, default=date.max)
    while weeks or waiting:
        first, resumed = workdays.on_or_after(week), list[Placed]()
        if first < week + WEEK:  # else all of it is holidays
            resumed, waiting = [_resumed(one, first, settings) for one in waiting], []
        now, later = _week(weeks.pop(week, []), resumed, settings)
        said, waiting = said + now, waiting + later
        week += WEEK
    return said


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _resumed(one: Placed, day: date, settings: Settings) -> Placed:
    """What waited, first thing in the new week."""
    return _later(one, morning(day, one.destination, settings))


def _later(one: Placed, at: datetime) -> Placed:
    if at <= one.at:
        return one
    day = said_date(one.at.date())
    return replace(one, at=at, moved=f"{one.moved}；{day}那一周的消息已够多，不急的并到下一条")


def _week(
    owed: Sequence[Placed], resumed: Sequence[Placed], settings: Settings
) -> tuple[list[Placed], list[Placed]]:
    """What is said in a week, and what waits for the next."""
    messages = _messages(owed, settings)
    kept, over = _parted(messages, _over(messages, settings.weekly))
    # What waited goes with what is said there anyway; else it is said all the same, and something
    # that has a later message this week makes room for it.
    joining, alone = _merged(resumed, kept)
    late = _messages(alone, settings)
    spared = {one.content for one in (*late, *_last(kept))}
    kept, more = _parted(kept, _over([*kept, *late], settings.weekly, spared))
    moving = [each for message in (*over, *more) for each in message.placed]
    moved, waiting = _merged([*joining, *moving], kept)
    return [*(each for one in (*kept, *late) for each in one.placed), *moved], waiting


def _parted(messages: Iterable[_Message], over: set[_Too]) -> tuple[list[_Message], list[_Message]]:
    """Those that are said, and those that are too many."""
    parts: tuple[list[_Message], list[_Message]] = [], []
    for one in messages:
        parts[any((one.content, unit) in over for unit in one.units)].append(one)
    return parts


def _over(
    messages: Iterable[_Message], weekly: int, spared: Collection[_Content] = ()
) -> set[_Too]:
    """What is too much for which unit, the least urgent and latest first.

    A unit that hears little is told in time what another one, that hears too much, is not.
    """
    told: dict[_Content, set[frozenset[str]]] = defaultdict(set)
    urgency: dict[_Content, int] = {}
    most: dict[str, int] = {}
    for one in messages:
        told[one.content].add(frozenset(one.units))
        urgency[one.content] = one.urgency
        most |= dict.fromkeys(one.units, weekly if one.own is None else one.own)
    counted = Counter(unit for several in told.values() for unit in frozenset().union(*several))
    over: set[_Too] = set()
    for content in sorted(told.keys() - set(spared), key=lambda one: _rank(one, urgency[one])):
        crowded = _crowded(told[content], counted, most)
        counted.subtract(crowded)
        over |= {(content, unit) for unit in crowded}
    return over


def _crowded(
    told: Collection[frozenset[str]], counted: Mapping[str, int], most: Mapping[str, int]
) -> frozenset[str]:
    """The units that hear too much, and those that share a person with them: all wait together."""
    over: frozenset[str] = frozenset()
    more = frozenset(unit for units in told for unit in units if counted[unit] > most[unit])
    while more - over:
        over |= more
        more = over.union(*(units for units in told if units & over))
    return over


def _rank(content: _Content, urgency: int) -> tuple[int, float, list[str]]:
    return -urgency, -content[0].timestamp(), sorted(content[1])


def _last(messages: Iterable[_Message]) -> Iterable[_Message]:
    """The last message of each destination."""
    last: dict[str, _Message] = {}
    for one in sorted(messages, key=lambda each: each.at):
        last[one.destination.key] = one
    return last.values()


def _merged(
    several: Iterable[Placed], kept: Iterable[_Message]
) -> tuple[list[Placed], list[Placed]]:
    """With the next message that is kept there; and those that have none to go with."""
    moments: dict[str, list[datetime]] = defaultdict(list)
    for message in kept:
        moments[message.destination.key].append(message.at)
    merged, alone = list[Placed](), list[Placed]()
    for one in several:
        later = [at for at in moments[one.destination.key] if at >= one.at]
        (merged if later else alone).append(_later(one, min(later)) if later else one)
    return merged, alone


def _messages(placed: Iterable[Placed], settings: Settings) -> list[_Message]:
    together: dict[tuple[str, datetime], list[Placed]] = defaultdict(list)
    for one in placed:
        together[one.destination.key, one.at].append(one)
    return [_message(several, settings) for several in together.values()]


def _message(several: Sequence[Placed], settings: Settings) -> _Message:
    place, at = several[0].destination, several[0].at
    own = settings.weekly_of(place.channel)
    # What a cap of its own holds back there is said elsewhere all the same.
    apart = () if own is None else (place.key,)
    keys = frozenset((*(one.occasion.key for one in several), *apart))
    urgency = min(one.occasion.urgency for one in several)
    return _Message(place, at, tuple(several), (at, keys), urgency, own)
