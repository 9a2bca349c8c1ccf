"""What the rules need to know: frozen facts, as of one moment."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Literal
from zoneinfo import ZoneInfo

from db.due_rows import HandedOver
from db.hushes import Hush
from db.opt_outs import OptOut
from db.records import Document, Indicator, Phase, Position, Task
from db.replanning import Decision
from db.standing import ENDED, Standing


@dataclass(frozen=True, slots=True)
class TaskFact:
    """A task, how it stands, and who of its lead was asked to see to it."""

    task: Task
    standing: Standing
    assigned_to: int | None = None
    blocked_by: int | None = None
    """The person who reported it blocked."""

    @property
    def is_open(self) -> bool:
        """Whether anybody still has to do something about it."""
        return not self.task.removed and self.standing.state not in (*ENDED, "suspended", "waiting")

    @property
    def leads(self) -> tuple[int, ...]:
        """Ids of the units that answer for it: its leads, else those responsible."""
        return self._units("lead") or self._units("responsible")

    @property
    def cooperating(self) -> tuple[int, ...]:
        """Ids of the units that feed it."""
        return self._units("cooperating")

    def _units(self, role: str) -> tuple[int, ...]:
        every = (one.bureau_id for one in self.task.assignments if one.role == role)
        return tuple(dict.fromkeys(every))


@dataclass(frozen=True, slots=True)
class IndicatorFact:
    """An indicator and the last figure reported for it."""

    indicator: Indicator
    read_on: date | None = None
    value: float | None = None


@dataclass(frozen=True, slots=True)
class PaperFact:
    """One paper with what its rules look at."""

    document: Document
    tasks: tuple[TaskFact, ...] = ()
    phases: tuple[Phase, ...] = ()
    indicators: tuple[IndicatorFact, ...] = ()
    handed_over: tuple[HandedOver, ...] = ()


@dataclass(frozen=True, slots=True)
class Unit:
    """What a person is in a unit."""

    bureau: int
    position: Position
    in_charge: bool = False
    """Its 分管领导, who does not work in it."""


@dataclass(frozen=True, slots=True)
class Destination:
    """A channel or a person who may be told something.

    `documents`, `bureaus`: ids, each with since when; a channel's empty ones mean all that is
    active.
    """

    key: str
    """Part of the keys of notices: c3, p5, terminal."""
    channel: int | None = None
    person: int | None = None
    name: str = ""
    since: datetime | None = None
    documents: Mapping[int, datetime | None] = field(default_factory=dict)
    bureaus: Mapping[int, datetime | None] = field(default_factory=dict)
    kinds: frozenset[str] = frozenset()
    kinds_since: Mapping[str, datetime | None] = field(default_factory=dict)
    muted: frozenset[str] = frozenset()
    quiet: tuple[time, time] | None = None
    zone: ZoneInfo | None = None
    """Its own clock; None: the office's."""
    minimal: bool = False
    samples: bool = False
    """The terminal's own: it also gets what its papers would say before they are active."""
    units: tuple[Unit, ...] = ()
    overlooks: Literal["", "all"] | tuple[Literal["document", "bureau"], int] = ""
    """What a manager or coordinator looks after."""
    weekly: bool = False
    """It gets the weekly digest."""
    hushes: tuple[Hush, ...] = ()
    """What was put aside there."""
    opt_outs: tuple[OptOut, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """All that a plan is made from."""

    papers: tuple[PaperFact, ...] = ()
    destinations: tuple[Destination, ...] = ()
    decided: Mapping[str, Decision] = field(default_factory=dict)
    """By key, what coordinators decided about single notices."""
