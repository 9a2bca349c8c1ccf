"""What a rule says: a fact, on which day, to what sort of people, and why."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from db.channels import RuleKind
from reminders.facts import PaperFact
from reminders.settings import Rules
from reminders.workdays import Workdays

Kind = RuleKind
Hearers = Literal["front", "heads", "leaders", "overseers", "channels", "own", "overall"]
"""front: those of a unit who do the work; heads: its 第一责任人; leaders: its 分管领导;
overseers: managers and coordinators; channels: all that subscribed to it; own: only those that
name the unit; overall: only those that name none."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """Something that is owed on a day, before anybody looked whether that is a day of rest."""

    kind: Kind
    key: str
    """Without the destination."""
    day: date
    text: str
    brief: str
    """The same by number and title only."""
    why: str
    to: tuple[Hearers, ...]
    bureaus: tuple[int, ...] = ()
    """The units that it is about; none: it is about the paper."""
    tasks: tuple[str, ...] = ()
    target: str | None = None
    target_id: int | None = None
    urgency: int = 5
    """0 first; what is least urgent waits where a week has too many messages."""
    moment: datetime | None = None
    """When it came up, for what is said the same day."""
    person: int | None = None
    """The one person of the units whom it concerns."""
    actor: int | None = None
    """Who did it, and need not be told."""


@dataclass(frozen=True, slots=True)
class Days:
    """The days that are looked at, both included, by the office's calendar."""

    start: date
    end: date
    workdays: Workdays

    def has(self, day: date) -> bool:
        """Whether the day is one of them."""
        return self.start <= day <= self.end

    def worked(self, day: date) -> date:
        """The day, or where it is one of rest the working day before: then it is said."""
        return self.workdays.on_or_before(day)


Rule = Callable[[PaperFact, Rules, Days], list[Occasion]]

DAY, WEEK = timedelta(days=1), timedelta(days=7)
