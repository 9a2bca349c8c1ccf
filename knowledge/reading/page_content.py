"""Where on a web page the paper is: the smallest element that holds nearly all of its prose."""

import re
from collections.abc import Mapping
from itertools import islice

from lxml import etree

from knowledge.reading.page_tables import is_data_table

# What holds more than the rest of this may be an annex, so the paper ends above it.
_NEARLY_ALL = 0.95
_HALF = 0.5

_NEVER_TEXT = (
    *("script", "style", "noscript", "template", "iframe", "object", "svg", "select"),
    *("button", "input", "textarea", "nav", "footer", "aside", "link", "meta", "title"),
)
_FURNITURE = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|menu|share|bdsharebuttonbox|jiathis|crumbs?|breadcrumbs?|foot|"
    r"footer|copyright|sidebar|related|recommend|comments?|pinglun|toolbar|print|qrcode|ewm|"
    r"search|login|popup|modal|prevnext)(?:[\s_-]|$)",
    re.IGNORECASE,
)
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_NO_CONTAINERS = frozenset(
    {"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "pre", "a", "span", "strong", "b"}
)
_BREAKS = ("p", "br", "div", "li", "tr", "section", "h1", "h2", "h3", "h4")
_TABLE_PARTS = frozenset({"table", "thead", "tbody", "tr", "td"})

_HAN = re.compile(r"[\u4e00-\u9fff]")
_PROSE = re.compile(
    r"[。；]|[，、].{8}|^\s*(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[）)]|\d+[.．])"
    r"|(?:牵头|责任|配合|协办)(?:单位|部门)"
)
_BARE = 0.01
"""What a character of other text counts: a menu, a date, an imprint, seldom a paper's line."""

_LEAST_LINES = 3
"""An element with fewer is one paragraph of the paper, not the paper."""


def prune(body: etree._Element) -> Mapping[etree._Element, float]:
    """Take what is no text out of a page, and weigh what is left.

    A weight is how much prose an element holds, in Chinese characters.
    """
    etree.strip_elements(body, *_NEVER_TEXT, with_tail=False)
    weights = _weigh(body)
    # A page may be wrapped whole in a form or in a box called "print".
    limit = weights[body] * _HALF
    for element in [found for found in weights if found is not body and _is_furniture(found)]:
        if weights[element] <= limit:
            _remove(element)
    return _weigh(body)


def paper_element(body: etree._Element, weights: Mapping[etree._Element, float]) -> etree._Element:
    """Descend from the body as long as one child holds nearly all the prose."""
    here = body
    while True:
        below = max(here, key=lambda child: weights.get(child, 0.0), default=None)
        if below is None or weights.get(below, 0.0) < max(weights[here] * _NEARLY_ALL, 1.0):
            return here
        if below.tag in _NO_CONTAINERS or _is_one_piece(below):
            return here
        here = below


def _is_one_piece(element: etree._Element) -> bool:
    if element.tag == "table" and is_data_table(element):
        return True
    breaks = islice(element.iter(*_BREAKS), _LEAST_LINES)
    return element.tag not in _TABLE_PARTS and sum(1 for _ in breaks) < _LEAST_LINES


def _weigh(body: etree._Element) -> dict[etree._Element, float]:
    weights: dict[etree._Element, float] = {}
    for _, element in etree.iterwalk(body, events=("end",)):
        if element.tag == "a" and element.get("href"):
            weights[element] = 0.0
            continue
        if element.tag == "table" and is_data_table(element):
            weights[element] = sum(len(_HAN.findall(str(text))) for text in element.itertext())
            continue
        weights[element] = _prose(element.text) + sum(
            weights.get(child, 0.0) + _prose(child.tail) for child in element
        )
    return weights


def _prose(text: str | None) -> float:
    if not text or not text.strip():
        return 0.0
    return len(_HAN.findall(text)) * (1.0 if _PROSE.search(text) else _BARE)


def _is_furniture(element: etree._Element) -> bool:
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    return (
        element.tag == "form"
        or element.get("hidden") is not None
        or bool(_HIDDEN.search(element.get("style") or ""))
        or bool(_FURNITURE.search(_HUMP.sub("-", names)))
    )


def _remove(element: etree._Element) -> None:
    """Take an element out; the text behind it stays."""
    parent = element.getparent()
    if parent is None:
        return
    before = element.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + (element.tail or "")
    else:
        parent.text = (parent.text or "") + (element.tail or "")
    element.tail = None
    parent.remove(element)
