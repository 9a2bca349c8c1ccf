"""The question sets as data, and whether an answer holds what a right one must hold.

The keys of `expect` and what each means are in `data/README.md`.
"""

import json
import re
import unicodedata
from collections.abc import Callable, Iterator
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
    person: str | None = None


def dialogues(*names: str) -> Iterator[Dialogue]:
    """The dialogues of those files."""
    for name in names:
        for line in (DATA / name).read_text("utf-8").splitlines():
            raw = json.loads(line)
            builtin, turns = raw.get("builtin", False), tuple(raw["turns"])
            yield Dialogue(raw["id"], raw["topic"], builtin, turns, raw.get("person"))


def misses(expect: Json, reply: Json) -> list[str]:
    """What the reply (as `duban chat --json` prints it) lacks; empty when it is right."""
    return [f"{key}: {wanted}" for key, wanted in expect.items() if not _holds(key, wanted, reply)]


def _holds(key: str, wanted: Any, reply: Json) -> bool:
    return _CHECKS[key](key, wanted, reply)


def _tasks(reply: Json) -> set[tuple[str, str]]:
    return {(task["document"], task["ref"]) for task in reply["tasks"]}


def _pairs(wanted: list[list[str]]) -> set[tuple[str, ...]]:
    return {tuple(task) for task in wanted}


def _same_names(key: str, wanted: list[str], reply: Json) -> bool:
    return _names(reply[key]) == _names(wanted)


def _has_names(key: str, wanted: list[str], reply: Json) -> bool:
    return _names(reply[key.removesuffix("_include")]) >= _names(wanted)


def _same(key: str, wanted: Any, reply: Json) -> bool:
    return bool(reply[key] == wanted)


_CHECKS: dict[str, Callable[[str, Any, Json], bool]] = {
    "tasks": lambda _, wanted, reply: _tasks(reply) == _pairs(wanted),
    "tasks_include": lambda _, wanted, reply: _tasks(reply) >= _pairs(wanted),
    "tasks_exclude": lambda _, wanted, reply: _tasks(reply).isdisjoint(_pairs(wanted)),
    "tasks_max": lambda _, wanted, reply: len(_tasks(reply)) <= wanted,
    **dict.fromkeys(("bureaus", "indicators", "phases"), _same_names),
    **dict.fromkeys(("bureaus_include", "indicators_include", "phases_include"), _has_names),
    **dict.fromkeys(("count", "clarify", "not_found"), _same),
    "contains": lambda _, wanted, reply: all(_said(entry, reply["text"]) for entry in wanted),
}


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
