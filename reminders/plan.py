"""The plan: what is said unasked in a span of time, to whom, when, and why. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from reminders.audience import Audience
from reminders.capping import capped
from reminders.facts import Destination, Facts, PaperFact
from reminders.occasions import DAY, WEEK, Days, Occasion
from reminders.placing import Placed, floor, moment_of
from reminders.rules.table import RULES
from reminders.settings import Rules, Settings
from reminders.wording import said_paper
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
    document_id: int
    document: str
    tasks: tuple[str, ...]
    text: str
    why: str
    target: str | None
    target_id: int | None
    late: bool
    """Its moment has gone by: it can only be said later than it should have been."""


def plan(
    facts: Facts, span: Span, now: datetime, workdays: Workdays, settings: Settings
) -> tuple[Planned, ...]:
    """Every notice that is owed in the span, in order; the same keys however it is cut."""
    days = days_of(span, workdays, settings)
    audience = Audience(facts.destinations)
    placed = [one for paper in facts.papers for one in _placed(paper, audience, days, settings)]
    said = [one for one in capped(placed, settings, workdays) if span.has(one.at)]
    said.sort(key=lambda one: (one.at, one.destination.key, one.document.id, *_rank(one)))
    return tuple(_planned(one, now) for one in said)


def days_of(span: Span, workdays: Workdays, settings: Settings) -> Days:
    """The days whose occasions may be said in the span.

    Whole weeks, because of the cap, and the one before, from which something may wait; and days
    of rest after it, for what is said before them.
    """
    first = _day(span.start, settings) - WEEK
    last = _day(span.end, settings)
    sunday = last + timedelta(days=6 - last.weekday())
    return Days(
        first - timedelta(days=first.weekday()), workdays.on_or_after(sunday + DAY) - DAY, workdays
    )


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
        for occasion in _owed(paper, rules, days):
            for one in audience.of(occasion, paper.document):
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
    earliest = floor(one, document.id, occasion.bureaus, activated)
    if earliest is None or at >= earliest:
        yield Placed(occasion, one, document, at, moved)


def _rank(one: Placed) -> tuple[int, date, int]:
    return one.occasion.urgency, one.occasion.day, one.occasion.target_id or 0


def _planned(one: Placed, now: datetime) -> Planned:
    occasion, destination = one.occasion, one.destination
    return Planned(
        key=f"{occasion.key}/{destination.key}",
        at=one.at,
        kind=occasion.kind,
        destination=destination,
        message=f"{destination.key}/{one.at:%Y%m%dT%H%M}",
        document_id=one.document.id,
        document=one.document.slug,
        tasks=occasion.tasks,
        text=_text(one),
        why=f"{occasion.why}{one.moved}",
        target=occasion.target,
        target_id=occasion.target_id,
        late=one.at < now,
    )


def _text(one: Placed) -> str:
    """In minimal mode the number and the title: nothing else leaves the office's machines."""
    if one.destination.minimal:
        return one.occasion.brief
    return f"{said_paper(one.document)}{one.occasion.text}"
