"""Reads from the ledger what a plan needs: what may be due in its days, and who may hear it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import chain

from db.due_rows import HandedOver
from db.ledger import Ledger
from db.records import Document, DocumentState
from knowledge.catalog import SLUGS
from reminders.facts import Destination, Facts, IndicatorFact, PaperFact, TaskFact
from reminders.hearers import channel_of, person_of, terminal
from reminders.occasions import Days
from reminders.rules.silence import checks
from reminders.settings import Settings
from reminders.windows import rules_of, window

_CHUNK = 500
AGO = timedelta(days=30)
"""Receipts are asked for within so many days after the task was handed over."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be gathered: `samples` for the terminal's own channel."""

    days: Days
    settings: Settings
    samples: bool = False

    @property
    def states(self) -> tuple[DocumentState, ...]:
        """States of the papers that are looked at."""
        return ("active", "sample") if self.samples else ("active",)


async def gather(ledger: Ledger, wish: Wish) -> Facts:
    """The facts, as they are now."""
    documents = [
        one
        for one in await ledger.documents(*wish.states)
        if one.state == "active" or one.slug in SLUGS
    ]
    begin = datetime.combine(wish.days.start, time(), wish.settings.zone)
    handed = await ledger.due.handed_over(begin - AGO)
    ids = [*await _due(ledger, documents, wish, begin), *(one.task_id for one in handed)]
    tasks = await _tasks(ledger, list(dict.fromkeys(ids)))
    papers = [await _paper(ledger, one, tasks.get(one.id, ()), handed) for one in documents]
    hearers = await _destinations(ledger, documents, samples=wish.samples)
    return Facts(tuple(papers), hearers)


async def _due(
    ledger: Ledger, documents: Sequence[Document], wish: Wish, begin: datetime
) -> list[int]:
    """Ids of the tasks of which some rule may speak."""
    looked_at = [one.id for one in documents if _is_checked(one, wish)]
    return [
        *await ledger.due.tasks(window(wish.days, wish.settings), wish.states),
        *await ledger.due.recurring(wish.states),
        *await ledger.due.of_documents(looked_at),
        *await ledger.due.blocked(begin),
    ]


def _is_checked(document: Document, wish: Wish) -> bool:
    """Whether somebody looks for news of the paper on one of the days."""
    paper = PaperFact(document)
    return any(any(checks(paper, rules, wish.days)) for rules in rules_of(wish.settings))


async def _tasks(ledger: Ledger, ids: Sequence[int]) -> dict[int, list[TaskFact]]:
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


async def _paper(
    ledger: Ledger,
    document: Document,
    tasks: Sequence[TaskFact],
    handed: Sequence[HandedOver],
) -> PaperFact:
    own = {one.task.id for one in tasks}
    indicators = await ledger.indicators((document.id,))
    read = await ledger.due.readings([one.id for one in indicators])
    return PaperFact(
        document,
        tuple(sorted(tasks, key=lambda one: (one.task.position, one.task.id))),
        await ledger.phases((document.id,)),
        tuple(IndicatorFact(one, *read.get(one.id, (None, None))) for one in indicators),
        tuple(one for one in handed if one.task_id in own),
    )


async def _destinations(
    ledger: Ledger, papers: Sequence[Document], *, samples: bool
) -> tuple[Destination, ...]:
    names = await ledger.names()
    channels = [channel_of(one) for one in await ledger.due.hearings()]
    people = [person_of(one, names) for one in await ledger.people.everyone()]
    own = [terminal(one.id for one in papers if one.slug in SLUGS)] if samples else []
    return tuple(chain(own, channels, people))
