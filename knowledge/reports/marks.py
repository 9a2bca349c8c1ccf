"""What stands in a clause's text in place of what was recognised, so that nothing is read twice."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

NUMBER = "\x01"
"""Where the number of a task stood."""
FIGURE = "\x02"
"""Where a percent or a quantity stood."""
TOLD = "\x00"
"""Where a word of state stood."""


class Spanned(Protocol):
    """Something recognised at `text[start:end]`."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


def blanked(text: str, found: Iterable[Spanned], mark: str) -> str:
    """The text with a mark for each character of what was found; numbers of tasks stay marked."""
    for one in found:
        part = text[one.start : one.end]
        kept = "".join(NUMBER if char == NUMBER else mark for char in part)
        text = text[: one.start] + kept + text[one.end :]
    return text


def is_within(one: Spanned, others: Iterable[Spanned]) -> bool:
    """Whether it begins inside one of the others."""
    return any(other.start <= one.start < other.end for other in others)


@dataclass(frozen=True, slots=True)
class Named:
    """A name in marks of its own at `text[start:end]`."""

    start: int
    end: int


_IN_MARKS = re.compile(r"《[^《》]{1,40}》|“[^“”,。;%]{1,10}”(?=[一-龥])")


def names_in_marks(text: str) -> tuple[Named, ...]:
    """《静安中医说》, “两个允许”方案: words of a name say and count nothing."""
    return tuple(Named(*found.span()) for found in _IN_MARKS.finditer(text))
