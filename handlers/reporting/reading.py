"""Whether a message is a report: understood against the names of the papers it may be about."""

from dataclasses import replace

from db.records import Task, TaskQuery
from handlers.finding import SHELF_DOCUMENTS
from handlers.question import Question
from handlers.scope import Scope
from handlers.visibility import papers_in_talk
from handlers.wording import MANY
from knowledge.questions.holders import Holders
from knowledge.reports.model import Reading
from knowledge.reports.news import Surroundings
from knowledge.reports.understand import understand
from knowledge.text import fold


def reported_in(question: Question) -> Question:
    """The question about the papers that a report may be about: a place that a report names
    (需市财政局支持) says nothing about which paper is meant."""
    names, meaning = question.turn.names, question.meaning
    if meaning.documents and not meaning.by_place:
        chosen = Scope(names.papers(meaning.documents), chosen=True)
    elif talk := names.papers(papers_in_talk(question.turn)):
        chosen = Scope(talk, chosen=True)
    else:
        chosen = Scope(names.usual, chosen=False)
    return Question(question.turn, meaning, chosen)


async def read(question: Question, text: str) -> Reading:
    """What the message reports; many people say the same, so it is kept while names stay."""
    turn, ids = question.turn, question.document_ids
    asked = ("report", text, ids, turn.now.date())

    async def understood() -> Reading:
        around = await _surroundings(question)
        reading = understand(text, around)
        # Beside what surely is reported, the rest is asked about rather than left out.
        whole = understand(text, replace(around, titles=None)) if reading.claims else reading
        return whole if len(whole.claims) > len(reading.claims) else reading

    return await turn.ledger.remembered(turn.names.version, asked, understood)


async def _surroundings(question: Question) -> Surroundings:
    turn, ids = question.turn, question.document_ids
    asked = ("surroundings of reports", ids)

    async def named() -> tuple[tuple[str, ...], Holders | None]:
        every = await turn.ledger.indicators(ids)
        return tuple(dict.fromkeys(one.name for one in every)), await _titles(question)

    indicators, titles = await turn.ledger.remembered(turn.names.version, asked, named)
    return Surroundings(turn.lexicon.units, indicators, turn.now.date(), titles)


async def _titles(question: Question) -> Holders | None:
    """What titles hold; with very many papers any words may be a title's, and are looked up."""
    if len(question.document_ids) > SHELF_DOCUMENTS:
        return None
    tasks = await every_task(question)
    return Holders((fold(task.title),) for task in tasks)


async def every_task(question: Question) -> tuple[Task, ...]:
    """The tasks of the papers in question."""
    query = TaskQuery(question.document_ids, limit=MANY)
    return (await question.turn.ledger.tasks(query)).tasks
