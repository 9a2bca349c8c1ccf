"""Texts made ready to be ranked: folded once, asked about many times."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from knowledge.text import fold

Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class Candidate(Generic[Key]):
    """A text to rank, under a key of the caller's."""

    key: Key
    title: str
    text: str
    around: str = ""
    """What it stands under: counts as held, but is not what the candidate says."""


class Shelf(Generic[Key]):
    """Candidates in columns, one entry a candidate, so that a word is looked for in all at once.

    Immutable. Folded, lower-cased, without spaces and quotes, but for `printed`.
    """

    __slots__ = ("held", "keys", "printed", "said", "texts", "titles")

    def __init__(self, candidates: Iterable[Candidate[Key]]) -> None:
        listed = tuple(candidates)
        self.keys = tuple(one.key for one in listed)
        self.printed = tuple(fold(f"{one.title}\n{one.text}").lower() for one in listed)
        """Title and text with their spaces."""
        self.titles = tuple(plain(one.title) for one in listed)
        self.texts = tuple(plain(one.text) for one in listed)
        pairs = zip(self.titles, self.texts, strict=True)
        self.said = tuple(f"{title}\n{text}" for title, text in pairs)
        """Title and text."""
        around = (plain(one.around) for one in listed)
        self.held = tuple(f"{one}\n{more}" for one, more in zip(self.said, around, strict=True))
        """Title, text, and what it stands under."""

    def __len__(self) -> int:
        return len(self.keys)


def plain(text: str) -> str:
    """The form in which words are looked for."""
    return fold(text).lower().replace(" ", "").replace("“", "").replace("”", "")
