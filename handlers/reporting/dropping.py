"""撤回延期申请: who asked for a later date takes the application back before it is decided on."""

from functools import partial

from db.correcting import Order
from db.records import Task
from db.stepping import wish_for
from handlers.answers import answered, refs
from handlers.orders import Handler, told_by
from handlers.overseers import whom_to_ask
from handlers.question import Question
from handlers.reply import Block, Reply, say
from handlers.reporting.aiming import aim_of
from handlers.reporting.meant import meant
from handlers.reporting.possible import able, is_pending
from handlers.reporting.reading import reported_in
from handlers.reporting.words import said_aim, said_signature
from handlers.turn import Answer
from handlers.waiting import deed_key
from handlers.wording import said_deadline
from knowledge.reports.steps import StepAsked, step_in

TAKEN_BACK = "申请人撤回"
"""What such an end of an application says: the ledger keeps it as one that was not granted."""


@told_by(step_in)
def dropping(question: Question, text: str) -> Handler | None:
    """A message that takes an application for a later date back."""
    asked = question.turn.lexicon.heard.once(step_in, text)
    return partial(_dropped, asked=asked) if asked and asked.kind == "extension_dropped" else None


async def _dropped(question: Question, asked: StepAsked) -> Answer:
    question = reported_in(question)
    fitting = partial(able, question, "extension_asked")
    tasks = await meant(question, asked.items, "step", called=asked.paper, fitting=fitting)
    if isinstance(tasks, Answer):
        return tasks
    lines: list[Block] = []
    done = False
    for task in tasks:
        why = await _why_not(question, task)
        done = done or not why
        said = why or f"延期申请已撤回，时限还是{said_deadline(task.deadline)}。"
        if not why:
            await _take_back(question, task)
        lines.append(say(f"{said_aim(aim_of(task))}：{said}"))
    given = answered(question, Reply("step", tuple(lines), refs(tasks), settles=done), tasks)
    return Answer(given.reply, given.context, lasting=done)


async def _why_not(question: Question, task: Task) -> str:
    turn = question.turn
    steps = await turn.ledger.progress.steps("task", task.id)
    if not is_pending(steps):
        return "没有等待审批的延期申请。"
    asked = next(one for one in reversed(steps) if one.kind == "extension_asked")
    if asked.person_id == turn.speaker.id:
        return ""
    names = "、".join(await whom_to_ask(turn.ledger.people, "coordinator"))
    whom = f"督办人员（{names}）" if names else "督办人员"
    return f"延期申请由提出的人（{said_signature(asked.by)}）撤回；不批准的，由{whom}办。"


async def _take_back(question: Question, task: Task) -> None:
    turn = question.turn
    wish = wish_for(task, "extension_refused", by=turn.speaker.id, reason=TAKEN_BACK)
    key = f"{deed_key(turn)}/extension_dropped/{task.id}"
    await turn.ledger.progress.step(wish, Order(turn.speaker.signature, turn.now, key))
