"""Names looked for in a text as they are, however many there are."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

_HEAD = 5


class Outright:
    """Names of at least five characters with what they name; of several the first listed wins."""

    def __init__(self, names: Iterable[tuple[str, int]]) -> None:
        self._named: dict[str, tuple[int, int]] = {}
        lengths: defaultdict[str, set[int]] = defaultdict(set)
        for place, (name, named) in enumerate(names):
            self._named.setdefault(name, (place, named))
            lengths[name[:_HEAD]].add(len(name))
        self._lengths: Mapping[str, frozenset[int]] = {
            head: frozenset(those) for head, those in lengths.items()
        }

    def find(self, text: str) -> tuple[int, int, int] | None:
        """Start, end and meaning of the first listed name that the text holds."""
        found = [
            (*self._named[text[start : start + length]], start, start + length)
            for start in range(len(text) - _HEAD + 1)
            for length in self._lengths.get(text[start : start + _HEAD], ())
            if text[start : start + length] in self._named
        ]
        if not found:
            return None
        _, named, start, end = min(found)
        return start, end, named
