"""How things stood at the end of an earlier day: 截至6月30日, of a unit's tasks."""

from collections import Counter
from datetime import datetime, time

from db.records import Task, TaskQuery
from db.standing import Standing
from handlers.answers import answered, nothing, refs
from handlers.lights import lit_as
from handlers.question import Question
from handlers.reply import Item, Reply, bold, faint, say, words
from handlers.reporting.aiming import aim_of
from handlers.reporting.reading import reported_in
from handlers.reporting.voices import sees
from handlers.reporting.words import STATES, said_aim, said_standing
from handlers.turn import Answer
from handlers.units import resolve
from handlers.wording import MANY, said_count, said_date
from knowledge.dates import Anchor, find_dates

_SHOWN = 20


def end_of(question: Question, said: str) -> datetime | None:
    """The end of the day that was said, by the office's clock; None where none was."""
    if not said:
        return None
    now = question.turn.now
    found = find_dates(said, Anchor(year=now.year, today=now.date()))
    return datetime.combine(found[-1].last, time.max, now.tzinfo) if found else None


async def of_units_then(question: Question, until: str) -> Answer:
    """How the tasks of the units named stood then, of what the speaker may see."""
    question, moment = reported_in(question), end_of(question, until)
    if moment is None:
        return nothing(question, "worklist", say(f"“{until}”是哪一天？请写明日期。"))
    units = [resolve(question, one) for one in question.meaning.units]
    ids = tuple(each for one in units for each in one.ids)
    query = TaskQuery(question.document_ids, ids, limit=MANY, order="due")
    found = (await question.turn.ledger.tasks(query)).tasks if ids else ()
    tasks = [one for one in found if sees(question.turn.speaker, one)]
    name = "、".join(each for one in units for each in one.names)
    if not tasks:
        return nothing(question, "worklist", say(f"这里没有{name}的、您能看进展的任务。"))
    stood = await question.turn.ledger.past.standings(question.document_ids, moment)
    standings = {one.id: stood.get(one.id) or Standing("task", one.id) for one in tasks}
    counts = Counter(STATES[one.state] for one in standings.values())
    states = "，".join(f"{state}{count}项" for state, count in counts.items())
    head = say(
        f"截至{said_date(moment.date())}，{name}共", bold(said_count(len(tasks))), f"：{states}"
    )
    lines = [_line(question, one, standings[one.id], moment) for one in tasks[:_SHOWN]]
    rest = len(tasks) - len(lines)
    more = (say(faint(f"还有{rest}项没有列出，可以说出文件名再问。")),) if rest > 0 else ()
    reply = Reply("worklist", (head, *lines, *more), refs(tasks), (name,), count=len(tasks))
    return answered(question, reply, tasks)


def _line(question: Question, task: Task, stood: Standing, moment: datetime) -> Item:
    document = question.document(task.document_id)
    light = lit_as(task, stood, document, moment.date(), question.turn.thresholds)
    head = words(bold(said_aim(aim_of(task))))
    return Item(head, (("当时", words(light, f" {said_standing(stood)}")),))
