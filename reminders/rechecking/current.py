"""What of the planned still holds when it is about to be said, and in which words. Pure.

The rules that planned a notice are asked again for its key: what they no longer say is gone, for a
reason that people understand; what they still say is said as things stand now.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import cast

from reminders.audience import Audience
from reminders.facts import Destination, Facts, PaperFact, TaskFact
from reminders.occasions import Days, Kind, Occasion
from reminders.placing import Placed
from reminders.plan import parts_of
from reminders.rechecking.asked import Asked, Gone, Still
from reminders.rechecking.reasons import why_gone, why_unheard
from reminders.rechecking.recounting import recounted
from reminders.rules.table import BY_KIND
from reminders.settings import Rules, Settings
from reminders.unwanted import why_not
from reminders.workdays import Workdays

_Found = dict[str, Occasion]


def current(
    facts: Facts, asked: Iterable[Asked], now: datetime, workdays: Workdays, settings: Settings
) -> dict[str, Still | Gone]:
    """By key the words as of now, or why there are none."""
    every = tuple(asked)
    look = _Look(facts, now, workdays, settings)
    said = {one.key: look.words(one) for one in every}
    still = [one for one in every if not isinstance(said[one.key], Gone)]
    return said | {one.key: Gone("已过时，由更新的一条代替") for one in _overtaken(still)}


def _overtaken(asked: Iterable[Asked]) -> Iterator[Asked]:
    """What is about the same as something of a later day."""
    last: dict[tuple[object, ...], tuple[date, date]] = {}
    several = tuple(asked)
    for one in several:
        # What was put off together comes on one day: then the day that it is about tells.
        when = (one.at.date(), one.day)
        last[one.subject] = max(when, last.get(one.subject, when))
    yield from (one for one in several if (one.at.date(), one.day) < last[one.subject])


@dataclass(frozen=True)
class _Look:
    """The rules, asked once for all notices that they say the same of."""

    facts: Facts
    now: datetime
    workdays: Workdays
    settings: Settings

    @cached_property
    def _papers(self) -> dict[int, PaperFact]:
        return {one.document.id: one for one in self.facts.papers}

    @cached_property
    def _places(self) -> dict[str, Destination]:
        return {one.key: one for one in self.facts.destinations}

    @cached_property
    def _audience(self) -> Audience:
        return Audience(self.facts.destinations)

    @cached_property
    def _occasions(self) -> dict[tuple[int, Rules, str, date], _Found]:
        return {}

    def words(self, one: Asked) -> Still | Gone:
        paper, place = self._papers.get(one.document_id), self._places.get(one.destination)
        if paper is None:
            return Gone("文件已不在台账里")
        if place is None:
            return Gone("不再向这里发提醒")
        rules = self.settings.of(place.channel, paper.document.slug)
        occasion = self._found(paper, rules, one).get(one.occasion)
        if occasion is None or paper.document.state != "active":
            return Gone(why_gone(one, paper, rules))
        if place not in self._audience.of(occasion, paper.document):
            return Gone(why_unheard(place))
        if unwanted := why_not(place, occasion, paper.document.id, max(one.at, self.now)):
            return Gone(unwanted)
        said = self._as_of_today(one, occasion, paper, rules)
        name, text = parts_of(Placed(said, place, paper.document, one.at))
        fact = _fact_of(paper, one)
        return Still(name, text, said.brief, paper.document, fact)

    def _found(self, paper: PaperFact, rules: Rules, one: Asked) -> _Found:
        """What the rules of its kind say of its day."""
        key = (paper.document.id, rules, one.kind, one.day)
        if key not in self._occasions:
            days = Days(self.workdays.on_or_before(one.day), one.day, self.workdays)
            said = _said(paper, rules, cast("Kind", one.kind), days)
            self._occasions[key] = {each.key: each for each in said}
        return self._occasions[key]

    def _as_of_today(self, one: Asked, then: Occasion, paper: PaperFact, rules: Rules) -> Occasion:
        today = self.now.astimezone(self.settings.zone).date()
        if today <= self.workdays.on_or_before(one.day):
            return then
        return recounted(then, paper, rules, Days(today, today, self.workdays))


def _fact_of(paper: PaperFact, one: Asked) -> TaskFact | None:
    mine = (each for each in paper.tasks if each.task.id == one.target_id)
    return next(mine, None) if one.target == "task" else None


def _said(paper: PaperFact, rules: Rules, kind: Kind, days: Days) -> Iterator[Occasion]:
    if kind not in rules.off:
        for rule in BY_KIND.get(kind, ()):
            yield from rule(paper, rules, days)
