"""Printed lines put together as paragraphs, where the page's width broke them."""

import re
from collections.abc import Sequence
from itertools import dropwhile

from knowledge.papers.names import is_unit
from knowledge.papers.numbering import label_at_start
from knowledge.papers.pieces import Piece
from knowledge.papers.tables import Table

_SENTENCE_MARK = re.compile(r"[。;:].")
_WORD_TORN = re.compile(r"[,、][^,、。;]*(?:\d|每[周月季年]?|第|的|和|及|与)$")
_LONGEST_NAME = 16
_NAME_END = re.compile(r"[、,。;(]")
OWN_LINE = re.compile(
    r"(?:[一-龥]{2,4})?(?:单位|部门|科室|处室|股室|时限|时间|责任人|领导|节点)[^:]{0,6}:"
)
"""责任单位：…, 完成时限：…: a line of its own below what it is said of."""


def joined(parts: Sequence[Piece], width: int) -> str:
    """Paragraphs on lines of their own; lines that only the page width broke are put together."""
    text: list[str] = []
    depth = 0
    for place, part in enumerate(parts):
        before = parts[place - 1]
        torn = _name_torn(before.key, part.key)
        own = OWN_LINE.match(part.key) or not (torn or _runs_on(before, width))
        if place and depth <= 0 and own:
            text.append("\n")
        depth += part.key.count("(") - part.key.count(")")
        depth = 0 if part.key.endswith(("。", ")")) else depth
        text.append(part.raw)
    return "".join(text)


def _runs_on(before: Piece, width: int) -> bool:
    key = before.key
    if not key or key[-1] in "。;!?)":
        return False
    if key[-1] in "、,:(":
        return True
    if width and (before.before + len(key) >= width - 2 or _WORD_TORN.search(key)):
        return True
    return len(key) >= 60 or (bool(_SENTENCE_MARK.search(key)) and not OWN_LINE.search(key))


def _name_torn(key: str, after: str) -> bool:
    """Whether a line of names ends within one: 区公安分局、各街; 责任单位：县人民医 before 院."""
    labelled = OWN_LINE.search(key) is not None
    names = key.rpartition(":")[2].split("、")
    last = names[-1]
    if not last or len(last) > _LONGEST_NAME or is_unit(last):
        return False
    if len(names) > 1 and is_unit(names[-2]) and len(last) <= 8:
        return True
    return labelled and is_unit(last + _NAME_END.split(after, maxsplit=1)[0])


def wrap_width(blocks: Sequence[Piece | Table]) -> int:
    """The line length at which a hard-wrapped paper breaks its lines; 0 where it is not wrapped.

    In a wrapped paper hardly a line is longer, and many that end inside a sentence are as long.
    """
    begun = dropwhile(
        lambda block: isinstance(block, Piece) and not label_at_start(block.key), blocks
    )
    pieces = [block for block in begun if isinstance(block, Piece)]
    lengths = sorted(
        len(piece.key) for piece in pieces if len(piece.key) > 15 and piece.key[-1] not in "。;:!?"
    )
    if len(lengths) < 5:
        return 0
    width = lengths[len(lengths) * 9 // 10]
    near = sum(width - 4 <= length <= width + 2 for length in lengths)
    longer = sum(len(piece.key) > width + 3 for piece in pieces)
    wrapped = 20 <= width <= 60 and near * 4 >= len(lengths) and longer * 10 <= len(pieces)
    return width if wrapped and near >= 4 else 0
