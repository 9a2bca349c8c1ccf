"""Messages about papers put to the whole program, and whether its drafts are what was said."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from knowledge.papers.model import Paper
from knowledge.papers.parse import parse
from knowledge.reading import read
from tests.questions.asking import program

FRIDAY = "2024-07-12T10:00"
"""When a message is said that has no moment of its own."""
_WORDS = ("blocker", "need", "next_step")
_PLAIN = ("target", "ref", "status", "percent", "done_on", "expected_on")


@dataclass(frozen=True)
class Outcome:
    """What became of a set of messages: those misread, and those that never reported anything."""

    told: int
    wrong: tuple[str, ...]
    false: tuple[str, ...]

    @property
    def share(self) -> float:
        return 1 - len(self.wrong) / self.told

    def __str__(self) -> str:
        return f"{self.told - len(self.wrong)}/{self.told} = {self.share:.1%}"


async def told(folder: Path, messages: Path) -> Outcome:
    """Each message of the file, in a conversation of its own; the papers beside it are imported."""
    papers, said = _set(messages)
    async with program(folder, papers) as lines:
        got = [(one, await _answered(lines, one)) for one in said]
        await lines.dispatch.settled()
    wrong = (
        f"{one['id']} {one['text']} → {reply['intent']} {reply['drafts']}"
        for one, reply in got
        if not any(_is_right(each, reply) for each in (one["expect"], *one.get("or", ())))
    )
    false = (one["text"] for one, reply in got if reply["drafts"] and one["expect"] == "none")
    return Outcome(len(got), tuple(wrong), tuple(false))


def _set(messages: Path) -> tuple[list[Paper], list[dict[str, Any]]]:
    papers = [
        parse(read(path.read_bytes(), path.name), path.stem)
        for path in sorted(messages.parent.iterdir())
        if path.suffix in (".txt", ".html")
    ]
    lines = messages.read_text("utf-8").split("\n")
    return papers, [json.loads(line) for line in lines if line]


async def _answered(lines, one):
    at = {"conversation": one["id"], "document": one.get("document"), "now": one.get("now", FRIDAY)}
    at = {key: value for key, value in at.items() if value}
    for text in (*one.get("before", ()), one["text"]):
        reply = await lines.answer(json.dumps(at | {"text": text}).encode())
    return json.loads(reply)


def _is_right(expect, reply):
    """Asking back is right where nothing is sure, and does no harm where nothing is reported."""
    if isinstance(expect, str):
        return not reply["drafts"] and (expect == "none" or reply["clarify"])
    drafts = list(reply["drafts"])
    return len(expect) == len(drafts) and all(
        any(_fits(wanted, draft) for draft in drafts) for wanted in expect
    )


def _fits(wanted, draft):
    figures = [[q["value"], q["unit"], q["mode"]] for q in draft["quantities"]]
    asked = wanted.get("quantities", [])
    counted = len(asked) == len(figures) and all(
        any(all(map(_one_of, one, figure)) for figure in figures) for one in asked
    )
    return (
        counted
        and wanted.get("corrects", False) <= bool(draft["corrects"])
        and any(label in draft["label"] for label in _several(wanted.get("label", "")))
        and all(
            _one_of(wanted.get(key), draft[key]) for key in _PLAIN if key != "ref" or key in wanted
        )
        and all(_alike(wanted.get(key), draft[key]) for key in _WORDS)
    )


def _one_of(wanted, got):
    return wanted == "*" or got in _several(wanted)


def _several(wanted):
    return wanted if isinstance(wanted, list) else [wanted]


def _alike(wanted, got):
    """The same words, or more or fewer of them."""
    return _one_of(wanted, got) or any(
        one and got and (one in got or got in one) for one in _several(wanted)
    )
