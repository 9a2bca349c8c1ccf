"""Reads from the ledger what is needed to look at planned notices again: theirs and no more."""

from collections.abc import Sequence
from datetime import datetime, time

from db.due_rows import HandedOver
from db.ledger import Ledger
from reminders.facts import Facts
from reminders.gathering import AGO, destinations, paper_facts, task_facts
from reminders.hearers import person_key
from reminders.rechecking.asked import Asked
from reminders.settings import Settings
from reminders.unwanted_gathering import with_unwanted


async def regather(ledger: Ledger, asked: Sequence[Asked], settings: Settings) -> Facts:
    """The facts behind these notices, as they are now; papers in whatever state they are."""
    wanted = {one.document_id for one in asked}
    papers = [one for one in await ledger.documents() if one.id in wanted]
    handed = await _handed_over(ledger, asked, settings)
    tasks = await task_facts(ledger, await _tasks(ledger, asked))
    told = {one.destination for one in asked}
    # Who was asked to see to a task keeps its unit's others from being told.
    told |= {person_key(one.assigned_to or 0) for every in tasks.values() for one in every}
    places = await destinations(ledger, frozenset(told))
    ids = [one.task.id for every in tasks.values() for one in every]
    since = min(one.at for one in asked)
    places = await with_unwanted(ledger, places, ids, since, settings)
    return Facts(await paper_facts(ledger, papers, tasks, handed), places)


async def _tasks(ledger: Ledger, asked: Sequence[Asked]) -> list[int]:
    """Ids of the tasks; who was silent is asked of whole papers."""
    ids = [one.target_id for one in asked if one.target == "task" and one.target_id]
    whole = {one.document_id for one in asked if one.kind == "silent"}
    every = await ledger.due.of_documents(sorted(whole)) if whole else ()
    return list(dict.fromkeys((*ids, *every)))


async def _handed_over(
    ledger: Ledger, asked: Sequence[Asked], settings: Settings
) -> tuple[HandedOver, ...]:
    days = [one.day for one in asked if one.kind == "receipt"]
    if not days:
        return ()
    return await ledger.due.handed_over(datetime.combine(min(days), time(), settings.zone) - AGO)
