"""Some words, perhaps with a question about them: an indicator, a phase by name, or tasks."""

import re
from collections.abc import Sequence

from db.records import Task, TaskQuery
from handlers.by_number import section_list
from handlers.by_topic import by_topic
from handlers.finding import SURE, find
from handlers.indicators import indicators, matching
from handlers.phases import by_name, phases
from handlers.question import Question
from handlers.turn import Answer
from handlers.wording import MANY
from knowledge.questions.meaning import Meaning
from knowledge.ranking import Candidate, rank
from knowledge.text import fold

_PART = re.compile("[那这]?(?:个|一)?(?:部分|板块|章节?)")
_TELLING = 5
_RATES = ("率", "占比", "比例", "比重", "覆盖面")


async def matter(question: Question) -> Answer:
    """The indicator or phase of that name where its facts are asked for, else the tasks meant."""
    meaning = question.meaning
    if tasks := await _of_section(question):
        return section_list(question, tasks)
    if meaning.asks_any("quantity") and _is_new(meaning):
        found = await find(question, meaning.topic)
        if found.sure:
            return await by_topic(question)
    if await _is_called_so(question):
        return await indicators(question)
    if (meaning.asks_any("quantity") or _is_rate(meaning)) and await _is_indicator(question):
        return await indicators(question)
    if meaning.asks_any("when", "detail", "duty", "quantity") and await _is_phase(question):
        return await phases(question)
    return await by_topic(question)


async def _of_section(question: Question) -> Sequence[Task]:
    """中药质量和产业那部分: the tasks of the section whose title the words mean."""
    documents = question.scope.documents
    if not _PART.search(question.meaning.text) or len(documents) != 1:
        return ()
    sections = await question.turn.ledger.sections(documents[0].id)
    ranked = rank(question.meaning.topic, [Candidate(one, one.title, "") for one in sections])
    if not ranked or ranked[0].cover < SURE:
        return ()
    query = TaskQuery((documents[0].id,), sections=(ranked[0].key.order,), limit=MANY)
    return (await question.turn.ledger.tasks(query)).tasks


def _is_new(meaning: Meaning) -> bool:
    """新建多少个 asks for a task's figure, not for what an indicator shall reach."""
    return any(word in meaning.text for word in ("新建", "新增", "新设", "改造"))


def _is_rate(meaning: Meaning) -> bool:
    """Whether a rate is named and nothing else asked: 中医诊疗量占比."""
    asked = meaning.asks_any("who", "when", "mention", "list", "across")
    return bool(meaning.topic) and not asked and meaning.topic[-1].endswith(_RATES)


async def _is_called_so(question: Question) -> bool:
    """Whether nothing but the whole name of an indicator is said, whatever is asked of it."""
    said, (first, *more) = question.meaning, question.meaning.topic
    asked = said.asks_any("who", "when") and not said.asks_any("mention", "one", "across", "list")
    if more or len(first) < _TELLING or not asked:
        return False
    every = await question.turn.ledger.indicators(question.document_ids)
    return any(fold(one.name).lower() == first for one in every)


async def _is_indicator(question: Question) -> bool:
    every = await question.turn.ledger.indicators(question.document_ids)
    return bool(matching(every, question.meaning.topic, question.meaning.text))


async def _is_phase(question: Question) -> bool:
    every = await question.turn.ledger.phases(question.document_ids)
    return bool(by_name(every, question.meaning.topic))
