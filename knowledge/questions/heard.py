"""What the same words meant before: many people ask the same, and mean the same by it."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from datetime import date
from typing import Any, TypeVar

from knowledge.questions.meaning import Meaning

ROOM = 2048
READ_ROOM = 8 * ROOM
"""Several look at each message."""
_LONGEST = 80
"""Longer messages are hardly ever said twice."""

Said = tuple[str, date, int]
"""A message, the day it was said, and the year that completes its dates."""


T = TypeVar("T")


class Heard:
    """Meanings understood with one lexicon, by what was said; the oldest goes first."""

    def __init__(self) -> None:
        self._meanings: OrderedDict[Said, Meaning] = OrderedDict()
        self._read: OrderedDict[tuple[Hashable, ...], Any] = OrderedDict()

    def once(self, read: Callable[..., T], text: str, *around: Hashable) -> T:
        """What `read`, which looks at nothing but the text and `around`, makes of it."""
        key = read, text, *around
        if key in self._read:
            found: T = self._read[key]
            return found
        found = read(text, *around)
        if len(text) <= _LONGEST:
            self._read[key] = found
            if len(self._read) > READ_ROOM:
                self._read.popitem(last=False)
        return found

    def meaning(self, said: Said) -> Meaning | None:
        """What that meant, where it is remembered."""
        return self._meanings.get(said)

    def note(self, said: Said, meaning: Meaning) -> None:
        """Remember it for a while."""
        if len(said[0]) > _LONGEST:
            return
        self._meanings[said] = meaning
        if len(self._meanings) > ROOM:
            self._meanings.popitem(last=False)
