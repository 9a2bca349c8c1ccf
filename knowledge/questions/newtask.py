"""Lists of units, and tasks without a paper, as people type them."""

import re
from dataclasses import dataclass

_LIST = re.compile(r"[、,，;；/ ]|(?:和|与|及)(?=[省市区县国各]|[一-鿿]{2,}[局委办部院会]$)")
_CLAUSE = re.compile(r"[,，;；。 ]")
_LEAD = re.compile(
    r"^(?:由)?(?:牵头(?:单位|部门)?|主办(?:单位)?|责任(?:单位|部门))[:是为]?(?P<after>.+)$"
    r"|^(?:由)?(?P<before>.+?)(?:牵头|主办|负责)$"
)
_COOPERATING = re.compile(
    r"^(?:配合|协办)(?:单位|部门)?[:是为]?(?P<after>.+)$|^(?P<before>.+?)(?:配合|协办|参与)$"
)
_DUE = re.compile(
    r"^(?:于|在|截止|时限|期限|要求)?(?P<due>[^,，]{0,16}?(?:前|底|末|内|日|号|月|年|旬|长期)[^,，]{0,6})$"
)


@dataclass(frozen=True, slots=True)
class TaskWords:
    """A task as typed: its title, units, and the words that say when."""

    title: str
    lead: tuple[str, ...]
    cooperating: tuple[str, ...]
    due: str


def units_in(text: str) -> tuple[str, ...]:
    """The names of a list of units."""
    return tuple(part for part in (piece.strip() for piece in _LIST.split(text)) if part)


def task_in(text: str) -> TaskWords:
    """The parts of a task typed in one line: 落实…，牵头A，配合B、C，9月底前."""
    title: list[str] = []
    lead: tuple[str, ...] = ()
    cooperating: tuple[str, ...] = ()
    due = ""
    for clause in (piece.strip() for piece in _CLAUSE.split(text)):
        if found := _LEAD.match(clause):
            lead = units_in(found["after"] or found["before"])
        elif found := _COOPERATING.match(clause):
            cooperating = units_in(found["after"] or found["before"])
        elif clause and title and (found := _DUE.match(clause)):
            due = found["due"]
        elif clause:
            title.append(clause)
    return TaskWords("，".join(title), lead, cooperating, due)
