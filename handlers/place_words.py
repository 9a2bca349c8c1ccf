"""安宁疗护, while another place's paper is in talk: a place's name that begins a word there."""

from dataclasses import replace

from handlers.finding import find
from handlers.question import Question
from handlers.scope import scope_of
from handlers.turn import Turn
from handlers.visibility import papers_in_talk
from knowledge.questions.meaning import Meaning

_WORD = 2
"""Characters behind the place that make a word with it."""


async def as_words(turn: Turn, meaning: Meaning) -> Meaning:
    """The meaning without a place, where the papers in talk hold the words as they were typed."""
    talk = papers_in_talk(turn)
    if not (meaning.loosely_placed and meaning.topic and talk):
        return meaning
    first = meaning.topic[0]
    begin = meaning.text.find(first)
    typed, word = meaning.text[: begin + len(first)], meaning.text[: begin + _WORD]
    words = replace(meaning, documents=(), by_place=False, topic=(typed, *meaning.topic[1:]))
    question = Question(turn, words, scope_of(words, talk, turn.names, turn.now.date()))
    found = await find(question, (word,))
    return words if any(one.phrase for one in found.ranked) else meaning
