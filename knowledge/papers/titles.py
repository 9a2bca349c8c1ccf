"""Where an item's heading ends and its text begins."""

import re

from knowledge.papers.units import Statement
from knowledge.text import fold

_CLOSERS = {"(": ")", "《": "》", "“": "”", "[": "]", "【": "】"}
_STOP = re.compile(r"[()《》“”\[\]【】。\n:!?]")
_TRAILING = re.compile(
    r"\([^()]*(?:年|月|底前|季度|牵头|负责|责任|配合|单位|部门|完成|长期)[^()]*\)$"
)
_SHORT_HEADING = 25
_EDGES = " 、,，;；:：。.．\n"


def title_and_body(text: str, found: list[Statement]) -> tuple[str, str]:
    """The heading (to the first 。 or line end, or before the units) and what follows it.

    An item without a heading has its first sentence as title; its body is then empty when that
    sentence is all there is.
    """
    key = fold(text)
    stated = [each.start for each in found if not each.running]
    end = min([_first_stop(key), *stated])
    title = text[:end]
    trailing = _TRAILING.search(fold(title)) if title.endswith((")", "）")) else None
    if trailing and trailing.start() > 3:
        title = title[: trailing.start()]
    if not title.strip(_EDGES) and not stated:
        return text.strip(_EDGES)[:80], ""
    return title.strip(_EDGES), text[end:].lstrip(_EDGES)


def _first_stop(key: str) -> int:
    """Where the first sentence ends, brackets, quotes and titles of papers passed over."""
    closers: list[str] = []
    for match in _STOP.finditer(key):
        mark = match[0]
        if mark in _CLOSERS:
            closers.append(_CLOSERS[mark])
        elif closers and mark == closers[-1]:
            closers.pop()
        elif mark == "\n" or (not closers and _ends(mark, match.start(), key)):
            return match.start()
    return len(key)


def _ends(mark: str, at: int, key: str) -> bool:
    if mark == ":":
        return 2 < at <= _SHORT_HEADING and not re.search(r"[,;]", key[:at])
    return mark in "。!?"
