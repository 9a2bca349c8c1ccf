"""The plan: what is said unasked in a span of time, to whom, when, and why. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from db.replanning import Decision
from reminders.audience import Audience
from reminders.capping import capped
from reminders.facts import Destination, Facts, PaperFact
from reminders.occasions import Days, Occasion
from reminders.pausing import Pauses, whole_pauses
from reminders.placing import Placed, floor, moment_of
from reminders.replanning import decided_on, reached, whole_weeks
from reminders.rules.table import RULES
from reminders.settings import Rules, Settings
from reminders.unwanted import put_off, why_not
from reminders.weekly import KIND, TEXT, Weekly, weekly
from reminders.wording import said_date, said_paper
from reminders.workdays import Workdays


@dataclass(frozen=True, slots=True)
class Span:
    """Moments from `start` up to but without `end`."""

    start: datetime
    end: datetime

    def has(self, moment: datetime) -> bool:
        """Whether the moment lies in it."""
        return self.start <= moment < self.end


@dataclass(frozen=True, slots=True)
class Planned:
    """A notice before merging. `message` is shared by those that go out as one."""

    key: str
    at: datetime
    kind: str
    destination: Destination
    message: str
    document_id: int | None
    """None where it is about all papers."""
    document: str
    tasks: tuple[str, ...]
    text: str
    why: str
    target: str | None
    target_id: int | None
    day: date
    """The day it is about, which may be one of rest."""
    late: bool
    """Its moment has gone by: it can only be said later than it should have been."""
    decided: Decision | None = None
    """What a coordinator made of it."""
    urgency: int = 5
    """0 first: what stands on the first page of a long message."""
    since: datetime | None = None
    """Of a digest: from when its week runs, up to its moment."""

    @property
    def dropped(self) -> bool:
        """Whether a coordinator wants it not said."""
        return self.decided is not None and self.decided.to is None


def plan(
    facts: Facts,
    span: Span,
    now: datetime,
    workdays: Workdays,
    settings: Settings,
    *,
    dropped: bool = False,
) -> tuple[Planned, ...]:
    """Every notice that is owed in the span, in order; the same keys however it is cut.

    What coordinators decided (`facts.decided`) lies over it; `dropped`: with what they dropped.
    """
    days = reached(days_of(span, workdays, settings), facts.decided, settings.zone)
    placed = due_by_themselves(facts, days, settings)
    every = (
        decided_on(one, facts.decided, settings.zone) for one in capped(placed, settings, workdays)
    )
    said = [one for one in every if span.has(one.at)]
    said.sort(key=lambda one: (one.at, one.destination.key, one.document.id, *_rank(one)))
    planned = [_planned(one, now) for one in said]
    planned += _digests(facts, span, days, now, settings)
    planned.sort(key=lambda one: (one.at, one.destination.key))
    return tuple(one for one in planned if dropped or not one.dropped)


def due_by_themselves(facts: Facts, days: Days, settings: Settings) -> list[Placed]:
    """What the rules say on these days, each at its own moment: full weeks may make it later."""
    audience = Audience(facts.destinations)
    owed = (one for paper in facts.papers for one in _placed(paper, audience, days, settings))
    return put_off(owed, Pauses(settings, days.workdays))


def _digests(
    facts: Facts, span: Span, days: Days, now: datetime, settings: Settings
) -> Iterator[Planned]:
    """They go by themselves, not counted among the messages of a week."""
    for one in weekly(facts.papers, facts.destinations, days, settings):
        said = decided_on(one, facts.decided, settings.zone)
        if span.has(said.at):
            yield _digest(said, now)


def _digest(one: Weekly, now: datetime) -> Planned:
    return Planned(
        key=one.key,
        at=one.at,
        kind=KIND,
        destination=one.destination,
        message=one.key,
        document_id=None,
        document="",
        tasks=(),
        text=TEXT,
        why=one.why,
        target=None,
        target_id=None,
        day=one.monday,
        late=one.at < now,
        decided=one.decided,
        since=one.since,
    )


def days_of(span: Span, workdays: Workdays, settings: Settings) -> Days:
    """The days whose occasions may be said in the span.

    Whole weeks, because of the cap, and the last one before that had a working day, from which
    something may wait; and days of rest after it, for what is said before them.
    """
    day = _day(span.start, settings)
    before = workdays.on_or_before(day - timedelta(days=day.weekday() + 1))
    return whole_pauses(whole_weeks(before, _day(span.end, settings), workdays), settings)


def _day(moment: datetime, settings: Settings) -> date:
    return moment.astimezone(settings.zone).date()


def _placed(
    paper: PaperFact, audience: Audience, days: Days, settings: Settings
) -> Iterator[Placed]:
    """Each set of rules is asked once, however many destinations have it."""
    slug = paper.document.slug
    common = settings.of(None, slug)
    own = {
        one.key: settings.of(one.channel, slug)
        for one in audience.channels
        if one.channel in settings.channels
    }
    for rules in dict.fromkeys((common, *own.values())):
        told = (
            (occasion, one)
            for occasion in _owed(paper, rules, days)
            for one in audience.of(occasion, paper.document)
        )
        for occasion, one in told:
            if own.get(one.key, common) == rules:
                yield from _at(occasion, one, paper, days, settings)


def _owed(paper: PaperFact, rules: Rules, days: Days) -> Iterator[Occasion]:
    for rule in RULES:
        yield from (one for one in rule(paper, rules, days) if one.kind not in rules.off)


def _at(
    occasion: Occasion, one: Destination, paper: PaperFact, days: Days, settings: Settings
) -> Iterator[Placed]:
    """At its moment, unless that is before the paper was active or anybody asked for it there."""
    document = paper.document
    at, moved = moment_of(occasion, one, settings, days.workdays)
    activated = None if one.samples else document.activated_at
    earliest = floor(one, document.id, occasion, activated)
    unwanted = why_not(one, occasion, document.id, at)
    if (earliest is None or at >= earliest) and not unwanted:
        yield Placed(occasion, one, document, at, moved)


def _rank(one: Placed) -> tuple[int, date, int]:
    return one.occasion.urgency, one.occasion.day, one.occasion.target_id or 0


def _planned(one: Placed, now: datetime) -> Planned:
    occasion, destination = one.occasion, one.destination
    return Planned(
        key=one.key,
        at=one.at,
        kind=occasion.kind,
        destination=destination,
        message=f"{destination.key}/{one.at:%Y%m%dT%H%M}",
        document_id=one.document.id,
        document=one.document.slug,
        tasks=occasion.tasks,
        text=text_of(one),
        why=f"{occasion.why}{one.moved}",
        target=occasion.target,
        target_id=occasion.target_id,
        day=occasion.day,
        late=one.at < now,
        decided=one.decided,
        urgency=occasion.urgency,
    )


def text_of(one: Placed) -> str:
    """Paper and words in one line."""
    return "".join(parts_of(one))


def parts_of(one: Placed) -> tuple[str, str]:
    """The paper, and what is said of it.

    In minimal mode the number and the title: nothing else leaves the office's machines.
    """
    if one.destination.minimal:
        return "", one.occasion.brief
    return said_paper(one.document), f"{one.occasion.text}{_counted_from(one)}"


def _counted_from(one: Placed) -> str:
    """还有3个工作日 is true on its own day only: what was put off says so."""
    if one.decided is None or one.decided.to is None or one.occasion.moment is not None:
        return ""
    return f"（天数按{said_date(one.decided.was.date())}算）"
