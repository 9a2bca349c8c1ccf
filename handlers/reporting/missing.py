"""谁还没签收, 谁还没报: by unit, for whoever may see it; no rankings."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime

from db.records import Task
from db.standing import ENDED, Standing
from handlers.answers import answered, nothing, opening, refs
from handlers.question import Question
from handlers.reply import Block, Item, Reply, bold, faint, say, words
from handlers.reporting.periods import month_from, period
from handlers.reporting.voices import filer
from handlers.turn import Answer
from handlers.wording import said_as_of, said_date, said_ref

_SHOWN = 20
_TASKS_A_UNIT = 10
_NOBODY = "没有写明单位的"


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
    """Units that did not report on these tasks in the period that applies to each."""
    zone, today = question.turn.now.tzinfo, question.turn.now.date()
    silent: list[Task] = []
    for one in tasks:
        heard = found[one.id].heard_at
        last = heard.astimezone(zone).date() if heard else date.min
        if _runs(found[one.id]) and last < period(one, today).first:
            silent.append(one)
    dues = {one.id: period(one, today).due for one in silent}
    notes = {task: f"（{said_date(due)}应报）" for task, due in dues.items() if due}
    first = month_from(today)
    month = f"从{'本' if first.month == today.month else '上'}月1日（{said_date(first)}）起算"
    also = "；定期报送的，上一次应报日之后报过的都算，应报日写在后面" if notes else ""
    return _by_unit(question, silent, "还没有报送", notes, f"{month}{also}。")


def _runs(standing: Standing) -> bool:
    return standing.state not in (*ENDED, "suspended", "waiting")


def _by_unit(
    question: Question,
    tasks: Sequence[Task],
    lacking: str,
    notes: Mapping[int, str] | None = None,
    counted: str = "",
) -> Answer:
    """`notes`: what stands behind a task, by id; `counted`: from when it is counted."""
    when = faint(said_as_of(question.turn.now.date()))
    by_unit: dict[str, list[Task]] = {}
    for task in tasks:
        files = filer(task)
        by_unit.setdefault(files.name if files else _NOBODY, []).append(task)
    if not tasks:
        none = say(f"任务都已{lacking.removeprefix('还没有')}", when, "。", faint(counted))
        return nothing(question, "worklist", none)
    units = len(by_unit) - (_NOBODY in by_unit)
    whose = (bold(f"{units}个单位"), "、") if units else ()
    head = say(f"{lacking}的有", *whose, f"{len(tasks)}项任务", when, "：")
    shown = list(by_unit.items())[:_SHOWN]
    entries: list[Block] = [_entry(*each, notes or {}) for each in shown]
    rest = len(by_unit) - len(entries)
    more = [say(f"还有{rest}个单位没有列出。")] if rest > 0 else []
    below = (say(faint(counted)),) if counted else ()
    reply = Reply(
        "worklist",
        (head, *entries, *more, *below),
        refs(tasks),
        tuple(by_unit),
        count=len(tasks),
        buttons=opening(tasks[:4]),
    )
    return answered(question, reply, tasks)


def _entry(unit: str, tasks: Sequence[Task], notes: Mapping[int, str]) -> Item:
    first = sorted(tasks, key=lambda one: one.id not in notes)
    shown = "；".join(
        f"{said_ref(one.ref)} {one.title}{notes.get(one.id, '')}" for one in first[:_TASKS_A_UNIT]
    )
    rest = len(tasks) - _TASKS_A_UNIT
    more = f"；还有{rest}项" if rest > 0 else ""
    return Item(words(bold(unit), f" {len(tasks)}项"), (("任务", words(shown + more)),))
