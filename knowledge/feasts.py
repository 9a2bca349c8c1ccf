"""The days off at a feast, as the State Council published them. Pure."""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache

import chinese_calendar

_NAMES: Mapping[str, str] = {
    "元旦": "New Year's Day", "春节": "Spring Festival", "清明": "Tomb-sweeping Day",
    "五一": "Labour Day", "端午": "Dragon Boat Festival", "中秋": "Mid-autumn Festival",
    "国庆": "National Day",
}  # fmt: skip
CALLED: Mapping[str, str] = {name: name for name in _NAMES} | {
    "过年": "春节", "劳动节": "五一", "十一": "国庆",
}  # fmt: skip
"""What people say → the feast."""
SAID = rf"(?<![一二三四五六七八九\d第])(?:{'|'.join(CALLED)})节?"
"""A pattern for any of them; 二十一 is none."""


def feast_of(said: str) -> str:
    """春节 for 过年; what `SAID` matches."""
    return CALLED.get(said) or CALLED[said.removesuffix("节")]


@lru_cache(maxsize=100)
def days_off(feast: str, year: int) -> tuple[date, date] | None:
    """The first and the last; None where they are not published, or count as another feast's."""
    name = _NAMES[feast]
    found = [day for day, called in chinese_calendar.holidays.items() if called == name]
    days = sorted(day for day in found if _year_of(feast, day) == year)
    return (days[0], days[-1]) if days else None


def _year_of(feast: str, day: date) -> int:
    """元旦 may begin in December."""
    return (day + timedelta(days=15)).year if feast == "元旦" else day.year


def next_off(feast: str, today: date) -> tuple[date, date] | None:
    """Those that are to come next."""
    for year in (today.year, today.year + 1):
        days = days_off(feast, year)
        if days and days[1] >= today:
            return days
    return None
