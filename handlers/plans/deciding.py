"""What coordinators decide about entries of the plan: made, said, taken back."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from db.correcting import Order
from db.errors import LedgerError
from db.replanning import Action, Decision
from handlers import actions
from handlers.answers import answered
from handlers.plans.looked_at import INTENT, days_around, number_of
from handlers.question import Question
from handlers.reply import Block, Button, Reply, bold, faint, say
from handlers.turn import Answer
from handlers.waiting import deed_key, short
from handlers.wording import said_date, said_moment
from knowledge.plans.thinning import Thinning
from knowledge.times import Window
from reminders.occasions import WEEK
from reminders.outlook import HORIZON, NotThenError, Wish
from reminders.plan import Planned

DONE = "replanned"
_BRIEF = 60


async def decided(question: Question, found: Sequence[Planned], wanted: Thinning) -> Answer:
    """Let it be so with these entries, all or none."""
    if wanted.action == "restore":
        return await _restored(question, found)
    turn, action = question.turn, wanted.action
    try:
        made = [await _decision(question, one, action, wanted) for one in found]
        audit = await turn.ledger.replanning.decide(made, _order(question))
    except (NotThenError, LedgerError) as error:
        return told(question, f"没有改：{error}。")
    lines = [
        line
        for one, decision in zip(found, made, strict=True)
        for line in _lines(one, _said(decision))
    ]
    undo = Button("撤销", actions.plan("undo", "", audit))
    return _done(question, lines, (undo,), audit)


async def _decision(question: Question, one: Planned, action: Action, wanted: Thinning) -> Decision:
    wish = Wish(action, question.turn.now, _day(one.at.date(), wanted), wanted.clock)
    around = await days_around(question, one, WEEK * 2)
    if action == "merge" and around.following(one) is None:
        around = await days_around(question, one, HORIZON)
    return around.decided(one, wish)


def _day(own: date, wanted: Thinning) -> date | None:
    """The day that is named, or counted from the entry's own."""
    if wanted.day or (wanted.weekday is None and not wanted.shift):
        return wanted.day
    if wanted.weekday is None:
        return own + timedelta(days=wanted.shift)
    if wanted.earlier:
        return own - timedelta(days=(own.weekday() - wanted.weekday - 1) % 7 + 1)
    return own + timedelta(days=(wanted.weekday - own.weekday() - 1) % 7 + 1)


async def _restored(question: Question, found: Sequence[Planned]) -> Answer:
    keys = [one.key for one in found]
    try:
        undone = await question.turn.ledger.replanning.restore(keys, _order(question))
    except LedgerError as error:
        return told(question, f"没有改：{error}。")
    if not undone:
        return told(question, "本来就照计划发，没有改动。")
    lines = [line for one in found for line in _lines(one, "照原计划发")]
    return _done(question, lines, (), None)


async def undone(question: Question, audit: int) -> Answer:
    """撤销: what was decided last is as it was before."""
    turn = question.turn
    order = Order(turn.speaker.signature, turn.now, f"replan/undo/{audit}")
    try:
        keys = await turn.ledger.replanning.undo(audit, order)
    except LedgerError as error:
        return told(question, f"没有撤销成：{error}。")
    if not keys:
        return told(question, "已经撤销过了，没有再改动。")
    line = say(f"已撤销，{len(keys)}条恢复到之前的安排。")
    return _done(question, [line], (), None, "undone")


def _order(question: Question) -> Order:
    turn = question.turn
    return Order(turn.speaker.signature, turn.now, f"replan/{short(deed_key(turn))}")


def _said(decision: Decision) -> str:
    if decision.to is None:
        return "不发了"
    at = f"{said_date(decision.to.date())}{decision.to:%H:%M}"
    return f"并到{at}的消息里发" if decision.action == "merge" else f"改到{at}发"


def _lines(one: Planned, said: str) -> list[Block]:
    text = one.text if len(one.text) <= _BRIEF else f"{one.text[: _BRIEF - 1]}…"
    return [say(bold(f"{said}："), text, faint(f" → {one.destination.name}"))]


def _done(
    question: Question,
    lines: Sequence[Block],
    buttons: tuple[Button, ...],
    audit: int | None,
    intent: str = DONE,
) -> Answer:
    turn = question.turn
    how = "；回复“撤销”恢复" if audit else ""
    signed = say(faint(f"{turn.speaker.called} {said_moment(turn.now)} 决定{how}。"))
    shared = turn.inbound.channel is not None
    reply = Reply(intent, (*lines, signed), buttons=buttons, private=shared)
    given = about(question, answered(question, reply, ()))
    context = replace(given.context, last_change=audit, reports=())
    return replace(given, lasting=True, context=context)


def told(question: Question, line: str) -> Answer:
    """Something to say that changes nothing; the plan stays in talk."""
    shared = question.turn.inbound.channel is not None
    reply = Reply(INTENT, (say(line),), clarify=True, private=shared)
    return about(question, answered(question, reply, ()))


def about(question: Question, given: Answer, entry: Planned | None = None) -> Answer:
    """The answer, after which the plan stays in talk: that entry, else what was shown before."""
    context, subject = question.turn.context, question.turn.context.subject
    if entry:
        window = Window(entry.at.date(), entry.at.date(), "")
        meaning = replace(question.meaning, window=window)
        numbers = (number_of(entry.key),)
        subject = replace(subject, tasks=numbers, meaning=meaning, intent=INTENT, shown=1)
    if subject.intent != INTENT:
        return given
    return replace(given, context=context.answered(subject))
