"""Folding of printed text for matching: one character in, one character out.

Widths, dashes, Traditional characters, the odd code points that PDF files hold (⼀ for 一) all
become the plain form, so patterns are written once. The length never changes: a position in the
folded text is the same position in the printed one, and what is quoted stays as printed.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

from opencc import OpenCC

_CJK = range(0x4E00, 0xA000)
_COMPATIBILITY = (range(0x2E80, 0x2FE0), range(0xF900, 0xFB00), range(0xFF01, 0xFF5F))
_PLAIN = {
    "（": "(",
    "）": ")",
    "﹙": "(",
    "﹚": ")",
    "［": "[",
    "］": "]",
    "：": ":",
    "﹕": ":",
    "∶": ":",
    "；": ";",
    "﹔": ";",
    "，": ",",
    "﹐": ",",
    "､": "、",
    "丶": "、",
    "｡": "。",
    "．": ".",
    "•": "·",
    "・": "·",
    "％": "%",
    "﹪": "%",
    "—": "-",
    "–": "-",
    "－": "-",
    "─": "-",
    "━": "-",
    "‐": "-",
    "‑": "-",
    "−": "-",
    "～": "-",
    "~": "-",
    "〜": "-",
    "○": "〇",
    "◯": "〇",
    "Ｏ": "〇",
    "〈": "《",
    "〉": "》",
    "「": "“",
    "」": "”",
    "『": "“",
    "』": "”",
    '"': "”",
    "≧": "≥",
    "≦": "≤",
    "\u3000": " ",
    "\u00a0": " ",
    "\u2002": " ",
    "\u2003": " ",
    "\u2009": " ",
    "\u200b": " ",
    "\ufeff": " ",
    "\t": " ",
}
_KEPT = frozenset("乾")  # 乾 is also simplified (乾坤); OpenCC needs the context that we leave out
_FURTHER = {ord("衞"): "卫", ord("啓"): "启", ord("説"): "说"}


@cache
def _simplified() -> dict[int, str]:
    characters = [chr(code) for code in _CJK]
    converted = OpenCC("t2s").convert("\n".join(characters)).split("\n")
    pairs = zip(characters, converted, strict=True)
    single = {ord(old): new for old, new in pairs if len(new) == 1 and old not in _KEPT}
    return single | _FURTHER


@cache
def _folding() -> dict[int, str]:
    table: dict[int, str] = {}
    for block in _COMPATIBILITY:
        for code in block:
            plain = unicodedata.normalize("NFKC", chr(code))
            if len(plain) == 1:
                table[code] = _simplified().get(ord(plain), plain)
    table.update(_simplified())
    table.update({ord(old): new for old, new in _PLAIN.items()})
    return table


@cache
def _foldable() -> tuple[re.Pattern[str], dict[str, str]]:
    changed = {chr(code): plain for code, plain in _folding().items() if chr(code) != plain}
    return re.compile(f"[{re.escape(''.join(changed))}]"), changed


def fold(text: str) -> str:
    """The form used for matching; as long as `text`, and the same when folded again."""
    # Most characters stay: finding those that do not is three times as fast as `translate`.
    pattern, plain = _foldable()
    return pattern.sub(lambda found: plain[found[0]], text)


def covered(length: int, spans: Iterable[tuple[int, int]]) -> bytearray:
    """One byte for each position of a text, 1 where a span lies over it."""
    marks = bytearray(length)
    for start, end in spans:
        marks[start:end] = b"\x01" * (end - start)
    return marks


_SPACE = r"[ \t\u3000\u00a0\u2002\u2003\u2009\u200b\ufeff]"
_WIDE = r"[^\x00-\x7f]"
_IDLE_SPACE = re.compile(rf"(?<={_WIDE}){_SPACE}+|(?<!{_SPACE}){_SPACE}++(?={_WIDE})")


def squeeze(text: str) -> str:
    """Without the spaces beside Chinese characters and punctuation: they carry no meaning there."""
    return _IDLE_SPACE.sub("", text).strip()


def in_order(said: str, text: str) -> bool:
    """Whether the characters stand in the text in that order: 迎评 in 迎接评审."""
    rest = iter(text)
    return all(char in rest for char in said)
