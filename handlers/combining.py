"""Tasks in which some units have a part and others have not: 市医保局参与但不牵头的."""

from db.records import Listed
from handlers.answers import long_listing, nothing
from handlers.question import Question
from handlers.reply import Reply, bold, say
from handlers.turn import Answer
from handlers.unit_queries import query_of
from handlers.units import resolve
from handlers.wording import ROLE_NAMES, said_count
from knowledge.questions.meaning import Part


async def combined(question: Question) -> Answer:
    """The tasks in which each unit has the part that is asked for, and none that is ruled out."""
    parts = sorted(question.meaning.parts, key=lambda part: part.negated)
    tasks: list[Listed] = []
    for at, part in enumerate(parts):
        theirs = await _of(question, part)
        ids = {one.id for one in theirs}
        tasks = [one for one in tasks if (one.id in ids) is not part.negated] if at else theirs
    said = "、".join(_said(question, part) for part in question.meaning.parts)
    if not tasks:
        return nothing(question, "tasks_of_unit", say(f"没有{said}的任务。"))
    names = dict.fromkeys(name for part in parts for name in resolve(question, part.unit).names)
    counted = question.counted(len(tasks))
    rest = Reply("tasks_of_unit", (), bureaus=tuple(names), count=counted)
    intro = say(f"{said}的任务共", bold(said_count(len(tasks))), "：")
    return await long_listing(question, "tasks_of_unit", tasks, intro, rest=rest)


async def _of(question: Question, part: Part) -> list[Listed]:
    unit = resolve(question, part.unit)
    if not unit.ids:
        return []
    query = query_of(question, unit, part.role, duty=part.duty)
    return list(await question.turn.ledger.listed(query))


def _said(question: Question, part: Part) -> str:
    name = "、".join(resolve(question, part.unit).names)
    verb = ROLE_NAMES[part.role] if part.role else "负责" if part.duty else "参与"
    return f"{name}{'不' if part.negated else ''}{verb.removesuffix('单位')}"
