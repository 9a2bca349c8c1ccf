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


def known_in(text: str) -> list[tuple[int, int]]:
    """Where words with synonyms stand in `text`, as half-open spans, none overlapping."""
    return [match.span() for match in _heads().finditer(text)]


def alternatives(word: str) -> tuple[str, ...]:
    """Synonyms of the word; of one that has none, the words with synonyms inside it and theirs."""
    if own := synonyms(word):
        return own
    inner = [word[start:end] for start, end in known_in(word)]
    return tuple(dict.fromkeys(other for one in inner for other in (one, *synonyms(one))))


def synonyms(word: str) -> tuple[str, ...]:
    """Words that a paper may use where somebody says `word`; none for most words."""
    return _table().get(word, ())
