"""What an office may set about reminders: when the rules speak, and how much at most."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Shanghai")
MORNING = time(9, 0)
QUIET = (time(18, 0), time(8, 30))


Pause = tuple[date, date]


def zone_of_office(now: datetime) -> ZoneInfo:
    """The zone in which the office's time is given; the usual one where it is given in none."""
    return now.tzinfo if isinstance(now.tzinfo, ZoneInfo) else ZONE


@dataclass(frozen=True, slots=True)
class Rules:
    """Lead times of the rules. Deadlines count in working days, phases in calendar days."""

    deadline: tuple[int, ...] = (30, 14, 7, 3, 1, 0)
    cooperating: tuple[int, ...] = (7, 1)
    """When cooperating units hear of it, before the day that their part is due."""
    cooperating_ahead: int = 3
    """So many working days before the task their part is due."""
    overdue: tuple[tuple[int, int], ...] = ((14, 1), (90, 7))
    """Up to so many days late, every so many days; later than all of them, never."""
    escalate_head: int = 3
    """So many working days late, the head of the unit hears of it; then weekly."""
    escalate_leader: int = 10
    """The same for the 分管领导 of the unit."""
    escalate_until: int = 30
    """Later than so many days, only the digest says so."""
    phase: tuple[int, ...] = (7, 0)
    recurring: tuple[int, ...] = (3, 0)
    evaluation: tuple[int, ...] = (30, 0)
    behind: float = 0.1
    """An indicator is behind when it lacks more than this part of what is expected by now."""
    silent_weeks: int = 4
    receipt: tuple[int, ...] = (2, 5)
    """Working days after a task was handed over without a receipt."""
    off: frozenset[str] = frozenset()
    """Kinds that are not said."""
    pause: tuple[Pause, ...] = ()
    """First and last days of stretches in which nothing is said; it is said after them."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Rules by channel and paper; what neither has set is the default."""

    rules: Rules = field(default_factory=Rules)
    channels: Mapping[int, Mapping[str, Any]] = field(default_factory=dict)
    documents: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """By slug. Each holds names of `Rules` and what they are there."""
    zone: ZoneInfo = ZONE
    morning: time = MORNING
    quiet: tuple[time, time] = QUIET
    weekly: int = 5
    """Messages a unit gets in a week at most."""
    digest: tuple[int, time | None] = (0, None)
    """On which day of the week (Monday 0), at what time; None: in the morning as all else."""
    compulsory: frozenset[str] = frozenset({"overdue", "escalation"})
    """Kinds that nobody can leave out: those that go to whoever answers for the task."""

    def weekly_of(self, channel: int | None) -> int | None:
        """Messages that the channel itself gets in a week at most; None where it is as others."""
        value = self.channels.get(channel, {}).get("weekly") if channel is not None else None
        return value if isinstance(value, int) else None

    def every_pause(self) -> Iterator[Pause]:
        """Of the office, of papers and of channels."""
        yield from self.rules.pause
        for given in (*self.documents.values(), *self.channels.values()):
            yield from given.get("pause", ())

    def of(self, channel: int | None, slug: str) -> Rules:
        """The rules there: what the channel says goes before what the paper says."""
        given = dict(self.documents.get(slug, {}))
        if channel is not None:
            given |= self.channels.get(channel, {})
        return replace(self.rules, **_known(given)) if given else self.rules


def _known(given: Mapping[str, Any]) -> dict[str, Any]:
    """JSON's lists as what the rules hold; names that no rule has are left out."""
    names = {one.name for one in fields(Rules)}
    return {name: _plain(name, value) for name, value in given.items() if name in names}


def _plain(name: str, value: Any) -> Any:  # noqa: ANN401 - JSON
    match name, value:
        case "off", list():
            return frozenset(value)
        case _, list():
            return tuple(_plain("", one) for one in value)
    return value
