"""Other ways to say a word, from `synonyms.txt`."""

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


def synonyms(word: str) -> tuple[str, ...]:
    """Words that a paper may use where somebody says `word`; none for most words."""
    return _table().get(word, ())
