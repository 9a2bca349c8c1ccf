"""Rows set with spaces whose cells go on below: the rest of a cell stands under its begin."""

import re
from collections.abc import Sequence

_GAP = re.compile(r"[ \u3000]{2,}")
_CELL = re.compile(r"[^ \u3000]+(?:[ \u3000][^ \u3000]+)*")
_NUMBERED = re.compile(r"\s*\d{1,3}[ \u3000]{2,}\S")
_FEWEST = 3
_SLACK = 1
"""How many half-width characters a cell's rest may stand off its begin."""


def with_cells_whole(printed: Sequence[str]) -> list[str]:
    """The lines, what goes on below a numbered row joined to its cells; joined lines are empty."""
    whole: list[str] = []
    row: int | None = None
    starts: list[int] = []
    for line in printed:
        if _NUMBERED.match(line) and len(cells := _cells(line)) >= _FEWEST:
            row, starts = len(whole), [start for start, _ in cells]
        elif row is not None and (further := _further(line, starts)):
            whole[row] = _joined(whole[row], further)
            whole.append("")
            continue
        elif line.strip():
            row = None
        whole.append(line)
    return whole


def _further(line: str, starts: Sequence[int]) -> dict[int, str]:
    """By place of the cell, the text of a line that only goes on with the row above."""
    if not _GAP.match(line):
        return {}
    found = {_at(start, starts): text for start, text in _cells(line)}
    return {} if 0 in found or len(found) == len(starts) else found


def _at(place: int, starts: Sequence[int]) -> int:
    """Which cell begins there; 0 for none but the first."""
    near = (at for at, start in enumerate(starts) if abs(place - start) <= _SLACK)
    return next(near, 0)


def _joined(row: str, further: dict[int, str]) -> str:
    cells = (f"{text}{further.get(at, '')}" for at, (_, text) in enumerate(_cells(row)))
    return "  ".join(cells)


def _cells(line: str) -> list[tuple[int, str]]:
    """The cells of a line, divided by two spaces or more, and where each begins on the page."""
    return [(_width(line[: found.start()]), found[0]) for found in _CELL.finditer(line)]


def _width(text: str) -> int:
    return sum(2 if ord(char) > 0x2E7F else 1 for char in text)
