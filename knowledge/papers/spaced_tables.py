"""Tables in plain text: cells divided by tabs, bars or spaces, or run together on one line."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from knowledge.papers.columns import Column, column, columns
from knowledge.papers.flat_tables import table_rows
from knowledge.papers.pieces import Piece, is_noise
from knowledge.papers.run_together import run_together
from knowledge.reading.lines import Line
from knowledge.text import fold, squeeze

_HEAD = re.compile(
    r"(?:序|任务|重点|工作|主要|指标|阶段|成员|单位|部门|类别|项目|编号|牵头|责任"
    r"|一级|领域|N[Oo])"
)
_CELLS = re.compile(r"\t+|[ \u3000\u00a0]+")
_WIDE_GAP = re.compile(r"\t|[ \u3000\u00a0]{2,}")
_LONGEST = 20_000
_TEXT_TABLES = 10_000  # numbers given to tables found in text, far above those of the source


def with_spaced_rows(lines: Iterable[Line]) -> Iterator[Line]:
    """The lines, those of tables in plain text with their cells as `row`."""
    heads: tuple[Column, ...] = ()
    count = _TEXT_TABLES
    for line in lines:
        if line.row is not None or not line.text.strip():
            yield line
            continue
        joined = _joined_table(line, count + 1)
        if joined:
            count += 1
            yield from joined
            continue
        found = _header(line.text)
        if found:
            heads, cells, rest = found
            count += 1
            yield replace(line, row=cells, table=count)
            yield from _rows_in(line, heads, rest, count)
        elif heads and (row := _row(line.text, heads)):
            yield replace(line, row=row, table=count)
        else:
            heads = heads if heads and is_noise(line.text) else ()
            yield line


def _joined_table(line: Line, count: int) -> list[Line]:
    """The rows of a table that is printed without anything between its cells."""
    text = line.text.strip()
    if not text.startswith("序号") or len(text) > _LONGEST or _CELLS.search(text):
        return []
    found = run_together(squeeze(line.text))
    if found is None:
        return []
    heads, rows = found
    return [Line(line.number, "\t".join(cells), cells, count) for cells in (heads, *rows)]


def _header(text: str) -> tuple[tuple[Column, ...], tuple[str, ...], list[str]] | None:
    """The columns that a line names, the words that name them, and what else stands on it."""
    bare = text.strip(" \t\u3000|")
    if len(bare) > _LONGEST or not _HEAD.match(bare):
        return None
    cells = [cell for cell in _CELLS.split(bare) if cell]
    width = 0
    while width < len(cells) and column(cells[width]) is not None:
        width += 1
    whole = width == len(cells)
    if width < (2 if whole and "\t" in bare else 3) or not (whole or len(cells) >= 2 * width):
        return None
    heads = columns(tuple(cells[:width]))
    return (heads, tuple(cells[:width]), cells[width:]) if heads else None


def _rows_in(line: Line, heads: tuple[Column, ...], cells: list[str], count: int) -> Iterator[Line]:
    """The rows of a table that follows its header on the same line."""
    parts = [Piece(line.number, squeeze(cell), fold(squeeze(cell))) for cell in cells]
    rows = table_rows(heads, parts, 0)[0]
    for row in rows:
        yield Line(line.number, "\t".join(row.cells), row.cells, count)


def _row(text: str, heads: tuple[Column, ...]) -> tuple[str, ...] | None:
    """The cells of a line with as many of them as there are columns, empty ones included."""
    width = len(heads)
    for gaps in (_WIDE_GAP, _CELLS):
        cells = tuple(squeeze(cell) for cell in gaps.split(text.strip("\n\r ")))
        if len(cells) == width:
            return cells
    numbered = heads[0].kind == "number"
    if "\t" in text and 1 < len(cells) < width and (numbered and cells[0].isdecimal()):
        return (*cells, *[""] * (width - len(cells)))
    return None
