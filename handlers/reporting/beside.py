"""What answers from papers say besides, to those it is for: how their tasks stand, with lights."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from db.records import Task
from db.standing import Standing
from handlers.answers import PAGE
from handlers.lights import lit_as, start_of
from handlers.reply import Block, Item, Words, plain_text, say, words
from handlers.reporting.voices import seen, sees_any
from handlers.reporting.words import said_standing, said_when, totals_row
from handlers.turn import Answer, Turn
from handlers.wording import said_date, said_deadline, said_ref
from reminders.lights import expected

_FACTS = frozenset(
    {"phase", "indicator", "members", "documents", "open_document", "compare", "timeline"}
)
"""Answers that are not about single tasks."""

Rows = tuple[tuple[str, Words], ...]


async def with_standings(turn: Turn, given: Answer) -> Answer:
    """The answer with how each task shown stands, where that is for the speaker's eyes."""
    reply = given.reply
    if not reply.tasks or reply.intent in _FACTS or reply.drafts or reply.recorded:
        return given
    if not sees_any(turn.speaker):
        return given
    tasks = seen(turn.speaker, await _shown(turn, given))
    if not tasks:
        return given
    found = await turn.ledger.progress.standing("task", [one.id for one in tasks])
    alone = len(reply.tasks) == 1
    more = (*await _first_due(turn, tasks[0]), *await _parts(turn, tasks[0])) if alone else ()
    blocks = _blocks(turn, reply.blocks, tasks, found, more if alone else None)
    return replace(given, reply=replace(reply, blocks=blocks))


async def _first_due(turn: Turn, task: Task) -> Rows:
    """The date that is printed stays in sight where another one holds."""
    if "deadline" not in task.corrected:
        return ()
    printed = await turn.ledger.printed_deadline(task.id)
    return (("原定", words(said_deadline(printed))),) if printed else ()


async def _parts(turn: Turn, task: Task) -> Rows:
    """How its measures stand, where any was reported on."""
    measures = await turn.ledger.measures(task.id)
    found = await turn.ledger.progress.standing("measure", [one.id for one in measures])
    if not any(one.counted for one in found.values()):
        return ()
    said = "；".join(
        f"{one.label or one.title[:8]} {said_standing(found[one.id])}" for one in measures
    )
    return (("措施进展", words(said)),)


async def _shown(turn: Turn, given: Answer) -> Sequence[Task]:
    """The tasks that may stand on this page of the answer."""
    subject = given.context.subject
    until = subject.shown or PAGE
    return await turn.ledger.tasks_by_id(subject.tasks[max(0, until - 2 * PAGE) : until])


def _blocks(
    turn: Turn,
    blocks: tuple[Block, ...],
    tasks: Sequence[Task],
    found: Mapping[int, Standing],
    parts: Rows | None,
) -> tuple[Block, ...]:
    """The entries of tasks, each with its fields more; entries of anything else as they are.

    `parts` is what else is told of a single task.
    """
    waiting = list(tasks)
    result: list[Block] = []
    for block in blocks:
        task = _entered(block, waiting)
        if task is None or not isinstance(block, Item):
            result.append(block)
            continue
        waiting.remove(task)
        more = fields(turn, task, found[task.id], whole=parts is not None) + (parts or ())
        result.append(replace(block, fields=(*block.fields, *more)))
    return tuple(result)


def _entered(block: Block, tasks: Sequence[Task]) -> Task | None:
    """The task whose entry the block is."""
    if not isinstance(block, Item):
        return None
    head = plain_text((say(*block.head),))
    return next((one for one in tasks if head.startswith(f"{said_ref(one.ref)} {one.title}")), None)


def fields(turn: Turn, task: Task, standing: Standing, *, whole: bool) -> Rows:
    """State, percent and light; of a single task everything that is known."""
    document = turn.names.papers((task.document_id,))[0]
    today = turn.now.date()
    light = lit_as(task, standing, document, today, turn.thresholds)
    stands = words(light, f" {said_standing(standing)}")
    if not whole:
        return (("进展", stands),)
    due = expected(task.deadline, start_of(document), today)
    totals = totals_row(standing.totals, task.quantities)
    rows = [
        ("进展", stands),
        ("序时进度", words(_course(standing, due))),
        (totals[0], words(totals[1])),
        ("卡在", words(standing.blocker or "")),
        ("需要", words(standing.need or "")),
        ("下一步", words(standing.next_step or "")),
        ("预计完成", words(said_date(standing.expected_on) if standing.expected_on else "")),
        ("最近报送", words(said_when(standing.heard_at, turn.now) if standing.heard_at else "")),
    ]
    return tuple((name, said) for name, said in rows if said)


def _course(standing: Standing, due: int | None) -> str:
    """应到56%，实际40%，落后16个百分点."""
    if due is None or standing.percent is None:
        return ""
    lacking = due - standing.percent
    behind = f"，落后{lacking}个百分点" if lacking > 0 else ""
    return f"按时间应到{due}%，已到{standing.percent}%{behind}"
