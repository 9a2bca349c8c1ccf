"""What the numbers of a table's rows (序号) tell of rows that were not read."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from knowledge.numerals import to_int
from knowledge.papers.model import Doubt
from knowledge.papers.numbering import label_at_start
from knowledge.papers.pieces import Piece
from knowledge.papers.tables import Table
from knowledge.text import fold

_NUMBER = re.compile(r"\(?(\d{1,3}|[一二三四五六七八九十]{1,3})\)?[.、]?")
_LINE = re.compile(r"(?P<number>\d{1,3})(?=$|[^\d.、%年月日个家名人次:,)]{2})")
_NEAR = 60


def missing_rows(tables: Sequence[Table], texts: Sequence[Piece]) -> Iterator[Doubt]:
    """Numbers that are skipped inside a table, and the next one at a line below its last row."""
    for table in tables:
        numbers = list(_numbers(table))
        for (_, before), (line, number) in pairwise(numbers):
            if number > before + 1:
                yield Doubt(line, f"表格序号从{before}到{number}不连续，请核对是否漏行")
        lost = _next_row(numbers[-1], texts, table) if numbers else None
        if lost is not None:
            yield Doubt(
                lost.line,
                f"表格读到序号{numbers[-1][1]}为止，“{lost.raw[:20]}”像是下一行，没有读入，请核对",
            )


def _numbers(table: Table) -> Iterator[tuple[int, int]]:
    """The lines and numbers of the rows that print one."""
    for at in table.places("number")[:1]:
        for row in table.rows:
            match = _NUMBER.fullmatch(fold(row.cells[at]).strip())
            number = to_int(match[1]) if match else None
            if number is not None:
                yield row.line, number


def _next_row(last: tuple[int, int], texts: Sequence[Piece], table: Table) -> Piece | None:
    """A line near below the table that begins with the next number and is no item of its own."""
    end = max(row.line for row in table.rows)
    for piece in texts:
        if not end < piece.line <= end + _NEAR or label_at_start(piece.key):
            continue
        match = _LINE.match(piece.key)
        if match and int(match["number"]) == last[1] + 1:
            return piece
    return None
