"""The question sets as data, and whether an answer holds what a right one must hold.

The keys of `expect` and what each means are in `data/README.md`.
"""

import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"

Json = dict[str, Any]


@dataclass(frozen=True)
class Dialogue:
    """One line of a question set: turns of one conversation."""

    id: str
    topic: str
    builtin: bool
    turns: tuple[Json, ...]


def dialogues(*names: str) -> Iterator[Dialogue]:
    """The dialogues of those files."""
    for name in names:
        for line in (DATA / name).read_text("utf-8").splitlines():
            raw = json.loads(line)
            yield Dialogue(raw["id"], raw["topic"], raw.get("builtin", False), tuple(raw["turns"]))


def misses(expect: Json, reply: Json) -> list[str]:
    """What the reply (as `duban chat --json` prints it) lacks; empty when it is right."""
    return [f"{key}: {wanted}" for key, wanted in expect.items() if not _holds(key, wanted, reply)]


def _holds(key: str, wanted: Any, reply: Json) -> bool:
    tasks = {(task["document"], task["ref"]) for task in reply["tasks"]}
    match key:
        case "tasks":
            return tasks == {tuple(task) for task in wanted}
        case "tasks_include":
            return tasks >= {tuple(task) for task in wanted}
        case "tasks_exclude":
            return tasks.isdisjoint({tuple(task) for task in wanted})
        case "tasks_max":
            return len(tasks) <= wanted
        case "bureaus" | "indicators" | "phases":
            return _names(reply[key]) == _names(wanted)
        case "bureaus_include" | "indicators_include" | "phases_include":
            return _names(reply[key.removesuffix("_include")]) >= _names(wanted)
        case "count" | "clarify" | "not_found":
            return bool(reply[key] == wanted)
        case "contains":
            return all(_said(entry, reply["text"]) for entry in wanted)
    raise AssertionError(f"unknown expectation {key}")


def _names(names: list[str]) -> set[str]:
    return {unicodedata.normalize("NFKC", name) for name in names}


def _said(entry: str | list[str], text: str) -> bool:
    """Whether the text has the entry (one of its members); figures only as whole figures."""
    plain = unicodedata.normalize("NFKC", text)
    ways = [entry] if isinstance(entry, str) else entry
    return any(_pattern(unicodedata.normalize("NFKC", way)).search(plain) for way in ways)


def _pattern(way: str) -> re.Pattern[str]:
    before = r"(?<![\d.])" if way[:1].isdigit() else ""
    after = r"(?!\d|\.\d)" if way[-1:].isdigit() else ""
    return re.compile(before + re.escape(way) + after)
