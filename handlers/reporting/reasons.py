"""A step that needs a reason and was ordered without: it is asked for, and said in a message."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

import msgspec

from db.records import Task
from db.standing import StepKind
from handlers.answers import answered, refs
from handlers.inbound import Message, Press
from handlers.mine import is_page
from handlers.question import Question
from handlers.reply import Field, FormShown, Reply, say
from handlers.reporting.aiming import aim_of
from handlers.reporting.deeds import DEEDS
from handlers.reporting.hindering import Ordered
from handlers.reporting.words import said_aim
from handlers.smalltalk import smalltalk_of
from handlers.turn import Answer
from knowledge.questions.items import matches

FORM = "step"
LIFE = timedelta(hours=1)
"""What is said later than that is about something else."""

_ASKS = re.compile(
    r"[?？]|[吗么呢][。!！]?$|^(?:谁|哪|什么|怎么|如何|多少|几项|查|看看?|列出)|有哪|哪些|哪几|多少项|几项"
)
_NUMBER = re.compile(r"第.{1,6}[项条]|[一二三四五六七八九十（）()\d]+")
"""A number and nothing of it: a look at it."""
_DROPPED = re.compile(r"(?:取消|算了|先?不.{0,4}了|作罢|放弃)[。!！]*")


@dataclass(frozen=True, slots=True)
class Owed:
    """A step that waits for its reason: which, of which tasks, since when."""

    kind: StepKind
    tasks: tuple[int, ...]
    refs: tuple[str, ...]
    at: datetime
    said: str = ""
    """The reason, where it was said already and the date is missing."""
    on: date | None = None
    """Until when an extension was asked for, where that was said already."""


def owed(question: Question) -> Owed | None:
    """What the answer before asked the reason of, where it did so lately."""
    turn = question.turn
    if not turn.context.reason:
        return None
    try:
        one = msgspec.json.decode(turn.context.reason, type=Owed)
    except ValueError:  # also msgspec's own
        return None
    return one if turn.now - one.at <= LIFE else None


def lacks(order: Ordered) -> str:
    """What has to be said with the step and was not; '' for nothing."""
    if not DEEDS[order.kind].reason:
        return ""
    dated = order.on is not None or order.kind != "extension_asked"
    if order.reason:
        return "" if dated else "要延到的日期"
    return "原因" if order.on else DEEDS[order.kind].reason


def asking(question: Question, order: Ordered, tasks: Sequence[Task]) -> Answer:
    """Asks why: by a form where there is one, else the next message says it."""
    deed, turn = DEEDS[order.kind], question.turn
    label = "、".join(said_aim(aim_of(one)) for one in tasks)
    line = say(f"请说明{lacks(order)}，直接回复就行：{deed.name}{label}；回复“取消”就不办了。")
    form = _form(order, tasks[0]) if len(tasks) == 1 else None
    reply = Reply("step", (line,), refs(tasks), clarify=True, form=form)
    given = answered(question, reply, tasks)
    if form and _shows_forms(question):
        # Whoever closes the form goes on to speak of something else.
        return given
    ids, numbers = tuple(one.id for one in tasks), tuple(one.ref for one in tasks)
    one = Owed(order.kind, ids, numbers, turn.now, order.reason, order.on)
    reason = msgspec.json.encode(one).decode()
    return replace(given, context=replace(given.context, reason=reason))


def _shows_forms(question: Question) -> bool:
    inbound = question.turn.inbound
    return isinstance(inbound, Message | Press) and inbound.forms


def _form(order: Ordered, task: Task) -> FormShown:
    deed, label = DEEDS[order.kind], said_aim(aim_of(task))
    fields = (
        Field("kind", "办理", "choice", order.kind, choices=((order.kind, deed.name),)),
        Field("task", "任务", "choice", str(task.id), choices=((str(task.id), label[:70]),)),
        Field("reason", deed.reason, "text"),
    )
    return FormShown(FORM, deed.name, fields)


def dropped(question: Question, text: str) -> bool:
    """Whether the message lets go of what a reason was asked for."""
    return owed(question) is not None and _DROPPED.fullmatch(text.strip()) is not None


def is_reason(question: Question, one: Owed, text: str) -> bool:
    """Whether the message can be the reason, rather than a question or something else wanted.

    Orders of their own were looked for before.
    """
    meaning = question.meaning
    if smalltalk_of(meaning.text) or is_page(meaning.text) or _ASKS.search(text.strip()):
        return False
    if meaning.items and _NUMBER.fullmatch(text.strip()):
        return False
    # What names another item, and reports on it, is no reason of this one's.
    said = [each.target.item for each in question.reading.claims if each.target.item]
    return all(any(matches(each, ref) for ref in one.refs) for each in said)
