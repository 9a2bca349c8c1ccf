"""A week as the digest sees it: frozen facts of how things stood at its beginning and its end."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Literal

from db.records import Document, Phase, Task
from db.standing import ENDED, Report, Standing
from reminders.facts import IndicatorFact
from reminders.lights import USUAL, Thresholds
from reminders.settings import Rules
from reminders.workdays import Workdays

_MOMENT = timedelta(microseconds=1)
DAYS = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Week:
    """From `since` up to, not with, `until`, both aware."""

    since: datetime
    until: datetime

    @property
    def today(self) -> date:
        """The last day of it: how things stand is as of this day."""
        return (self.until - _MOMENT).date()

    @property
    def before(self) -> date:
        """The day that things are compared with."""
        return (self.since - _MOMENT).date()

    @property
    def is_month(self) -> bool:
        """Whether it is a calendar month, be it only as far as it has gone by."""
        begins = self.since.day == 1 and not self.since.hour and self.since.weekday() != 0
        return self.until - self.since > DAYS or begins


def week_until(now: datetime) -> Week:
    """The seven days up to now: what a Monday's digest is about."""
    return Week(now - DAYS, now)


def week_of(day: date, now: datetime) -> Week | None:
    """The calendar week of that day, up to now where it still runs; None where it has not begun."""
    monday = datetime.combine(day - timedelta(days=day.weekday()), now.timetz()).replace(
        hour=0, minute=0, second=0, microsecond=0, tzinfo=now.tzinfo
    )
    return Week(monday, min(monday + DAYS, now)) if monday < now else None


@dataclass(frozen=True, slots=True)
class Scope:
    """What a manager looks after; `name` as people say it, `ids` of the paper or the unit."""

    kind: Literal["all", "document", "bureau"] = "all"
    name: str = "全部在办文件"
    ids: tuple[int, ...] = ()
    text: str = "all"
    """As it is written: all, document:SLUG, bureau:NAME."""
    papers: tuple[int, ...] = ()
    """Of what is scoped by units: in these papers only; empty means in all."""


@dataclass(frozen=True, slots=True)
class Work:
    """A task and how it stood; `before` is None for what came in during the week."""

    task: Task
    document: Document
    now: Standing
    before: Standing | None
    asks_for: date | None = None
    """The day that an undecided 延期申请 asks for."""
    asking: bool = False

    @property
    def is_open(self) -> bool:
        """Whether anybody still has to do something about it."""
        return self.now.state not in (*ENDED, "suspended")


@dataclass(frozen=True, slots=True)
class Read:
    """An indicator with its last figure at the end of the week, and at its beginning."""

    now: IndicatorFact
    before: IndicatorFact


@dataclass(frozen=True, slots=True)
class Leaders:
    """Who decides in a unit: names of its heads, and of its 分管领导."""

    heads: tuple[str, ...] = ()
    in_charge: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WeekFacts:
    """All that a digest is made from."""

    week: Week
    scope: Scope = field(default_factory=Scope)
    documents: tuple[Document, ...] = ()
    works: tuple[Work, ...] = ()
    indicators: tuple[Read, ...] = ()
    phases: tuple[Phase, ...] = ()
    reports: tuple[Report, ...] = ()
    leaders: Mapping[int, Leaders] = field(default_factory=dict)
    groups: frozenset[int] = frozenset()
    """Ids of names that stand for several units: they cannot report."""
    rules: Rules = field(default_factory=Rules)
    thresholds: Thresholds = USUAL
    workdays: Workdays = field(default_factory=Workdays)
