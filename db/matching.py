"""Which task of a re-issued paper is which task of the ledger. Pure.

Title and text decide, the printed ref only between equals: papers are renumbered, and a ref whose
title changed is another task.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from db.plan import TaskChoice, TaskMatch
from knowledge.papers.model import Task
from knowledge.text import fold

SURE = 0.7
MAYBE = 0.45
MARGIN = 0.1
"""How far the best must be from the second best to be taken without asking."""

_SAME_REF = 0.05
_COMPARED = 8
_NOISE = re.compile(r"[^0-9a-z㐀-鿿]+")


@dataclass(frozen=True)
class _Side:
    """One task with what comparing needs."""

    key: int
    task: Task

    @cached_property
    def title(self) -> str:
        return _NOISE.sub("", fold(self.task.title))

    @cached_property
    def title_pairs(self) -> frozenset[str]:
        return _pairs(self.title)

    @cached_property
    def text_pairs(self) -> frozenset[str]:
        return _pairs(_NOISE.sub("", fold(self.task.text)))


def match_tasks(
    known: Mapping[int, Task], printed: Sequence[Task], *, same_edition: bool = False
) -> tuple[TaskMatch, ...]:
    """What each printed task is. `known` maps task ids to tasks as printed before.

    `same_edition`: both describe the very same paper (a built-in one and its original), so an
    equal ref is strong evidence.
    """
    old = {task_id: _Side(task_id, task) for task_id, task in known.items()}
    new = {index: _Side(index, task) for index, task in enumerate(printed)}
    sure = _equal_titles(old.values(), new.values())
    rest = {key: side for key, side in old.items() if key not in sure.values()}
    bonus = 0.5 if same_edition else _SAME_REF
    choices = {
        index: _choices(side, rest, bonus) for index, side in new.items() if index not in sure
    }
    best = _best(choices)
    return tuple(_match(side, sure | best, choices) for side in new.values())


def _match(
    side: _Side, found: Mapping[int, int], choices: Mapping[int, tuple[TaskChoice, ...]]
) -> TaskMatch:
    task, index = side.task, side.key
    if index in found:
        return TaskMatch(index, task.ref, task.title, found[index])
    taken = set(found.values())
    open_choices = tuple(each for each in choices.get(index, ()) if each.task_id not in taken)
    return TaskMatch(index, task.ref, task.title, None, not open_choices, open_choices)


def _equal_titles(old: Iterable[_Side], new: Iterable[_Side]) -> dict[int, int]:
    """Index → task id where titles are equal; among equals the same ref first, then in order."""
    by_title: dict[str, list[_Side]] = defaultdict(list)
    for side in old:
        by_title[side.title].append(side)
    found: dict[int, int] = {}
    for side in sorted(new, key=lambda each: not _has_ref(by_title[each.title], each)):
        if side.title and (equals := by_title[side.title]):
            same_ref = [each for each in equals if each.task.ref == side.task.ref]
            taken = (same_ref or equals)[0]
            equals.remove(taken)
            found[side.key] = taken.key
    return found


def _has_ref(sides: Iterable[_Side], side: _Side) -> bool:
    return any(each.task.ref == side.task.ref for each in sides)


def _choices(side: _Side, rest: Mapping[int, _Side], bonus: float) -> tuple[TaskChoice, ...]:
    scored = [
        TaskChoice(other.key, other.task.ref, other.task.title, _likeness(side, other, bonus))
        for other in _promising(side, rest)
    ]
    likely = [choice for choice in scored if choice.likeness >= MAYBE]
    return tuple(sorted(likely, key=lambda choice: -choice.likeness))


def _promising(side: _Side, rest: Mapping[int, _Side]) -> list[_Side]:
    """The few known tasks that share most with this one, and the one with its ref."""
    shared = Counter(
        {
            key: len(side.title_pairs & other.title_pairs) + len(side.text_pairs & other.text_pairs)
            for key, other in rest.items()
        }
    )
    keys = [key for key, count in shared.most_common(_COMPARED) if count]
    keys += [key for key, each in rest.items() if each.task.ref == side.task.ref]
    return [rest[key] for key in dict.fromkeys(keys)]


def _likeness(side: _Side, other: _Side, bonus: float) -> float:
    title = _dice(side.title_pairs, other.title_pairs)
    text = title
    if side.text_pairs and other.text_pairs:
        text = _dice(side.text_pairs, other.text_pairs)
    likeness = max(0.6 * title + 0.4 * text, 0.9 * text)
    return min(1.0, likeness + (bonus if side.task.ref == other.task.ref else 0))


def _best(choices: Mapping[int, tuple[TaskChoice, ...]]) -> dict[int, int]:
    """Index → task id where one pair clearly beats every other that either side could make."""
    rivals: dict[int, list[float]] = defaultdict(list)
    for each in choices.values():
        for choice in each:
            rivals[choice.task_id].append(choice.likeness)
    found: dict[int, int] = {}
    for index, ranked in choices.items():
        if not ranked or ranked[0].likeness < SURE:
            continue
        top = ranked[0]
        others = [*rivals[top.task_id], *(choice.likeness for choice in ranked[1:])]
        others.remove(top.likeness)
        if all(top.likeness - other >= MARGIN for other in others):
            found[index] = top.task_id
    return found


def _pairs(text: str) -> frozenset[str]:
    return frozenset(text[start : start + 2] for start in range(max(1, len(text) - 1)) if text)


def _dice(one: frozenset[str], other: frozenset[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0
