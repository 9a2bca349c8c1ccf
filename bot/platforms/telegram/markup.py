"""Styled words as Telegram's HTML; the only place that knows it.

Nothing anybody wrote becomes formatting, and nothing becomes a link or a mention either: Telegram
makes those of bare text as well, so what it would recognise is broken by a word joiner.
"""

import re
from html import escape, unescape
from itertools import pairwise

from bot.printable import printable
from handlers.reply import Span, Words

_JOINER = "\u2060"
_MARK = re.compile(r"<[^<>]+>")
_SIGN = {"red": "🔴", "yellow": "🟡", "green": "🟢", "blue": "🔵"}
"""The lights; a colour never stands alone, the words beside it say the same."""

_RECOGNISED = re.compile(
    r"(?P<sign>[@#$])(?=\w)"  # mentions, hashtags, cashtags
    r"|(?P<scheme>:)(?=//)"
    r"|(?P<slash>(?<![\w/])/)(?=[A-Za-z])"  # commands
    # Domains; 3.5 and 1.加 stay as they are, and so do names of the files we talk about.
    r"|(?P<dot>(?<=[\w-])\.)(?=[^\W\d_]{2})(?!(?:docx?|xlsx?|pdf|txt|html?|csv|ics|png)(?![\w.]))"
)


def utf16(text: str) -> int:
    """Length as Telegram counts it."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def plain(text: str) -> str:
    """The words with nothing in them that Telegram would make something of."""
    clean = printable(text)
    breaks = _breaks(clean)
    return _JOINER.join(_between(clean, [0, *breaks, len(clean)])) if breaks else clean


def spans(parts: Words) -> Words:
    """The words of a line as they are shown: signs before colours, nothing recognisable.

    Telegram reads the line as one, so what only its spans make together is broken as well.
    """
    texts = [_signed(part) for part in parts]
    breaks = _breaks("".join(texts))
    if not breaks:
        return tuple(map(Span, texts, (part.style for part in parts)))
    shown, start = [], 0
    for text, part in zip(texts, parts, strict=True):
        own = [at - start for at in breaks if start < at <= start + len(text)]
        shown.append(Span(_JOINER.join(_between(text, [0, *own, len(text)])), part.style))
        start += len(text)
    return tuple(shown)


def _signed(part: Span) -> str:
    sign, text = _SIGN.get(part.style), printable(part.text)
    return f"{sign}{text}" if sign and sign not in text else text


def _breaks(text: str) -> list[int]:
    """Where a joiner has to stand."""
    return [found.end() for found in _RECOGNISED.finditer(text) if not _is_number(found)]


def _is_number(found: re.Match[str]) -> bool:
    """1.加强 is no domain."""
    text = found.string
    dotted = found["dot"] and text[found.start() - 1].isdigit()
    return bool(dotted) and not text[found.end()].isascii()


def _between(text: str, bounds: list[int]) -> list[str]:
    return [text[start:end] for start, end in pairwise(bounds)]


def html(parts: Words) -> str:
    """What was prepared by `spans`, as markup."""
    return "".join(_marked(part) for part in parts)


def _marked(part: Span) -> str:
    text = escape(part.text, quote=False)
    match part.style:
        case "bold":
            return f"<b>{text}</b>"
        case "faint":
            return f"<i>{text}</i>"
        case _:
            return text


def unmarked(markup: str) -> str:
    """The words alone of what `html` marked up."""
    return unescape(_MARK.sub("", markup))


def is_marked(part: Span) -> bool:
    """Whether it costs one of the hundred entities a message may have."""
    return part.style in ("bold", "faint")
