"""The weekly digest as something to be said: Monday morning, or the first working day of the week.

Pure. What it says is made when it is said; the plan only knows when, to whom, and of which week.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise, product

from db.replanning import Decision
from reminders.facts import Destination, PaperFact
from reminders.occasions import DAY, WEEK, Days
from reminders.pausing import Pauses
from reminders.placing import is_quiet, morning
from reminders.settings import Settings
from reminders.unwanted import opted_out
from reminders.wording import said_date

KIND = "digest"
TEXT = (
    "督办周报：灯的变化、办结的、要决定的、指标、没有反馈的单位、未来两周（一周没有变化就不发）。"
)


@dataclass(frozen=True, slots=True)
class Weekly:
    """A digest for one destination: of the time since the one before, up to its own moment."""

    monday: date
    destination: Destination
    since: datetime
    at: datetime
    moved: str = ""
    decided: Decision | None = None

    @property
    def key(self) -> str:
        """Of the notice."""
        return f"{KIND}/{self.monday:%Y%m%d}/{self.destination.key}"

    @property
    def why(self) -> str:
        """Which rule it is."""
        return f"每周一份周报，遇休息日顺延到本周的下一个工作日{self.moved}"


def weekly(
    papers: Iterable[PaperFact], places: Iterable[Destination], days: Days, settings: Settings
) -> Iterator[Weekly]:
    """Those of the weeks that these days touch; none where no paper is in hand by then."""
    begun = [one.document.activated_at for one in papers if one.document.state == "active"]
    wanted = [one for one in places if one.weekly and KIND not in settings.of(one.channel, "").off]
    mondays = list(_mondays(days, DAY * settings.digest[0]))
    pauses = Pauses(settings, days.workdays)
    for one, ((before, _), (day, monday)) in product(wanted, pairwise(mondays)):
        at = _moment(day, one, settings)
        in_hand = any(since is None or since <= at for since in begun)
        if in_hand and _hears(one, at) and pauses.until(at, one) is None:
            since = _moment(before, one, settings)
            planned = monday + DAY * settings.digest[0]
            yield Weekly(monday, one, since, at, _moved(day, planned))


def _hears(one: Destination, at: datetime) -> bool:
    """Whether a digest is wanted there then."""
    begun = one.since is None or at >= one.since
    return begun and not opted_out(one, KIND, None, at)


def _moment(day: date, one: Destination, settings: Settings) -> datetime:
    """At the time that is settled, unless the destination is quiet then."""
    usual, clock = morning(day, one, settings), settings.digest[1]
    if clock is None or is_quiet(clock, one.quiet or settings.quiet):
        return usual
    return usual.replace(hour=clock.hour, minute=clock.minute)


def _mondays(days: Days, after: timedelta) -> Iterator[tuple[date, date]]:
    """The first working day of each week from so long after its Monday, and that Monday; weeks
    without one are left out.

    With the last such week before these days: since then runs the first of their digests.
    """
    monday = days.start - DAY * days.start.weekday()
    before = days.workdays.on_or_before(monday - DAY)
    monday = before - DAY * before.weekday()
    while monday <= days.end:
        day = days.workdays.on_or_after(monday + after)
        if day >= monday + WEEK:
            day = days.workdays.on_or_before(monday + after)
        if monday <= day < monday + WEEK:
            yield day, monday
        monday += WEEK


def _moved(day: date, monday: date) -> str:
    return f"；{said_date(monday)}是休息日，顺延到{said_date(day)}" if day != monday else ""
