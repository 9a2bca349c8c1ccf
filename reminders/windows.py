"""`now` and the calendar turned into windows of due dates."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from db.due import Window
from reminders.occasions import DAY, Days
from reminders.settings import Rules, Settings


def windows(days: Days, settings: Settings) -> tuple[Window, ...]:
    """The due dates of which some rule may speak on one of the days, neighbours together."""
    found: set[date] = set()
    for rules in _every(settings):
        found |= set(_ahead(rules, days)) | set(_behind(rules, days))
    return tuple(_together(sorted(found)))


def _every(settings: Settings) -> Iterable[Rules]:
    papers = [settings.of(None, slug) for slug in ("", *settings.documents)]
    channels = [
        settings.of(channel, slug)
        for channel in settings.channels
        for slug in ("", *settings.documents)
    ]
    return dict.fromkeys((*papers, *channels))


def _ahead(rules: Rules, days: Days) -> Iterator[date]:
    """Due so many working days after one of the days, with the days of rest that follow."""
    leads = {*rules.deadline, *(one + rules.cooperating_ahead for one in rules.cooperating)}
    for start in _of(days):
        if days.workdays.is_workday(start):
            for lead in leads:
                due = days.workdays.after(start, lead)
                yield from _of(Days(due, days.workdays.on_or_after(due + DAY) - DAY, days.workdays))


def _behind(rules: Rules, days: Days) -> Iterator[date]:
    """Overdue by one of the days: daily first, then on one day of the week."""
    start = 1
    for until, every in rules.overdue:
        for day in _of(days):
            for late in range(start + (-start % every), until + 1, every):
                yield day - timedelta(days=late)
        start = until + 1


def _of(days: Days) -> Iterator[date]:
    day = days.start
    while day <= days.end:
        yield day
        day += DAY


def _together(ordered: Iterable[date]) -> Iterator[Window]:
    start = end = None
    for day in ordered:
        if start is None or end is None or day != end + DAY:
            if start and end:
                yield Window(start, end)
            start = day
        end = day
    if start and end:
        yield Window(start, end)
