"""From what happened to its handler: the one table of intents."""

import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace

from handlers import actions
from handlers.amendments import amended
from handlers.answers import nothing
from handlers.by_number import by_number
from handlers.by_unit import by_unit
from handlers.choosing import intent_of
from handlers.comparing import compare
from handlers.confirming import cancel, confirm, decided, undo
from handlers.context import Context
from handlers.correcting import correct
from handlers.due import due, standing
from handlers.duties import duty, members
from handlers.following import follow
from handlers.inbound import Message, Press, Upload
from handlers.indicators import indicators
from handlers.matters import matter
from handlers.overview import all_tasks, documents, opened, outline, picked, switched, units
from handlers.phases import phases
from handlers.question import Question
from handlers.reply import joined, say
from handlers.scope import scope_of
from handlers.shown import about, neighbour, next_page, open_task, stale, unclear, unknown
from handlers.smalltalk import greeting, help_, smalltalk_of, thanks
from handlers.turn import Answer, Turn
from handlers.uploading import upload
from knowledge.questions.meaning import Meaning
from knowledge.questions.understand import Surroundings, understand
from knowledge.questions.wishes import wish_in

_AT_ONCE = 3

Handler = Callable[[Question], Awaitable[Answer]]

ROUTES: dict[str, Handler] = {
    "greeting": greeting,
    "help": help_,
    "thanks": thanks,
    "documents": documents,
    "open_document": opened,
    "list": all_tasks,
    "task": by_number,
    "tasks_of_unit": by_unit,
    "search": matter,
    "indicator": indicators,
    "phase": phases,
    "duty": duty,
    "members": members,
    "due": due,
    "standing": standing,
    "units": units,
    "sections": outline,
    "picked": picked,
    "compare": compare,
    "unknown": unknown,
}
"""Every intent that a message is routed by; a handler may name its answer more precisely."""

INTENTS: tuple[str, ...] = (
    *ROUTES,
    *("who", "deadline", "quantity", "across", "section", "count", "changes"),
    *("correction", "corrected", "cancelled", "undone", "import", "imported"),
    *("more", "unclear", "stale"),
)
"""The closed list of intents that answers carry."""


_PRESSED: dict[str, Handler] = {
    actions.MORE: next_page,
    actions.CONFIRM: confirm,
    actions.CANCEL: cancel,
}


_FOLLOWING: dict[str, Callable[[Question, Sequence[int]], Awaitable[Answer]]] = {
    "page": lambda question, _: next_page(question),
    "about": about,
    "neighbour": neighbour,
    "unclear": lambda question, _: unclear(question),
}
"""What answers a message that leans on what was shown, with the ids of the tasks it leans on."""


async def answer(turn: Turn) -> Answer:
    """The answer to what happened."""
    match turn.inbound:
        case Message(text=text, reply_to=reply_to):
            turn = replace(turn, context=turn.context.about_reply(reply_to))
            return await _all_said(turn, _questions(text))
        case Press(value=value):
            return await _pressed(turn, value)
        case Upload() as sent:
            return await upload(_question(turn, Meaning()), sent)
        case _:
            return await unknown(_question(turn, Meaning()))


def _questions(text: str) -> list[str]:
    """市医保局牵头哪些？市科委呢？ asks twice."""
    parts = [part for part in re.split(r"(?<=[?？])", text) if len(part.strip("?？!！。 ")) > 1]
    return parts if 1 < len(parts) <= _AT_ONCE else [text]


async def _all_said(turn: Turn, texts: Sequence[str]) -> Answer:
    """The answers to what was asked in one message, one below the other."""
    given = await _said(turn, texts[0])
    for text in texts[1:]:
        earlier = replace(given.context, count=turn.context.count)
        following = await _said(replace(turn, context=earlier), text)
        given = replace(following, reply=joined(given.reply, following.reply))
    return given


async def _said(turn: Turn, text: str) -> Answer:
    meaning = understand(text, _surroundings(turn))
    if change := await _change(_question(turn, meaning), text):
        return change
    if small := smalltalk_of(meaning.text):
        return await ROUTES[small](_question(turn, meaning))
    following = follow(meaning, turn.context.subject)
    question = _question(turn, following.meaning)
    if handler := _FOLLOWING.get(following.kind):
        return await handler(question, following.tasks)
    return _in_talk(question, await _looked_up(question))


async def _looked_up(question: Question) -> Answer:
    if question.meaning.whole and question.meaning.bare and not question.meaning.asks:
        everything = await documents(question)
        return replace(everything, context=replace(everything.context, documents=()))
    if not question.scope.documents and question.turn.names.documents:
        return nothing(question, "documents", say("台账里没有您说的那份（那一年）文件。"))
    return await amended(question) or await ROUTES[intent_of(question.meaning)](question)


def _in_talk(question: Question, given: Answer) -> Answer:
    """A paper that was named, and alone, stays what the conversation is about."""
    named = bool(question.meaning.documents) and question.scope.chosen
    alone = len(question.scope.documents) == 1
    return switched(question, given) if named and alone else given


async def _change(question: Question, text: str) -> Answer | None:
    """What is done where the message decides on a drafted change or wishes for one."""
    decision = decided(question, question.meaning.text)
    if decision is not None:
        return await (confirm(question) if decision else cancel(question))
    wish = wish_in(text)
    if wish is None:
        return None
    return await (undo(question) if wish.kind == "undo" else correct(question, wish))


def _question(turn: Turn, meaning: Meaning) -> Question:
    scope = scope_of(meaning, turn.context.documents, turn.names.documents, turn.now.date())
    return Question(turn, meaning, scope)


def _surroundings(turn: Turn) -> Surroundings:
    return Surroundings(turn.lexicon, turn.now.date(), _year(turn))


def _year(turn: Turn) -> int:
    """The year of dates said without one: this year, unless the paper in talk is past."""
    year = turn.now.year
    periods = [one.period for one in turn.names.documents if one.id in turn.context.documents]
    known = [one for one in periods if one]
    if known and all(not one.start.year <= year <= one.end.year for one in known):
        return known[0].end.year
    return year


async def _pressed(turn: Turn, value: str) -> Answer:
    question = _question(turn, turn.context.subject.meaning or Meaning())
    pressed = _PRESSED.get(value)
    if pressed and (turn.context.draft or value == actions.MORE):
        return await pressed(question)
    if (task := actions.opened_task(value)) is not None:
        return await open_task(question, task)
    if (paper := actions.chosen_paper(value)) is not None:
        return await _chosen(turn, paper)
    return await stale(question)


async def _chosen(turn: Turn, document: int) -> Answer:
    """The paper is in talk now; a question that waited for it is answered."""
    context: Context = replace(turn.context, documents=(document,))
    question = _question(replace(turn, context=context), Meaning(documents=(document,)))
    return switched(question, await opened(question))
