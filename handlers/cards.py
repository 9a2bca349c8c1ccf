"""Tasks as people see them: an entry of a list, and the full card."""

from db.records import Document, Duty, Task
from handlers.reply import Item, Words, bold, faint, words
from handlers.wording import (
    ROLE_NAMES,
    said_deadline,
    said_quantity,
    said_ref,
    said_title,
    said_units,
)
from knowledge.papers.model import Role

_ROLES: tuple[Role, ...] = ("lead", "cooperating", "responsible")


def entry(task: Task) -> Item:
    """Number, title, units by role, deadline: what every list shows of a task."""
    fields = (*_units(task), ("时限", words(said_deadline(task.deadline))))
    return Item(_head(task), fields)


def card(task: Task, document: Document, first: str = "") -> Item:
    """Everything known of a task; `first`: the field that was asked for."""
    section = f" · {task.section}" if task.section else ""
    fields = (
        *_units(task),
        ("时限", words(said_deadline(task.deadline))),
        *_dates(task),
        *_figures(task),
        *_content(task),
        ("出处", words(said_title(document), section, f" {said_ref(task.ref)}")),
    )
    return Item(_head(task), tuple(sorted(fields, key=lambda field: field[0] != first)))


def duty_entry(duty: Duty, document: Document) -> Item:
    """What a member unit answers for."""
    head = words(bold(duty.bureau), "的职责")
    return Item(head, (("职责", words(duty.text)), ("出处", words(said_title(document)))))


def _head(task: Task) -> Words:
    removed = "（已移出）" if task.removed else ""
    corrected = faint("（有更正）") if task.corrected else ""
    return words(f"{said_ref(task.ref)} ", bold(task.title), removed, corrected)


def _units(task: Task) -> tuple[tuple[str, Words], ...]:
    fields = tuple((ROLE_NAMES[r], words(said_units(task, r))) for r in _ROLES if task.units(r))
    return fields or (("单位", words(faint("原文未写明责任单位"))),)


def _dates(task: Task) -> tuple[tuple[str, Words], ...]:
    if len(task.deadline.all) < 2:
        return ()
    dates = "；".join(f"{one.text}（{one.date.isoformat()}）" for one in task.deadline.all)
    return (("时间节点", words(dates)),)


def _figures(task: Task) -> tuple[tuple[str, Words], ...]:
    figures = "；".join(dict.fromkeys(said_quantity(one) for one in task.quantities))
    return (("数量", words(figures)),) if figures else ()


def _content(task: Task) -> tuple[tuple[str, Words], ...]:
    steps = tuple((one.label or "措施", words(one.title)) for one in task.measures)
    points = "；".join(task.points)
    if task.points and task.text.replace("\n", "；") in {points, ""}:
        return (("要点", words(points)), *steps)
    return (("内容", words(task.text.strip())),) if task.text.strip() else steps
