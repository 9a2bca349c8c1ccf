"""Other ways to say a word, from `synonyms.txt`."""

import re
from collections import defaultdict
from functools import cache
from importlib.resources import files


@cache
def _table() -> dict[str, tuple[str, ...]]:
    text = files("knowledge.questions").joinpath("synonyms.txt").read_text("utf-8")
    table: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for line in text.splitlines():
        if not line.startswith("#"):
            first, *others = line.split()
            table[first].update(dict.fromkeys(others))
    return {word: tuple(others) for word, others in table.items()}


@cache
def _heads() -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, _table()), key=len, reverse=True)))


def parted(text: str) -> list[tuple[str, bool]]:
    """The text in parts, in order: words that have synonyms (True) and what is between them."""
    parts: list[tuple[str, bool]] = []
    last = 0
    for match in _heads().finditer(text):
        parts += [(text[last : match.start()], False), (match.group(), True)]
        last = match.end()
    return [part for part in (*parts, (text[last:], False)) if part[0]]


def synonyms(word: str) -> tuple[str, ...]:
    """Words that a paper may use where somebody says `word`; none for most words."""
    return _table().get(word, ())
