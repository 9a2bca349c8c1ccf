"""Tasks by their printed number: 第12项, 三（二）, 第二部分有哪些."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from db.records import Listed, Task, TaskQuery
from handlers import actions
from handlers.answers import asking_back, listing, named_units, nothing, one_task
from handlers.question import Question
from handlers.reply import Button, Reply, bold, say
from handlers.shown import unclear
from handlers.turn import Answer
from handlers.wording import MANY, said_count, said_ref, said_title
from knowledge.questions.items import begins_with, ends_with, matches
from knowledge.questions.meaning import ItemAsked

_CHOICES = 8

T = TypeVar("T", Task, Listed)


async def by_number(question: Question) -> Answer:
    """The card of the one task meant; several that fit are asked back."""
    ledger, tasks = question.turn.ledger, await _all(question)
    if (place := question.meaning.ordinal or 0) < 0 and not question.meaning.items:
        within = question.scope.chosen and -place <= len(tasks)
        return await _one(question, tasks[place]) if within else await unclear(question)
    found: list[Listed] = []
    for item in question.meaning.items:
        meant = await _of_units(question, fitting(item, tasks))
        if not meant:
            return _missing(question, item, tasks)
        heading = len(item.path) > 1 and begins_with(item, meant[0].ref)
        if len(meant) > 1 and not item.section and not heading:
            return await _which(question, item, meant)
        found += meant
    if len(found) == 1:
        return await _one(question, found[0])
    whole = await ledger.tasks_by_id([one.id for one in found])
    if question.meaning.items[0].section:
        return section_list(question, whole)
    intro = say("一共", bold(f"{len(found)}项"), "：")
    rest = Reply("task", (), bureaus=named_units(whole))
    return listing(question, "task", whole, intro, rest=rest)


async def _of_units(question: Question, fit: list[Listed]) -> list[Listed]:
    """Of several, those that name a unit which the question names: 申康在第9项是什么角色."""
    if len(fit) < 2 or not question.meaning.units:
        return fit
    ids = {one for unit in question.meaning.units for one in unit.ids}
    tasks = await question.turn.ledger.tasks_by_id([one.id for one in fit])
    theirs = {one.id for one in tasks if any(a.bureau_id in ids for a in one.assignments)}
    return [one for one in fit if one.id in theirs] or fit


async def _one(question: Question, listed: Listed) -> Answer:
    (task,) = await question.turn.ledger.tasks_by_id((listed.id,))
    return one_task(question, "task", task)


async def _all(question: Question) -> tuple[Listed, ...]:
    refs = _refs(question)
    query = TaskQuery(question.document_ids, refs=refs, limit=_most(question, refs))
    return await question.turn.ledger.listed(query)


def _most(question: Question, refs: Sequence[str]) -> int:
    """Of what has one plain number no more are read than are offered to choose from."""
    items = question.meaning.items
    alone = refs and len(items) == 1 and not (items[0].section or items[0].annex)
    return _CHOICES + 1 if alone else MANY


def _refs(question: Question) -> tuple[str, ...]:
    """With many papers in question only plain numbers are looked up, by index."""
    if len(question.scope.documents) <= _CHOICES:
        return ()
    return tuple(str(item.path[-1]) for item in question.meaning.items if len(item.path) == 1)


def fitting(item: ItemAsked, tasks: Sequence[T]) -> list[T]:
    """The tasks that the number may mean: by the very number, by section and number, by a
    number whose section was left out."""
    if item.section:
        return [task for task in tasks if task.section_order and _in_section(item, task)]
    exact = [task for task in tasks if matches(item, task.ref)]
    annexed = [task for task in exact if task.ref.startswith("附件")]
    body = [task for task in exact if task not in annexed]
    return (
        (annexed if item.annex else body) or exact or _under(item, tasks) or _loosely(item, tasks)
    )


def _under(item: ItemAsked, tasks: Sequence[T]) -> list[T]:
    """The tasks under a heading of that number."""
    return [task for task in tasks if len(item.path) > 1 and begins_with(item, task.ref)]


def _loosely(item: ItemAsked, tasks: Sequence[T]) -> list[T]:
    last = ItemAsked(item.path[-1:], item.text)
    sectioned = [
        task
        for task in tasks
        if len(item.path) == 2 and task.section_order == item.path[0] and matches(last, task.ref)
    ]
    return sectioned or [task for task in tasks if ends_with(item, task.ref)]


def _in_section(item: ItemAsked, task: Task | Listed) -> bool:
    top = task.ref.removeprefix("附件/").split("/")[0]
    if "/" in task.ref and not top.isdecimal():
        return matches(ItemAsked(item.path, ""), top)
    return task.section_order == item.path[0]


def _missing(question: Question, item: ItemAsked, tasks: Sequence[Listed]) -> Answer:
    documents = question.scope.documents
    where = said_title(documents[0]) if len(documents) == 1 else "这些文件"
    known = (
        f"，一共{len(tasks)}项，从{said_ref(tasks[0].ref)}到{said_ref(tasks[-1].ref)}"
        if tasks
        else ""
    )
    return nothing(question, "task", say(f"{where}里没有“{item.text.strip()}”{known}。"))


async def _which(question: Question, item: ItemAsked, fit: Sequence[Listed]) -> Answer:
    several = len({task.document_id for task in fit}) > 1
    tasks = await question.turn.ledger.tasks_by_id([one.id for one in fit[:_CHOICES]])
    choices = [
        Button(_choice(question, task, several), actions.open_task(task.id)) for task in tasks
    ]
    where = "几份文件里都有" if several else "对得上的不止一项"
    return asking_back(
        question, "task", say(f"“{item.text.strip()}”{where}，您要看哪一项？"), choices
    )


def _choice(question: Question, task: Task, several: bool) -> str:
    paper = said_title(question.document(task.document_id)) if several else ""
    return f"{paper}{said_ref(task.ref)} {task.title[:20]}"


def section_list(question: Question, tasks: Sequence[Task]) -> Answer:
    """The tasks of one section under its title."""
    title = next((task.section for task in tasks if task.section), "")
    intro = say("“", bold(title or ""), "”共", bold(said_count(len(tasks))), "：")
    count = question.counted(len(tasks))
    rest = replace(Reply("section", ()), count=count, bureaus=named_units(tasks))
    return listing(question, "section", list(tasks), intro, rest=rest)
