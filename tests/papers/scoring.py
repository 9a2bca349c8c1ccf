"""How well papers are read: F1 of what was found against what a clerk reads in them."""

import re
from collections import Counter
from collections.abc import Hashable
from typing import Any

ROLES = ("lead", "cooperating", "responsible")
Facts = dict[str, Counter[Hashable]]


def facts(paper: dict[str, Any]) -> Facts:
    """What is compared, by kind, from the public JSON of a paper."""
    tasks = paper["tasks"]
    return {
        "tasks": Counter((task["ref"], _bare(task["title"])) for task in tasks),
        "units": Counter(
            (task["ref"], name) for task in tasks for role in ROLES for name in task[role]
        ),
        "roles": Counter(
            (task["ref"], role, name) for task in tasks for role in ROLES for name in task[role]
        ),
        "leads": Counter((task["ref"], name) for task in tasks for name in task["lead"]),
        "deadlines": Counter(
            (task["ref"], task["deadline"], task["deadline_kind"], task["recurrence"])
            for task in tasks
        ),
        "quantities": Counter(
            (task["ref"], it["value"], it["value_max"], it["unit"], it["op"], it["per"])
            for task in tasks
            for it in task["quantities"]
        ),
        "indicators": Counter(
            (_bare(it["name"]), it["baseline"], it["target_year"], it["target"], it["op"])
            for it in paper["indicators"]
        ),
        "phases": Counter((it["name"], it["start"], it["end"]) for it in paper["phases"]),
        "duties": Counter((it["bureau"], _bare(it["text"])) for it in paper["duties"]),
        "changes": Counter(
            (it["ref"], it["field"], it["old"], it["new"]) for it in paper["changes"]
        ),
    }


def f1(found: list[Facts], expected: list[Facts]) -> dict[str, float]:
    """F1 of each kind over all papers; a kind that nobody expects or finds scores 1."""
    scores = {}
    for kind in expected[0]:
        right = sum(
            sum((one[kind] & other[kind]).values())
            for one, other in zip(found, expected, strict=True)
        )
        named = sum(sum(each[kind].values()) for each in (*found, *expected))
        scores[kind] = 2 * right / named if named else 1.0
    return scores


def _bare(text: str) -> str:
    return re.sub(r"\s", "", text)
