"""谁还没签收, 谁还没报: by unit, for whoever may see it; no rankings."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from db.records import Task
from db.standing import ENDED, Standing
from handlers.answers import answered, nothing, opening, refs
from handlers.question import Question
from handlers.reply import Block, Item, Reply, bold, faint, say, words
from handlers.reporting.voices import filer
from handlers.turn import Answer
from handlers.wording import said_date, said_ref

_SHOWN = 20
_TASKS_A_UNIT = 10


async def unreceived(
    question: Question, tasks: Sequence[Task], found: Mapping[int, Standing]
) -> Answer:
    """Units that said of none of these tasks that they have it; who reported has it."""
    taken = await question.turn.ledger.progress.taken("received", datetime.min.replace(tzinfo=UTC))
    received = {one.target_id for one in taken if one.target == "task"}
    open_ = [
        one
        for one in tasks
        if one.id not in received and not found[one.id].counted and _runs(found[one.id])
    ]
    return _by_unit(question, open_, "没有签收")


def unreported(question: Question, tasks: Sequence[Task], found: Mapping[int, Standing]) -> Answer:
    """Units that did not report on these tasks this month."""
    now = question.turn.now
    first = now.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    silent = [
        one
        for one in tasks
        if _runs(found[one.id]) and ((heard := found[one.id].heard_at) is None or heard < first)
    ]
    return _by_unit(question, silent, f"{now.month}月还没有报送")


def _runs(standing: Standing) -> bool:
    return standing.state not in (*ENDED, "suspended", "waiting")


def _by_unit(question: Question, tasks: Sequence[Task], lacking: str) -> Answer:
    when = faint(f"（截至{said_date(question.turn.now.date())}）")
    by_unit: dict[str, list[Task]] = {}
    for task in tasks:
        files = filer(task)
        by_unit.setdefault(files.name if files else "没有写明单位的", []).append(task)
    if not tasks:
        return nothing(question, "worklist", say(f"没有{lacking}的任务", when, "。"))
    head = say(f"{lacking}的有", bold(f"{len(by_unit)}个单位"), f"、{len(tasks)}项任务", when, "：")
    entries: list[Block] = [_entry(*each) for each in list(by_unit.items())[:_SHOWN]]
    rest = len(by_unit) - len(entries)
    more = [say(f"还有{rest}个单位没有列出。")] if rest > 0 else []
    reply = Reply(
        "worklist",
        (head, *entries, *more),
        refs(tasks),
        tuple(by_unit),
        count=len(tasks),
        buttons=opening(tasks[:4]),
    )
    return answered(question, reply, tasks)


def _entry(unit: str, tasks: Sequence[Task]) -> Item:
    shown = "；".join(f"{said_ref(one.ref)} {one.title}" for one in tasks[:_TASKS_A_UNIT])
    rest = len(tasks) - _TASKS_A_UNIT
    more = f"；还有{rest}项" if rest > 0 else ""
    return Item(words(bold(unit), f" {len(tasks)}项"), (("任务", words(shown + more)),))
