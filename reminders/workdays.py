"""Working days by the State Council's calendar with 调休, and counting by them.

The package knows published years only. For any other year, and wherever the office says so, an
override table decides; else a weekend is a rest day, and whoever asks can tell people that the
year is not published yet.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache

import chinese_calendar


@lru_cache(maxsize=10_000)  # the package looks through its whole table each time
def _published(day: date) -> bool | None:
    """Whether the package says it is worked; None for a year it does not know."""
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        return None


@dataclass(frozen=True, slots=True)
class Workdays:
    """The calendar of an office. `overrides`: day → whether it is worked."""

    overrides: Mapping[date, bool] = field(default_factory=dict)

    def is_workday(self, day: date) -> bool:
        """Whether the office works on that day."""
        said = self.overrides.get(day)
        if said is not None:
            return said
        published = _published(day)
        return day.weekday() < 5 if published is None else published

    def is_published(self, year: int) -> bool:
        """Whether the calendar of that year is known, rather than taken from weekends."""
        if any(day.year == year for day in self.overrides):
            return True
        return _published(date(year, 1, 1)) is not None

    def on_or_before(self, day: date) -> date:
        """That day, or the last working day before it."""
        while not self.is_workday(day):
            day -= timedelta(days=1)
        return day

    def on_or_after(self, day: date) -> date:
        """That day, or the first working day after it."""
        while not self.is_workday(day):
            day += timedelta(days=1)
        return day

    def before(self, day: date, count: int) -> date:
        """The working day `count` working days before `day` (0: on or before it)."""
        day = self.on_or_before(day)
        for _ in range(count):
            day = self.on_or_before(day - timedelta(days=1))
        return day

    def after(self, day: date, count: int) -> date:
        """The working day `count` working days after `day` (0: on or after it)."""
        day = self.on_or_after(day)
        for _ in range(count):
            day = self.on_or_after(day + timedelta(days=1))
        return day

    def between(self, start: date, end: date) -> int:
        """Working days after `start` up to and with `end`; negative when `end` is earlier."""
        if end < start:
            return -self.between(end, start)
        days = (start + timedelta(days=number) for number in range(1, (end - start).days + 1))
        return sum(self.is_workday(day) for day in days)
