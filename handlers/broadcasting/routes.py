"""What is said and pressed about broadcasts by whoever drafts and approves them."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import partial

from handlers import actions
from handlers.answers import answered
from handlers.broadcasting import changing, deciding, drafting, offering
from handlers.broadcasting.drafted import changed, load
from handlers.broadcasting.looking import progress
from handlers.orders import Handler
from handlers.question import Question
from handlers.reply import Field, FormShown, Reply, say
from handlers.shown import stale
from handlers.turn import Answer
from handlers.waiting import load as load_waiting
from handlers.waiting import turned_to
from knowledge.broadcasts.edits import edit_in
from knowledge.broadcasts.model import Edit

FORM = "broadcast"
_ON_CARDS = (drafting.editing, changing.editing)
_READERS = (
    offering.asked_for,
    changing.changing,
    drafting.drafting,
)


def broadcasting(question: Question, text: str) -> Handler | None:
    """A message that drafts, changes, corrects or takes back a broadcast."""
    readers = (*_ON_CARDS, *_READERS) if question.turn.context.draft else _READERS
    return next((found for read in readers if (found := read(question, text))), None)


async def pressed(question: Question, rest: str) -> Answer:
    """同意发出, 退回, 签收情况, 撤回, 起草通知."""
    what, _, numbers = rest.partition(":")
    found = actions.numbers(numbers)
    if not found:
        return await stale(question)
    number, version = found[0], found[1] if len(found) > 1 else 1
    deeds: dict[str, Callable[[], Awaitable[Answer]]] = {
        "approve": partial(deciding.approve, question, number, version),
        "refuse": partial(deciding.refuse, question, number, version),
        "show": partial(progress, question, number),
        "cancel": partial(changing.cancel, question, number),
        "phase": partial(offering.of_phase, question, number),
    }
    return await (deeds[what]() if what in deeds else stale(question))


async def amend(question: Question, key: str) -> Answer | None:
    """修改: a form where there is one, else how to say it; None where the card is another's."""
    turn = turned_to(question.turn, key)
    one = load_waiting(turn.context.draft) if turn else None
    draft = load(one)
    if one is None or draft is None:
        return None
    line = say(
        "请直接说要改什么：改成：新的内容；明天上午9点发；周五前签收；只发给市医保局；发给所有人；"
        "不用签收；本人签收；强制。"
    )
    fields = (
        Field("card", "卡片", "choice", key, choices=((key, one.label or "通知"),)),
        Field("words", "内容", "text", draft.words),
        Field("rest", "其他", hint="如：明天上午9点发；不用签收", optional=True),
    )
    form = FormShown(FORM, "修改通知", fields, "改好了")
    reply = Reply("broadcast", (line,), form=form, private=True)
    return answered(question, reply, ())


async def amended(question: Question, values: dict[str, str]) -> Answer:
    """The card anew, with what stands in the form."""
    turn = turned_to(question.turn, values.get("card", ""))
    draft = load(load_waiting(turn.context.draft)) if turn else None
    words = values.get("words", "").strip()
    if turn is None or draft is None or not words:
        return await stale(question)
    question = replace(question, turn=turn)
    edit = edit_in(values.get("rest", ""), turn.now.date()) or Edit()
    return await drafting.edited(question, changed(draft, words=words), edit)
