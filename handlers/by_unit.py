"""What a unit leads, cooperates in or answers for: 市医保局牵头哪些任务, 区财政局有什么活."""

from collections.abc import Sequence

from db.records import Task, TaskQuery
from handlers.answers import answered, listing, nothing
from handlers.by_topic import by_topic
from handlers.cards import duty_entry
from handlers.finding import find
from handlers.question import Question
from handlers.reply import Block, Paragraph, Reply, bold, faint, say
from handlers.turn import Answer
from handlers.units import Resolved, nearest, resolve
from handlers.wording import MANY, ROLE_NAMES, said_count, said_title
from knowledge.papers.model import Role


async def by_unit(question: Question) -> Answer:
    """The tasks of the named units: those of any, or those all share where 共同 or roles say so."""
    units = [resolve(question, one) for one in question.meaning.units]
    known = [one for one in units if one.here]
    if not known:
        return unknown_unit(question, units[0])
    tasks = await _of_units(question, known)
    duties = await _duty_blocks(question, known)
    if question.meaning.topic and (tasks or not duties):
        found = await find(question, question.meaning.topic)
        meant = {hit.id for hit in found.everything() if hit.kind == "task"}
        about = tuple(task for task in tasks if task.id in meant) if found.likely else ()
        if not about and found.sure:
            return await by_topic(question)
        tasks, duties = about or tasks, () if about else duties
    if not tasks and not duties:
        return _without_tasks(question, known)
    rest = Reply(
        "tasks_of_unit",
        (*duties, *await _left_out(question, known)),
        bureaus=_names(units),
        count=len(tasks) if question.meaning.asks_any("count") else None,
    )
    intro = _intro(question, units, tasks) if tasks else say("没有列给它的任务，另有专班职责：")
    return listing(question, rest.intent, tasks, intro, rest=rest)


def _names(units: Sequence[Resolved]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for one in units for name in one.names))


def roles_of(question: Question, role: Role | None) -> tuple[Role, ...]:
    """牵头 means leads, 负责 leads or is responsible, no word at all any role."""
    if role:
        return (role,)
    return ("lead", "responsible") if question.meaning.duty_word else ()


async def tasks_of(question: Question, unit: Resolved, role: Role | None) -> tuple[Task, ...]:
    """All tasks of one unit in that role, within the window that the question names."""
    if not unit.here:
        return ()
    window = question.meaning.window
    query = TaskQuery(
        documents=question.document_ids,
        bureaus=unit.ids,
        roles=roles_of(question, role),
        due_from=window.start if window else None,
        due_until=window.end if window else None,
        limit=MANY,
    )
    return (await question.turn.ledger.tasks(query)).tasks


async def _of_units(question: Question, units: Sequence[Resolved]) -> tuple[Task, ...]:
    lists = [await tasks_of(question, one, one.role) for one in units]
    if len(units) > 1 and (question.meaning.together or len({one.role for one in units}) > 1):
        common = set.intersection(*({task.id for task in tasks} for tasks in lists))
        return tuple(task for task in lists[0] if task.id in common)
    every = {task.id: task for tasks in lists for task in tasks}
    return tuple(sorted(every.values(), key=lambda task: (task.document_id, task.position)))


async def _duty_blocks(question: Question, units: Sequence[Resolved]) -> tuple[Block, ...]:
    if question.meaning.role or question.meaning.topic or question.meaning.window:
        return ()
    ids = tuple(one for unit in units for one in unit.ids)
    duties = await question.turn.ledger.duties(question.document_ids, ids)
    return tuple(duty_entry(duty, question.document(duty.document_id)) for duty in duties)


async def _left_out(question: Question, units: Sequence[Resolved]) -> tuple[Block, ...]:
    """Tasks that reach the unit only through a group are not counted, and that is said."""
    names = question.turn.names.bureaus
    places = {bureau.jurisdiction for unit in units for bureau in unit.here}
    groups = [one for one in names if one.is_group and one.jurisdiction in places]
    if not groups or any(bureau.is_group for unit in units for bureau in unit.here):
        return ()
    query = TaskQuery(question.document_ids, tuple(one.id for one in groups), limit=1)
    total = (await question.turn.ledger.tasks(query)).total
    if not total:
        return ()
    said = "、".join(dict.fromkeys(one.name for one in groups[:3]))
    return (say(faint(f"另有{total}项写给“{said}”等单位统称，未逐家展开，不计入上面。")),)


def _intro(question: Question, units: Sequence[Resolved], tasks: Sequence[Task]) -> Paragraph:
    names = "、".join(_names(units))
    role = question.meaning.role
    verb = ROLE_NAMES[role] if role and len(units) == 1 else ""
    hint = "（按“" + units[0].text + "”理解）" if any(one.typo for one in units) else ""
    window = question.meaning.window
    when = f"，{window.text}到期的" if window else ""
    return say(
        bold(names),
        hint,
        f" {verb}{'共同的' if question.meaning.together else ''}任务{when}共",
        bold(said_count(len(tasks))),
        "：",
    )


def unknown_unit(question: Question, unit: Resolved) -> Answer:
    """Says that the papers in question do not name the unit, and which one they do."""
    asked = next(one for one in question.meaning.units if one.text == unit.text)
    where = _said_scope(question)
    lines: list[Block] = [say(f"{where}没有提到", bold(unit.text), "。")]
    if near := nearest(question, asked):
        names = "、".join(dict.fromkeys(bureau.name for bureau in near))
        lines.append(say(f"里面有的是{names}，您要查它吗？"))
    elif unit.elsewhere:
        places = "、".join(dict.fromkeys(one.jurisdiction or "" for one in unit.elsewhere))
        lines.append(say(f"它出现在{places}的文件里。"))
    return nothing(question, "tasks_of_unit", *lines)


def _without_tasks(question: Question, units: Sequence[Resolved]) -> Answer:
    names = "、".join(_names(units))
    role = question.meaning.role
    what = f"{ROLE_NAMES[role]}的任务" if role else "任务"
    reply = nothing(
        question, "tasks_of_unit", say(f"{_said_scope(question)}没有", bold(names), what, "。")
    )
    count = 0 if question.meaning.asks_any("count") else None
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
