"""The facts of one issued paper, as read (no ids, no database).

The public JSON of `duban parse` is made from these records by `knowledge.papers.public`.
"""

import dataclasses
import datetime as dt
from dataclasses import dataclass
from typing import Literal

Operator = Literal["=", ">=", "<="]
DeadlineKind = Literal["explicit", "phase", "period", "recurring", "open"]
Recurrence = Literal["monthly", "quarterly", "half-yearly", "yearly"]
Role = Literal["lead", "cooperating", "responsible"]


@dataclass(frozen=True, slots=True)
class Period:
    """The span a paper covers, first and last day included."""

    start: dt.date
    end: dt.date


@dataclass(frozen=True, slots=True)
class Section:
    """A top heading of the paper, in printed order from 1."""

    order: int
    label: str | None
    title: str
    line: int


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure of a task: `新建…56个` is value 56, unit 个; 3—5个 has value 3, value_max 5."""

    name: str | None
    text: str
    value: float
    unit: str | None = None
    value_max: float | None = None
    op: Operator = "="
    per: Literal["year", "half-year", "quarter", "month"] | None = None
    by: dt.date | None = None


@dataclass(frozen=True, slots=True)
class DatedPhrase:
    """A date of a task and the words it was read from."""

    date: dt.date
    text: str


@dataclass(frozen=True, slots=True)
class Deadline:
    """When a task is due, and how sure that is.

    `kind` is `period` where nothing is printed and the period's end is assumed (`text` is then
    None); `open` and `recurring` have no date.
    """

    kind: DeadlineKind
    date: dt.date | None = None
    text: str | None = None
    all: tuple[DatedPhrase, ...] = ()
    recurrence: Recurrence | None = None
    recurrence_day: str | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """A step inside a task (一是…) without units of its own."""

    label: str | None
    title: str
    line: int
    text: str = ""


@dataclass(frozen=True, slots=True)
class Task:
    """A numbered item of a work section, or any numbered item with units of its own."""

    ref: str
    section_order: int | None
    title: str
    text: str
    line: int
    lead: tuple[str, ...] = ()
    cooperating: tuple[str, ...] = ()
    responsible: tuple[str, ...] = ()
    inherited: bool = False
    deadline: Deadline = Deadline("open")
    quantities: tuple[Quantity, ...] = ()
    measures: tuple[Measure, ...] = ()
    points: tuple[str, ...] = ()
    """Key points in the project's own words: only built-in papers have them."""


@dataclass(frozen=True, slots=True)
class Target:
    """What an indicator shall reach in a year."""

    year: int
    value: float


@dataclass(frozen=True, slots=True)
class Indicator:
    """A named figure with its baseline and targets; `targets` is in the order of years."""

    name: str
    unit: str | None = None
    baseline_year: int | None = None
    baseline: float | None = None
    targets: tuple[Target, ...] = ()
    op: Operator = ">="
    lead: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Phase:
    """A named span with dates, both days included."""

    name: str
    start: dt.date | None
    end: dt.date | None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Duty:
    """What a member unit of a 专班 or joint conference answers for."""

    bureau: str
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """What an amendment changes in the paper it amends; `ref` as the amended paper prints it.

    `added` where `new` comes beside what stood there before, not in its place.
    """

    ref: str
    field: str
    old: str | None
    new: str | None
    # Not in the repr: the hash of a paper's content is made of that, and stays as it was.
    added: bool = dataclasses.field(default=False, repr=False)


@dataclass(frozen=True, slots=True)
class Amends:
    """The paper that this one amends."""

    doc_number: str | None
    title: str | None


@dataclass(frozen=True, slots=True)
class Doubt:
    """What a person should check, and where (`line` as in `Line.number`)."""

    line: int
    message: str


@dataclass(frozen=True, slots=True)
class Paper:
    """One issued paper, understood."""

    slug: str
    title: str
    issuer: str | None = None
    doc_number: str | None = None
    jurisdiction: str | None = None
    issued_on: dt.date | None = None
    period: Period | None = None
    amends: Amends | None = None
    changes: tuple[Change, ...] = ()
    sections: tuple[Section, ...] = ()
    tasks: tuple[Task, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    phases: tuple[Phase, ...] = ()
    duties: tuple[Duty, ...] = ()
    members: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = ()
