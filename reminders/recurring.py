"""When recurring reports fall due: 每月5日前, 每季度末, 每半年, 每年12月底前."""

import calendar
from collections.abc import Iterator
from datetime import date

from knowledge.papers.model import Deadline

_STEP = {"monthly": 1, "quarterly": 3, "half-yearly": 6, "yearly": 12}


def falls_within(deadline: Deadline, start: date, end: date) -> bool:
    """Whether an occurrence of the recurring deadline lies in those days, both included."""
    return any(start <= day <= end for day in occurrences(deadline, start, end))


def occurrences(deadline: Deadline, start: date, end: date) -> Iterator[date]:
    """The days it is due between `start` and `end`; a day of month that a month lacks is its last.

    A monthly report is due on its day of the month (the last where none is printed), a quarterly,
    half-yearly or yearly one on that day of the period's last month.
    """
    step = _STEP.get(deadline.recurrence or "", 0)
    if not step or end < start:
        return
    for index in range(start.year * 12 + start.month - 1, end.year * 12 + end.month):
        year, month = index // 12, index % 12 + 1
        if month % step == 0:
            day = date(year, month, _day(deadline, year, month))
            if start <= day <= end:
                yield day


def _day(deadline: Deadline, year: int, month: int) -> int:
    last = calendar.monthrange(year, month)[1]
    printed = deadline.recurrence_day or ""
    return min(int(printed), last) if printed.isdecimal() else last
