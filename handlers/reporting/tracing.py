"""留痕: what was said about a task, by whom, when, with which evidence, and what it changed."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from db.evidence import Evidence
from db.records import Task
from db.standing import Event, Report, Standing, Step, history
from handlers import actions
from handlers.answers import answered, refs
from handlers.lights import lit_as
from handlers.orders import Handler, told_by
from handlers.overseers import whom_to_ask
from handlers.question import Question
from handlers.reply import Block, Item, Reply, Words, bold, faint, say, words
from handlers.reporting.aiming import aim_of
from handlers.reporting.back_then import end_of, of_units_then
from handlers.reporting.beside import fields
from handlers.reporting.deeds import DEEDS
from handlers.reporting.dropping import TAKEN_BACK
from handlers.reporting.meant import meant, names_paper
from handlers.reporting.reading import reported_in
from handlers.reporting.voices import sees
from handlers.reporting.words import (
    said_aim,
    said_report,
    said_signature,
    said_standing,
    said_when,
)
from handlers.shown import stale
from handlers.turn import Answer
from handlers.wording import said_date, said_title
from knowledge.reports.traces import TraceAsked, trace_in

_LAST = 20
"""So many events at most; the earlier ones are counted."""


@told_by(trace_in)
def tracing(question: Question, text: str) -> Handler | None:
    """第12项的进展, 它的历史, 截至6月30日第12项进展."""
    asked = question.turn.lexicon.heard.once(trace_in, text)
    if question.turn.context.subject.intent == "worklist" and asked and not asked.items:
        return None  # 现在呢 asks for the list once more
    if not asked or (asked.paper and not names_paper(question, asked.paper)):
        return None
    if asked.until and not asked.items and question.meaning.units:
        return partial(of_units_then, until=asked.until)
    return partial(traced, asked=asked)


async def traced(question: Question, asked: TraceAsked) -> Answer:
    """The course of the tasks meant, or how they stood on that day."""
    question = reported_in(question)
    tasks = await meant(question, asked.items, "timeline", called=asked.paper)
    if isinstance(tasks, Answer):
        return tasks
    until = end_of(question, asked.until)
    if refused := await hidden(question, tasks):
        return refused
    blocks: list[Block] = []
    for task in tasks:
        blocks += await (_as_of(question, task, until) if until else _course(question, task))
    return answered(question, Reply("timeline", tuple(blocks), refs(tasks)), tasks)


async def pressed(question: Question, rest: str) -> Answer:
    """看进展, of a task by its button."""
    tasks = await question.turn.ledger.tasks_by_id(actions.numbers(rest)[:1])
    if not tasks:
        return await stale(question)
    if refused := await hidden(question, tasks):
        return refused
    blocks = await _course(question, tasks[0])
    return answered(question, Reply("timeline", tuple(blocks), refs(tasks)), tasks)


async def hidden(question: Question, tasks: Sequence[Task]) -> Answer | None:
    """The refusal; progress is for the task's units, leaders in scope and coordinators."""
    unseen = [one for one in tasks if not sees(question.turn.speaker, one)]
    if not unseen:
        return None
    names = "、".join(await whom_to_ask(question.turn.ledger.people, "coordinator"))
    whom = f"可以问督办人员（{names}）。" if names else "可以问督办人员。"
    line = say(f"{said_aim(aim_of(unseen[0]))}的进展只给承办单位、分管领导和督办人员看。{whom}")
    return answered(question, Reply("refused", (line,), private=True), ())


async def _as_of(question: Question, task: Task, until: datetime) -> list[Block]:
    """How it stood at the end of that day, from history."""
    stood = await question.turn.ledger.progress.standing_as_of("task", task.id, until)
    document = question.document(task.document_id)
    light = lit_as(task, stood, document, until.date(), question.turn.thresholds)
    rows = [
        ("当时", words(bold(said_standing(stood)))),
        ("灯", words(light)),
    ]
    rows += [row for row in _rest(question, task, stood) if row[0] not in ("进展", "序时进度")]
    head = words(f"截至{said_date(until.date())}，", bold(said_aim(aim_of(task))))
    return [Item(head, tuple(rows)), say(faint(said_title(document)))]


def _rest(question: Question, task: Task, stood: Standing) -> tuple[tuple[str, Words], ...]:
    return fields(question.turn, task, stood, whole=True)


async def _course(question: Question, task: Task) -> list[Block]:
    """Everything that happened, the last first to be seen."""
    progress = question.turn.ledger.progress
    reports = await progress.reports("task", task.id)
    steps = await progress.steps("task", task.id)
    standing = (await progress.standing("task", [task.id]))[task.id]
    evidence = await progress.evidence([one.id for one in reports])
    head = Item(
        words(bold(said_aim(aim_of(task)))), fields(question.turn, task, standing, whole=True)
    )
    events = list(history(Standing("task", task.id), reports, steps))
    shown = events[-_LAST:]
    blocks: list[Block] = [head]
    if not events:
        blocks.append(say("还没有人报过进展。"))
    if len(events) > len(shown):
        blocks.append(say(faint(f"更早的{len(events) - len(shown)}条没有列出。")))
    blocks += [_entry(question, one, reports, evidence) for one in shown]
    blocks.append(say(faint(said_title(question.document(task.document_id)))))
    return blocks


def _entry(
    question: Question, event: Event, reports: Sequence[Report], evidence: Sequence[Evidence]
) -> Item:
    one = event.happened
    unit = _unit(question, one.bureau_id)
    who = f"{said_when(one.at, question.turn.now)} {said_signature(one.by)}"
    if isinstance(one, Report):
        head, rows = _of_report(one, f"{who}{unit and f'（{unit}）'}", reports, evidence)
    else:
        head, rows = _of_step(one, who, unit)
    if said_standing(event.before) != said_standing(event.after):
        change = f"{said_standing(event.before)} → {said_standing(event.after)}"
        rows.append(("变化", words(change)))
    return Item(head, tuple(rows))


def _of_report(
    one: Report, who: str, reports: Sequence[Report], evidence: Sequence[Evidence]
) -> tuple[Words, list[tuple[str, Words]]]:
    rows = [("原话", words(f"“{one.said.strip()}”"))] if one.said else []
    files = [each for each in evidence if each.report_id == one.id]
    if files:
        rows.append(("佐证", words("；".join(map(_file, files)))))
    return words(f"{who} 报：", bold(said_report(one)), *_fate(one, reports)), rows


def _of_step(one: Step, who: str, unit: str) -> tuple[Words, list[tuple[str, Words]]]:
    on = f"，{said_date(one.on)}" if one.on else ""
    urged = one.kind == "urged"  # its unit is whom it was said to
    own, whom = ("", unit) if urged else (unit and f"（{unit}）", "")
    head = words(f"{who}{own} ", bold(_deed(one)), f"{whom}{on}")
    why = "" if one.reason == TAKEN_BACK else one.reason
    return head, [("说明", words(why))] if why else []


def _deed(step: Step) -> str:
    """What was done; who refuses the own application takes it back."""
    back = step.kind == "extension_refused" and step.reason == TAKEN_BACK
    return "撤回延期申请" if back else DEEDS[step.kind].name


def _fate(report: Report, reports: Sequence[Report]) -> tuple[str, ...]:
    if report.withdrawn_at is not None:
        return ("（已撤销）",)
    if any(one.supersedes_id == report.id and one.withdrawn_at is None for one in reports):
        return ("（已被更正）",)
    beside = () if report.speaks else ("（配合情况）",)
    return ("（更正）", *beside) if report.supersedes_id else beside


def _unit(question: Question, bureau: int | None) -> str:
    return next((one.name for one in question.turn.names.bureaus if one.id == bureau), "")


def _file(one: Evidence) -> str:
    size = f"，{-(-(one.size or 0) // 1024)} KiB" if one.size else ""
    return f"{one.name}（SHA-256 {(one.hash or '')[:12]}…{size}）"
