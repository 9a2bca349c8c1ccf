"""已知悉 and 稍后 on one item of what was said unasked, and the rest of a long message."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from db.correcting import Order
from db.hushes import Press
from db.notices import Attempt, Notice
from db.records import Task
from handlers import actions
from handlers.answers import answered
from handlers.question import Question
from handlers.reply import Reply, say
from handlers.rights import may
from handlers.shown import stale
from handlers.turn import Answer, Speaker, Turn
from handlers.unasked.became import as_it_stands
from handlers.unasked.look import page_of, shown
from handlers.waiting import deed_key
from reminders.facts import Destination
from reminders.hearers import place_of
from reminders.house_rules import settled
from reminders.placing import morning, zone_of
from reminders.settings import zone_of_office
from reminders.workdays import Workdays

DAYS = 3
"""稍后: so many working days."""


@dataclass(frozen=True, slots=True)
class _Pressed:
    """An item, its task, and the message that it stands in."""

    notice: Notice
    task: Task
    attempt: Attempt


async def known(question: Question, rest: str) -> Answer:
    """已知悉."""
    return await _put_aside(question, rest, lambda *_: None)


async def in_days(question: Question, rest: str) -> Answer:
    """稍后: in three working days."""
    return await _put_aside(question, rest, lambda today, workdays: workdays.after(today, DAYS))


async def on_monday(question: Question, rest: str) -> Answer:
    """稍后: next Monday, or the first working day after it."""
    return await _put_aside(
        question,
        rest,
        lambda today, workdays: workdays.on_or_after(today + timedelta(7 - today.weekday())),
    )


async def later(question: Question, rest: str) -> Answer:
    """稍后…: asks until when, in place."""
    pressed = await _pressed(question, rest)
    if isinstance(pressed, Answer):
        return pressed
    return await _shown(question, pressed, asking=pressed.notice.id)


async def as_before(question: Question, rest: str) -> Answer:
    """返回: the message as it stands."""
    pressed = await _pressed(question, rest)
    return pressed if isinstance(pressed, Answer) else await _shown(question, pressed)


async def others(question: Question, rest: str) -> Answer:
    """看其余: another page of a long message, for who pressed."""
    turn, numbers = question.turn, actions.numbers(rest)
    attempt = await turn.ledger.said.with_notice(numbers[0]) if len(numbers) == 2 else None
    if attempt is None:
        return await stale(question)
    items, became = await as_it_stands(turn.ledger, attempt, turn.now.tzinfo)
    reply = shown(items, became, numbers[1])
    return answered(question, replace(reply, intent="notices", private=True), ())


async def _pressed(question: Question, rest: str) -> _Pressed | Answer:
    """The item, where the presser may do something about it at this moment."""
    turn, numbers = question.turn, actions.numbers(rest)
    notice = await turn.ledger.outbox.by_id(numbers[0]) if numbers else None
    attempt = await turn.ledger.said.with_notice(notice.id) if notice else None
    about = [notice.target_id] if notice and notice.target_id else []
    tasks = await turn.ledger.tasks_by_id(about)
    if notice is None or attempt is None or not tasks:
        return await stale(question)
    if not may_press(turn.speaker, notice, tasks[0]):
        line = say(f"这一项由{_whose(tasks[0])}来处理，您的点击没有改动什么。")
        return answered(question, Reply("refused", (line,), private=True), ())
    return _Pressed(notice, tasks[0], attempt)


def may_press(speaker: Speaker, notice: Notice, task: Task) -> bool:
    """Whom it was said to; in a channel whoever is of the task's units, and coordinators."""
    person = speaker.person
    if notice.person is not None:
        return speaker.is_local or speaker.id == notice.person
    if may(speaker, "coordinator"):
        return True
    units = {one.bureau_id for one in task.assignments}
    return person is not None and bool(units & {*person.bureaus, *person.in_charge_of})


def _whose(task: Task) -> str:
    names = list(dict.fromkeys(one.name for one in task.assignments))
    return f"{'、'.join(names)}的同事或督办人员" if names else "督办人员"


async def _put_aside(
    question: Question, rest: str, day: Callable[[date, Workdays], date | None]
) -> Answer:
    pressed = await _pressed(question, rest)
    if isinstance(pressed, Answer):
        return pressed
    turn = question.turn
    until = await _moment(turn, pressed.notice, day)
    press = Press(pressed.notice.id, turn.speaker.called, turn.speaker.id, until)
    order = Order(turn.speaker.signature, turn.now, f"{deed_key(turn)}/hush/{pressed.notice.id}")
    await turn.ledger.hushes.add(press, order)
    return replace(await _shown(question, pressed), lasting=True)


async def _moment(
    turn: Turn, notice: Notice, day: Callable[[date, Workdays], date | None]
) -> datetime | None:
    """When reminders begin on that day, by the clock of where it was said."""
    settings, workdays = await settled(turn.ledger, zone_of_office(turn.now))
    channel = await turn.ledger.channels.by_id(notice.channel) if notice.channel else None
    place = place_of(channel) if channel else Destination("")
    chosen = day(turn.now.astimezone(zone_of(place, settings)).date(), workdays)
    return morning(chosen, place, settings) if chosen else None


async def _shown(question: Question, pressed: _Pressed, asking: int | None = None) -> Answer:
    """The message in its place, as it stands now."""
    turn = question.turn
    items, became = await as_it_stands(turn.ledger, pressed.attempt, turn.now.tzinfo)
    page = page_of(items, pressed.notice.id) or 0
    reply = replace(shown(items, became, page, asking), intent="notices", settles=True)
    return answered(question, reply, (pressed.task,), shown=1)
