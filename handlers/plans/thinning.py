"""第3条不发, 改到周五, 并到下一条: which entries of the plan are meant, in words or by button."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial

from handlers.answers import answered
from handlers.inbound import Message
from handlers.orders import Handler
from handlers.plans import showing
from handlers.plans.deciding import about, decided, told, undone
from handlers.plans.looked_at import INTENT, days_around, number_of, plan_of, viewed
from handlers.plans.viewing import asked_before
from handlers.question import Question
from handlers.reply import Reply, bold, faint, say
from handlers.shown import stale
from handlers.turn import Answer
from handlers.wording import said_date
from knowledge.plans.thinning import Thinning, thinning_in
from reminders.occasions import DAY, WEEK
from reminders.outlook import HORIZON
from reminders.plan import Planned

_FORGOTTEN = "这张计划是早先列出的，编号可能变了；请再问一次，如“下周会提醒什么”，再说第几条。"
_GONE = "已经不在计划里（可能发出了、办结了，或者改了期），没有改动；请再看一次计划。"


def thinning(question: Question, text: str) -> Handler | None:
    """Whether the message decides about entries of the plan that was shown last."""
    turn = question.turn
    if turn.context.subject.intent != INTENT or not isinstance(turn.inbound, Message):
        return None
    wanted = thinning_in(text, turn.now.date())
    return partial(_said, wanted=wanted) if wanted else None


async def _said(question: Question, wanted: Thinning) -> Answer:
    subject = question.turn.context.subject
    asked, numbers = asked_before(question), subject.tasks
    if asked is None or not numbers:
        return told(question, _FORGOTTEN)
    if wanted.unclear:
        return told(
            question, f"没有看懂“{wanted.unclear}”是哪一天，可以说“改到周五”“改到7月30日”。"
        )
    meant = _meant(wanted, numbers)
    if meant is None:
        return told(question, f"请说第几条；上面列出的是第1—{len(numbers)}条。")
    looked = replace(question, meaning=subject.meaning or question.meaning)
    by_number = {number_of(one.key): one for one in (await viewed(looked, asked)).entries}
    found = [by_number.get(one) or await _entry(question, one) for one in meant]
    entries = [one for one in found if one]
    if len(entries) < len(found):
        return told(question, f"其中有的{_GONE}")
    if wanted.together:
        return await _together(question, entries, wanted)
    return await decided(question, entries, wanted)


async def _together(question: Question, entries: Sequence[Planned], wanted: Thinning) -> Answer:
    """With each other: the earlier go with the last, where they go to one place."""
    if len({one.destination.key for one in entries}) > 1:
        return told(question, "这几条不是发给同一处的，合不成一条消息；没有改动。")
    last = max(entries, key=lambda one: one.at)
    earlier = [one for one in entries if one.message != last.message]
    if not earlier:
        return told(question, "这几条本来就合为一条消息发，没有改动。")
    when = replace(wanted, action="move", day=last.at.date(), clock=last.at.time())
    return await decided(question, earlier, when)


def _meant(wanted: Thinning, numbers: Sequence[int]) -> Sequence[int] | None:
    if wanted.all or (not wanted.numbers and len(numbers) == 1):
        return numbers
    known = all(0 < one <= len(numbers) for one in wanted.numbers)
    return [numbers[one - 1] for one in wanted.numbers] if wanted.numbers and known else None


async def pressed(question: Question, rest: str) -> Answer:
    """A button of an entry."""
    deed, _, where = rest.partition(":")
    day_said, _, number = where.partition(":")
    if not (number.isascii() and number.isdecimal() and len(number) < 19):
        return await stale(question)
    if deed == "undo":
        return await undone(question, int(number))
    entry = await _entry(question, int(number), _date(day_said, "%Y%m%d"))
    if entry is None:
        return told(question, f"这一条{_GONE}")
    match deed:
        case "open":
            return await _opened(question, entry)
        case "drop" | "merge" | "restore":
            return await decided(question, [entry], Thinning(deed))
    to = _date(deed, "%y%m%d")
    return await (decided(question, [entry], Thinning("move", day=to)) if to else stale(question))


def _date(text: str, pattern: str) -> date | None:
    try:
        return datetime.strptime(text, pattern).replace(tzinfo=UTC).date()
    except ValueError:
        return None


async def _entry(question: Question, number: int, day: date | None = None) -> Planned | None:
    """On its day, or where it went since; nothing that is past."""
    for looked in dict.fromkeys((*await _went(question, number), *((day,) if day else ()))):
        for one in (await plan_of(question, looked, looked)).planned:
            if number_of(one.key) == number and one.at >= question.turn.now:
                return one
    return None


async def _went(question: Question, number: int) -> list[date]:
    """The day to which it was moved."""
    now = question.turn.now
    known = await question.turn.ledger.replanning.between(now - HORIZON, now + HORIZON)
    every = [one for one in known.values() if number_of(one.key) == number]
    return [(one.to or one.was).astimezone(now.tzinfo).date() for one in every]


async def _opened(question: Question, one: Planned) -> Answer:
    """The entry with days to move it to."""
    days = await _choices(question, one)
    head = say(bold(f"{said_date(one.at.date())}{one.at:%H:%M} → {one.destination.name}"))
    blocks = (head, showing.entry(one), say(faint("改到哪天？也可以说“这条改到7月30日”。")))
    shared = question.turn.inbound.channel is not None
    reply = Reply(INTENT, blocks, buttons=showing.moving(one, days), private=shared)
    return about(question, answered(question, reply, ()), one)


async def _choices(question: Question, one: Planned) -> list[tuple[str, date]]:
    work = (await days_around(question, one, WEEK)).workdays
    day = one.at.date()
    monday = day + (7 - day.weekday()) * DAY
    named = [
        ("提前一个工作日", work.on_or_before(day - DAY)),
        ("下一个工作日", work.on_or_after(day + DAY)),
        ("下周一", work.on_or_after(monday)),
        ("晚一周", work.on_or_after(day + WEEK)),
    ]
    by_day = {at: name for name, at in reversed(named) if at > question.turn.now.date()}
    return [(name, at) for at, name in sorted(by_day.items())]
