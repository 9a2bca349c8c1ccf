"""What the rules owe, counted once more in the plainest way: a day after another, nothing clever.

It shares nothing with `reminders` but the records; working days come from the calendar package.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

import chinese_calendar

from reminders.facts import Destination, Facts, PaperFact, TaskFact

DAY = timedelta(days=1)
NAMED = ("deadline", "overdue", "recurring")
"""Kinds that go to a unit's own people or to its own chat."""


@dataclass(frozen=True)
class Debt:
    """One notice before anybody is asked who hears it; said on the working day `day`."""

    kind: str
    key: str
    day: date
    units: tuple[int, ...] = ()
    rank: str = ""


def owed(facts: Facts, start: date, end: date) -> set[tuple[str, date]]:
    """Keys with the days on which they are said, before a full week puts anything off."""
    return {
        (f"{debt.key}/{one.key}", debt.day)
        for paper in facts.papers
        for debt in debts(paper, start, end)
        for one in facts.destinations
        if start <= debt.day <= end and hears(one, debt, facts)
    }


def hears(one: Destination, debt: Debt, facts: Facts) -> bool:
    """Said in the words of the issue: chats by what they asked for, people by what they are."""
    if one.channel is not None:
        if debt.kind == "escalation" or (debt.kind == "silent" and one.bureaus and debt.rank):
            return False
        if debt.kind == "silent" and not one.bureaus:
            return debt.rank == "all"
        return not one.bureaus or not debt.units or bool(set(one.bureaus) & set(debt.units))
    own = {unit.bureau for unit in one.units if not unit.in_charge} & set(debt.units)
    led = {unit.bureau for unit in one.units if unit.in_charge} & set(debt.units)
    heads = {unit.bureau for unit in one.units if unit.position == "head" and not unit.in_charge}
    match debt.kind:
        case "escalation":
            return bool(heads & own) if debt.rank == "heads" else bool(led)
        case "phase" | "evaluation" | "behind":
            return bool(one.overlooks)
    chats = {unit for each in facts.destinations if each.channel for unit in each.bureaus}
    return any(_works_for(one, unit, facts) for unit in own - chats)


def _works_for(one: Destination, unit: int, facts: Facts) -> bool:
    """The staff; where there is none, whoever is there."""
    ranks = {"staff": 0, "deputy": 1, "head": 2}

    def rank(person: Destination) -> list[int]:
        here = [each for each in person.units if each.bureau == unit and not each.in_charge]
        return [ranks[each.position] for each in here]

    every = [place for person in facts.destinations if person.person for place in rank(person)]
    return min(rank(one)) == min(every)


def debts(paper: PaperFact, start: date, end: date) -> Iterator[Debt]:
    """Of one paper, nobody having reported anything."""
    for fact in paper.tasks:
        if fact.task.deadline.date:
            yield from _dated(fact, fact.task.deadline.date)
        if fact.task.deadline.recurrence:
            yield from _again(fact, start, end)
    yield from _phases(paper)
    yield from _silences(paper)
    yield from _evaluations(paper)


def _dated(fact: TaskFact, due: date) -> Iterator[Debt]:
    key = f"{fact.task.id}/{due:%Y%m%d}"
    for lead in (30, 14, 7, 3, 1, 0):
        yield Debt("deadline", f"deadline/{key}/T-{lead}", back(due, lead), fact.leads)
    for lead in (7, 1) if fact.cooperating else ():
        day = back(due, 3 + lead)
        yield Debt("deadline", f"deadline/{key}/cooperating-T-{lead}", day, fact.cooperating)
    for late in range(1, 91):
        day = due + late * DAY
        if is_workday(day) if late <= 14 else late % 7 == 0:
            yield Debt("overdue", f"overdue/{key}/{day:%Y%m%d}", back(day, 0), fact.leads)
    for rank, after in (("heads", 3), ("leaders", 10)):
        day = ahead(back(due, 0), after)
        while fact.leads and day <= due + 30 * DAY:
            name = f"escalation/{key}/{rank}/{day:%Y%m%d}"
            yield Debt("escalation", name, back(day, 0), fact.leads, rank)
            day += 7 * DAY


def _again(fact: TaskFact, start: date, end: date) -> Iterator[Debt]:
    """每月5日前: the fifth; 每季度末: the last day of March, June, September, December."""
    every, printed = fact.task.deadline.recurrence, fact.task.deadline.recurrence_day
    due = start
    while due <= end + 30 * DAY:
        last = (due + DAY).month != due.month
        quarterly = every == "monthly" or due.month % 3 == 0
        if quarterly and (due.day == int(printed) if printed else last):
            for lead in (3, 0):
                key = f"recurring/{fact.task.id}/{due:%Y%m%d}/T-{lead}"
                yield Debt("recurring", key, back(due, lead), fact.leads)
        due += DAY


def _phases(paper: PaperFact) -> Iterator[Debt]:
    for one in paper.phases:
        key = f"phase/{one.document_id}/{one.name}"
        if one.start:
            yield Debt("phase", f"{key}/{one.start:%Y%m%d}/begins", back(one.start, 0))
        for day, lead in ((one.end - lead * DAY, lead) for lead in (7, 0)) if one.end else ():
            if one.start is None or day > one.start:
                yield Debt("phase", f"{key}/{one.end:%Y%m%d}/T-{lead}", back(day, 0))


def _silences(paper: PaperFact) -> Iterator[Debt]:
    """Every four weeks of the paper's period, for what is neither late nor due within two."""
    period, id_ = paper.document.period, paper.document.id
    day = period.start + 28 * DAY if period else date.max
    while period and day <= period.end:
        quiet = [
            fact
            for fact in paper.tasks
            if not fact.task.deadline.date or fact.task.deadline.date >= day + 14 * DAY
        ]
        for unit in sorted({unit for fact in quiet for unit in fact.leads}):
            yield Debt("silent", f"silent/{id_}/{unit}/{day:%Y%m%d}", back(day, 0), (unit,))
        if quiet:
            yield Debt("silent", f"silent/{id_}/all/{day:%Y%m%d}", back(day, 0), (), "all")
        day += 28 * DAY


def _evaluations(paper: PaperFact) -> Iterator[Debt]:
    period, id_ = paper.document.period, paper.document.id
    if not period or period.end - period.start < timedelta(days=550):
        return
    for day in (period.start + (period.end - period.start) / 2, period.end):
        for lead in (30, 0):
            said = back(day - lead * DAY, 0)
            yield Debt("evaluation", f"evaluation/{id_}/{day:%Y%m%d}/T-{lead}", said)


@cache
def back(day: date, count: int) -> date:
    """So many working days before; 0: the day, or the working day before it."""
    while not is_workday(day):
        day -= DAY
    return back(day - DAY, count - 1) if count else day


def is_workday(day: date) -> bool:
    """As the State Council has it; for years that it has not published yet, weekends."""
    return chinese_calendar.is_workday(day) if day.year <= 2026 else day.weekday() < 5


def ahead(day: date, count: int) -> date:
    """So many working days after."""
    while count:
        day += DAY
        count -= is_workday(day)
    return day
