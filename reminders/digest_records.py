"""What a digest says, as frozen records: every number with the tasks behind it."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from db.standing import State
from reminders.lights import Light
from reminders.week import Scope, Week

Weight = Literal["full", "short", "nothing"]


@dataclass(frozen=True, slots=True)
class Entry:
    """A task on one line of a digest."""

    task_id: int
    document: str
    """The document's slug; `paper` is its title."""
    paper: str
    ref: str
    title: str
    units: tuple[str, ...]
    """Who files for it: its leads, else those responsible."""
    due: date | None
    assumed: bool
    """The date is that of the paper's end, not printed for this task."""
    state: State
    percent: int | None
    light: Light
    was: Light | None
    """The light a week ago; None for what came in since."""


@dataclass(frozen=True, slots=True)
class Lit:
    """A light: what shows it now, what showed it a week ago."""

    light: Light
    now: tuple[Entry, ...]
    before: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Decider:
    """Who has to act: in which capacity, of which unit, by name where the roster knows."""

    role: Literal["牵头单位", "主要负责人", "分管领导", "督办人员"]
    unit: str = ""
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something that somebody has to decide about, and who."""

    kind: Literal["blocked", "overdue", "review", "extension"]
    entry: Entry
    decider: Decider
    days: int = 0
    """So many calendar days late."""
    blocker: str | None = None
    need: str | None = None
    until: date | None = None
    """The day that an extension asks for."""


@dataclass(frozen=True, slots=True)
class Closed:
    """What was closed within the week."""

    entry: Entry
    on: date | None


@dataclass(frozen=True, slots=True)
class Gauge:
    """An indicator: actual, expected by now (序时进度), target."""

    indicator_id: int
    document: str
    paper: str
    name: str
    unit: str
    lead: tuple[str, ...]
    actual: float | None
    read_on: date | None
    """None where the actual is the baseline, not reported."""
    before: float | None
    """What was known a week ago."""
    expected: float | None
    target: float | None
    year: int | None
    upward: bool
    """More is better."""
    behind: bool


@dataclass(frozen=True, slots=True)
class SilentUnit:
    """A unit with open tasks of its own that reported nothing in the week."""

    bureau_id: int
    name: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Coming:
    """What falls due within the next two weeks; `again` for a recurring report."""

    day: date
    entry: Entry
    again: bool = False


@dataclass(frozen=True, slots=True)
class PhaseAhead:
    """A phase that runs, or the next one of its paper."""

    document: str
    paper: str
    name: str
    start: date | None
    end: date | None
    runs: bool


@dataclass(frozen=True, slots=True)
class Digest:
    """One week for one scope."""

    week: Week
    scope: Scope
    papers: tuple[str, ...]
    entries: tuple[Entry, ...]
    lights: tuple[Lit, ...]
    """Worst first; all five."""
    moved: tuple[Entry, ...]
    """Tasks whose light is another than a week ago."""
    reported: tuple[Entry, ...]
    """Tasks that somebody reported on."""
    reports: int
    closed: tuple[Closed, ...]
    troubles: tuple[Trouble, ...]
    """Most urgent first; a task once."""
    gauges: tuple[Gauge, ...]
    silent: tuple[SilentUnit, ...]
    coming: tuple[Coming, ...]
    phases: tuple[PhaseAhead, ...]

    @property
    def added(self) -> tuple[Entry, ...]:
        """What came in within the week."""
        return tuple(one for one in self.entries if one.was is None)

    @property
    def weight(self) -> Weight:
        """short where nothing moved but something waits; nothing where not even that."""
        if self.moved or self.added or self.reports or self.closed:
            return "full"
        turns = any(self._soon(day) for one in self.phases for day in (one.start, one.end))
        return "short" if self.troubles or self.coming or turns else "nothing"

    def _soon(self, day: date | None) -> bool:
        return day is not None and 0 <= (day - self.week.today).days <= 14
