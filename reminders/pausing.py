"""暂停: days on which an office, a paper or a chat says nothing by itself; what it owes comes after
them, once. Pure."""

from collections.abc import Iterable
from datetime import date, datetime
from functools import cache

from reminders.facts import Destination
from reminders.occasions import DAY, WEEK, Days
from reminders.placing import morning, zone_of
from reminders.settings import Pause, Settings
from reminders.workdays import Workdays


class Pauses:
    """The pauses that are settled, and when each ends somewhere."""

    def __init__(self, settings: Settings, workdays: Workdays) -> None:
        self._settings = settings
        self._workdays = workdays
        self._of = cache(lambda channel, slug: settings.of(channel, slug).pause)
        self.none = not any(settings.every_pause())

    def until(self, at: datetime, place: Destination, slug: str = "") -> datetime | None:
        """When it may be said there instead; None where nothing holds it back at that moment."""
        if self.none:
            return None
        day = at.astimezone(zone_of(place, self._settings)).date()
        resumed = _after(day, self._of(place.channel, slug), self._workdays)
        return morning(resumed, place, self._settings) if resumed != day else None


def _after(day: date, pauses: Iterable[Pause], workdays: Workdays) -> date:
    """That day, or the first one on which the office works and no pause holds."""
    here = [one for one in pauses if one[0] <= day <= one[1]]
    while here:
        day = workdays.on_or_after(max(last for _, last in here) + DAY)
        here = [one for one in pauses if one[0] <= day <= one[1]]
    return day


def whole_pauses(days: Days, settings: Settings) -> Days:
    """Those days and the ones from which a pause holds something back until them."""
    start = days.start
    for first, last in sorted(settings.every_pause(), reverse=True):
        if first < start <= last + 2 * WEEK:
            start = first - DAY * first.weekday()
    return Days(start, days.end, days.workdays) if start < days.start else days
