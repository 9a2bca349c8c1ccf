"""Saved web pages: the paper among menus, share buttons, scripts and related links."""

import re
from collections.abc import Iterator

import lxml.html
from lxml import etree

from knowledge.reading.blocks import Block, number_lines
from knowledge.reading.encoding import decode
from knowledge.reading.lines import Line, UnreadableError
from knowledge.reading.page_content import paper_element, prune
from knowledge.reading.page_frame import metadata, paper_title, without_furniture
from knowledge.reading.page_render import render

MAX_TAGS = 300_000
"""Saved pages with all their menus have some thousands."""

_TOO_DEEP = "网页结构套得太深，读不了。请复制正文存为 .txt 再试。"
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
_PROLOGUE = re.compile(r"^\s*<\?xml[^>]*\?>")


def read_html(data: bytes) -> tuple[Line, ...]:
    """The lines of a saved page's paper, with the page's title and its 发文字号 box if any.

    Raises UnreadableError.
    """
    declared = _CHARSET.search(data[:8192].replace(b"\0", b""))
    return read_page(decode(data, declared[1].decode("ascii") if declared else None))


def read_page(text: str) -> tuple[Line, ...]:
    """The lines of a page's source; raises UnreadableError."""
    if text.count("<") > MAX_TAGS:
        raise UnreadableError("网页太大，不像一份文件。请复制正文存为 .txt 再试。")
    root = _parse(text)
    body = root.find("body") if root is not None else None
    if root is None or body is None:
        raise UnreadableError("网页是空的或已损坏。请在浏览器里重新另存网页，或复制正文存为 .txt。")
    lines = number_lines(_blocks(root, body))
    if not lines:
        raise UnreadableError(
            "网页里没有找到正文，多半是打开后才加载的。请在浏览器里打开，复制正文存为 .txt 再试。"
        )
    return lines


def _parse(text: str) -> etree._Element | None:
    # huge_tree lifts the depth to 2048: old pages leave hundreds of <font> open.
    parser = lxml.html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True, no_network=True
    )
    source = _PROLOGUE.sub("", text).replace("\0", "").encode("utf-8", "ignore")
    try:
        root = lxml.html.document_fromstring(source, parser=parser)
    except etree.ParserError:
        return None
    if any(error.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for error in parser.error_log):
        raise UnreadableError(_TOO_DEEP)
    return root


def _blocks(root: etree._Element, body: etree._Element) -> Iterator[Block]:
    weights = prune(body)
    paper = paper_element(body, weights)
    content = without_furniture(list(render(paper)))
    around = list(render(body, until=paper))
    title = paper_title(root, around, content)
    if title:
        yield title
    yield from metadata(around)
    yield from content
