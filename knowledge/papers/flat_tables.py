"""Tables that lost their form: one cell a line."""

import re
from collections.abc import Sequence

from knowledge.papers.columns import Column, column, columns
from knowledge.papers.names import is_surely_unit, is_unit, split_names
from knowledge.papers.pieces import Piece, Row
from knowledge.papers.tables import Table
from knowledge.text import fold

_LONGEST_HEADER = 12
_NUMBER = re.compile(r"\d{1,3}[.、]?")
_FIGURE = re.compile(
    r"[≥≤><=]?-?[\d,.]+\s?(?:%|‰|[一-龥]{1,3})?(?:以上|以下|左右|\(?累计\)?)?|[-/]|完成|达标"
    r"|持续提升|.{0,4}[≥≤]\s?\d.*"
)
_DATE = re.compile(
    r"(?:(?:到|至)?(?:19|20)\d\d年?|每|按|长期|持续|常年|常态|全年|年底|年内|上半年|下半年"
    r"|\d{1,2}月|第?[一二三四]季度|即日|贯穿|.{0,6}阶段|.{0,4}印发"
    r"|[一二三四五六七八九十]{1,3}月).{0,20}|\d{4}[./-]\d.*"
)


def with_flat_tables(blocks: Sequence[Piece | Table]) -> list[Piece | Table]:
    """The blocks with each run of cells below a run of header words made a table."""
    result: list[Piece | Table] = []
    place = 0
    while place < len(blocks):
        width = _header_width(blocks, place)
        table, end = _table(blocks, place, width) if width else (None, place)
        if table is None:
            result.append(blocks[place])
            place += 1
        else:
            result.append(table)
            place = end
    return result


def _header_width(blocks: Sequence[Piece | Table], place: int) -> int:
    """How many header words follow each other from `place`; 0 where they make no header."""
    heads: list[str] = []
    for block in blocks[place : place + _LONGEST_HEADER]:
        if not isinstance(block, Piece) or column(block.raw) is None:
            break
        heads.append(block.raw)
    if len(heads) < 3 or columns(tuple(heads)) is None:
        return 0
    return len(heads)


def _table(blocks: Sequence[Piece | Table], place: int, width: int) -> tuple[Table | None, int]:
    heads = columns(tuple(_cell(block).raw for block in blocks[place : place + width]))
    end = place + width
    while end < len(blocks) and isinstance(blocks[end], Piece):
        end += 1
    cells = [_cell(block) for block in blocks[place + width : end]]
    if heads is None or not cells:
        return None, place
    rows, doubts, used = table_rows(heads, cells)
    table = Table(heads, tuple(rows), tuple(doubts)) if rows else None
    return table, place + width + used


def _cell(block: Piece | Table) -> Piece:
    if isinstance(block, Table):
        raise TypeError("a table is no cell")
    return block


def table_rows(
    heads: tuple[Column, ...], cells: Sequence[Piece]
) -> tuple[list[Row], list[int], int]:
    """The rows that the cells make, the lines of doubtful ones, and how many cells were used."""
    rows: list[Row] = []
    doubts: list[int] = []
    used = 0
    before: Row | None = None
    while used < len(cells):
        size, sure = _row_size(heads, cells, used, len(rows) + 1)
        if not size:
            break
        part = cells[used : used + size]
        if sure:
            before = Row(part[0].line, tuple(cell.raw for cell in part))
        else:
            before = _by_looks(heads, part, before)
            doubts.append(part[0].line)
        rows.append(before)
        used += size
    return rows, doubts, used


def _row_size(
    heads: tuple[Column, ...], cells: Sequence[Piece], start: int, number: int
) -> tuple[int, bool]:
    """How many cells the next row has, and whether each is sure to stand in its own column."""
    width = len(heads)
    exact = cells[start : start + width]
    numbered = heads[0].kind == "number"
    if numbered and not _is_number(cells[start], number):
        return 0, False
    if len(exact) == width and all(map(_fits, heads, exact)):
        after = start + width
        if not numbered or after == len(cells) or _is_number(cells[after], number + 1):
            return width, True
        if _next_row(cells, start, number, width) is None:
            return width, True
    following = _next_row(cells, start, number, width) if numbered else None
    return (following - start, False) if following else (0, False)


def _next_row(cells: Sequence[Piece], start: int, number: int, width: int) -> int | None:
    for place in range(start + 2, min(start + 3 * width, len(cells))):
        if _is_number(cells[place], number + 1):
            return place
    return None


def _is_number(cell: Piece, number: int) -> bool:
    return bool(_NUMBER.fullmatch(cell.key)) and int(cell.key.rstrip(".、")) == number


def _fits(head: Column, cell: Piece) -> bool:
    match head.kind:
        case "number":
            return bool(_NUMBER.fullmatch(cell.key))
        case "baseline" | "target":
            return bool(_FIGURE.fullmatch(cell.key))
        case "lead" | "cooperating" | "responsible":
            return _is_units(cell.key)
        case "deadline":
            return bool(_DATE.fullmatch(cell.key))
        case _:
            return not _NUMBER.fullmatch(cell.key)


def _is_units(key: str) -> bool:
    names = split_names(key)
    return key in "-/无" or any(is_unit(fold(name.text)) for name in names)


def _by_looks(heads: tuple[Column, ...], cells: Sequence[Piece], before: Row | None) -> Row:
    """A row with cells missing or torn apart: each goes where its looks fit, in order.

    A text column without a cell of its own is merged with the row above.
    """
    found = [""] * len(heads)
    rest: list[Piece] = []
    for cell in cells:
        place = next(
            (at for at, head in enumerate(heads) if not found[at] and _looks(head, cell)), None
        )
        if place is None:
            rest.append(cell)
        else:
            found[place] = cell.raw
    texts = [
        at
        for at, head in enumerate(heads)
        if head.kind in ("group", "task", "text", "indicator", "note")
    ]
    texts = texts[-len(rest) :] if rest else []
    for at, cell in zip(texts, rest, strict=False):
        found[at] = cell.raw
    for cell in rest[len(texts) :]:
        found[texts[-1]] += cell.raw
    for at, head in enumerate(heads):
        if before and not found[at] and head.kind in ("group", "task"):
            found[at] = before.cells[at]
    return Row(cells[0].line, tuple(found))


def _looks(head: Column, cell: Piece) -> bool:
    match head.kind:
        case "lead" | "cooperating" | "responsible":
            names = split_names(cell.raw)
            return bool(names) and all(is_surely_unit(fold(name.text)) for name in names)
        case "number" | "deadline" | "baseline" | "target":
            return _fits(head, cell)
        case _:
            return False
