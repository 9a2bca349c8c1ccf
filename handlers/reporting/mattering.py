"""What the papers in question speak of, for reports that name things in words."""

import asyncio
import re
from collections.abc import Iterator

from db.records import Duty, Task, TaskQuery
from handlers.finding import SHELF_DOCUMENTS
from handlers.question import Question
from handlers.wording import MANY
from knowledge.reports.matter import Matter
from knowledge.reports.matters import Matters


async def matters_of(question: Question) -> Matters | None:
    """Tasks, duties and indicators; with very many papers any words may name one, and are looked
    up."""
    ids = question.document_ids
    if len(ids) > SHELF_DOCUMENTS:
        return None
    ledger = question.turn.ledger
    tasks = [_task(one) for one in await every_task(question)]
    duties = [_duty(one) for one in await ledger.duties(ids)]
    indicators = [
        Matter(
            "indicator",
            one.id,
            one.name,
            unit=one.unit or "",
            figures=tuple(target.value for target in one.targets),
        )
        for one in await ledger.indicators(ids)
    ]
    # Beside the loop: with five papers it takes 30 ms, for which everybody else would wait.
    return await asyncio.to_thread(Matters, (*tasks, *duties, *indicators))


def _task(one: Task) -> Matter:
    measures = tuple(each.title for each in one.measures)
    rates = tuple(each.name for each in one.quantities if each.name and each.unit == "%")
    text = "\n".join(_texts(one))
    figures = tuple(each.value for each in one.quantities)
    bureaus = frozenset(each.bureau_id for each in one.assignments)
    return Matter("task", one.id, one.title, text, one.ref, "", measures, rates, figures, bureaus)


def _duty(one: Duty) -> Matter:
    return Matter("duty", one.id, one.bureau, one.text, bureaus=frozenset((one.bureau_id,)))


_UNITS = re.compile(r"[(（](?:牵头|责任|配合|主办|协办|参与|主责)(?:单位|部门)?[:：][^)）]*[)）]?")
"""Units printed at the end of a task, of which it does not speak."""


def _texts(one: Task) -> Iterator[str]:
    yield from (_UNITS.sub("", part) for part in (one.text, *one.points))
    yield from (each.title for each in one.measures)
    yield from (each.name for each in one.quantities if each.name)


async def every_task(question: Question) -> tuple[Task, ...]:
    """The tasks of the papers in question."""
    query = TaskQuery(question.document_ids, limit=MANY)
    return (await question.turn.ledger.tasks(query)).tasks
