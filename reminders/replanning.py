"""What coordinators decided about single notices, laid over the plan; keys stay what they are."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

from db.replanning import Decision
from reminders.occasions import DAY, WEEK, Days
from reminders.placing import Placed
from reminders.weekly import Weekly
from reminders.wording import said_date
from reminders.workdays import Workdays

P = TypeVar("P", Placed, Weekly)


def whole_weeks(first: date, last: date, workdays: Workdays) -> Days:
    """The weeks of these days, and the days of rest after them, for what is said before those."""
    sunday = last + timedelta(days=6 - last.weekday())
    return Days(
        first - timedelta(days=first.weekday()), workdays.on_or_after(sunday + DAY) - DAY, workdays
    )


def reached(days: Days, decided: Mapping[str, Decision], zone: ZoneInfo) -> Days:
    """Those days and the ones from which something was moved to them."""
    came = [
        one.was.astimezone(zone).date()
        for one in decided.values()
        if one.to is not None and days.has(one.to.astimezone(zone).date())
    ]
    if not came:
        return days
    more = whole_weeks(min(came) - WEEK, max(came), days.workdays)
    return Days(min(days.start, more.start), max(days.end, more.end), days.workdays)


def decided_on(one: P, decided: Mapping[str, Decision], zone: ZoneInfo) -> P:
    """The notice as it was decided; as it was where nobody decided anything."""
    stored = decided.get(one.key)
    if stored is None:
        return one
    decision = _here(stored, zone)
    if decision.to is None:
        return replace(one, decided=decision, moved=f"{one.moved}；{decision.by}撤下")
    how = "并到这一条" if decision.action == "merge" else "改到这一天"
    moved = f"{one.moved}；{decision.by}{how}（原定{said_date(decision.was.date())}）"
    return replace(one, at=decision.to, decided=decision, moved=moved)


def _here(one: Decision, zone: ZoneInfo) -> Decision:
    """By the office's clock."""
    to, at = (moment and moment.astimezone(zone) for moment in (one.to, one.at))
    return replace(one, was=one.was.astimezone(zone), to=to, at=at)
