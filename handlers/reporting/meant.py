"""Which tasks an order means: by number, or the one in talk; doubt is asked back."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace

from db.records import Task
from handlers import actions
from handlers.answers import asking_back, nothing
from handlers.inbound import Message
from handlers.question import Question
from handlers.reply import Button, say
from handlers.reporting.aiming import aims
from handlers.reporting.called import about_called, papers_called
from handlers.turn import Answer
from handlers.units import resolve
from knowledge.names import fold as folded
from knowledge.questions.meaning import ItemAsked
from knowledge.reports.model import Claim, Target

_CHOICES = 8
Fitting = Callable[[Sequence[Task]], Awaitable[Sequence[Task]]]
"""Of several tasks those with which what is ordered can be done at all."""


async def meant(
    question: Question,
    items: Sequence[ItemAsked],
    intent: str,
    *,
    called: str = "",
    fitting: Fitting | None = None,
) -> tuple[Task, ...] | Answer:
    """The tasks that the numbers mean, without numbers the one in talk; else an answer that says
    so or asks back. `called`: words that stood before the number."""
    question = about_called(question, called)
    found: list[Task] = []
    for target in [Target(item=one) for one in items] or [Target()]:
        known = await aims(question, Claim(target))
        tasks = await question.turn.ledger.tasks_by_id([one.id for one in known.found])
        tasks = _of_unit(question, tasks) if called else tasks
        if len(tasks) > 1 and fitting:
            tasks = tuple(await fitting(tasks))
        if len(tasks) != 1:
            return _asked(question, intent, known.said, tasks)
        found += tasks
    return tuple(found)


def names_paper(question: Question, called: str) -> bool:
    """Whether the words before a number mean a paper or a unit, so that the rest is an order."""
    units = {one.text for one in question.meaning.units}
    return folded(called) in units or called in _OURS or bool(papers_called(question, called))


_OURS = frozenset({"我们", "我局", "本局", "我委", "我单位", "本单位", "我们局", "我们委"})


def _of_unit(question: Question, tasks: tuple[Task, ...]) -> tuple[Task, ...]:
    """催办市医保局第2项: of several those of the unit that was named."""
    units = {each for one in question.meaning.units for each in resolve(question, one).ids}
    found = (one for one in tasks if units & {each.bureau_id for each in one.assignments})
    return tuple(found) or tasks


def _asked(question: Question, intent: str, said: str, tasks: Sequence[Task]) -> Answer:
    if not said:
        line = say("说的是哪一项？请带上编号，如“签收第12项”。")
        return asking_back(question, intent, line, ())
    if not tasks:
        return nothing(question, intent, say(f"没有找到“{said}”。"))
    papers = {one.document_id: question.document(one.document_id) for one in tasks}
    if len(papers) == 1:
        return nothing(question, intent, say(f"“{said}”对得上好几项，请写全编号。"))
    choices = [
        Button(one.title[:24], actions.choose_paper(one.id))
        for one in list(papers.values())[:_CHOICES]
    ]
    inbound = question.turn.inbound
    line = say(f"“{said}”几份文件里都有，说的是哪一份？")
    given = asking_back(question, intent, line, choices)
    again = inbound.text if isinstance(inbound, Message) else None
    return replace(given, context=replace(given.context, asked=again))
