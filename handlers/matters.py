"""Some words, perhaps with a question about them: an indicator, a phase by name, or tasks."""

from handlers.by_topic import by_topic
from handlers.indicators import indicators, matching
from handlers.phases import by_name, phases
from handlers.question import Question
from handlers.turn import Answer


async def matter(question: Question) -> Answer:
    """The indicator or phase of that name where its facts are asked for, else the tasks meant."""
    meaning = question.meaning
    if meaning.asks_any("quantity") and await _is_indicator(question):
        return await indicators(question)
    if meaning.asks_any("when", "detail", "duty") and await _is_phase(question):
        return await phases(question)
    return await by_topic(question)


async def _is_indicator(question: Question) -> bool:
    every = await question.turn.ledger.indicators(question.document_ids)
    return bool(matching(every, question.meaning.topic))


async def _is_phase(question: Question) -> bool:
    every = await question.turn.ledger.phases(question.document_ids)
    return bool(by_name(every, question.meaning.topic))
