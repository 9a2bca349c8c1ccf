"""要是经费到位，第10项年底能完成: what tells of a task and is no report is said to be none."""

from dataclasses import replace

from handlers.question import Question
from handlers.reply import faint, say
from handlers.turn import Answer
from knowledge.reports.moods import mood_of
from knowledge.reports.states import states_in

_LOOKED_UP = ("task", "search")
_HOPED = ("plan", "condition")
_SENTENCE = 8
_NOTHING = say(
    faint(
        "这句话没有登记成进展；要报进展请直接说现在到哪一步，如“第12项完成60%”“第12项受阻，卡在经费”。"
    )
)


def noted(question: Question, given: Answer) -> Answer:
    """The answer; where the message told something rather than asked, that nothing was recorded."""
    reply = given.reply
    if reply.intent not in _LOOKED_UP or not reply.tasks or not _is_told(question):
        return given
    return replace(given, reply=replace(reply, blocks=(*reply.blocks, _NOTHING)))


def _is_told(question: Question) -> bool:
    text = question.meaning.text.rstrip("。!！ ")
    if text.endswith(("?", "？")) or question.meaning.asks:
        return False
    mood = mood_of(text)
    if not question.meaning.items:
        return mood in _HOPED and len(text) >= _SENTENCE
    return mood not in ("fact", "question") or (mood == "fact" and bool(states_in(text)))
