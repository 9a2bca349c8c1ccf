"""Tables of a web page: which are data and which only arrange the page; merged cells repeated."""

from collections.abc import Callable, Iterator, Sequence

from lxml import etree

from knowledge.reading.blocks import MAX_CELLS, MAX_COLUMNS, TOO_MUCH
from knowledge.reading.lines import UnreadableError

_MAX_ROWSPAN = 2000
_BREAKS = ("p", "br", "div")
_MANY_BREAKS = 8


def is_data_table(table: etree._Element) -> bool:
    """Whether cells stand beside each other because they belong together.

    A table that holds tables, has one column or row, or a cell with a whole text in it arranges
    the page.
    """
    if next(table.iterdescendants("table"), None) is not None:
        return False
    rows = [list(_cells(row)) for row in _rows(table)]
    if sum(len(row) > 1 for row in rows) < 2:
        return False
    return not any(_holds_a_text(cell) for row in rows for cell in row)


def grid(table: etree._Element, text: Callable[[etree._Element], str]) -> Sequence[Sequence[str]]:
    """The rows of a data table; a cell with rowspan or colspan stands in each place it covers."""
    pending: dict[int, tuple[int, str]] = {}
    rows = []
    cells = 0
    for row in _rows(table):
        columns, pending = _columns(row, pending, text)
        rows.append(columns)
        cells += len(columns)
        if cells > MAX_CELLS:
            raise UnreadableError(TOO_MUCH)
    return rows


def _columns(
    row: etree._Element,
    pending: dict[int, tuple[int, str]],
    text: Callable[[etree._Element], str],
) -> tuple[list[str], dict[int, tuple[int, str]]]:
    """A row's cells, and for each column what still reaches down: (rows left, text)."""
    placed: dict[int, tuple[int, str]] = dict(pending)
    column = 0
    for cell in _cells(row):
        while column in placed:
            column += 1
        span = _span(cell, "colspan", MAX_COLUMNS)
        content = text(cell), _span(cell, "rowspan", _MAX_ROWSPAN)
        for place in range(column, min(column + span, MAX_COLUMNS)):
            placed.setdefault(place, (content[1], content[0]))
        column += span
    width = max(placed, default=-1) + 1
    cells = [placed[place][1] if place in placed else "" for place in range(width)]
    below = {place: (left - 1, said) for place, (left, said) in placed.items() if left > 1}
    return cells, below


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in {"thead", "tbody", "tfoot"}:
            yield from child.iterchildren("tr")


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    yield from row.iterchildren("td", "th")


def _span(cell: etree._Element, name: str, most: int) -> int:
    said = (cell.get(name) or "").strip()
    return min(max(int(said), 1), most) if said.isdecimal() and len(said) < 6 else 1


def _holds_a_text(cell: etree._Element) -> bool:
    breaks = sum(1 for _ in cell.iterdescendants(*_BREAKS))
    return breaks >= _MANY_BREAKS and sum(map(len, cell.itertext())) > 600
