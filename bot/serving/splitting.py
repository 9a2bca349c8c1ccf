"""A text longer than a platform takes, in pieces that end where a reader would pause."""

import re
from bisect import bisect_right
from collections.abc import Callable

_ENDS = tuple(
    re.compile(pattern)
    for pattern in (r"\n\s*\n", r"\n", r"[。！？!?][”’」』）)]*", r"[；;：:]", r"[，、, ]")
)


def cut(text: str, limit: int, length: Callable[[str], int] = len) -> list[str]:
    """Pieces of at most `limit`, joined again exactly `text`; an empty text is one empty piece.

    Cuts after a paragraph, else a line, a sentence, a clause, in the second half of what fits,
    else wherever the limit is. `length` counts as the platform does, one or more per character
    (Telegram: UTF-16 units); a single character over the limit stays whole.
    """
    pieces = []
    while length(text) > limit:
        end = _end(text[: _fitting(text[: limit + 1], limit, length)])
        pieces.append(text[:end])
        text = text[end:]
    return [*pieces, text] if text or not pieces else pieces


def _fitting(text: str, limit: int, length: Callable[[str], int]) -> int:
    """How many characters of `text` fit, at least one."""
    count = bisect_right(range(len(text) + 1), limit, key=lambda end: length(text[:end])) - 1
    return max(1, count)


def _end(text: str) -> int:
    """Where to cut what fits."""
    half = len(text) // 2
    for ending in _ENDS:
        found = [match.end() for match in ending.finditer(text, half)]
        if found:
            return found[-1]
    return len(text)
