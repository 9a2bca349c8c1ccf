"""Between a format and its lines: a reader yields paragraphs and grids, here they are numbered.

The bounds keep whatever a file claims to hold to a size that a paper never reaches.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

from knowledge.reading.characters import clean
from knowledge.reading.lines import Line, UnreadableError

Grid: TypeAlias = Sequence[Sequence[str]]
"""Rows of cells, merged cells repeated."""

Block: TypeAlias = str | Grid

TOO_MUCH = "文件内容太多，不像一份文件。请只保留正文和附件，删去其余部分后再试。"
MAX_LINES = 50_000
MAX_CELLS = 200_000
MAX_CHARACTERS = 4_000_000
"""The longest national plans have about 100 000 characters."""

MAX_COLUMNS = 64
"""Word allows 63."""


def number_lines(blocks: Iterable[Block]) -> tuple[Line, ...]:
    """Number paragraphs and rows through; blank ones are dropped and not counted."""
    lines: list[Line] = []
    tables = cells = characters = 0
    for block in blocks:
        is_grid = not isinstance(block, str)
        tables += is_grid
        for row in _rows(block):
            cells += len(row)
            characters += sum(map(len, row))
            _check(len(lines), cells, characters)
            line = _line(len(lines) + 1, row, tables if is_grid else None)
            if line:
                lines.append(line)
    return tuple(lines)


def table_line(number: int, row: Sequence[str], table: int) -> Line | None:
    """The line of a table's row; None if every cell is blank."""
    cells = tuple("\n".join(filter(None, map(clean, cell.split("\n")))) for cell in row)
    if not any(cells):
        return None
    return Line(number, "\t".join(cell.replace("\n", " ") for cell in cells), cells, table)


def _line(number: int, row: Sequence[str], table: int | None) -> Line | None:
    if table is not None:
        return table_line(number, row, table)
    text = clean(row[0])
    return Line(number, text) if text else None


def _rows(block: Block) -> Iterator[Sequence[str]]:
    if not isinstance(block, str):
        yield from block
        return
    for text in block.split("\n"):
        yield (text,)


def _check(lines: int, cells: int, characters: int) -> None:
    if lines >= MAX_LINES or cells > MAX_CELLS + lines or characters > MAX_CHARACTERS:
        raise UnreadableError(
            "文件内容太多，不像一份文件。请只保留正文和附件，删去其余部分后再试。"
        )
