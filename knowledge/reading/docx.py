"""Word files: paragraphs with their automatic numbers, and tables, in the order of the text."""

from collections.abc import Iterator

from lxml import etree

from knowledge.reading.blocks import MAX_COLUMNS, Block, number_lines
from knowledge.reading.lines import Line, UnreadableError
from knowledge.reading.numbering import Numbering
from knowledge.reading.package import open_package
from knowledge.reading.wordml import attribute, child, integer, is_on, kind, value
from knowledge.reading.wordtext import pieces, preferred

# Around paragraphs, rows and cells: content controls, tracked insertions, smart tags.
_WRAPPERS = frozenset({"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"})


def read_docx(data: bytes) -> tuple[Line, ...]:
    """The lines of a Word file; raises UnreadableError."""
    package = open_package(data)
    body = child(package.document, "body")
    if body is None:
        raise UnreadableError("Word 文件里没有正文。请用 Word 或 WPS 打开后另存为 .docx 再试。")
    return number_lines(_blocks(body, Numbering(package)))


def _blocks(container: etree._Element, numbering: Numbering) -> Iterator[Block]:
    for element in _unwrapped(container):
        if kind(element) == "p":
            yield from _paragraph(element, numbering)
        elif kind(element) == "tbl":
            yield from _table(element, numbering)


def _paragraph(paragraph: etree._Element, numbering: Numbering) -> Iterator[Block]:
    label = numbering.label(paragraph)
    if numbering.style_name(paragraph).startswith("toc "):
        return
    parts = list(pieces(paragraph))
    text = "".join(part for part in parts if isinstance(part, str)).strip()
    parent = paragraph.getparent()
    # An empty numbered paragraph means something in a table (序号) only.
    if text or (label and parent is not None and kind(parent) == "tc"):
        yield f"{label}{text}"
    for box in parts:
        if not isinstance(box, str):
            yield from _blocks(box, numbering)


def _table(table: etree._Element, numbering: Numbering) -> Iterator[Block]:
    rows = [
        (row, [cell for cell in _unwrapped(row) if kind(cell) == "tc"])
        for row in _unwrapped(table)
        if kind(row) == "tr" and not is_on(child(row, "trPr"), "del")
    ]
    if all(len(cells) == 1 for _, cells in rows):
        # A frame around text, not a table.
        for _, (cell,) in rows:
            yield from _blocks(cell, numbering)
        return
    above: dict[int, str] = {}
    grid = []
    for row, cells in rows:
        above = _row(row, cells, above, numbering)
        grid.append(tuple(above[column] for column in sorted(above)))
    yield grid


def _row(
    row: etree._Element,
    cells: list[etree._Element],
    above: dict[int, str],
    numbering: Numbering,
) -> dict[int, str]:
    """The text in each column of a row, merged cells repeated; `above` is the row before."""
    columns: dict[int, str] = {}
    column = integer(value(child(row, "trPr"), "gridBefore")) or 0
    for cell in cells:
        properties = child(cell, "tcPr")
        if _continues(properties, "vMerge"):
            text = above.get(column, "")
        elif _continues(properties, "hMerge"):
            text = columns.get(column - 1, "")
        else:
            text = "\n".join(_flat(_blocks(cell, numbering)))
        span = max(1, integer(value(properties, "gridSpan")) or 1)
        for place in range(column, min(column + span, MAX_COLUMNS)):
            columns[place] = text
        column += span
    return {place: columns.get(place, "") for place in range(max(columns, default=-1) + 1)}


def _continues(properties: etree._Element | None, merge: str) -> bool:
    found = child(properties, merge)
    return found is not None and attribute(found, "val") != "restart"


def _flat(blocks: Iterator[Block]) -> Iterator[str]:
    """The lines of a cell; of a table inside it, one line a row."""
    for block in blocks:
        if isinstance(block, str):
            yield block.strip()
        else:
            yield from (" ".join(row).replace("\n", " ") for row in block)


def _unwrapped(container: etree._Element) -> Iterator[etree._Element]:
    for element in container:
        if kind(element) in _WRAPPERS:
            yield from _unwrapped(element)
        elif kind(element) == "AlternateContent":
            yield from _unwrapped(preferred(element))
        else:
            yield element
