"""Text of documents and of strangers, made safe to show on a terminal."""

import json
import re
import unicodedata
from collections.abc import Mapping

# Controls (C0 but tab and newline, DEL, C1) can drive a terminal; the directional marks can
# show words in another order than they have.
_UNSAFE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_ESCAPE_SEQUENCE = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"  # colours, cursor
    r"|(?:\x1b\]|\x9d)[^\x07\x1b\x9c\n]*(?:\x07|\x1b\\|\x9c)?"  # titles, links, clipboard
    r"|\x1b[ -/]*[0-~]"
)
_SPLITS_LINES = re.compile(r"[\x7f-\x9f\u2028\u2029]")


def printable(text: str) -> str:
    """`text` without escape sequences and other characters that a terminal would obey."""
    if text.isprintable():
        return text
    return _UNSAFE.sub("", _ESCAPE_SEQUENCE.sub("", text.replace("\r\n", "\n")))


def one_line(text: str) -> str:
    """`text` as a single printable line."""
    return " ".join(printable(text).split())


def shortened(text: str, width: int) -> str:
    """`text` cut to `width` columns (a Chinese character takes two), … where something went."""
    if columns(text) <= width:
        return text
    kept = text
    while kept and columns(kept) > width - 1:
        kept = kept[:-1]
    return kept + "…"


def columns(text: str) -> int:
    """Terminal columns of `text`, good enough for Chinese and ASCII."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def json_line(fields: Mapping[str, object]) -> str:
    """One line of JSON that stays one line whatever splits it, and is harmless when shown."""
    text = json.dumps(fields, ensure_ascii=False)
    return _SPLITS_LINES.sub(lambda found: f"\\u{ord(found.group()):04x}", text)
