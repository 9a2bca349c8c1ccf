"""A card that asks which task is meant, answered in words: 第3项, 第二个, 中医药要点那个."""

from functools import partial

from handlers.orders import Handler
from handlers.question import Question
from handlers.reporting.drafted import Draft
from handlers.reporting.editing import chosen, edited, open_draft
from handlers.turn import Answer
from knowledge.questions.items import ends_with, matches

_LONGEST = 40


def picking(question: Question, text: str) -> Handler | None:
    """A message that says which of the offered tasks is meant."""
    if question.turn.context.draft is None or len(text) > _LONGEST or question.reading.claims:
        return None
    waits = open_draft(question.turn)
    place = waits[1].doubtful if waits else None
    if waits is None or place is None:
        return None
    choice = _choice(question, waits[1], place)
    return None if choice is None else partial(_picked, draft=chosen(waits[1], place, choice))


async def _picked(question: Question, draft: Draft) -> Answer:
    return await edited(question, draft)


def _choice(question: Question, draft: Draft, place: int) -> int | None:
    """The place of the one choice that the words fit."""
    meaning, choices = question.meaning, draft.drafted[place].choices
    if meaning.ordinal and 0 < meaning.ordinal <= len(choices):
        return meaning.ordinal - 1
    fits = list(enumerate(choices))
    if meaning.items:
        item = meaning.items[0]
        fits = [(n, one) for n, one in fits if matches(item, one.ref) or ends_with(item, one.ref)]
    if meaning.documents:
        fits = [(n, one) for n, one in fits if one.document in meaning.documents]
    said = bool(meaning.items or meaning.documents)
    return fits[0][0] if said and len(fits) == 1 else None
