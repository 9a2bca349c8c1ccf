"""How notices word facts: papers, items, units, days with their weekday."""

from collections.abc import Iterable
from datetime import date

from db.records import Document, Task
from knowledge.papers.model import Deadline, Role

_WEEKDAYS = "一二三四五六日"
_ROLES: tuple[tuple[Role, str], ...] = (
    ("lead", "牵头"),
    ("responsible", "责任单位"),
)


def said_date(day: date) -> str:
    """2024年9月30日（周一）."""
    return f"{day.year}年{day.month}月{day.day}日（周{_WEEKDAYS[day.weekday()]}）"


def said_paper(document: Document) -> str:
    """《…》."""
    return f"《{document.title.strip('《》')}》"


def said_item(task: Task) -> str:
    """第7项“…”, or the printed path where items have one."""
    ref = f"第{task.ref}项" if task.ref.isdecimal() else _wide(task.ref)
    return f"{ref}“{task.title}”"


def said_owners(task: Task) -> str:
    """（牵头：甲、乙）; nothing where no unit is named."""
    for role, word in _ROLES:
        if names := task.units(role):
            return f"（{word}：{'、'.join(names)}）"
    return ""


def said_names(names: Iterable[str]) -> str:
    """甲、乙."""
    return "、".join(dict.fromkeys(names))


def assumption(deadline: Deadline) -> str:
    """What must be said where the date is not printed."""
    return "（原文未写明时限，按文件期限推定）" if deadline.kind == "period" else ""


def basis(deadline: Deadline, document: Document) -> str:
    """Where the date comes from, for the reason of a notice."""
    match deadline.kind:
        case "period":
            return f"{said_paper(document)}的期限（原文未写明这一项的时限，推定）"
        case "phase":
            return f"所在阶段的期限{_quoted(deadline)}"
    return f"原文写明的时限{_quoted(deadline)}"


def _quoted(deadline: Deadline) -> str:
    return f"“{deadline.text}”" if deadline.text else ""


def _wide(ref: str) -> str:
    return ref.replace("(", "（").replace(")", "）")
