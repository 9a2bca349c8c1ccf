"""Tables in plain text: cells divided by tabs, bars or spaces, or run together on one line."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from knowledge.papers.columns import Column, column, columns
from knowledge.papers.flat_tables import table_rows
from knowledge.papers.numbering import Kind, label_at_start
from knowledge.papers.pieces import Piece, is_noise
from knowledge.papers.run_together import run_together
from knowledge.reading.lines import Line
from knowledge.text import fold, squeeze

_HEAD = re.compile(
    r"(?:序|任务|重点|工作|主要|指标|阶段|成员|单位|部门|类别|项目|编号|牵头|责任"
    r"|一级|领域|N[Oo])"
)
_CELLS = re.compile(r"\t+|[ \u3000\u00a0]+")
_BARS = re.compile(r"[ \t\u3000\u00a0]*\|[ \t\u3000\u00a0]*")
_RULE = re.compile(r"[-:=+ ]*")
_WIDE_GAP = re.compile(r"\t|[ \u3000\u00a0]{2,}")
_LONGEST = 20_000
_MOST_HEADINGS = 2
_LONGEST_HEADING = 40
_TEXT_TABLES = 10_000  # numbers given to tables found in text, far above those of the source


@dataclass(frozen=True, slots=True)
class _Between:
    """What is known between two lines: how many tables came, the columns of the one we may be in,
    and lines that may be headings in it."""

    count: int = _TEXT_TABLES
    heads: tuple[Column, ...] = ()
    held: tuple[Line, ...] = ()


def with_spaced_rows(lines: Iterable[Line]) -> Iterator[Line]:
    """The lines, those of tables in plain text with their cells as `row`."""
    known = _Between()
    for line in lines:
        settled, known = _after(line, known)
        yield from settled
    yield from known.held


def _after(line: Line, known: _Between) -> tuple[tuple[Line, ...], _Between]:
    """The lines that are settled with this one, and what is known behind it."""
    if line.row is not None or not line.text.strip():
        return (*known.held, line), replace(known, held=())
    count = known.count + 1
    if joined := _joined_table(line, count):
        return (*known.held, *joined), _Between(count, known.heads)
    if found := _header(line.text):
        heads, cells, rest = found
        head = replace(line, row=cells, table=count)
        return (*known.held, head, *_rows_in(line, heads, rest, count)), _Between(count, heads)
    return _inside(line, known)


def _inside(line: Line, known: _Between) -> tuple[tuple[Line, ...], _Between]:
    """A row of the table, what may be a heading in it, or the first line behind it."""
    count, heads, held = known.count, known.heads, known.held
    row = _row(line.text, heads) if heads else None
    if row and (not held or _numbered(row, heads)):
        headings = (_heading(each, len(heads), count) for each in held)
        return (*headings, replace(line, row=row, table=count)), _Between(count, heads)
    if heads and len(held) < _MOST_HEADINGS and _may_head(line.text):
        return (), _Between(count, heads, (*held, line))
    goes_on = bool(heads) and is_noise(line.text)
    return (*held, line), _Between(count, heads if goes_on else ())


def _numbered(row: tuple[str, ...], heads: tuple[Column, ...]) -> bool:
    """Whether a row behind a heading goes on with the table: its number stands first."""
    return heads[0].kind != "number" or row[0].strip(".、").isdecimal()


def _may_head(text: str) -> bool:
    """Whether a line between rows may be a heading over several columns: 一、综合改革."""
    key = fold(text).strip(" |")
    found = label_at_start(key) if len(key) <= _LONGEST_HEADING else None
    return bool(found and found.label.kind <= Kind.BRACKET and not key.endswith(("。", ";")))


def _heading(line: Line, width: int, count: int) -> Line:
    """A heading inside a table, as a row whose only text is its first cell."""
    cells = (squeeze(line.text.strip(" \t\u3000|")), *[""] * (width - 1))
    return replace(line, row=cells, table=count)


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
    gaps = _BARS if "|" in bare else _CELLS
    cells = [cell for cell in gaps.split(bare) if cell]
    width = 0
    while width < len(cells) and column(cells[width]) is not None:
        width += 1
    whole = width == len(cells)
    if not whole and "".join(gaps.findall(bare)).strip(" \u3000\u00a0") and columns(tuple(cells)):
        width, whole = len(cells), True
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
    if "|" in text:
        return _barred(text, width)
    for gaps in (_WIDE_GAP, _CELLS):
        cells = tuple(cell.strip() for cell in gaps.split(text.strip("\n\r ")))
        if len(cells) == width:
            return cells
    numbered = heads[0].kind == "number"
    if "\t" in text and 1 < len(cells) < width and (numbered and cells[0].isdecimal()):
        return (*cells, *[""] * (width - len(cells)))
    return None


def _barred(text: str, width: int) -> tuple[str, ...] | None:
    """The cells between bars; those that the end of the line leaves out are empty."""
    bare = text.strip(" \t\u3000\n\r")
    inner = bare.removeprefix("|").removesuffix("|") if bare.startswith("|") else bare
    cells = tuple(cell.strip() for cell in inner.split("|"))
    if len(cells) > width and not any(cells[width:]):
        cells = cells[:width]
    if not 1 < len(cells) <= width or not any(cells) or _RULE.fullmatch("".join(cells)):
        return None
    return (*cells, *[""] * (width - len(cells)))
