"""免打扰改成晚上8点到早上9点, said in a chat that is bound: the quiet hours of that chat."""

from dataclasses import replace
from datetime import time

from handlers.answers import answered
from handlers.binding import rebound
from handlers.bindings import wish_of
from handlers.house_rules.showing import INTENT, files_of
from handlers.question import Question
from handlers.reply import Reply, say
from handlers.turn import Answer
from knowledge.house_rules.model import Said, Value
from reminders.settable import hours
from reminders.settling import Where, value_of

Hours = tuple[Value, Value]


def hours_here(question: Question, said: Said) -> Hours | None:
    """From and until when, where nothing else is settled and the chat is bound; None for an hour
    that stays, both for those of the office."""
    if question.turn.channel is None or [one.name for one in said.rulings] != ["quiet"]:
        return None
    match said.rulings[0].value:
        case (start, end):
            return start, end
    return None, None


async def rehoured(question: Question, start: Value, end: Value) -> Answer:
    """The card of the chat with these hours."""
    channel = question.turn.channel
    if channel is None:
        raise ValueError("no chat to settle hours for")
    files = await files_of(question)
    now = channel.quiet or hours(value_of(files["reminders"], "quiet", Where()))
    wanted = (_clock(start, now[0]), _clock(end, now[1])) if start or end else None
    if wanted == (channel.quiet if wanted is None else now):
        line = say(f"本来就是这样（免打扰{now[0]:%H:%M}—{now[1]:%H:%M}），没有改动。")
        return answered(question, Reply(INTENT, (line,), clarify=True), ())
    return rebound(question, channel.place, replace(wish_of(channel), quiet=wanted))


def _clock(said: Value, old: time) -> time:
    return time.fromisoformat(said) if isinstance(said, str) else old
