"""Which of many short texts hold a stretch of characters.

Sets of texts are whole numbers, bit n for the n-th text: of 25 000 titles a question about one
costs microseconds, where Python's sets take milliseconds and 300 MiB.
"""

from array import array
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import reduce
from operator import and_

_LONGEST = 4
"""A longer stretch is held where all its parts of that length are."""


class Holders:
    """The texts by the stretches they hold. Immutable."""

    def __init__(self, texts: Iterable[Iterable[str]]) -> None:
        """Each text may have several parts; a stretch lies within one of them."""
        found: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
        count = 0
        for at, parts in enumerate(texts):
            count = at + 1
            for stretch in {one for part in parts for one in _stretches(part)}:
                found[stretch].append(at)
        self.everyone = (1 << count) - 1
        self._found: Mapping[str, array[int] | int] = {
            stretch: as_set(ats) if len(ats) * 32 > count else ats for stretch, ats in found.items()
        }

    def of(self, stretch: str) -> int:
        """The texts that hold the stretch; 0 for none."""
        parts = _parts(stretch)
        if not all(part in self._found for part in parts):
            return 0
        return reduce(and_, (self._set(part) for part in parts), self.everyone)

    def has(self, stretch: str) -> bool:
        """Whether any text holds the short stretch."""
        return stretch in self._found

    def of_characters(self, characters: str) -> int:
        """The texts that hold each of the characters, anywhere."""
        return reduce(and_, (self.of(one) for one in set(characters)), self.everyone)

    def _set(self, part: str) -> int:
        found = self._found[part]
        return found if isinstance(found, int) else as_set(found)


def as_set(members: Collection[int]) -> int:
    """The set of those numbers."""
    marks = bytearray(max(members, default=0) // 8 + 1)
    for one in members:
        marks[one >> 3] |= 1 << (one & 7)
    return int.from_bytes(marks, "little")


_BITS = tuple(tuple(bit for bit in range(8) if byte >> bit & 1) for byte in range(256))


def members(of: int) -> Iterator[int]:
    """The numbers in a set, ascending."""
    marks = of.to_bytes(of.bit_length() // 8 + 1, "little")
    return (at * 8 + bit for at, byte in enumerate(marks) if byte for bit in _BITS[byte])


def _stretches(text: str) -> Iterator[str]:
    for length in range(1, _LONGEST + 1):
        yield from (text[start : start + length] for start in range(len(text) - length + 1))


def _parts(stretch: str) -> list[str]:
    last = max(1, len(stretch) - _LONGEST + 1)
    return [stretch[start : start + _LONGEST] for start in range(last)]
