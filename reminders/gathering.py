"""Reads from the ledger what a plan needs: what may be due in its days, and who may hear it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from itertools import chain

from db.due_rows import HandedOver, Recurring
from db.ledger import Ledger
from db.records import Document, DocumentState, Phase
from db.replanning import Decision
from knowledge.catalog import SLUGS
from reminders.facts import Destination, Facts, IndicatorFact, PaperFact, TaskFact
from reminders.hearers import channel_key, channel_of, person_key, person_of, terminal
from reminders.occasions import WEEK, Days
from reminders.recurring import falls_within
from reminders.replanning import reached
from reminders.rules.silence import checks
from reminders.settings import Settings
from reminders.unwanted_gathering import with_unwanted
from reminders.windows import rules_of, window

_CHUNK = 500
AGO = timedelta(days=30)
"""Receipts are asked for within so many days after the task was handed over."""


@dataclass(frozen=True, slots=True)
class Needs:
    """What is to be gathered: `samples` for the terminal's own channel."""

    days: Days
    settings: Settings
    samples: bool = False
    papers: frozenset[int] | None = None
    """Ids of the papers that are looked at; None: all."""

    @property
    def states(self) -> tuple[DocumentState, ...]:
        """States of the papers that are looked at."""
        return ("active", "sample") if self.samples else ("active",)


async def gather(ledger: Ledger, needs: Needs) -> Facts:
    """The facts, as they are now."""
    documents = await _papers(ledger, needs)
    decided = await _decided(ledger, needs)
    needs = replace(needs, days=reached(needs.days, decided, needs.settings.zone))
    begin = datetime.combine(needs.days.start, time(), needs.settings.zone)
    handed = await ledger.due.handed_over(begin - AGO)
    if needs.papers is None:
        ids = [*await _due(ledger, documents, needs, begin), *(one.task_id for one in handed)]
    else:
        ids = [*await ledger.due.of_documents([one.id for one in documents])]
    tasks = await _due_facts(ledger, list(dict.fromkeys(ids)))
    papers = await paper_facts(ledger, documents, tasks, handed)
    own = [terminal(one.id for one in documents if one.slug in SLUGS)] if needs.samples else []
    places = await with_unwanted(ledger, await destinations(ledger), ids, begin, needs.settings)
    return Facts(papers, (*own, *places), decided)


async def _papers(ledger: Ledger, needs: Needs) -> list[Document]:
    if needs.papers is None:
        found = await ledger.documents(*needs.states)
    else:
        found = await ledger.documents_by_id(needs.papers)
    return [
        one
        for one in found
        if one.state == "active" or (one.state in needs.states and one.slug in SLUGS)
    ]


async def _decided(ledger: Ledger, needs: Needs) -> dict[str, Decision]:
    """Some weeks more on both sides: a full week moves what is said, after somebody decided."""
    edges = (needs.days.start - 4 * WEEK, needs.days.end + 4 * WEEK)
    start, end = (datetime.combine(one, time(), needs.settings.zone) for one in edges)
    return await ledger.replanning.between(start, end)


async def _due(
    ledger: Ledger, documents: Sequence[Document], needs: Needs, begin: datetime
) -> list[int]:
    """Ids of the tasks of which some rule may speak."""
    again = await ledger.due.recurring(needs.states)
    ahead = max(lead for rules in rules_of(needs.settings) for lead in (*rules.recurring, 0))
    looked_at = [one.id for one in documents if _is_checked(one, needs)]
    return [
        *await ledger.due.tasks(window(needs.days, needs.settings), needs.states),
        *[one.task_id for one in again if _comes(one, needs.days, ahead)],
        *await ledger.due.of_documents(looked_at),
        *await ledger.due.blocked(begin),
    ]


def _comes(one: Recurring, days: Days, ahead: int) -> bool:
    """Whether it comes again on one of the days, or soon after them."""
    return falls_within(one.deadline, days.start, days.workdays.after(days.end, ahead + 1))


def _is_checked(document: Document, needs: Needs) -> bool:
    """Whether somebody looks for news of the paper on one of the days."""
    paper = PaperFact(document)
    return any(any(checks(paper, rules, needs.days)) for rules in rules_of(needs.settings))


async def _due_facts(ledger: Ledger, ids: Sequence[int]) -> dict[int, list[TaskFact]]:
    """What `task_facts` gives, of thousands of tasks: no more than the rules look at."""
    found: dict[int, list[TaskFact]] = defaultdict(list)
    for at in range(0, len(ids), _CHUNK):
        for one in await ledger.due.facts(ids[at : at + _CHUNK]):
            fact = TaskFact(one.task, one.standing, one.assigned_to, one.blocked_by)
            found[one.task.document_id].append(fact)
    return found


async def task_facts(ledger: Ledger, ids: Sequence[int]) -> dict[int, list[TaskFact]]:
    """The tasks of those ids and how they stand, by paper."""
    found: dict[int, list[TaskFact]] = defaultdict(list)
    for at in range(0, len(ids), _CHUNK):
        for fact in await _facts(ledger, ids[at : at + _CHUNK]):
            found[fact.task.document_id].append(fact)
    return found


async def _facts(ledger: Ledger, ids: Sequence[int]) -> Iterable[TaskFact]:
    tasks = await ledger.tasks_by_id(ids)
    standings = await ledger.progress.standing("task", ids)
    assigned = await ledger.due.assigned(ids)
    stuck = [one.report_id for one in standings.values() if one.state == "blocked"]
    who = await ledger.due.reporters([one for one in stuck if one is not None])
    return [
        TaskFact(one, stands, assigned.get(one.id), who.get(stands.report_id or 0))
        for one in tasks
        for stands in (standings[one.id],)
    ]


async def paper_facts(
    ledger: Ledger,
    documents: Sequence[Document],
    tasks: Mapping[int, Sequence[TaskFact]],
    handed: Sequence[HandedOver],
) -> tuple[PaperFact, ...]:
    """The papers with these tasks of theirs, and with all their phases and indicators."""
    ids = tuple(one.id for one in documents)
    indicators = await ledger.indicators(ids) if ids else ()
    read = await ledger.due.readings([one.id for one in indicators])
    figures = _by_paper(IndicatorFact(one, *read.get(one.id, (None, None))) for one in indicators)
    phases: dict[int, list[Phase]] = defaultdict(list)
    for phase in await ledger.phases(ids) if ids else ():
        phases[phase.document_id].append(phase)
    return tuple(
        PaperFact(
            one,
            tuple(sorted(tasks.get(one.id, ()), key=lambda fact: fact.task.position)),
            tuple(phases[one.id]),
            tuple(figures[one.id]),
            tuple(handed),
        )
        for one in documents
    )


def _by_paper(facts: Iterable[IndicatorFact]) -> dict[int, list[IndicatorFact]]:
    found: dict[int, list[IndicatorFact]] = defaultdict(list)
    for one in facts:
        found[one.indicator.document_id].append(one)
    return found


async def destinations(
    ledger: Ledger, keys: frozenset[str] | None = None
) -> tuple[Destination, ...]:
    """Channels and persons who may hear something; of those keys only, where some are given."""

    def meant(key: str) -> bool:
        return keys is None or key in keys

    hearings = [one for one in await ledger.due.hearings() if meant(channel_key(one.channel.id))]
    joined = await ledger.due.joined()
    people = [one for one in await ledger.people.everyone() if meant(person_key(one.id))]
    # Of a large ledger names take a second: they are read where somebody looks after a part of it.
    names = await ledger.names() if any(":" in one.scope for one in people) else None
    persons = (person_of(one, joined.get(one.id), names) for one in people)
    return tuple(chain(map(channel_of, hearings), persons))
