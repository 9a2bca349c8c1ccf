"""Marks of secrecy at the head of a paper, told apart from the same words in running text."""

import re
from collections.abc import Sequence

_HEAD = 15
"""So many lines, blank ones not counted, are looked at for a mark alone on its line."""

_LEVEL = r"(?:绝\s*密|机\s*密|秘\s*密)"
_TERM = r"(?:\d{1,2}\s*年|\d{1,2}\s*个?\s*月|长\s*期|启用前|解密前)"
_STARRED = rf"{_LEVEL}\s*(?:[★☆✩✭✪⭐]\s*{_TERM}?|[*]\s*{_TERM})"
_INTERNAL = (
    r"内\s*部\s*(?:资\s*料|文\s*件|材\s*料|刊\s*物)[\s,、;!·-]*(?:请\s*)?"
    r"(?:注\s*意\s*保\s*[存密管]|妥\s*善\s*保\s*[存管]|[请严不切]?\s*[勿禁得]\s*外\s*传)"
)

_ANYWHERE = re.compile(
    # Glued between other words or in quotation marks it is talked about: 标注机密★1年的文件.
    rf"(?<![\w“”‘’《'(]){_STARRED}|{_STARRED}(?=\s|$)"
    rf"|(?:^|(?<=\s)){_INTERNAL}(?=[\s,。!;]|$)"
    rf"|^\s*[\[【(]?\s*密\s*级\s*[\]】)]?\s*:?\s*{_LEVEL}(?=[\s,。;)\]】]|$)"
)

_OPENING, _CLOSING = r"[\s\[【(<《]*", r"[\s\]】)>》]*"
_URGENCY = r"(?:特\s*提|特\s*急|加\s*急|平\s*急|急\s*件)"
_ALONE = re.compile(
    rf"{_OPENING}(?:(?:[Nn][Oo]\.?\s*)?\d{{1,8}}\s+)?(?:{_URGENCY}\s+)?"
    rf"(?:{_LEVEL}\s*{_TERM}?|工\s*作\s*秘\s*密|内\s*部\s*(?:资\s*料|文\s*件))"
    rf"(?:\s+{_URGENCY})?{_CLOSING}"
)


def secrecy_mark(lines: Sequence[str]) -> bool:
    """Whether these folded lines, none of them blank, bear such a mark."""
    alone = any(_ALONE.fullmatch(line) for line in lines[:_HEAD])
    return alone or any(_ANYWHERE.search(line) for line in lines)
