"""红黄绿灯 of a task: by its deadline, by what was reported, and 序时进度, what is due pro rata."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Literal

from db.records import Document
from db.standing import ENDED, Standing
from knowledge.papers.model import Deadline
from reminders.recurring import falls_within
from reminders.workdays import Workdays

Light = Literal["red", "yellow", "green", "blue", "none"]

SOON = timedelta(days=14)
"""临近期限: due within so many days."""


@dataclass(frozen=True, slots=True)
class Thresholds:
    """When a light changes; percents are points behind 序时进度."""

    soon: timedelta = SOON
    behind: int = 15
    far_behind: int = 35
    soon_workdays: int | None = None
    """Where it is settled so: due within so many working days."""
    workdays: Workdays = field(default_factory=Workdays)

    def horizon(self, today: date) -> date:
        """The last day that is soon."""
        if self.soon_workdays is None:
            return today + self.soon
        return self.workdays.after(today, self.soon_workdays)


USUAL = Thresholds()
NAME = "lights"
"""What the office settled stands in the ledger's settings under this name, as JSON:
`{"soon": 7, "behind": 10, "far_behind": 30}`, or `soon_workdays` in the place of `soon`."""


def thresholds_of(said: Mapping[str, Any], workdays: Workdays | None = None) -> Thresholds:
    """What holds; the defaults where the office said nothing, or nothing that can be read."""

    def number(name: str) -> int | None:
        value = said.get(name)
        good = isinstance(value, int) and not isinstance(value, bool) and 0 < value < 1000
        return value if good else None

    soon = number("soon")
    return Thresholds(
        SOON if soon is None else timedelta(days=soon),
        number("behind") or USUAL.behind,
        number("far_behind") or USUAL.far_behind,
        number("soon_workdays"),
        workdays or Workdays(),
    )


def light_of(
    deadline: Deadline,
    today: date,
    standing: Standing | None = None,
    start: date | None = None,
    thresholds: Thresholds = USUAL,
) -> Light:
    """blue closed; red past its date or far behind, yellow due soon or behind, green otherwise;
    none where there is no date, or where it is suspended.

    `start` is when the work began to run; without it nothing is behind.
    """
    if standing and standing.state in ENDED:
        return "blue"
    if standing and standing.state == "suspended":
        return "none"
    if standing and standing.state == "waiting":
        return _applied(deadline, standing)
    dated = _by_date(deadline, today, thresholds)
    return _worse(dated, _by_course(deadline, today, standing, start, thresholds))


def start_of(document: Document) -> date | None:
    """When the work of a paper begins to run: its period, else its issue."""
    return document.period.start if document.period else document.issued_on


def expected(deadline: Deadline, start: date | None, today: date) -> int | None:
    """序时进度: the percent due by today, pro rata; None without a span of days."""
    if start is None or deadline.date is None or deadline.date <= start:
        return None
    share = (today - start) / (deadline.date - start)
    return round(100 * min(1.0, max(0.0, share)))


def _by_date(deadline: Deadline, today: date, thresholds: Thresholds) -> Light:
    if deadline.kind == "recurring":
        return "yellow" if falls_within(deadline, today, thresholds.horizon(today)) else "green"
    if deadline.date is None:
        return "none"
    if deadline.date < today:
        return "red"
    return "yellow" if deadline.date <= thresholds.horizon(today) else "green"


def _applied(deadline: Deadline, standing: Standing) -> Light:
    """Whoever applied in time is not late while others review."""
    late = deadline.date and standing.spoken_at and standing.spoken_at.date() > deadline.date
    return "red" if late else "green"


def _by_course(
    deadline: Deadline,
    today: date,
    standing: Standing | None,
    start: date | None,
    thresholds: Thresholds,
) -> Light:
    """Only what somebody put a figure to can be behind."""
    due = expected(deadline, start, today)
    if due is None or standing is None or standing.percent is None:
        return "none"
    lacking = due - standing.percent
    if lacking >= thresholds.far_behind:
        return "red"
    return "yellow" if lacking >= thresholds.behind else "none"


def _worse(one: Light, other: Light) -> Light:
    return next((light for light in _WORST if light in (one, other)), "none")


_WORST: tuple[Light, ...] = ("red", "yellow", "green", "blue")
