"""第3项谁还没报, 第3项谁没签收: which units of one task have said nothing yet."""

from collections.abc import Sequence
from datetime import datetime

from db.records import Assignment, Task
from handlers.answers import answered, nothing, opening, refs
from handlers.question import Question
from handlers.reply import Block, Item, Reply, bold, say, words
from handlers.reporting.aiming import aim_of
from handlers.reporting.called import called_in
from handlers.reporting.meant import meant
from handlers.reporting.periods import Period, period
from handlers.reporting.reading import reported_in
from handlers.reporting.tracing import hidden
from handlers.reporting.words import said_aim, said_when
from handlers.turn import Answer
from handlers.wording import ROLE_NAMES, said_date
from knowledge.reports.lists import ListKind


async def of_items(question: Question, kind: ListKind) -> Answer:
    """The units of the tasks that the message numbers, for whoever may see their progress."""
    question = called_in(reported_in(question), question.meaning.text)
    tasks = await meant(question, question.meaning.items, "worklist")
    if isinstance(tasks, Answer):
        return tasks
    if refused := await hidden(question, tasks):
        return refused
    blocks = [block for task in tasks for block in await _said(question, task, kind)]
    if not blocks:
        return nothing(question, "worklist", say("文件没有写明这一项的承办单位。"))
    reply = Reply("worklist", tuple(blocks), refs(tasks), buttons=opening(tasks))
    return answered(question, reply, tasks)


async def _said(question: Question, task: Task, kind: ListKind) -> list[Block]:
    heard = await _heard(question, task, kind)
    lacking = [one for one in task.assignments if one.bureau_id not in heard]
    name, today = said_aim(aim_of(task)), question.turn.now.date()
    deed = "签收" if kind == "unreceived" else f"报送（{_counted(period(task, today))}）"
    lines: list[Block] = []
    if lacking:
        lines.append(say(bold(name), f"：还没有{deed}的有{len(lacking)}个单位"))
        lines += [Item(words(f"· {_named(one)}")) for one in lacking]
    elif task.assignments:
        lines.append(say(bold(name), f"：各承办单位都已{deed}。"))
    done = [one for one in task.assignments if one.bureau_id in heard]
    if done:
        now = question.turn.now
        named = (f"{one.name}（{said_when(heard[one.bureau_id], now)}）" for one in done)
        lines.append(say(f"已{deed[:2]}：{'、'.join(named)}"))
    return lines


def _counted(one: Period) -> str:
    return f"{said_date(one.due)}应报" if one.due else f"{said_date(one.first)}起算"


def _named(one: Assignment) -> str:
    return f"{one.name}（{ROLE_NAMES[one.role]}）"


async def _heard(question: Question, task: Task, kind: ListKind) -> dict[int, datetime]:
    """By unit, when it last signed or reported, in the zone of the office."""
    progress, zone = question.turn.ledger.progress, question.turn.now.tzinfo
    if kind == "unreceived":
        steps = await progress.steps("task", task.id)
        said = [(one.bureau_id, one.at) for one in steps if one.kind == "received"]
        return _by_unit(said)
    first = period(task, question.turn.now.date()).first
    reports = await progress.reports("task", task.id)
    return _by_unit(
        [
            (one.bureau_id, one.at)
            for one in reports
            if one.withdrawn_at is None and one.at.astimezone(zone).date() >= first
        ]
    )


def _by_unit(said: Sequence[tuple[int | None, datetime]]) -> dict[int, datetime]:
    return {unit: at for unit, at in said if unit is not None}
