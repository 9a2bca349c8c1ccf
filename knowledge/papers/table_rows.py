"""Rows of a table as a reader takes them: 同上 and blanks as above, broken names whole."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from knowledge.papers.columns import ColumnKind
from knowledge.papers.drafts import Heading
from knowledge.papers.names import is_unit, split_names
from knowledge.papers.numbering import label_at_start
from knowledge.papers.pieces import Row
from knowledge.papers.tables import Table
from knowledge.text import fold

_AS_ABOVE = re.compile(r"同上|″|〃|[\"”]")
_ROLES: tuple[ColumnKind, ...] = ("lead", "cooperating", "responsible")
_REST_OF_NAME = re.compile(
    r"\(|(?:人民政府|政府|员会|委员会|管委会|办公室|办事处|领导小组|中心|部门|局|委|处)(?:$|[、,;(])"
)


@dataclass(frozen=True, slots=True)
class Read:
    """A row made whole; `heading` where it is none, `blank` where its units are those above."""

    row: Row
    heading: Heading | None = None
    blank: bool = False


def rows_of(table: Table) -> Iterator[Read]:
    """The rows in order, each with what it leaves to the row above."""
    above: Row | None = None
    under: Row | None = None  # the row above under the same heading
    for printed in table.rows:
        heading = heading_row(printed)
        if heading is not None:
            under = None
            yield Read(printed, heading)
            continue
        row = _with_names_whole(table, _with_dittos(printed, above))
        blank = under is not None and _nobody_named(table, row)
        row = above = under = _filled(table, row, under) if blank and under else row
        yield Read(row, blank=blank)


def heading_row(row: Row) -> Heading | None:
    """A row whose only text is one cell, repeated where it is merged over the columns."""
    texts = {cell for cell in row.cells if cell}
    if len(texts) != 1 or sum(bool(cell) for cell in row.cells) not in (1, len(row.cells)):
        return None
    return as_heading(texts.pop(), row.line)


def as_heading(text: str, line: int) -> Heading | None:
    """The heading that the text of a cell makes; none if it is empty or a number."""
    found = label_at_start(fold(text))
    title = text[found.end :] if found else text
    if title.strip().isdecimal() or not title.strip():
        return None
    return Heading(found.label if found else None, title.strip(" 。：:\n"), line)


def _with_dittos(row: Row, above: Row | None) -> Row:
    """The row with 同上 replaced by what the row above says in that column."""
    if above is None or not any(_AS_ABOVE.fullmatch(cell) for cell in row.cells):
        return row
    pairs = zip(row.cells, above.cells, strict=True)
    return replace(
        row, cells=tuple(up if _AS_ABOVE.fullmatch(cell) else cell for cell, up in pairs)
    )


def _nobody_named(table: Table, row: Row) -> bool:
    """Whether every column that says who answers is blank, not even a dash in it."""
    answering = table.places("lead", "responsible")
    return bool(answering) and not any(row.cells[at] for at in answering)


def _filled(table: Table, row: Row, above: Row) -> Row:
    """A row without units: their cells, and the date's, were merged with those above."""
    merged = {at for at in table.places(*_ROLES, "deadline") if not row.cells[at]}
    cells = tuple(above.cells[at] if at in merged else cell for at, cell in enumerate(row.cells))
    return replace(row, cells=cells)


def _with_names_whole(table: Table, row: Row) -> Row:
    """The row with names put together that the width of a column broke: 区市场⏎监管局."""
    named = table.places(*_ROLES)
    if not any("\n" in row.cells[at] for at in named):
        return row
    cells = (_whole(cell) if at in named else cell for at, cell in enumerate(row.cells))
    return replace(row, cells=tuple(cells))


def _whole(cell: str) -> str:
    lines = cell.split("\n")
    text = lines[0]
    for line in lines[1:]:
        text += line if _is_broken(text, line) else f"\n{line}"
    return text


def _is_broken(before: str, line: str) -> bool:
    """Whether a line goes on with the name that the text before it ends with."""
    key = fold(before)
    if key[-1:] in ("、", ",", ";", ":", ")"):
        return False
    last = split_names(before)[-1:]
    whole = bool(last) and is_unit(fold(last[0].text))
    return not whole or bool(_REST_OF_NAME.match(fold(line)))
