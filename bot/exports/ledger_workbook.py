"""The 督办台账 as a workbook: the columns offices use, how every task stands, the indicators."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.exports.facts import Facts
from bot.exports.workbook import Cell, Sheet, numbered, written
from db.records import Document, Task
from db.standing import Standing
from handlers.digest_words import said_light
from handlers.reporting.words import STATES, said_totals
from handlers.wording import said_deadline, said_indicator
from reminders.lights import Thresholds, light_of, start_of

HEAD = (
    ("序号", 6),
    ("文件", 28),
    ("文号", 20),
    ("任务编号", 10),
    ("所属部分", 16),
    ("任务", 30),
    ("主要内容", 50),
    ("牵头单位", 18),
    ("配合单位", 22),
    ("责任单位", 18),
    ("办理时限", 13),
    ("时限说明", 24),
    ("灯", 10),
    ("状态", 10),
    ("完成进度", 10),
    ("完成情况", 20),
    ("存在问题", 24),
    ("需要协调", 24),
    ("下一步", 24),
    ("最近反馈", 13),
    ("办结日期", 13),
)
_FIGURES = (
    ("序号", 6),
    ("文件", 28),
    ("指标", 26),
    ("基期与目标", 46),
    ("牵头单位", 20),
    ("最近数", 18),
)


@dataclass(frozen=True, slots=True)
class Stood:
    """How tasks and indicators stand, by id."""

    tasks: Mapping[int, Standing]
    indicators: Mapping[int, Standing]
    thresholds: Thresholds


def ledger_workbook(papers: Sequence[Facts], stood: Stood, now: datetime) -> bytes:
    """All tasks, one a row, and a second sheet with the indicators."""
    when = f"（截至{now.year}年{now.month}月{now.day}日）"
    tasks = numbered(_rows(papers, stood, now.date()))
    figures = numbered(_figures(papers, stood))
    sheets = [Sheet("督办台账", f"督办台账{when}", HEAD, tasks)]
    if figures:
        sheets.append(Sheet("指标", f"指标完成情况{when}", _FIGURES, figures))
    return written(sheets)


def _rows(papers: Iterable[Facts], stood: Stood, today: date) -> Iterator[tuple[Cell, ...]]:
    for paper in papers:
        for task in paper.tasks:
            standing = stood.tasks.get(task.id, Standing("task", task.id))
            yield (*_printed(paper.document, task), *_standing(paper, task, standing, stood, today))


def _printed(document: Document, task: Task) -> tuple[Cell, ...]:
    """What the paper says, corrections included."""
    due = task.deadline.date
    return (
        document.title,
        document.doc_number,
        task.ref,
        task.section,
        task.title,
        task.text or "；".join(task.points),
        *("、".join(task.units(role)) for role in ("lead", "cooperating", "responsible")),
        f"{due:%Y-%m-%d}" if due else None,
        said_deadline(task.deadline),
    )


def _standing(
    paper: Facts, task: Task, standing: Standing, stood: Stood, today: date
) -> tuple[Cell, ...]:
    """How it goes."""
    start = start_of(paper.document)
    light = light_of(task.deadline, today, standing, start, stood.thresholds)
    heard, done = standing.heard_at, standing.done_on
    return (
        said_light(light),
        STATES[standing.state],
        None if standing.percent is None else f"{standing.percent}%",
        said_totals(standing.totals) or None,
        standing.blocker,
        standing.need,
        standing.next_step,
        f"{heard:%Y-%m-%d}" if heard else None,
        f"{done:%Y-%m-%d}" if done else None,
    )


def _figures(papers: Iterable[Facts], stood: Stood) -> Iterator[tuple[Cell, ...]]:
    for paper in papers:
        for one in paper.indicators:
            standing = stood.indicators.get(one.id)
            last = said_totals(standing.totals[:1]) if standing and standing.totals else None
            head = (paper.document.title, one.name, said_indicator(one))
            yield (*head, "、".join(one.lead) or None, last)
