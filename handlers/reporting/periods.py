"""From which day on a report counts, when it is asked who has not reported yet. Pure."""

from dataclasses import dataclass
from datetime import date, timedelta

from db.records import Task
from reminders.recurring import occurrences

_AROUND = timedelta(days=370)
_GRACE = 5
"""Up to this day of a month it is the month before that is asked about."""


@dataclass(frozen=True, slots=True)
class Period:
    """The days in which a report counts, and the day it was or is due; None where on no day."""

    first: date
    due: date | None = None


def period(task: Task, today: date) -> Period:
    """What is due again and again is asked about by the due date that lies nearer: on the day
    after one, who missed it. Anything else is asked about by the month."""
    if task.deadline.recurrence:
        days = list(occurrences(task.deadline, today - 2 * _AROUND, today + _AROUND))
        passed = [one for one in days if one < today]
        coming = [one for one in days if one >= today]
        if passed and coming:
            near = coming[0] if coming[0] - today <= today - passed[-1] else passed[-1]
            before = [one for one in passed if one < near]
            return Period(before[-1] + timedelta(days=1) if before else date.min, near)
    return Period(month_from(today))


def month_from(today: date) -> date:
    """The first day of this month; of the last one while this one has only begun."""
    first = today.replace(day=1)
    return first if today.day > _GRACE else (first - timedelta(days=1)).replace(day=1)
