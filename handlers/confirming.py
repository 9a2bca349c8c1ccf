"""A drafted correction is made, or the last one taken back (撤销)."""

from dataclasses import replace

from db.correcting import Order
from db.errors import LedgerError
from db.records import Task
from db.reshaping import NewTask
from handlers import drafts
from handlers.answers import answered, refs
from handlers.cards import card
from handlers.drafts import Draft
from handlers.plans.deciding import undone
from handlers.question import Question
from handlers.reply import Block, Reply, say
from handlers.turn import Answer
from handlers.waiting import Waiting
from handlers.wording import said_deadline
from knowledge.papers.model import Deadline


async def make_correction(question: Question, one: Waiting) -> Answer:
    """Make the drafted change, unless what it was drafted over has changed meanwhile."""
    draft = drafts.load(one.body)
    if draft is None:
        return _done(question, "correction", say("没有等待确认的更改。"))
    task = await _task(question, draft.task)
    again = await question.turn.ledger.change_made(draft.key) is not None
    if task and not again and _standing(draft, task) != draft.before:
        return _done(
            question,
            "correction",
            say("别人刚改过这一项，没有覆盖；请看一下现在的样子再改。"),
            task,
        )
    try:
        audit, changed = await _make(question, draft)
    except LedgerError as error:
        return _done(question, "correction", say(f"没有改成：{error}"))
    after = await _task(question, changed)
    given = _done(
        question, "corrected", say("已更正，原来的值留有记录，回复“撤销”可以恢复。"), after
    )
    return replace(
        given, lasting=True, context=replace(given.context, last_change=audit, reports=())
    )


async def undo(question: Question) -> Answer:
    """Take the last confirmed change of this conversation back."""
    last = question.turn.context.last_change
    if last is None:
        return _done(question, "undone", say("这次对话里没有可以撤销的更改。"))
    turn = question.turn
    if await turn.ledger.replanning.decided_by(last):
        return await undone(question, last)
    key = f"undo/{last}/{turn.inbound.conversation}"
    order = Order(turn.speaker.signature, turn.now, key)
    try:
        if not await turn.ledger.due.unsettle(last, order):
            await turn.ledger.undo(last, by=order.by, now=order.now, key=key)
    except LedgerError as error:
        return _done(question, "undone", say(f"没有撤销成：{error}"))
    given = _done(question, "undone", say("已撤销，恢复到更改之前。"))
    return replace(given, lasting=True, context=replace(given.context, last_change=None))


async def _make(question: Question, draft: Draft) -> tuple[int, int | None]:
    """Audit id, and the task to show afterwards."""
    ledger, turn = question.turn.ledger, question.turn
    by, now, key, task = turn.speaker.signature, turn.now, draft.key, draft.task or 0
    if draft.doing == "units" and draft.role:
        if draft.still_cooperating is not None:
            still, beside = list(draft.still_cooperating), f"{key}/cooperating"
            await ledger.set_units(task, "cooperating", still, by=by, now=now, key=beside)
        units = list(draft.units)
        return await ledger.set_units(task, draft.role, units, by=by, now=now, key=key), task
    if draft.doing == "deadline" and draft.deadline:
        return await ledger.set_deadline(task, draft.deadline, by=by, now=now, key=key), task
    if draft.doing == "title":
        return await ledger.set_title(task, draft.title, by=by, now=now, key=key), task
    if draft.doing == "merge" and draft.target:
        return await ledger.merge(task, draft.target, by=by, now=now, key=key), draft.target
    if draft.doing == "split":
        parts = [await _part(question, task, title) for title in draft.parts]
        return await ledger.split(task, parts, by=by, now=now, key=key), None
    return await ledger.add_task(draft.document, _new(draft), by=by, now=now, key=key)


async def _part(question: Question, task_id: int, title: str) -> NewTask:
    """A part of a task has the units and the deadline of the whole."""
    whole = await _task(question, task_id)
    if whole is None:
        return NewTask(title=title)
    return NewTask(
        title=title,
        lead=whole.units("lead"),
        cooperating=whole.units("cooperating"),
        responsible=whole.units("responsible"),
        deadline=whole.deadline,
    )


def _new(draft: Draft) -> NewTask:
    return NewTask(
        title=draft.title,
        lead=draft.lead,
        cooperating=draft.cooperating,
        deadline=draft.deadline or Deadline("open"),
    )


def _standing(draft: Draft, task: Task) -> str:
    """The value that the draft would replace, as it stands now."""
    match draft.doing:
        case "units":
            return "、".join(task.units(draft.role)) if draft.role else ""
        case "deadline":
            return said_deadline(task.deadline)
        case _:
            return task.title


async def _task(question: Question, task_id: int | None) -> Task | None:
    found = await question.turn.ledger.tasks_by_id([task_id] if task_id else [])
    return found[0] if found else None


def _done(question: Question, intent: str, line: Block, task: Task | None = None) -> Answer:
    documents = {one.id: one for one in question.turn.names.documents}
    document = documents.get(task.document_id) if task else None
    shown = (card(task, document),) if task and document else ()
    tasks = (task,) if task else ()
    return answered(question, Reply(intent, (line, *shown), tasks=refs(tasks)), tasks)
