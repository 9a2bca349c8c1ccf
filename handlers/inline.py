"""A task looked up from another chat: a few entries to choose from, for the asker alone."""

from collections.abc import Sequence

from db.records import Task, TaskQuery
from handlers.answers import refs
from handlers.cards import entry
from handlers.mine import page_units
from handlers.question import Question
from handlers.reply import Item, Reply, words
from handlers.turn import Answer
from handlers.wording import said_title

LONGEST = 10
"""So many results: more nobody looks through while typing."""


async def found(question: Question, ids: Sequence[int]) -> Answer:
    """The tasks as entries, each a result of its own; none where nothing fits."""
    tasks = await question.turn.ledger.tasks_by_id(ids[:LONGEST])
    entries = tuple(_entry(question, task) for task in tasks)
    reply = Reply("inline", entries, tasks=refs(tasks), private=True)
    return Answer(reply, question.turn.context)


def _entry(question: Question, task: Task) -> Item:
    """An entry that stands alone: with its paper."""
    one = entry(task)
    paper = words(said_title(question.document(task.document_id)))
    return Item(one.head, (*one.fields, ("出处", paper)))


async def own_tasks(question: Question) -> Sequence[int]:
    """What to offer before anything is typed: the asker's own tasks, soonest first."""
    person = question.turn.speaker.person
    units = page_units(person) if person else ()
    if not units:
        return ()
    query = TaskQuery(
        question.document_ids,
        units,
        due_from=question.turn.now.date(),
        order="due",
        limit=LONGEST,
    )
    tasks: Sequence[Task] = (await question.turn.ledger.tasks(query)).tasks
    return [task.id for task in tasks]
