"""The ledger as CSV, with the columns that offices use."""

import csv
from collections.abc import Iterable, Iterator
from io import StringIO

from bot.exports.facts import Facts
from bot.printable import printable
from db.records import Task

HEAD = (
    "序号",
    "文件",
    "文号",
    "任务编号",
    "所属部分",
    "任务",
    "主要内容",
    "牵头单位",
    "配合单位",
    "责任单位",
    "办理时限",
    "时限说明",
)
_KINDS = {"phase": "按阶段", "period": "按文件期限推定", "recurring": "定期", "open": "长期推进"}


def csv_text(papers: Iterable[Facts]) -> str:
    """All tasks, one a row; begins with a byte order mark, without which Excel takes it for GBK."""
    sheet = StringIO()
    writer = csv.writer(sheet)
    writer.writerow(HEAD)
    for number, row in enumerate(_rows(papers), 1):
        writer.writerow([str(number), *(harmless(cell) for cell in row)])
    return "\ufeff" + sheet.getvalue()


def _rows(papers: Iterable[Facts]) -> Iterator[tuple[str, ...]]:
    for paper in papers:
        for task in paper.tasks:
            head = (paper.document.title, paper.document.doc_number or "")
            yield (*head, *_cells(task))


def _cells(task: Task) -> tuple[str, ...]:
    deadline = task.deadline
    return (
        task.ref,
        task.section or "",
        task.title,
        task.text or "；".join(task.points),
        *("、".join(task.units(role)) for role in ("lead", "cooperating", "responsible")),
        f"{deadline.date:%Y-%m-%d}" if deadline.date else "",
        deadline.text or _KINDS.get(deadline.kind, ""),
    )


def harmless(cell: str) -> str:
    """A cell that begins like a formula would be run by a spreadsheet."""
    text = printable(cell)
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\n")) else text
