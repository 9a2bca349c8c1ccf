"""A confirmed 指派 or 交办: units as they shall be, one step for each task, and word to them."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace

from db.correcting import Order
from db.errors import LedgerError
from db.records import Task
from db.stepping import wish_for
from handlers.answers import answered, refs
from handlers.question import Question
from handlers.reply import Block, Reply, bold, say
from handlers.reporting.aiming import aim_of
from handlers.reporting.hearing import about, buttons, hearers, notices
from handlers.reporting.words import said_aim
from handlers.shown import stale
from handlers.turn import Answer, Notice
from handlers.waiting import Waiting
from handlers.wording import said_deadline
from knowledge.papers.model import Role

KIND = "assign"


@dataclass(frozen=True, slots=True)
class Handed:
    """Whom tasks are given to; no units: those that their paper names. `key` makes it happen once
    however often pressed."""

    key: str
    tasks: tuple[int, ...]
    lead: tuple[str, ...]
    cooperating: tuple[str, ...] = ()
    person: int | None = None


async def assign(question: Question, one: Waiting) -> Answer:
    """Make the confirmed assignment, and let them know."""
    given, turn = _load(one.body), question.turn
    found = await turn.ledger.tasks_by_id(given.tasks) if given else ()
    if given is None or not found:
        return await stale(question)
    lines: list[Block] = []
    heard: list[Notice] = []
    for task in found:
        try:
            step_id = await _made(question, given, task)
        except LedgerError as error:
            lines.append(say(f"{said_aim(aim_of(task))}没有指派成：{error}"))
            continue
        line, told = await _told(question, given, task, step_id)
        lines.append(line)
        heard += told
    return _answer(question, found, lines, heard)


def _answer(
    question: Question, tasks: Sequence[Task], lines: Sequence[Block], heard: Sequence[Notice]
) -> Answer:
    people = len({one.person for one in heard})
    note = f"已通知{people}人签收。" if people else "名册里还没有他们的人，没有通知。"
    reply = Reply("step", (*lines, say(note)), refs(tasks))
    return replace(answered(question, reply, tasks), lasting=True, notices=tuple(heard))


async def _made(question: Question, given: Handed, task: Task) -> int:
    """The units as they shall be, and the step; its id."""
    turn = question.turn
    by, now, key = turn.speaker.signature, turn.now, f"{given.key}/{task.id}"
    roles: tuple[tuple[Role, tuple[str, ...]], ...] = (
        ("lead", given.lead),
        ("cooperating", given.cooperating),
    )
    for role, names in roles:
        if names and names != task.units(role):
            await turn.ledger.set_units(task.id, role, names, by=by, now=now, key=f"{key}/{role}")
    units = "、".join(given.lead or _front(task))
    wish = wish_for(task, "assigned", by=turn.speaker.id, to=given.person, reason=units)
    order = Order(by, now, f"{key}/assigned")
    return (await turn.ledger.progress.step(wish, order)).step_id


def _front(task: Task) -> tuple[str, ...]:
    return task.units("lead") or task.units("responsible")


async def _told(
    question: Question, given: Handed, before: Task, step_id: int
) -> tuple[Block, tuple[Notice, ...]]:
    """What is said of one task, and to its people."""
    (task,) = await question.turn.ledger.tasks_by_id((before.id,))
    people = await hearers(question, "applicant" if given.person else "units", task, given.person)
    line = say(f"时限：{said_deadline(task.deadline)}。请签收。")
    notice = replace(
        about(question, task, "交办", line), buttons=buttons(task, ("签收", "received"))
    )
    whose = say(bold(said_aim(aim_of(task))), f" 已指派给{'、'.join(_front(task))}。")
    return whose, notices(f"assigned/{step_id}", "assigned", people, notice, task)


def _load(body: str) -> Handed | None:
    try:
        raw = json.loads(body)
        lists = {key: tuple(raw[key]) for key in ("tasks", "lead", "cooperating")}
        return Handed(**raw | lists)
    except (KeyError, TypeError, ValueError):
        return None
