"""Styled words as Telegram's HTML; the only place that knows it.

Nothing anybody wrote becomes formatting, and nothing becomes a link or a mention either: Telegram
makes those of bare text as well, so what it would recognise is broken by a word joiner.
"""

import re
from html import escape

from handlers.reply import Span, Words

_JOINER = "\u2060"
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
    # Half a character cannot be sent; a null ends nothing here.
    clean = text.encode("utf-8", "replace").decode().replace("\0", "")
    return _RECOGNISED.sub(_broken, clean)


def _broken(found: re.Match[str]) -> str:
    if found["dot"] and found.string[found.start() - 1].isdigit():
        following = found.string[found.end()]
        if not following.isascii():
            return found[0]
    return found[0] + _JOINER


def spans(parts: Words) -> Words:
    """The words of a line as they are shown: signs before colours, nothing recognisable."""
    return tuple(Span(_signed(part), part.style) for part in parts if part.text)


def _signed(part: Span) -> str:
    sign = _SIGN.get(part.style)
    text = plain(part.text)
    return f"{sign}{text}" if sign and sign not in text else text


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


def is_marked(part: Span) -> bool:
    """Whether it costs one of the hundred entities a message may have."""
    return part.style in ("bold", "faint")
