"""Comparisons: two units' tasks, one matter in two papers."""

from collections.abc import Sequence

from db.records import Document, Task, TaskQuery
from handlers.answers import answered, entries, nothing, refs
from handlers.by_topic import tasks_of as tasks_among
from handlers.by_unit import unknown_unit
from handlers.finding import find
from handlers.question import Question
from handlers.reply import Block, Reply, Table, bold, say
from handlers.turn import Answer
from handlers.unit_queries import query_of
from handlers.units import Resolved, resolve
from handlers.wording import MANY, ROLE_NAMES, said_count, said_title
from knowledge.papers.model import Role

_ROLES: tuple[Role, ...] = ("lead", "cooperating", "responsible")
_SHOWN = 4


async def compare(question: Question) -> Answer:
    """Units beside each other, or what papers say of one matter."""
    if len(question.meaning.units) > 1:
        return await _units(question)
    return await _papers(question)


async def _units(question: Question) -> Answer:
    units = [resolve(question, one) for one in question.meaning.units]
    if missing := next((one for one in units if not one.here), None):
        return await unknown_unit(question, missing)
    queries = [query_of(question, one, one.role, duty=question.meaning.duty_word) for one in units]
    lists = [(await question.turn.ledger.tasks(query)).tasks for query in queries]
    if not any(lists):
        return await unknown_unit(question, units[0])
    rows = tuple(_row(unit, tasks) for unit, tasks in zip(units, lists, strict=True))
    head = ("单位", *(ROLE_NAMES[role] for role in _ROLES), "合计")
    shared = set.intersection(*({task.id for task in tasks} for tasks in lists))
    every = {task.id: task for tasks in lists for task in tasks}
    common = [task for task in every.values() if task.id in shared]
    blocks: list[Block] = [say("对比如下："), Table(head, rows), _verdict(units, lists)]
    if common:
        blocks.append(say("共同参与的", bold(f"{len(common)}项"), "："))
        blocks += entries(question, common[:_SHOWN])
    tasks = tuple(every.values())
    names = tuple(name for unit in units for name in unit.names)
    reply = Reply("compare", tuple(blocks), tasks=refs(tasks), bureaus=names)
    return answered(question, reply, tasks)


def _row(unit: Resolved, tasks: Sequence[Task]) -> tuple[str, ...]:
    counts = (
        sum(any(a.role == role and a.bureau_id in unit.ids for a in t.assignments) for t in tasks)
        for role in _ROLES
    )
    return (unit.names[0], *(str(count) for count in counts), str(len(tasks)))


def _verdict(units: Sequence[Resolved], lists: Sequence[Sequence[Task]]) -> Block:
    ordered = sorted(
        zip(units, lists, strict=True), key=lambda pair: len(pair[1]), reverse=True
    )  # fmt: skip
    (first, most), (second, fewer) = ordered[0], ordered[1]
    if len(most) == len(fewer):
        return say(f"{first.names[0]}与{second.names[0]}一样多，各{len(most)}项。")
    return say(
        bold(first.names[0]),
        f"更多：{len(most)}项，比{second.names[0]}多{len(most) - len(fewer)}项。",
    )


async def _papers(question: Question) -> Answer:
    blocks: list[Block] = []
    every: list[Task] = []
    for document in question.scope.documents:
        tasks = await _about(question, document)
        every += tasks
        total = say(said_title(document), "：", bold(said_count(len(tasks))))
        blocks += [total, *entries(question, tasks[:_SHOWN])[1:]]
    if not every:
        return nothing(question, "compare", say("这几份文件里都没有找到。"))
    return answered(question, Reply("compare", tuple(blocks), tasks=refs(every)), every)


async def _about(question: Question, document: Document) -> Sequence[Task]:
    if not question.meaning.topic:
        return (await question.turn.ledger.tasks(TaskQuery((document.id,), limit=MANY))).tasks
    found = await find(question, question.meaning.topic, document.id)
    if not found.sure:
        return ()
    literal = await tasks_among(question, found.everything())
    return literal or await tasks_among(question, found.closest())
