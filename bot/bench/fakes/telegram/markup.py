"""Telegram's HTML, read as strictly as its servers read it, and what they make links of."""

import html
import re
from dataclasses import dataclass

_BOLD_AND_SUCH = ("b", "strong", "i", "em", "u", "ins", "s", "strike", "del")
TAGS = frozenset((*_BOLD_AND_SUCH, "span", "tg-spoiler", "a", "code", "pre", "blockquote"))
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)((?:\s+[a-z-]+(?:=(?:\"[^\"]*\"|'[^']*'))?)*)\s*>")
_HREF = re.compile(r"""href=["']([^"']*)["']""")

# What clients turn into something to press although nobody marked it up.
_LINKS = re.compile(
    r"(?<![A-Za-z0-9_@])@[A-Za-z][A-Za-z0-9_]{3,31}"
    r"|(?:https?|tg|ftp)://[^\s<>\"]+"
    r"|(?<![\w@.])[\w-]+(?:\.[\w-]+)*\.(?:com|cn|net|org|io|me|gov|top|xyz|中国|公司)\b"
    r"|(?<![\w/])/[A-Za-z][A-Za-z0-9_]{0,31}(?:@\w+)?"
    r"|(?<![\w#])#[^\W\d]\w*"
)


class MarkupError(ValueError):
    """What Telegram would answer with 400."""


@dataclass(frozen=True, slots=True)
class Marked:
    """The text as people see it, its formatting, and what they can press in it."""

    text: str
    entities: tuple[tuple[str, str], ...] = ()
    """(tag, the words it covers)."""
    links: tuple[str, ...] = ()


def read_html(source: str) -> Marked:
    """The marked text. Raises `MarkupError` in Telegram's words."""
    if "<" not in source and "&" not in source:
        return Marked(source, (), _links(source))
    text, entities, quiet = _parse(source)
    links = [target for tag, target in entities if tag == "a"]
    return Marked(text, tuple(entities), (*links, *_links(_without(text, quiet))))


def _parse(source: str) -> tuple[str, list[tuple[str, str]], list[tuple[int, int]]]:
    text = ""
    entities: list[tuple[str, str]] = []
    opened: list[tuple[str, int, str]] = []
    quiet: list[tuple[int, int]] = []
    position = 0
    while (start := source.find("<", position)) >= 0:
        text += html.unescape(source[position:start])
        tag = _TAG.match(source, start)
        if not tag or tag[2].lower() not in TAGS:
            offset = len(source[:start].encode())
            raise MarkupError(
                f"can't parse entities: Unsupported start tag at byte offset {offset}"
            )
        position = tag.end()
        name = tag[2].lower()
        if not tag[1]:
            opened.append((name, len(text), _target(tag[3])))
            continue
        if not opened or opened[-1][0] != name:
            raise MarkupError(f"can't parse entities: Unexpected end tag </{name}>")
        _name, since, target = opened.pop()
        entities.append((name, target or text[since:]))
        if name in ("code", "pre"):
            quiet.append((since, len(text)))
    if opened:
        raise MarkupError(f"can't parse entities: Can't find end tag for <{opened[-1][0]}>")
    return text + html.unescape(source[position:]), entities, quiet


def _target(attributes: str) -> str:
    found = _HREF.search(attributes)
    return html.unescape(found[1]) if found else ""


def _without(text: str, quiet: list[tuple[int, int]]) -> str:
    """Nothing in code becomes a link."""
    for start, end in quiet:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _links(text: str) -> tuple[str, ...]:
    return tuple(found[0] for found in _LINKS.finditer(text))


def utf16(text: str) -> int:
    """Length as Telegram counts it."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2
