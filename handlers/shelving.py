"""启用, 归档: a paper enters what is asked and reminded about, or leaves it."""

import re
from functools import partial
from typing import Literal

from db.correcting import Order
from db.errors import UnknownRecordError
from db.records import Document
from handlers import actions
from handlers.answers import answered, asking_back
from handlers.inbound import Press
from handlers.orders import Handler, told_by
from handlers.question import Question
from handlers.reply import Button, Reply, bold, faint, say
from handlers.shown import stale
from handlers.turn import Answer
from handlers.visibility import papers_in_talk
from handlers.waiting import deed_key, short
from handlers.wording import said_moment, said_title

Shelf = Literal["active", "archived"]

_SAID = re.compile(
    r"\s*请?(?:(?:把|将)(?P<before>.{1,60}?))?(?P<deed>启用|归档)(?P<after>.{0,60}?)[。.!！\s]*"
)
_IN_TALK = re.compile(r"(?:[这该本那]?[份个]?(?:文件|通知|方案)?|它)(?:吧|一下)?")
_ASKING = re.compile(r"[了吗么?？]|怎|如何|什么|哪|谁")
_STATES: dict[str, Shelf] = {"启用": "active", "归档": "archived"}
_NAMES: dict[Shelf, str] = {state: name for name, state in _STATES.items()}
_MEANS: dict[Shelf, str] = {
    "active": "问任务时默认查它，也按它提醒。",
    "archived": "指名仍可查，不再提醒和督办。",
}


@told_by(_SAID.fullmatch)
def shelving(question: Question, text: str) -> Handler | None:
    """启用这份文件, 归档《……》, 把……归档."""
    match = _SAID.fullmatch(text)
    if match is None or _ASKING.search(text):
        return None
    named = (match["before"] or match["after"]).strip()
    if not (question.meaning.documents or _IN_TALK.fullmatch(named)):
        return None
    return partial(_named, state=_STATES[match["deed"]])


def button(document_id: int) -> Button:
    """启用, below what was just imported."""
    return Button("启用", actions.shelve("active", document_id))


async def pressed(question: Question, rest: str) -> Answer:
    """启用 or 归档 by its button."""
    said, _, number = rest.partition(":")
    state = next((one for one in _NAMES if one == said), None)
    found = question.turn.names.papers(actions.numbers(number))
    return await (_shelved(question, found[0], state) if state and found else stale(question))


async def _named(question: Question, state: Shelf) -> Answer:
    turn = question.turn
    named = bool(question.meaning.documents)
    found = question.scope.documents if named else turn.names.papers(papers_in_talk(turn))
    if len(found) == 1:
        return await _shelved(question, found[0], state)
    open_to = [one for one in found or turn.names.documents if one.state != state]
    choices = [Button(one.title[:24], actions.shelve(state, one.id)) for one in open_to[:8]]
    line = say(f"要{_NAMES[state]}哪一份？")
    return asking_back(question, "documents", line, choices)


async def _shelved(question: Question, document: Document, state: Shelf) -> Answer:
    turn, name = question.turn, _NAMES[state]
    if document.state == state:
        line = say(bold(said_title(document)), f"已经{name}了，没有改动。")
        return answered(question, Reply("documents", (line,)), ())
    key = f"shelve/{state}/{document.id}/{short(deed_key(turn))}"
    try:
        order = Order(turn.speaker.signature, turn.now, key)
        await turn.ledger.set_state(document.id, state, order)
    except UnknownRecordError:
        return await stale(question)
    lines = (
        say("已", name, bold(said_title(document)), f"：{_MEANS[state]}"),
        say(faint(f"{turn.speaker.called} {said_moment(turn.now)} 已{name}")),
    )
    reply = Reply("documents", lines, settles=isinstance(turn.inbound, Press))
    given = answered(question, reply, ())
    return Answer(given.reply, given.context, lasting=True)
