"""签收, 审核, 退回, 销号, 中止, 延期, 催办, 批示: taken by whoever may, and told."""

import re
from dataclasses import replace
from functools import partial
from typing import get_args

from db.correcting import Order
from db.errors import NotNowError
from db.records import Task
from db.standing import StepKind
from db.stepping import Wish
from handlers import actions
from handlers.answers import answered, refs
from handlers.orders import Handler
from handlers.overseers import whom_to_ask
from handlers.question import Question
from handlers.reply import Block, Field, FormShown, Item, Reply, say
from handlers.reporting.aiming import aim_of
from handlers.reporting.deeds import DEEDS, may_take, whose
from handlers.reporting.hindering import Ordered, applicant_of, asked_for, why_not
from handlers.reporting.meant import meant
from handlers.reporting.reading import reported_in
from handlers.reporting.telling import said, told
from handlers.reporting.voices import filer, voice
from handlers.reporting.words import said_aim
from handlers.shown import stale
from handlers.turn import Answer, Notice
from handlers.waiting import deed_key
from knowledge.dates import Anchor, find_dates
from knowledge.reports.steps import StepAsked, step_in

_BY_HAND = frozenset({"assigned", "withdrawn"})
"""Orders with a way of their own."""


def ordering(question: Question, text: str) -> Handler | None:
    """A message that orders a step."""
    asked = question.turn.lexicon.heard.once(step_in, text)
    return partial(stepped, asked=asked) if asked and asked.kind not in _BY_HAND else None


async def stepped(question: Question, asked: StepAsked) -> Answer:
    """Take the ordered step with each of the tasks meant."""
    question = reported_in(question)
    tasks = await meant(question, asked.items, asked.kind)
    if isinstance(tasks, Answer):
        return tasks
    kind: StepKind = asked.kind if asked.kind in DEEDS else "received"
    return await taken(question, _order(question, kind, asked.rest), tasks)


async def pressed(question: Question, rest: str) -> Answer:
    """A step by its button."""
    kind, _, number = rest.partition(":")
    tasks = await question.turn.ledger.tasks_by_id(actions.numbers(number)[:1])
    known = next((one for one in get_args(StepKind) if one == kind and one in DEEDS), None)
    if not tasks or known is None:
        return await stale(question)
    if DEEDS[known].reason and may_take(question.turn.speaker, known, tasks[0]):
        return _asking_reason(question, known, tasks[0])
    return await taken(question, Ordered(known), tasks)


FORM = "step"


def _asking_reason(question: Question, kind: StepKind, task: Task) -> Answer:
    """Asks why: by a form where there is one, else by words."""
    deed = DEEDS[kind]
    label = said_aim(aim_of(task))
    fields = (
        Field("kind", "办理", "choice", kind, choices=((kind, deed.name),)),
        Field("task", "任务", "choice", str(task.id), choices=((str(task.id), label[:70]),)),
        Field("reason", deed.reason, "text"),
    )
    line = say(
        f"请说明{deed.reason}，如：{deed.name}{said_aim(aim_of(task)).split(' ')[0]}，原因：……"
    )
    form = FormShown(FORM, deed.name, fields)
    reply = Reply("step", (line,), refs((task,)), clarify=True, form=form)
    return answered(question, reply, (task,))


async def filled_in(question: Question, values: dict[str, str]) -> Answer:
    """The form with the reason."""
    kind = next((one for one in DEEDS if one == values.get("kind")), None)
    tasks = await question.turn.ledger.tasks_by_id(actions.numbers(values.get("task", ""))[:1])
    if kind is None or not tasks:
        return await stale(question)
    return await taken(question, _order(question, kind, values.get("reason", "")), tasks)


_WHY = re.compile(r"(?:因为|由于|原因|理由|因)(?:是|为)?[:,，：\s]*(?P<why>.+)$")


def _order(question: Question, kind: StepKind, rest: str) -> Ordered:
    """The words after the number: why, and for an extension until when."""
    if kind not in ("extension_asked", "extension_granted"):
        return Ordered(kind, rest)
    today = question.turn.now.date()
    found = find_dates(rest, Anchor(year=today.year, today=today))
    day = found[-1].last if found else None
    because = _WHY.search(rest)
    _, _, behind = rest.replace("，", ",").partition(",")
    return Ordered(kind, because["why"] if because else behind.strip(), day)


async def taken(question: Question, order: Ordered, tasks: tuple[Task, ...]) -> Answer:
    """Take the step with each of them; what may not be or cannot be done says why."""
    lines: list[Block] = []
    heard: list[Notice] = []
    for task in tasks:
        given = await _with_one(question, order, task)
        lines += given.reply.blocks
        heard += given.notices
    done = bool(heard) or any(isinstance(one, Item) for one in lines)
    refused = not done and not may_take(question.turn.speaker, order.kind, tasks[0])
    reply = Reply("refused" if refused else "step", tuple(lines), refs(tasks), private=refused)
    settles = done and len(tasks) == 1
    given = answered(question, replace(reply, settles=settles), tasks)
    return replace(given, lasting=done, notices=tuple(heard))


async def _with_one(question: Question, order: Ordered, task: Task) -> Answer:
    turn, label = question.turn, said_aim(aim_of(task))
    steps = await turn.ledger.progress.steps("task", task.id)
    if not may_take(turn.speaker, order.kind, task):
        return said(question, say(f"{label}：{await _whose(question, order.kind, task)}"))
    applicant = await applicant_of(question, order.kind, task, steps)
    signed = _signed(question, order, task)
    # The same event, come again after a crash, is told what it did.
    made = await turn.ledger.change_made(signed.key) is not None
    if not made and (why := why_not(question, order, task, steps, applicant)):
        return said(question, say(f"{label}：{why}"))
    if order.kind == "extension_granted" and order.on is None:
        order = replace(order, on=asked_for(steps))
    try:
        done = await turn.ledger.progress.step(_wish(question, order, task), signed)
    except NotNowError as error:
        return said(question, say(f"{label}：{error}。"))
    return await told(question, order, task, done, applicant)


async def _whose(question: Question, kind: StepKind, task: Task) -> str:
    """Whose step it is, and whom to ask."""
    names = "、".join(await whom_to_ask(question.turn.ledger.people, "coordinator"))
    whom = f"，请找督办人员（{names}）" if names else ""
    return f"{DEEDS[kind].name}由{whose(kind, task)}办{whom}。"


def _signed(question: Question, order: Ordered, task: Task) -> Order:
    turn = question.turn
    return Order(turn.speaker.signature, turn.now, f"{deed_key(turn)}/{order.kind}/{task.id}")


def _wish(question: Question, order: Ordered, task: Task) -> Wish:
    speaker, files = question.turn.speaker, filer(task)
    speaks = voice(speaker, task)
    bureau = files.bureau_id if order.kind == "urged" and files else None
    own = speaks.bureau if speaks else None
    return Wish(
        "task",
        task.id,
        task.document_id,
        order.kind,
        person_id=speaker.id,
        bureau_id=bureau or own,
        reason=order.reason or None,
        on=order.on,
    )
