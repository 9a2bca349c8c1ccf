"""Lists by how things stand, of what one may see: 逾期, 红灯, 受阻, 没动静的, 某局进度."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import partial

from db.records import Task, TaskQuery
from db.standing import ENDED, Standing, State
from handlers.answers import PAGE, listing, nothing
from handlers.lights import SYMBOLS, start_of
from handlers.mine import units_of, whose
from handlers.orders import Handler, told_by
from handlers.question import Question
from handlers.reply import bold, faint, say
from handlers.reporting.figures import readings
from handlers.reporting.lacking import of_items
from handlers.reporting.missing import unreceived, unreported
from handlers.reporting.voices import filer, seen, sees_any
from handlers.reporting.words import STATES, said_signature
from handlers.turn import Answer
from handlers.units import resolve
from handlers.wording import MANY, said_as_of, said_count, said_date, said_ref, said_title
from knowledge.questions.meaning import Meaning
from knowledge.reports.lists import ListKind, list_in
from reminders.lights import Light, light_of

SILENT = timedelta(days=14)

_PLAIN = frozenset("的任务工作进度进展完成办理推进落实情况")
"""Characters of the words that ask for progress itself, not for some matter's."""
_STATES: dict[str, tuple[State, ...]] = {
    "blocked": ("blocked",),
    "waiting": ("waiting",),
    "suspended": ("suspended",),
    "done": ENDED,
    "blue": ENDED,
}
_NAMES: dict[str, str] = {
    "overdue": "逾期没有办结",
    "soon": "临近期限",
    "red": f"{SYMBOLS['red']}红灯（逾期或严重滞后）",
    "yellow": f"{SYMBOLS['yellow']}黄灯（临近期限或滞后）",
    "green": f"{SYMBOLS['green']}绿灯",
    "blue": f"{SYMBOLS['blue']}蓝灯（已办结）",
    "blocked": "受阻",
    "silent": f"{SILENT.days}天以上没有动静",
    "waiting": "等待审核",
    "suspended": "中止",
    "extensions": "申请延期、等待审批",
    "done": "已办结",
    "unfinished": "还没有办结",
    "unit": "",
}


def _tells(text: str) -> bool:
    return bool(list_in(text, of_unit=True) or _AGAIN.fullmatch(text.strip()))


@told_by(_tells)
def worklist(question: Question, text: str) -> Handler | None:
    """A message that asks for such a list, or for the same as it is now."""
    before = question.turn.context.subject
    if before.intent == "worklist" and before.meaning and _AGAIN.fullmatch(text.strip()):
        kind = list_in(before.meaning.text, of_unit=True)
        return partial(_once_more, before=before.meaning, kind=kind) if kind else None
    own = whose(question.meaning.text) is not None
    kind = list_in(text, of_unit=own or bool(question.meaning.units))
    if kind == "unit" and not _PLAIN.issuperset("".join(question.meaning.topic)):
        return None
    if kind == "blocked" and _may_report(question, text):
        return None
    return partial(listed, kind=kind) if kind else None


_AGAIN = re.compile(r"那?(?:现在|目前)(?:呢|还有(?:哪些|谁)|怎么样了?)[?？。]?")


async def _once_more(question: Question, before: Meaning, kind: ListKind) -> Answer:
    return await listed(replace(question, meaning=before), kind)


_TOLD = frozenset({"受阻", "受阻了", "卡住了", "遇到困难", "遇到困难了"})


def _may_report(question: Question, text: str) -> bool:
    """受阻, alone, of the one task in talk is a report, and so is what names its task."""
    if any(one.target.is_named for one in question.reading.claims):
        return True
    return len(question.turn.context.subject.tasks) == 1 and text.strip(" 。!！") in _TOLD


async def listed(question: Question, kind: ListKind) -> Answer:
    """The list."""
    units = _units(question)
    if kind == "readings":
        return await readings(question)
    if question.meaning.items and kind in ("unreceived", "unreported"):
        return await of_items(question, kind)
    tasks = await _tasks(question, kind, units)
    if kind == "extensions":
        return await _extensions(question, tasks)
    found = await question.turn.ledger.progress.standing("task", [one.id for one in tasks])
    if kind in ("unreceived", "unreported"):
        tasks = tuple(one for one in tasks if _owes(one, units))
    if kind == "unreceived":
        return await unreceived(question, tasks, found)
    if kind == "unreported":
        return unreported(question, tasks, found)
    kept = [one for one in tasks if _fits(question, kind, one, found[one.id])]
    return _said(question, kind, kept, found)


def _owes(task: Task, units: Sequence[int]) -> bool:
    """Whether it is one of those units that files for it; none named: whoever does."""
    files = filer(task)
    return not units or (files is not None and files.bureau_id in units)


async def _extensions(question: Question, tasks: Sequence[Task]) -> Answer:
    """What a coordinator has to decide on, each with the day that is asked for."""
    asked = await question.turn.ledger.past.asking(question.document_ids, question.turn.now)
    given = _said(question, "extensions", [one for one in tasks if one.id in asked], {})
    shown = [one for one in tasks if one.id in asked][:PAGE]
    lines = [say(f"{said_ref(one.ref)}：{await _asked_for(question, one)}") for one in shown]
    reply = replace(given.reply, blocks=(*given.reply.blocks, *lines))
    return replace(given, reply=reply)


async def _asked_for(question: Question, task: Task) -> str:
    """申请延到3月31日，因为…（张三）: what an application says."""
    steps = await question.turn.ledger.progress.steps("task", task.id)
    last = next(one for one in reversed(steps) if one.kind == "extension_asked")
    until = f"延到{said_date(last.on)}" if last.on else "延期"
    reason = f"，原因：{last.reason}" if last.reason else ""
    return f"{said_signature(last.by)}申请{until}{reason}"


def _units(question: Question) -> tuple[int, ...]:
    """The units that the message names, or means by 我们; none: all."""
    named = [resolve(question, one) for one in question.meaning.units]
    if ids := tuple(each for one in named for each in one.ids):
        return ids
    kind = whose(question.meaning.text)
    return units_of(question.turn.speaker, kind) if kind else ()


async def _tasks(question: Question, kind: ListKind, units: tuple[int, ...]) -> tuple[Task, ...]:
    """What may be on the list, as far as an index tells, and the speaker may see."""
    if not sees_any(question.turn.speaker):
        return ()
    today = question.turn.now.date()
    query = TaskQuery(question.document_ids, units, limit=MANY, order="due")
    if kind == "overdue":
        query = replace(query, due_until=today - timedelta(days=1))
    elif kind == "soon":
        query = replace(query, due_from=today, due_until=question.turn.thresholds.horizon(today))
    tasks = (await question.turn.ledger.tasks(query)).tasks
    return tuple(seen(question.turn.speaker, tasks))


def _fits(question: Question, kind: ListKind, task: Task, standing: Standing) -> bool:
    now = question.turn.now
    running = standing.state not in (*ENDED, "suspended")
    if kind in _STATES:
        return standing.state in _STATES[kind]
    if kind in _LIGHTS:
        start = start_of(question.document(task.document_id))
        thresholds = question.turn.thresholds
        light = light_of(task.deadline, now.date(), standing, start, thresholds)
        return light == _LIGHTS[kind]
    if kind == "unfinished":
        return standing.state not in ENDED
    if kind == "silent":
        return running and (standing.heard_at is None or standing.heard_at < now - SILENT)
    return kind == "unit" or (running and standing.state != "waiting")


_LIGHTS: dict[str, Light] = {"red": "red", "yellow": "yellow", "green": "green"}


def _where(question: Question) -> str:
    """Of which paper and which units there is nothing, where they were said."""
    papers = question.scope.documents
    paper = f"{said_title(papers[0])}里" if len(papers) == 1 else ""
    units = "、".join(
        each for one in question.meaning.units for each in resolve(question, one).names
    )
    return f"{paper}{units}"


def _said(
    question: Question, kind: ListKind, tasks: Sequence[Task], found: Mapping[int, Standing]
) -> Answer:
    when = faint(said_as_of(question.turn.now.date()))
    if not tasks:
        name = _NAMES[kind] or "您能看进展"
        where = _where(question)
        return nothing(question, "worklist", say(f"{where}没有{name}的任务", when, "。"))
    if kind == "unit":
        counts = Counter(STATES[found[one.id].state] for one in tasks)
        states = "，".join(f"{name}{count}项" for name, count in counts.items())
        intro = say("共", bold(said_count(len(tasks))), f"：{states}", when)
    else:
        intro = say(f"{_NAMES[kind]}的共", bold(said_count(len(tasks))), when, "：")
    return listing(question, "worklist", tasks, intro)
