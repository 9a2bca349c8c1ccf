"""What a question asks of one task, so that its card says that first: 谁配合, 什么时候, 多少."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from db.records import Task
from handlers.question import Question
from handlers.reply import Block, bold, say
from handlers.units import resolve
from handlers.wording import ROLE_NAMES, said_ref
from knowledge.papers.model import Role
from knowledge.questions.meaning import Meaning

DEADLINE = "时限"
FIGURES = "数量"


@dataclass(frozen=True, slots=True)
class Asked:
    """`field`: of the card, '' for none; `units`: those that the answer is about; `lines`: what no
    field of the card says."""

    field: str = ""
    units: tuple[str, ...] = ()
    lines: tuple[Block, ...] = ()


def asked_of(question: Question, task: Task) -> Asked:
    """What is asked of this task; of a unit that is named, its part in it."""
    meaning = question.meaning
    if any(unit.text in meaning.text for unit in meaning.units):
        names = _named(question)
        return Asked(units=names, lines=tuple(_parts(names, task, bool(meaning.items))))
    role = _role(meaning)
    if role and task.units(role):
        return Asked(ROLE_NAMES[role], task.units(role))
    if role in ("lead", "cooperating"):
        return Asked(lines=(say(f"原文没有写{ROLE_NAMES[role]}单位。"),))
    if meaning.asks_any("when"):
        return Asked(DEADLINE)
    return Asked(FIGURES if meaning.asks_any("quantity") else "")


def _role(meaning: Meaning) -> Role | None:
    if meaning.every_role:
        return None
    return meaning.role or ("lead" if meaning.asks_any("lead") else None)


def _parts(names: Sequence[str], task: Task, numbered: bool) -> Iterator[Block]:
    """The part of each unit; that it has none, where the task was named by its number."""
    for name in names:
        if role := _role_of(name, task):
            part = ROLE_NAMES[role].removesuffix("单位")
            yield say(bold(name), f"在{said_ref(task.ref)}是{part}单位")
        elif numbered:
            yield say(f"{said_ref(task.ref)}没有写到", bold(name))


def _named(question: Question) -> tuple[str, ...]:
    units = [resolve(question, one) for one in question.meaning.units]
    return tuple(dict.fromkeys(name for one in units for name in one.names))


def _role_of(name: str, task: Task) -> Role | None:
    return next((one.role for one in task.assignments if one.name == name), None)
