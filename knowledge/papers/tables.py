"""Tables as the source has them: header rows recognised, merged cells kept in each row."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from knowledge.papers.columns import Column, ColumnKind, columns
from knowledge.papers.names import is_surely_unit
from knowledge.papers.pieces import Piece, Row
from knowledge.text import fold

_YEAR = re.compile(r"(?:19|20)\d\d年?度?")
_DUTY = re.compile(r"(?:主要|牵头|具体)?负责|承担|做好|组织|指导|协调|开展|加强|落实|将|配合")


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose columns are known; every row has as many cells as there are columns."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    doubts: tuple[int, ...] = ()
    """Lines of rows whose cells had to be told apart by what they look like."""

    def places(self, *kinds: ColumnKind) -> list[int]:
        """Where the columns of these kinds are."""
        return [place for place, each in enumerate(self.columns) if each.kind in kinds]

    @property
    def holds_tasks(self) -> bool:
        """Whether its rows are tasks: work named, with units or a date beside it."""
        return bool(
            self.places("task", "text")
            and self.places("lead", "responsible", "cooperating", "deadline")
            and not self.places("phase")
        )


def with_tables(stream: Iterable[Piece | Row]) -> list[Piece | Table]:
    """The stream with each run of rows made one table; tables of no known kind become text."""
    blocks: list[Piece | Table] = []
    rows: list[Row] = []
    for each in stream:
        if rows and (isinstance(each, Piece) or each.table != rows[-1].table):
            _close(blocks, rows)
            rows = []
        if isinstance(each, Row):
            rows.append(each)
        else:
            blocks.append(each)
    _close(blocks, rows)
    return blocks


def _close(blocks: list[Piece | Table], rows: Sequence[Row]) -> None:
    """Adds the table that the rows make; rows without a header carry on a table just before."""
    made = list(_table(rows))
    last = blocks[-1] if blocks else None
    headless = bool(made) and all(isinstance(block, Piece) for block in made)
    if isinstance(last, Table) and headless and len(rows[0].cells) == len(last.columns):
        carried = tuple(_data(rows[0], rows, len(last.columns), header=False))
        blocks[-1] = Table(last.columns, (*last.rows, *carried), last.doubts)
    else:
        blocks += made


def _table(rows: Sequence[Row]) -> Iterator[Piece | Table]:
    """The table that the rows make; what stands above its header row is text."""
    for place, row in enumerate(rows[:4]):
        heads = columns(row.cells)
        if heads is None:
            continue
        yield from _as_text(rows[:place])
        below = rows[place + 1 :]
        second = _second_header(row, below[0]) if below else None
        if second is not None:
            heads, below = second, below[1:]
        yield Table(heads, tuple(_data(row, below, len(heads))))
        return
    duties = _duties(rows)
    if duties:
        yield duties
    else:
        yield from _as_text(rows)


def _duties(rows: Sequence[Row]) -> Table | None:
    """A table without a header: units on the left, what each answers for on the right."""
    if len(rows) < 2 or any(len(row.cells) != 2 or not all(row.cells) for row in rows):
        return None
    if not all(is_surely_unit(fold(row.cells[0]).partition("、")[0]) for row in rows):
        return None
    if not all(_DUTY.match(fold(row.cells[1])) for row in rows):
        return None
    return Table((Column("bureau", ""), Column("duty", "")), tuple(rows))


def _second_header(first: Row, second: Row) -> tuple[Column, ...] | None:
    """A header of two rows: 目标 over 2025年 and 2027年, the other cells merged downwards."""
    if len(first.cells) != len(second.cells):
        return None
    changed = [
        (above, below)
        for above, below in zip(first.cells, second.cells, strict=True)
        if above != below and below
    ]
    if not changed or any(columns((below, "指标")) is None for _, below in changed):
        return None
    return columns(tuple(map(_joined, first.cells, second.cells)))


def _joined(above: str, below: str) -> str:
    """The head of a column under a merged one: 目标 below 2025年 is 2025年目标."""
    if above == below or not below:
        return above
    return above + below if _YEAR.fullmatch(fold(above)) and below != above else below


def _data(first: Row, rows: Sequence[Row], width: int, *, header: bool = True) -> Iterator[Row]:
    """The rows as wide as their table, without empty ones and repeats of the header."""
    for row in rows:
        cells = (*row.cells, *[""] * (width - len(row.cells)))[:width]
        if any(cells) and not (header and cells == first.cells):
            yield Row(row.line, cells, row.table)


def _as_text(rows: Iterable[Row]) -> Iterator[Piece]:
    for row in rows:
        text = " ".join(dict.fromkeys(cell for cell in row.cells if cell))
        if text:
            yield Piece(row.line, text, fold(text))
