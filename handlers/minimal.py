"""Minimal mode: in the chat only number, title and light of a task; the rest is told privately."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from db.records import Task
from handlers import actions
from handlers.answers import OPENABLE
from handlers.lights import lit
from handlers.reply import Block, Button, Paragraph, Reply, faint, say
from handlers.wording import said_ref
from reminders.lights import USUAL, Thresholds


def minimal(
    reply: Reply, tasks: Sequence[Task], today: date, thresholds: Thresholds = USUAL
) -> Reply:
    """The reply with nothing in it but numbers, titles and lights.

    `tasks` are those of this page, in its order; `reply.tasks` may name more.
    """
    lines: list[Block] = [_line(task, today, thresholds) for task in tasks]
    more = tuple(one for one in reply.buttons if one.value == actions.MORE)
    if more:
        lines.append(say(f"一共{len(reply.tasks)}项，回复“还有呢”继续。"))
    lines.append(say(faint("精简模式：详情点按钮，只发给您。")))
    buttons = tuple(
        Button(f"{said_ref(task.ref)} 详情", actions.open_task(task.id))
        for task in tasks[:OPENABLE]
    )
    return replace(reply, blocks=tuple(lines), buttons=(*buttons, *more), files=(), attachments=())


def _line(task: Task, today: date, thresholds: Thresholds) -> Paragraph:
    return say(lit(task, today, thresholds), f" {said_ref(task.ref)} {task.title}")
