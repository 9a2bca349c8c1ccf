"""Spans of days by their Chinese names: the days of a month, a quarter, 上旬, a five-year plan."""

import calendar
from datetime import date, timedelta

from knowledge.numerals import to_int

Days = tuple[date, date]
"""First and last day, both included."""

_TEN_DAYS = {"上": (1, 10), "初": (1, 10), "中": (11, 20)}
_MONTHS_OF_YEAR = {"初": (1, 1), "中": (6, 6), "内": (1, 12)}


def five_year_plan(number: str) -> tuple[int, int]:
    """The first and last year of the plan 十`number`五: 四 gives 2021 and 2025."""
    last = 2005 + 5 * (to_int(number) or 0)
    return last - 4, last


def later(start: date, count: int, unit: str) -> date:
    """`count` days, weeks, months or years on; 工作日 count Monday to Friday."""
    if unit.endswith("工作日"):
        weeks, rest = divmod(count, 5)
        day = start + timedelta(weeks=weeks)
        while rest:
            day += timedelta(days=1)
            rest -= day.weekday() < 5
        return day
    if unit[-1] in "月年":
        year, month = divmod(
            start.year * 12 + start.month - 1 + count * (12 if unit == "年" else 1), 12
        )
        return date(year, month + 1, min(start.day, month_days(year, month + 1)[1].day))
    return start + timedelta(days=count * (7 if unit == "周" else 1))


def months(year: int, first: int, last: int) -> Days:
    """From the first day of one month to the last of another, in one year."""
    return date(year, first, 1), month_days(year, last)[1]


def month_days(year: int, month: int) -> Days:
    """All days of a month."""
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def day_of(year: int, month: int, day: int) -> date | None:
    """The day, or None where the calendar has none."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def part_of_month(year: int, month: int, part: str) -> Days:
    """上旬 and 初 end on the 10th, 中旬 on the 20th, 下旬, 底 and 末 with the month."""
    first, last = month_days(year, month)
    begin, stop = _TEN_DAYS.get(part.removeprefix("月")[0], (21, last.day))
    return first.replace(day=begin), first.replace(day=stop)


def part_of_year(year: int, part: str) -> Days:
    """年初 is January, 年中 June, 年底 December, 年内 all of it."""
    return months(year, *_MONTHS_OF_YEAR.get(part, (12, 12)))
