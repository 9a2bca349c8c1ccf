"""Where annexes begin: 附件 lines, and titles behind which the numbering starts afresh."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.papers.headings import is_title
from knowledge.papers.numbering import Kind, Label
from knowledge.papers.pieces import Piece
from knowledge.papers.tables import Table

_ANNEX = re.compile(
    r"(?P<mark>附件\s?(?P<number>[\d一二三四五六七八九十]{0,3}))(?P<rest>[::]?.{0,80})"
)
_LISTED = re.compile(r"(?:\d{1,2}[.、]|附件|\(?[一二三四五六七八九十]{1,2}[)、])[^。;]{2,60}")
_LOOK_BACK = 5


@dataclass(frozen=True, slots=True)
class Start:
    """The first line of an annex; `mark` as printed (附件, 附件2)."""

    mark: str


@dataclass(frozen=True, slots=True)
class Listed:
    """A line of the list of annexes at the end of a letter: no item of the paper."""


def starts(
    blocks: Sequence[Piece | Table], labels: Sequence[Label | None]
) -> dict[int, Start | Listed]:
    """For the blocks that begin an annex or only list it: which."""
    found: dict[int, Start | Listed] = {}
    place = 0
    while place < len(blocks):
        match = _annex(blocks[place])
        if match is None:
            place += 1
            continue
        end = _list_end(blocks, labels, place, match)
        if end > place:
            found.update(dict.fromkeys(range(place, end), Listed()))
        else:
            found[place] = Start(match["mark"])
        place = max(end, place + 1)
    _fresh_numbering(blocks, labels, found)
    return found


def _annex(block: Piece | Table) -> re.Match[str] | None:
    return _ANNEX.fullmatch(block.key) if isinstance(block, Piece) else None


def _list_end(
    blocks: Sequence[Piece | Table],
    labels: Sequence[Label | None],
    place: int,
    match: re.Match[str],
) -> int:
    """The place behind a list of annexes that begins at `place`; `place` itself for an annex."""
    rest = match["rest"].lstrip(":")
    if not rest:
        return place
    end = place + 1
    while end < len(blocks) and _is_listed(blocks[end], labels, end, blocks):
        end += 1
    if end > place + 1 or rest[0].isdecimal():
        return end
    return place if end < len(blocks) and _opens(blocks, labels, end) else end


def _is_listed(
    block: Piece | Table,
    labels: Sequence[Label | None],
    place: int,
    blocks: Sequence[Piece | Table],
) -> bool:
    if not isinstance(block, Piece) or not _LISTED.fullmatch(block.key):
        return False
    if block.key.startswith("附件"):
        return bool(block.key.rstrip(":")[2:].strip("0123456789")) and not _opens(
            blocks, labels, place + 1
        )
    label = labels[place]
    return label is not None and label.kind is Kind.ITEM and is_title(block.key)


def _opens(blocks: Sequence[Piece | Table], labels: Sequence[Label | None], place: int) -> bool:
    """Whether an item or a table begins at `place`, or behind one more line of a title."""
    return any(
        isinstance(blocks[at], Table) or labels[at] is not None or is_title(_key(blocks[at]))
        for at in range(place, min(place + 2, len(blocks)))
    )


def _fresh_numbering(
    blocks: Sequence[Piece | Table],
    labels: Sequence[Label | None],
    found: dict[int, Start | Listed],
) -> None:
    """A title followed by 一、 again, or by a table of tasks, begins an unmarked annex."""
    seen = False
    title: int | None = None
    for place, block in enumerate(blocks):
        if place in found:
            seen, title = False, None
        label = labels[place]
        first = label is not None and label.kind <= Kind.SECTION and label.number == 1
        if label is None and not isinstance(block, Table):
            title = place if is_title(block.key) else title
        elif (
            title is not None
            and place - title <= _LOOK_BACK
            and seen
            and (first or (isinstance(block, Table) and block.holds_tasks))
        ):
            found[title] = Start("附件")
            title = None
        else:
            title = None
        seen = seen or (label is not None and label.kind <= Kind.BRACKET)


def _key(block: Piece | Table) -> str:
    return block.key if isinstance(block, Piece) else ""
