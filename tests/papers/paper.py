"""Papers in tests are texts; this reads them as the text reader would hand them over."""

from typing import Any

from knowledge.papers.model import Paper, Task
from knowledge.papers.parse import parse
from knowledge.papers.public import to_json
from knowledge.reading.lines import Line


def paper(text: str) -> Paper:
    return parse([Line(number, line) for number, line in enumerate(text.split("\n"), start=1)])


def work(text: str) -> Paper:
    """A paper for 2024 whose work section holds `text`."""
    return paper(f"临河市2024年卫生健康工作要点\n一、重点任务\n{text}")


def tasks(text: str) -> list[tuple[str, str]]:
    return [(task.ref, task.title) for task in paper(text).tasks]


def only(text: str) -> Task:
    """The one task of a work section that says `text`."""
    (task,) = work(text).tasks
    return task


def units(text: str) -> dict[str, list[str]]:
    task = only(text)
    named = {
        "lead": list(task.lead),
        "cooperating": list(task.cooperating),
        "responsible": list(task.responsible),
    }
    return {role: names for role, names in named.items() if names}


def public(text: str) -> dict[str, Any]:
    return to_json(paper(text))
