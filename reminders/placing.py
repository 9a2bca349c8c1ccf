"""When exactly something is said: on working days, in the morning, never in quiet hours."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from db.records import Document
from db.replanning import Decision
from reminders.facts import Destination
from reminders.occasions import DAY, Occasion
from reminders.settings import Settings
from reminders.wording import said_date
from reminders.workdays import Workdays


@dataclass(frozen=True, slots=True)
class Placed:
    """An occasion for one destination at its moment, and what moved it there."""

    occasion: Occasion
    destination: Destination
    document: Document
    at: datetime
    moved: str = ""
    decided: Decision | None = None
    """What a coordinator made of it."""

    @property
    def key(self) -> str:
        """Of the notice."""
        return f"{self.occasion.key}/{self.destination.key}"


def moment_of(
    occasion: Occasion, destination: Destination, settings: Settings, workdays: Workdays
) -> tuple[datetime, str]:
    """The moment, and why it is not on the day itself."""
    if occasion.moment is not None:
        return soon(occasion.moment, destination, settings, workdays), ""
    day = workdays.on_or_before(occasion.day)
    moved = ""
    if day != occasion.day:
        moved = f"；{said_date(occasion.day)}是休息日，提前到{said_date(day)}"
    if not workdays.is_published(occasion.day.year):
        moved += f"；{occasion.day.year}年放假安排尚未公布，按周末推算"
    return morning(day, destination, settings), moved


def morning(day: date, destination: Destination, settings: Settings) -> datetime:
    """09:00 there, or when its quiet hours end."""
    quiet = destination.quiet or settings.quiet
    at = quiet[1] if is_quiet(settings.morning, quiet) else settings.morning
    return datetime.combine(day, at, zone_of(destination, settings))


def zone_of(destination: Destination, settings: Settings) -> ZoneInfo:
    """By whose clock it is morning there: a channel's own, else the office's."""
    return destination.zone or settings.zone


def is_quiet(clock: time, quiet: tuple[time, time]) -> bool:
    """Whether that time lies in those hours, which may pass midnight."""
    start, end = quiet
    return start <= clock < end if start < end else clock >= start or clock < end


def may_speak(
    moment: datetime, destination: Destination, settings: Settings, workdays: Workdays
) -> bool:
    """Whether it is a working day there, and no quiet hour."""
    here = moment.astimezone(zone_of(destination, settings))
    quiet = destination.quiet or settings.quiet
    return workdays.is_workday(here.date()) and not is_quiet(here.time(), quiet)


def soon(
    moment: datetime, destination: Destination, settings: Settings, workdays: Workdays
) -> datetime:
    """At once, or first thing on the next working day that has begun by then."""
    here = moment.astimezone(zone_of(destination, settings))
    if may_speak(moment, destination, settings, workdays):
        return here
    day = workdays.on_or_after(here.date())
    at = morning(day, destination, settings)
    return at if at >= here else morning(workdays.on_or_after(day + DAY), destination, settings)


def floor(
    destination: Destination,
    document_id: int,
    occasion: Occasion,
    activated_at: datetime | None,
) -> datetime | None:
    """Nothing earlier is said there: neither before the paper was active nor unasked for."""
    known = (
        activated_at,
        destination.since,
        destination.documents.get(document_id),
        destination.kinds_since.get(occasion.kind),
        _earliest(destination.bureaus, occasion.bureaus),
    )
    return max((one for one in known if one is not None), default=None)


def _earliest(subscribed: Mapping[int, datetime | None], about: tuple[int, ...]) -> datetime | None:
    since = [subscribed[one] for one in about if one in subscribed]
    return min((one for one in since if one is not None), default=None) if since else None
