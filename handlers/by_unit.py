"""What a unit leads, cooperates in or answers for: 市医保局牵头哪些任务, 区财政局有什么活."""

import re
from collections import Counter
from collections.abc import Collection, Sequence

from db.records import Holding, Listed, Listing, Task, TaskQuery
from handlers.answers import answered, listing, long_listing, nothing
from handlers.by_topic import by_topic
from handlers.by_topic import tasks_of as tasks_among
from handlers.cards import duty_entry
from handlers.combining import combined
from handlers.finding import find
from handlers.question import Question
from handlers.reply import Block, Paragraph, Reply, bold, faint, say
from handlers.turn import Answer
from handlers.unit_queries import query_of, roles_of
from handlers.units import Resolved, nearest, resolve
from handlers.wording import MANY, ROLE_NAMES, said_count, said_title
from knowledge.papers.model import Role

_OF_BUREAUS = re.compile("成员单位|部门|委办局|各单位")
"""Groups that may mean a bureau; 各区人民政府 does not."""


async def by_unit(question: Question) -> Answer:
    """The tasks of the named units: those of any, or those all share where 共同 or roles say so."""
    if question.meaning.parts:
        return await combined(question)
    units = [resolve(question, one) for one in question.meaning.units]
    known = [one for one in units if one.here]
    if not known:
        return await unknown_unit(question, units[0])
    lists = await _lists(question, known)
    tasks = _meant(question, known, lists)
    if question.meaning.negated:
        return await _others(question, known, tasks)
    duties = await _duty_blocks(question, known, tasks)
    if question.meaning.topic and (tasks or not duties):
        about = await _about(question, tasks)
        if about is None:
            return await by_topic(question)
        tasks, duties = about or tasks, () if about else duties
    if not tasks and not duties:
        return _without_tasks(question, known)
    rest = Reply(
        "tasks_of_unit",
        (*duties, *await _left_out(question, known, tasks)),
        bureaus=_names(units),
        count=question.counted(len(tasks)),
    )
    intro = say("没有列给它的任务，另有专班职责：")
    if tasks:
        intro = _intro(question, units, len(tasks), _held(lists, tasks))
    return await long_listing(question, rest.intent, tasks, intro, rest=rest)


async def _about(question: Question, tasks: Sequence[Listed]) -> tuple[Listed, ...] | None:
    """Those that the words of the topic mean; None where these surely mean something else."""
    found = await find(question, question.meaning.topic)
    meant = {hit.id for hit in found.everything() if hit.kind == "task"}
    about = tuple(task for task in tasks if task.id in meant) if found.likely else ()
    return None if found.sure and not about else about


def _names(units: Sequence[Resolved]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for one in units for name in one.names))


def _query(question: Question, unit: Resolved, role: Role | None) -> TaskQuery:
    return query_of(question, unit, role, duty=question.meaning.duty_word)


async def _lists(question: Question, units: Sequence[Resolved]) -> list[Listing]:
    ledger = question.turn.ledger
    return [await ledger.listing(_query(question, one, one.role)) for one in units]


def _meant(
    question: Question, units: Sequence[Resolved], lists: Sequence[Listing]
) -> tuple[Listed, ...]:
    if len(lists) == 1:
        return lists[0].tasks
    if question.meaning.together or len({one.role for one in units}) > 1:
        common = set.intersection(*({task.id for task in each.tasks} for each in lists))
        return tuple(task for task in lists[0].tasks if task.id in common)
    every = {task.id: task for each in lists for task in each.tasks}
    return tuple(sorted(every.values(), key=lambda task: (task.document_id, task.position)))


def _held(lists: Sequence[Listing], tasks: Sequence[Listed]) -> list[Holding]:
    """Who has what of these tasks."""
    ids = {task.id for task in tasks}
    return [one for each in lists for one in each.holdings if one[0] in ids]


async def _others(question: Question, units: Sequence[Resolved], tasks: Sequence[Listed]) -> Answer:
    """不由…牵头的: the tasks of the papers in question that are not theirs in that role.

    Where they are asked what they have (有没有不牵头的, 还配合哪些), their own in other roles.
    """
    roles = roles_of(question.meaning.role, duty=question.meaning.duty_word)
    if roles and _OWN.search(question.meaning.text):
        return await _otherwise(question, units, tasks)
    every = await question.turn.ledger.tasks(TaskQuery(question.document_ids, limit=MANY))
    theirs = {task.id for task in tasks}
    others = [
        task
        for task in every.tasks
        if task.id not in theirs and (not roles or any(a.role in roles for a in task.assignments))
    ]
    if not others:
        return nothing(question, "tasks_of_unit", say("没有这样的任务。"))
    verb = ROLE_NAMES[question.meaning.role] if question.meaning.role else "承担"
    names = "、".join(_names(units))
    intro = say(f"不由{names}{verb}的共", bold(said_count(len(others))), "：")
    counted = question.counted(len(others))
    rest = Reply("tasks_of_unit", (), bureaus=_names(units), count=counted)
    return listing(question, "tasks_of_unit", others, intro, rest=rest)


_OWN = re.compile(r"有(?:没有|无|哪些|什么|几[项个])?(?:任务|事)?[^,，]{0,3}不|除了.{0,6}还")


async def _otherwise(
    question: Question, units: Sequence[Resolved], tasks: Sequence[Listed]
) -> Answer:
    """Their tasks in any other role."""
    every = [await question.turn.ledger.listed(_query(question, one, None)) for one in units]
    theirs = {task.id for task in tasks}
    others = list({one.id: one for each in every for one in each if one.id not in theirs}.values())
    names = "、".join(_names(units))
    if not others:
        return nothing(question, "tasks_of_unit", say(f"{names}没有这样的任务。"))
    intro = say(bold(names), " 另外的任务共", bold(said_count(len(others))), "：")
    counted = question.counted(len(others))
    rest = Reply("tasks_of_unit", (), bureaus=_names(units), count=counted)
    return await long_listing(question, "tasks_of_unit", others, intro, rest=rest)


async def _duty_blocks(
    question: Question, units: Sequence[Resolved], tasks: Sequence[Listed]
) -> tuple[Block, ...]:
    """Their duties in a 专班: beside their tasks, or in the place of tasks they do not have."""
    narrowed = question.meaning.role or question.meaning.topic or question.meaning.window
    if narrowed and tasks:
        return ()
    ids = tuple(one for unit in units for one in unit.ids)
    duties = await question.turn.ledger.duties(question.document_ids, ids)
    return tuple(duty_entry(duty, question.document(duty.document_id)) for duty in duties)


async def _left_out(
    question: Question, units: Sequence[Resolved], tasks: Sequence[Listed]
) -> tuple[Block, ...]:
    """Tasks that reach the unit only through a group are not counted, and that is said."""
    names = question.turn.names.bureaus
    places = {bureau.jurisdiction for unit in units for bureau in unit.here}
    groups = [
        one
        for one in names
        if one.is_group and one.jurisdiction in places and _OF_BUREAUS.search(one.name)
    ]
    if not groups or any(bureau.is_group for unit in units for bureau in unit.here):
        return ()
    roles = roles_of(question.meaning.role, duty=question.meaning.duty_word)
    ids = tuple(one.id for one in groups)
    query = TaskQuery(question.document_ids, ids, roles, limit=MANY)
    known = {task.id for task in tasks}
    total = sum(task.id not in known for task in await question.turn.ledger.listed(query))
    if not total:
        return ()
    said = "、".join(dict.fromkeys(one.name for one in groups[:3]))
    return (say(faint(f"另有{total}项写给“{said}”等单位统称，未逐家展开，不计入上面。")),)


def _intro(
    question: Question, units: Sequence[Resolved], total: int, held: Collection[Holding]
) -> Paragraph:
    names = "、".join(_names(units))
    role = question.meaning.role
    verb = ROLE_NAMES[role] if role and len(units) == 1 else ""
    split = _split(held) if len(units) == 1 and not role else _each(units, held)
    hint = "（按“" + units[0].text + "”理解）" if any(one.typo for one in units) else ""
    window = question.meaning.window
    when = f"，{window.text}到期的" if window else ""
    return say(
        bold(names),
        hint,
        f" {verb}{'共同的' if question.meaning.together else ''}任务{when}共",
        bold(said_count(total)),
        f"{split}：",
    )


def _each(units: Sequence[Resolved], held: Collection[Holding]) -> str:
    """（市教委7项，市科委4项）, each in the role it is asked for."""
    if len(units) < 2:
        return ""
    said = (f"{unit.names[0]}{_count(held, unit)}项" for unit in units if unit.here)
    return f"（{'，'.join(said)}）"


def _count(held: Collection[Holding], unit: Resolved) -> int:
    ids, role = unit.ids, unit.role
    return len({task for task, one, had in held if one in ids and role in {None, had}})


def _split(held: Collection[Holding]) -> str:
    """（牵头3项，配合17项）."""
    counts = Counter(role for _, role in {(task, role) for task, _, role in held})
    said = [f"{name}{counts[role]}项" for role, name in ROLE_NAMES.items() if counts[role]]
    return f"（{'，'.join(said)}）" if len(said) > 1 else ""


async def unknown_unit(question: Question, unit: Resolved) -> Answer:
    """Says that the papers in question do not name the unit, and which one they do."""
    asked = next(one for one in question.meaning.units if one.text == unit.text)
    where = _said_scope(question)
    if mentioned := await _mentioning(question, unit.text):
        intro = say(f"{where}没有把", bold(unit.text), "列为责任单位，但这些条目提到它：")
        return listing(question, "search", mentioned, intro)
    lines: list[Block] = [say(f"{where}没有提到", bold(unit.text), "。")]
    if near := nearest(question, asked):
        names = "、".join(dict.fromkeys(bureau.name for bureau in near))
        lines.append(say(f"里面有的是{names}，您要查它吗？"))
    elif unit.elsewhere:
        places = "、".join(dict.fromkeys(one.jurisdiction or "" for one in unit.elsewhere))
        lines.append(say(f"它出现在{places}的文件里。"))
    return nothing(question, "tasks_of_unit", *lines)


async def _mentioning(question: Question, name: str) -> tuple[Task, ...]:
    """The tasks whose text holds the name, or its core, letter by letter."""
    for said in dict.fromkeys((name, name.lstrip("省市区县"))):
        found = await find(question, (said,))
        hits = [one.key for one in found.ranked if one.phrase]
        if hits and len(said) > 1:
            return await tasks_among(question, hits)
    return ()


def _without_tasks(question: Question, units: Sequence[Resolved]) -> Answer:
    names = "、".join(_names(units))
    role = question.meaning.role
    window = question.meaning.window
    when = f"{window.text}到期的" if window else ""
    said_role = f"{ROLE_NAMES[role]}的" if role else ""
    what = f"{said_role}{when}任务"
    reply = nothing(
        question, "tasks_of_unit", say(f"{_said_scope(question)}没有", bold(names), what, "。")
    )
    count = question.counted(0)
    return answered(
        question,
        Reply(
            "tasks_of_unit",
            reply.reply.blocks,
            bureaus=_names(units),
            count=count,
            not_found=True,
        ),
        (),
    )


def _said_scope(question: Question) -> str:
    documents = question.scope.documents
    return said_title(documents[0]) + "里" if len(documents) == 1 else "这几份文件里"
