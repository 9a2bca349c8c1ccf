"""别再催我第2项, 第5项过三天再说, 稍后, 恢复第2项的提醒: what is put aside in words, for the
speaker alone."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time
from functools import partial

from db.correcting import Order
from db.hushes import Aside
from db.records import Task
from handlers.answers import answered
from handlers.inbound import Message
from handlers.orders import Handler, told_by
from handlers.question import Question
from handlers.reply import Block, Reply, bold, faint, say
from handlers.reporting.meant import meant
from handlers.turn import Answer
from handlers.unasked import own
from handlers.unasked.muting import NOBODY
from handlers.unasked.pressing import DAYS
from handlers.waiting import deed_key
from handlers.wording import said_date, said_ref
from knowledge.plans.later import Later, later_in
from reminders.facts import Destination
from reminders.house_rules import settled
from reminders.occasions import DAY, WEEK
from reminders.placing import morning
from reminders.settings import zone_of_office
from reminders.workdays import Workdays

INTENT = "muting"
_LONGEST = 5
"""Working days that something late may rest at most."""
_OPEN = 20
"""The same of what has no date."""
_OUTBOX = "outbox#"


def _puts_off(text: str, today: date) -> object:
    return later_in(text, datetime.combine(today, time()))


@told_by(_puts_off, dated=True)
def later(question: Question, text: str) -> Handler | None:
    """Whether the message puts something off, or is about what the speaker set."""
    wanted = later_in(text, question.turn.now)
    if wanted is None:
        return None
    if question.turn.speaker.person is None:
        return _nobody
    if wanted.deed == "rest":
        return partial(_resting, wanted=wanted)
    if wanted.deed == "resume":
        return _resumed
    return own.handler(question, text, wanted)


async def _nobody(question: Question) -> Answer:
    return _told(question, NOBODY)


async def _resting(question: Question, wanted: Later) -> Answer:
    found = await (_said_last(question) if wanted.bare else _named(question))
    if isinstance(found, Answer):
        return found
    turn = question.turn
    settings, workdays = await settled(turn.ledger, zone_of_office(turn.now))
    lines = []
    for task in found:
        day = _until(task, wanted, turn.now.date(), workdays)
        until = morning(day, Destination(""), settings)
        await _put_aside(question, task, until)
        lines.append(_said(task, until))
    return replace(_told(question, *lines, found=found), lasting=True)


async def _resumed(question: Question) -> Answer:
    """What the speaker put off is told again, from the next time that reminders go out."""
    found = await _named(question)
    if isinstance(found, Answer):
        return found
    turn = question.turn
    settings, workdays = await settled(turn.ledger, zone_of_office(turn.now))
    at = morning(workdays.after(turn.now.date(), 1), Destination(""), settings)
    lines = []
    for task in found:
        order = _order(question, "resume", task)
        held = await turn.ledger.hushes.resume(_aside(question, task, at), order)
        said = "已恢复提醒。" if held else "没有放下过，一直在提醒。"
        lines.append(say(f"{said_ref(task.ref)}“{task.title}”{said}"))
    reply = Reply(INTENT, tuple(lines), private=True)
    return replace(answered(question, reply, found, shown=len(found)), lasting=True)


async def _named(question: Question) -> tuple[Task, ...] | Answer:
    """Of several of that number the one of the speaker's own units."""

    async def own_first(tasks: Sequence[Task]) -> Sequence[Task]:
        person = question.turn.speaker.person
        units = {*person.bureaus, *person.in_charge_of} if person else set()
        mine = [one for one in tasks if units & {each.bureau_id for each in one.assignments}]
        return mine or tasks

    return await meant(question, question.meaning.items, INTENT, fitting=own_first)


async def _said_last(question: Question) -> tuple[Task, ...] | Answer:
    """What the message is about that was said last, or that this one answers."""
    said, turn = question.turn.inbound, question.turn
    asked = said.reply_to or "" if isinstance(said, Message) else ""
    number = asked.removeprefix(_OUTBOX) if asked.startswith(_OUTBOX) else ""
    ledger = turn.ledger.said
    attempt = (
        await ledger.attempt(int(number))
        if number.isdecimal()
        else await ledger.last_to(turn.speaker.id or 0, turn.now - WEEK)
    )
    tasks = await turn.ledger.tasks_by_id(await ledger.tasks(attempt.id)) if attempt else ()
    if len(tasks) == 1:
        return tasks
    if tasks:
        line = "上一条消息里有{}项：请点要放的那项下面的“稍后…”，或者说“第{}项稍后”。"
        return _told(question, say(line.format(len(tasks), tasks[0].ref)))
    return _told(question, say("最近没有提醒过您什么。要放一放某一项，说“第3项过三天再说”。"))


def _until(task: Task, wanted: Later, today: date, workdays: Workdays) -> date:
    """The day that was said; no later than its own day, nor than some days where it has none."""
    due = task.deadline.date
    asked = _asked(wanted, today, workdays)
    if due is not None and due > today:
        own_day = workdays.on_or_before(due)
        return max(min(asked or own_day, own_day), today + DAY)
    if due is not None:
        return min(asked or workdays.after(today, DAYS), workdays.after(today, _LONGEST))
    most = workdays.after(today, _OPEN)
    return min(asked or most, most)


def _asked(wanted: Later, today: date, workdays: Workdays) -> date | None:
    if wanted.bare:
        return workdays.after(today, DAYS)
    return workdays.on_or_after(wanted.day) if wanted.day else None


async def _put_aside(question: Question, task: Task, until: datetime) -> None:
    order = _order(question, "rest", task)
    await question.turn.ledger.hushes.rest(_aside(question, task, until), order)


def _aside(question: Question, task: Task, until: datetime) -> Aside:
    speaker = question.turn.speaker
    return Aside("task", task.id, speaker.id or 0, speaker.called, until)


def _order(question: Question, deed: str, task: Task) -> Order:
    turn = question.turn
    return Order(turn.speaker.signature, turn.now, f"{deed_key(turn)}/{deed}/{task.id}")


def _said(task: Task, until: datetime) -> Block:
    own_day = task.deadline.date
    when = "（到期当天）" if own_day == until.date() else ""
    return say(
        f"好的，{said_ref(task.ref)}“{task.title}”在",
        bold(f"{said_date(until.date())}{when}"),
        "之前不再提醒您。",
    )


def _told(question: Question, *lines: Block, found: Sequence[Task] = ()) -> Answer:
    back = f"说“恢复{said_ref(found[0].ref)}的提醒”可以反悔。" if found else ""
    aside = (say(faint(f"只对您本人；群里发的照旧，逾期后仍要催办。{back}")),) if found else ()
    reply = Reply(INTENT, (*lines, *aside), private=True)
    return answered(question, reply, tuple(found), shown=len(found))
