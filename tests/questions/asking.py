"""Puts question sets to the program, in this process, by the same lines that programs use."""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from bot.dispatch import Dispatch
from bot.platforms.lines import Lines
from bot.settings import load_settings
from bot.wiring import wired
from db.importing import Import
from knowledge.papers.model import Paper
from tests.questions.judging import Dialogue, Json, misses

LOADED = datetime(2026, 1, 5, 9, tzinfo=UTC)


@dataclass
class Score:
    """How many dialogues were answered wholly right, by topic, and what the others lacked."""

    right: Counter[str] = field(default_factory=Counter)
    asked: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    @property
    def share(self) -> float:
        return self.right.total() / max(self.asked.total(), 1)

    def __str__(self) -> str:
        topics = ", ".join(f"{t} {self.right[t]}/{n}" for t, n in sorted(self.asked.items()))
        return f"{self.right.total()}/{self.asked.total()} = {self.share:.1%} ({topics})"


@asynccontextmanager
async def program(folder: Path, papers: Sequence[Paper] = ()):
    """A program on a fresh ledger with the samples, and `papers` imported besides."""
    settings = load_settings(f"sqlite:///{folder / 'ledger.db'}")
    async with wired(settings, None) as parts:
        for paper in papers:
            await parts.ledger.import_papers([paper], Import(LOADED, "archived", slug=paper.slug))
        dispatch = Dispatch(parts)
        yield Lines(dispatch, settings, parts.clock)


async def score(lines: Lines, dialogues: Iterable[Dialogue]) -> Score:
    """Ask every dialogue; a dialogue counts as right when all its turns are."""
    result = Score()
    for dialogue in dialogues:
        lacking = [text for turn in dialogue.turns for text in await _ask(lines, dialogue, turn)]
        result.asked[dialogue.topic] += 1
        result.right[dialogue.topic] += not lacking
        result.wrong += [f"{dialogue.id} {text}" for text in lacking]
    return result


async def _ask(lines: Lines, dialogue: Dialogue, turn: Json) -> list[str]:
    line = {"conversation": dialogue.id, "text": turn["text"]}
    line |= {"person": dialogue.person} if dialogue.person else {}
    line |= {key: turn[key] for key in ("document", "now") if key in turn}
    reply = json.loads(await lines.answer(json.dumps(line).encode()))
    if reply["error"]:
        return [f"{turn['text']} → {reply['error']}"]
    got = {
        key: reply[key]
        for key in ("intent", "bureaus", "indicators", "phases", "count", "clarify", "not_found")
    }
    got["tasks"] = [f"{t['document']} {t['ref']}" for t in reply["tasks"]]
    return [f"{turn['text']} → lacks {m}; got {got}" for m in misses(turn["expect"], reply)]
