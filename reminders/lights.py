"""红黄绿灯 of a task. So far by its deadline alone: reports are not yet taken into account."""

from datetime import date, timedelta
from typing import Literal

from knowledge.papers.model import Deadline
from reminders.recurring import falls_within

Light = Literal["red", "yellow", "green", "none"]

SOON = timedelta(days=14)
"""临近期限: due within so many days."""


def light_of(deadline: Deadline, today: date) -> Light:
    """red past its date, yellow due soon, green otherwise; none where there is no date."""
    if deadline.kind == "recurring":
        return "yellow" if falls_within(deadline, today, today + SOON) else "green"
    if deadline.date is None:
        return "none"
    if deadline.date < today:
        return "red"
    return "yellow" if deadline.date <= today + SOON else "green"
