"""Reads from the ledger what a plan needs: what may be due in its days, and who may hear it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from db.ledger import Ledger
from db.records import Document, DocumentState
from knowledge.catalog import SLUGS
from reminders.facts import (
    Destination,
    Facts,
    PaperFact,
    TaskFact,
)
from reminders.hearers import channel_of, person_of, terminal
from reminders.occasions import Days
from reminders.settings import Settings
from reminders.windows import windows

_CHUNK = 500


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
    papers = [
        one
        for one in await ledger.documents(*wish.states)
        if one.state == "active" or one.slug in SLUGS
    ]
    tasks = await _tasks(ledger, wish)
    return Facts(
        tuple([await _paper(ledger, one, tasks.get(one.id, ())) for one in papers]),
        await _destinations(ledger, papers, samples=wish.samples),
    )


async def _tasks(ledger: Ledger, wish: Wish) -> dict[int, list[TaskFact]]:
    dated = await ledger.due.tasks(windows(wish.days, wish.settings), wish.states)
    again = await ledger.due.recurring(wish.states)
    ids = list(dict.fromkeys((*dated, *again)))
    found: dict[int, list[TaskFact]] = defaultdict(list)
    for at in range(0, len(ids), _CHUNK):
        for fact in await _facts(ledger, ids[at : at + _CHUNK]):
            found[fact.task.document_id].append(fact)
    return found


async def _facts(ledger: Ledger, ids: Sequence[int]) -> Iterable[TaskFact]:
    tasks = await ledger.tasks_by_id(ids)
    standings = await ledger.progress.standing("task", ids)
    return [TaskFact(task, standings[task.id]) for task in tasks]


async def _paper(ledger: Ledger, document: Document, tasks: Sequence[TaskFact]) -> PaperFact:
    return PaperFact(
        document,
        tuple(sorted(tasks, key=lambda one: (one.task.position, one.task.id))),
        await ledger.phases((document.id,)),
    )


async def _destinations(
    ledger: Ledger, papers: Sequence[Document], *, samples: bool
) -> tuple[Destination, ...]:
    names = await ledger.names()
    channels = [channel_of(one) for one in await ledger.due.hearings()]
    people = [person_of(one, names) for one in await ledger.people.everyone()]
    own = [terminal(one.id for one in papers if one.slug in SLUGS)] if samples else []
    return tuple(chain(own, channels, people))
