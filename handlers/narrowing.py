"""Which of the tasks just shown: 这里面市科委也参与的, 其中明年到期的, 除了第7项呢."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from db.records import Task
from handlers.answers import listing, named_units, nothing
from handlers.finding import find
from handlers.question import Question
from handlers.reply import Reply, bold, say
from handlers.turn import Answer
from handlers.units import Resolved, resolve
from handlers.wording import said_count
from knowledge.questions.items import may_be
from knowledge.questions.meaning import Meaning

_AT_MOST = 2000
"""So many tasks are looked through: nobody lists more and then asks which of them."""


async def narrowed(question: Question, shown: Sequence[int]) -> Answer:
    """Those of the tasks just shown that the message describes."""
    tasks = await question.turn.ledger.tasks_by_id(shown[:_AT_MOST])
    units = [resolve(question, one) for one in question.meaning.units]
    about = await _about(question)
    kept = [
        task
        for task in tasks
        if all(_conditions(task, question.meaning, units)) and (about is None or task.id in about)
    ]
    if not kept:
        line = say(f"上面这{len(tasks)}项里没有这样的任务。")
        return nothing(question, _intent(question.meaning), line)
    intro = say(f"上面这{len(tasks)}项里有", bold(said_count(len(kept))), "：")
    names = tuple(dict.fromkeys(name for one in units for name in one.names))
    counted = question.counted(len(kept), "quantity")
    rest = Reply("list", (), bureaus=names or named_units(kept), count=counted)
    given = listing(question, _intent(question.meaning), kept, intro, rest=rest)
    return _still_about(question, given)


def _still_about(question: Question, given: Answer) -> Answer:
    """配合的呢 after 其中市财政局也参与的 asks on about the unit that had the list."""
    before = question.turn.context.subject.meaning
    if before is None or not before.units:
        return given
    subject = replace(given.context.subject, meaning=before)
    return replace(given, context=replace(given.context, subject=subject))


def _intent(meaning: Meaning) -> str:
    if meaning.units:
        return "tasks_of_unit"
    return "due" if meaning.window or meaning.years else "list"


async def _about(question: Question) -> Collection[int] | None:
    """The tasks that the words of the message mean, where it has any."""
    if not question.meaning.topic:
        return None
    found = await find(question, question.meaning.topic)
    return {hit.id for hit in found.everything() if hit.kind == "task"}


def _conditions(task: Task, meaning: Meaning, units: Sequence[Resolved]) -> Iterator[bool]:
    """Each thing that the message says of the tasks it means."""
    if units:
        has = [_has(task, unit) for unit in units]
        yield (all(has) if meaning.together else any(has)) is not meaning.negated
    elif meaning.role:
        yield bool(task.units(meaning.role)) is not meaning.negated
    if meaning.items:
        yield any(may_be(item, task.ref) for item in meaning.items) is not meaning.negated
    if meaning.window:
        day, window = task.deadline.date, meaning.window
        yield bool(day and (not window.start or window.start <= day) and day <= window.end)
    elif meaning.years:
        yield bool(task.deadline.date and task.deadline.date.year in meaning.years)
    if meaning.asks_any("open"):
        yield task.deadline.kind == "open"
    if meaning.asks_any("recurring"):
        yield task.deadline.kind == "recurring"
    if meaning.asks_any("unassigned"):
        yield not task.assignments


def _has(task: Task, unit: Resolved) -> bool:
    return any(
        one.bureau_id in unit.ids and unit.role in (None, one.role) for one in task.assignments
    )
