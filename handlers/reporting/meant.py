"""Which tasks an order means: by number, or the one in talk; doubt is asked back."""

from collections.abc import Sequence

from db.records import Task
from handlers import actions
from handlers.answers import asking_back, nothing
from handlers.question import Question
from handlers.reply import Button, say
from handlers.reporting.aiming import aims
from handlers.turn import Answer
from knowledge.questions.meaning import ItemAsked
from knowledge.reports.model import Claim, Target

_CHOICES = 8


async def meant(
    question: Question, items: Sequence[ItemAsked], intent: str
) -> tuple[Task, ...] | Answer:
    """The tasks that the numbers mean, without numbers the one in talk; else an answer that says
    so or asks back."""
    intent = "step" if intent != "timeline" else intent
    found: list[Task] = []
    for target in [Target(item=one) for one in items] or [Target()]:
        known = await aims(question, Claim(target))
        tasks = await question.turn.ledger.tasks_by_id([one.id for one in known.found])
        if len(tasks) != 1:
            return _asked(question, intent, known.said, tasks)
        found += tasks
    return tuple(found)


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
    line = say(f"“{said}”几份文件里都有，先选文件再说一遍：")
    return asking_back(question, intent, line, choices)
