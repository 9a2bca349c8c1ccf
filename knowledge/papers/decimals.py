"""Headings of papers numbered 1, 1.1, 1.2, 2, 2.1: a bare number stands before them, no mark."""

import re
from collections.abc import Sequence

from knowledge.papers.numbering import Found, Kind, Label
from knowledge.papers.pieces import Piece
from knowledge.papers.tables import Table

_HEADING = re.compile(r"(?P<number>\d{1,2}) ?(?=[一-龥])[^,。;:]{2,30}")


def with_headings(
    found: Sequence[Found | None], blocks: Sequence[Piece | Table]
) -> list[Found | None]:
    """The labels with those of headings that stand right above the first of their decimals."""
    result = list(found)
    for at, (block, after) in enumerate(zip(blocks, found[1:], strict=False)):
        heading = _HEADING.fullmatch(block.key) if isinstance(block, Piece) else None
        if heading and found[at] is None and _begins(after, heading["number"]):
            label = Label(Kind.SECTION, int(heading["number"]), heading["number"])
            result[at] = Found(label, 0, heading.end("number"))
    return result


def _begins(after: Found | None, number: str) -> bool:
    return after is not None and after.label.text == f"{number}.1"
