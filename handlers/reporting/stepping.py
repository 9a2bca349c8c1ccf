"""签收, 审核, 退回, 销号, 中止, 延期, 催办, 批示: taken by whoever may, and told."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import get_args

from db.correcting import Order
from db.errors import NotNowError
from db.records import Task
from db.standing import Standing, StepKind
from db.stepping import Wish, impossible, wish_for
from handlers import actions
from handlers.answers import answered, nothing, refs
from handlers.orders import Handler, told_by
from handlers.overseers import whom_to_ask
from handlers.question import Question
from handlers.reply import Block, Item, Reply, say
from handlers.reporting.aiming import aim_of
from handlers.reporting.deeds import DEEDS, may_take, whose
from handlers.reporting.hindering import Ordered, applicant_of, asked_for, why_not
from handlers.reporting.meant import meant, names_paper
from handlers.reporting.possible import able, unsigned
from handlers.reporting.reading import reported_in
from handlers.reporting.reasons import FORM as FORM
from handlers.reporting.reasons import Owed, asking, dropped, is_reason, lacks, owed
from handlers.reporting.telling import said, told
from handlers.reporting.voices import filer, voice
from handlers.reporting.words import said_aim
from handlers.shown import stale
from handlers.turn import Answer, Notice
from handlers.waiting import deed_key
from knowledge.dates import Anchor, find_dates
from knowledge.reports.steps import StepAsked, reason_in, step_in

_BY_HAND = frozenset({"assigned", "withdrawn", "extension_dropped"})
"""Orders with a way of their own."""


@told_by(step_in)
def ordering(question: Question, text: str) -> Handler | None:
    """A message that orders a step."""
    asked = question.turn.lexicon.heard.once(step_in, text)
    if not asked or asked.kind in _BY_HAND:
        return None
    if asked.paper and not names_paper(question, asked.paper):
        return None
    return everything if asked.every else partial(stepped, asked=asked)


async def stepped(question: Question, asked: StepAsked) -> Answer:
    """Take the ordered step with each of the tasks meant."""
    question = reported_in(question)
    kind: StepKind = asked.kind if asked.kind in DEEDS else "received"
    tasks = await meant(
        question, asked.items, "step", called=asked.paper, fitting=partial(able, question, kind)
    )
    if isinstance(tasks, Answer):
        return tasks
    return await taken(question, _order(question, kind, asked.rest), tasks)


async def everything(question: Question) -> Answer:
    """全部签收: of all that the speaker's units have not signed for."""
    question = reported_in(question)
    tasks = await unsigned(question)
    if not tasks:
        return nothing(question, "step", say("没有等您签收的任务。"))
    return await taken(question, Ordered("received"), tuple(tasks))


async def pressed(question: Question, rest: str) -> Answer:
    """A step by its button."""
    kind, _, number = rest.partition(":")
    tasks = await question.turn.ledger.tasks_by_id(actions.numbers(number)[:1])
    known = next((one for one in get_args(StepKind) if one == kind and one in DEEDS), None)
    if not tasks or known is None:
        return await stale(question)
    return await taken(question, Ordered(known), tasks)


def relenting(question: Question, text: str) -> Handler | None:
    """取消, where a reason was asked for."""
    return _relented if dropped(question, text) else None


async def _relented(question: Question) -> Answer:
    return said(question, say("好的，没有办理。"))


def reasoning(question: Question, text: str) -> Handler | None:
    """A message that says the reason which was asked for."""
    one = owed(question)
    if one is None or not is_reason(question, one, text):
        return None
    return partial(_reasoned, one=one, text=text)


async def _reasoned(question: Question, one: Owed, text: str) -> Answer:
    tasks = await question.turn.ledger.tasks_by_id(one.tasks)
    if not tasks:
        return await stale(question)
    if one.on or one.kind != "extension_asked":
        return await taken(question, Ordered(one.kind, reason_in(text), one.on), tasks)
    found = _order(question, one.kind, text)
    why = one.said or found.reason or ("" if found.on else reason_in(text))
    return await taken(question, Ordered(one.kind, why, found.on), tasks)


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
    if lacks(order):
        return await _wanting(question, order, tasks)
    lines: list[Block] = []
    heard: list[Notice] = []
    for task in tasks:
        given = await _with_one(question, order, task)
        lines += given.reply.blocks
        heard += given.notices
    done = bool(heard) or any(isinstance(one, Item) for one in lines)
    given = _none_done(question, order, tasks, lines)
    if done:
        reply = Reply("step", tuple(lines), refs(tasks), settles=len(tasks) == 1)
        given = answered(question, reply, tasks)
    return replace(given, lasting=done, notices=tuple(heard))


def _none_done(
    question: Question, order: Ordered, tasks: tuple[Task, ...], lines: Sequence[Block]
) -> Answer:
    refused = not may_take(question.turn.speaker, order.kind, tasks[0])
    reply = Reply("refused" if refused else "step", tuple(lines), refs(tasks), private=refused)
    return answered(question, reply, tasks)


async def _wanting(question: Question, order: Ordered, tasks: tuple[Task, ...]) -> Answer:
    """Asks for the reason, of those tasks with which the step can be taken at all."""
    lines: list[Block] = []
    able: list[Task] = []
    standings = await question.turn.ledger.progress.standing("task", [one.id for one in tasks])
    for task in tasks:
        why, _applicant = await _hindered(question, order, task)
        if why := why or _impossible(standings[task.id], order.kind):
            lines.append(_line(task, why))
        else:
            able.append(task)
    if not able:
        return _none_done(question, order, tasks, lines)
    given = asking(question, order, able)
    return replace(given, reply=replace(given.reply, blocks=(*lines, *given.reply.blocks)))


def _impossible(standing: Standing, kind: StepKind) -> str:
    why = impossible(standing, kind)
    return f"{why}。" if why else ""


async def _hindered(question: Question, order: Ordered, task: Task) -> tuple[str, int | None]:
    """Why the speaker may not take it ('' for nothing), and whose application it decides on."""
    turn = question.turn
    if not may_take(turn.speaker, order.kind, task):
        return await _whose(question, order.kind, task), None
    steps = await turn.ledger.progress.steps("task", task.id)
    applied = await applicant_of(question, order.kind, task, steps)
    why = why_not(question, order, task, steps, applied)
    return why, applied.person_id if applied else None


async def _with_one(question: Question, order: Ordered, task: Task) -> Answer:
    turn = question.turn
    why, applicant = await _hindered(question, order, task)
    signed = _signed(question, order, task)
    # The same event, come again after a crash, is told what it did.
    made = await turn.ledger.change_made(signed.key) is not None
    if why and not (made and may_take(turn.speaker, order.kind, task)):
        return said(question, _line(task, why))
    if order.kind == "extension_granted" and order.on is None:
        order = replace(order, on=asked_for(await turn.ledger.progress.steps("task", task.id)))
    try:
        done = await turn.ledger.progress.step(_wish(question, order, task), signed)
    except NotNowError as error:
        return said(question, _line(task, f"{error}。"))
    return await told(question, order, task, done, applicant)


def _line(task: Task, why: str) -> Block:
    return say(f"{said_aim(aim_of(task))}：{why}")


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
    reason, whose = order.reason or None, bureau or own
    return wish_for(task, order.kind, by=speaker.id, bureau=whose, reason=reason, on=order.on)
