"""What of an answer is for everybody's eyes in a shared chat; the rest is told the asker alone.

What the channel is bound to may be shown there. Where nobody bound it, nothing of the ledger is.
"""

from collections.abc import Sequence
from dataclasses import replace

from db.records import Channel, Task
from handlers import actions
from handlers.answers import PAGE
from handlers.inbound import Press
from handlers.minimal import minimal
from handlers.reply import Reply, faint, say
from handlers.scope import scope_of
from handlers.turn import Answer, Turn
from knowledge.questions.meaning import Meaning

_HARMLESS = frozenset(
    {"greeting", "help", "thanks", "stale", "binding", "bound", "unbound", "chat", "which_unit"}
    | {"joined", "notices", "muting", "settings", "settled"}
)
"""Answers that tell nothing of any paper, or what was said in that chat before."""
_CARDS = frozenset(
    {"correction", "corrected", "import", "imported"}
    | {"report", "recorded", "withdrawn", "step", "timeline", "readings", "evidence"}
)
"""What is shown whole or not at all."""


def papers_in_talk(turn: Turn) -> tuple[int, ...]:
    """What the conversation is about; in a bound chat at first what that is bound to."""
    return turn.context.documents or (turn.channel.documents if turn.channel else ())


async def for_these_eyes(turn: Turn, given: Answer) -> Answer:
    """The answer as it may be shown where it was asked."""
    reply, channel = given.reply, turn.channel
    if turn.inbound.channel is None or reply.private or reply.intent in _HARMLESS:
        return given
    if channel is None:
        return _privately(given, _UNBOUND)
    tasks = await turn.ledger.tasks_by_id(given.context.subject.tasks) if reply.tasks else ()
    if not (_of_its_papers(turn, channel, given) and _of_its_units(turn, channel, reply, tasks)):
        return _privately(given, "这不在这个群（频道）绑定的范围里，所以只发给您。")
    if not channel.minimal or reply.intent == "cancelled":
        return given
    if not tasks or len(tasks) < len(reply.tasks) or reply.intent in _CARDS or _opened(turn):
        return _privately(given, "这个群（频道）是精简模式，详情只发给您。")
    shown = minimal(reply, _on_page(given, tasks), turn.now.date(), turn.thresholds)
    return replace(given, reply=shown)


_UNBOUND = (
    "这个群（频道）还没有绑定，所以只回复给您；督办人员在群里说“绑定”，以后就可以在群里回答。"
)


def _privately(given: Answer, why: str) -> Answer:
    blocks = (*given.reply.blocks, say(faint(why)))
    return replace(given, reply=replace(given.reply, blocks=blocks, private=True))


def _of_its_papers(turn: Turn, channel: Channel, given: Answer) -> bool:
    """Whether the answer tells only of papers that the chat is bound to."""
    names = turn.names
    bound = names.papers(channel.documents) if channel.documents else names.usual
    slugs = {one.document for one in given.reply.tasks}
    if slugs:
        return slugs <= {one.slug for one in bound}
    meaning = given.context.subject.meaning or Meaning()
    told = scope_of(meaning, papers_in_talk(turn), names, turn.now.date()).documents
    return {one.id for one in told} <= {one.id for one in bound}


def _of_its_units(turn: Turn, channel: Channel, reply: Reply, tasks: Sequence[Task]) -> bool:
    """Whether the answer tells only of units that the chat is bound to."""
    units = set(channel.bureaus)
    if not units:
        return True
    if len(tasks) < len(reply.tasks):  # two answers in one: these are of the last alone
        return False
    if tasks:
        return all(any(a.bureau_id in units for a in task.assignments) for task in tasks)
    named = {one.name for one in turn.names.bureaus if one.id in units}
    return set(reply.bureaus) <= named and not (reply.not_found and reply.buttons)


def _opened(turn: Turn) -> bool:
    """Whether a task's own button was pressed: for its details."""
    pressed = turn.inbound
    return isinstance(pressed, Press) and actions.parts(pressed.value)[0] == actions.OPEN


def _on_page(given: Answer, tasks: Sequence[Task]) -> Sequence[Task]:
    """Those that this page of the answer shows."""
    until = given.context.subject.shown or len(tasks)
    start = (until - 1) // PAGE * PAGE if given.reply.intent == "more" else 0
    return tasks[start : min(until, start + PAGE)]
