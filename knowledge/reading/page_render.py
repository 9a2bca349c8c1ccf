"""An element of a web page as a browser would break it into lines and tables."""

import re
from collections import Counter
from collections.abc import Iterator

from lxml import etree

from knowledge.reading.blocks import Block
from knowledge.reading.ordinals import ordinal
from knowledge.reading.page_tables import grid, is_data_table

_INLINE = frozenset(
    {
        *("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "em", "font", "i"),
        *("img", "ins", "kbd", "label", "mark", "o:p", "p:colorscheme", "q", "s", "small", "span"),
        *("st1:chsdate", "strike", "strong", "sub", "sup", "tt", "u", "ucapcontent", "var", "wbr"),
    }
)
_IGNORED = frozenset({"del", "rt", "rp", "head"})
_STYLES = {
    "a": "lowerLetter",
    "A": "upperLetter",
    "i": "lowerRoman",
    "I": "upperRoman",
    "1": "decimal",
}
_SOURCE_BREAK = re.compile(r"(?<=[^\x00-\xff])[ \t]*[\r\n]+\s*(?=[^\x00-\xff])")
_WHITESPACE = re.compile(r"[ \t\r\n]+")
_LABELLED = re.compile(r"[（(]?[一二三四五六七八九十\d]+[）)、.．]")


def render(root: etree._Element, until: etree._Element | None = None) -> Iterator[Block]:
    """The paragraphs and tables of an element, in order, as far as `until`."""
    pending: list[str] = []
    items: Counter[etree._Element] = Counter()
    walker = etree.iterwalk(root, events=("start", "end"))
    for event, element in walker:
        if event == "start" and element is until:
            break
        if event == "start" and element.tag == "table" and is_data_table(element):
            yield from _paragraph(pending)
            yield grid(element, _cell)
            walker.skip_subtree()
        elif event == "start" and element.tag in _IGNORED:
            walker.skip_subtree()
        elif event == "start":
            if element.tag not in _INLINE:
                yield from _paragraph(pending)
            pending.append(_opening(element, items))
        else:
            if element.tag not in _INLINE | _IGNORED:
                yield from _paragraph(pending)
            if element is not root:
                pending.append(element.tail or "")
    yield from _paragraph(pending)


def _opening(element: etree._Element, items: Counter[etree._Element]) -> str:
    """The text an element begins with; `items` counts the items of each list."""
    text = element.text or ""
    parent = element.getparent()
    if element.tag == "li" and parent is not None and parent.tag == "ol":
        items[parent] += 1
        return _item_number(parent, items[parent], text) + text
    return text.replace("\n", "\x00") if element.tag == "pre" else text


def _item_number(parent: etree._Element, nth: int, text: str) -> str:
    """The number a browser prints before an item of an ordered list, unless the text has one."""
    if _LABELLED.match(text.strip()):
        return ""
    said = (parent.get("start") or "1").strip()
    start = int(said) if said.isdecimal() and len(said) < 6 else 1
    apart = ". " if text.lstrip()[:1].isdigit() else "."
    return ordinal(start + nth - 1, _STYLES.get(parent.get("type") or "1", "decimal")) + apart


def _paragraph(pending: list[str]) -> Iterator[str]:
    """What was gathered, as a browser folds white space; empties `pending`."""
    text = _WHITESPACE.sub(" ", _SOURCE_BREAK.sub("", "".join(pending))).strip()
    pending.clear()
    if text:
        yield text.replace("\x00", "\n")


def _cell(cell: etree._Element) -> str:
    return "\n".join(block for block in render(cell) if isinstance(block, str))
