"""Tables that lost their form: one cell a line."""

import re
from collections.abc import Sequence

from knowledge.papers.columns import Column, arranged, column
from knowledge.papers.names import is_surely_unit, is_unit, split_names
from knowledge.papers.pieces import Piece, Row
from knowledge.papers.tables import Table
from knowledge.text import fold

_LONGEST_HEADER = 12
_LONGEST_NAME = 40
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
    heads = [column(block.raw) if isinstance(block, Piece) else None for block in blocks]
    if not any(heads):
        return list(blocks)
    blocks = _with_names_whole(blocks)
    heads = [column(block.raw) if isinstance(block, Piece) else None for block in blocks]
    result: list[Piece | Table] = []
    place = 0
    while place < len(blocks):
        found = _table(blocks, heads, place)
        result.append(found[0] if found else blocks[place])
        place = found[1] if found else place + 1
    return result


def _with_names_whole(blocks: Sequence[Piece | Table]) -> list[Piece | Table]:
    """The blocks with a list of names that its column broke inside a name put together."""
    whole: list[Piece | Table] = []
    for block in blocks:
        last = whole[-1] if whole else None
        if isinstance(last, Piece) and isinstance(block, Piece) and _torn(last.key, block.key):
            whole[-1] = Piece(last.line, last.raw + block.raw, last.key + block.key)
        else:
            whole.append(block)
    return whole


def _torn(before: str, after: str) -> bool:
    """Whether 市公安局、人民银行海州 goes on with 市分行."""
    names = before.split("、")
    if not 1 < len(names) <= 20 or len(names[-1]) + len(after) > _LONGEST_NAME:
        return False
    if not all(map(is_unit, names[:-1])) or is_unit(names[-1]):
        return False
    return is_unit(names[-1] + after.partition("、")[0])


def _table(
    blocks: Sequence[Piece | Table], heads: Sequence[Column | None], place: int
) -> tuple[Table, int] | None:
    """The table whose header begins at `place`, and the place behind it."""
    start = place
    while start < len(blocks) and start - place < _LONGEST_HEADER and heads[start] is not None:
        start += 1
    if start - place < 3 or not _may_begin_row(heads[place], blocks, start):
        return None
    found = arranged(tuple(heads[place:start]))
    if found is None:
        return None
    rows, doubts, end = table_rows(found, blocks, start)
    return (Table(found, tuple(rows), tuple(doubts)), end) if rows else None


def _may_begin_row(first: Column | None, blocks: Sequence[Piece | Table], start: int) -> bool:
    numbered = first is not None and first.kind == "number"
    cells = _cells(blocks, start, 1)
    return bool(cells) and (not numbered or _is_number(cells[0], 1))


def table_rows(
    heads: tuple[Column, ...], blocks: Sequence[Piece | Table], start: int
) -> tuple[list[Row], list[int], int]:
    """The rows that cells make from `start` on, the lines of doubtful ones, and where they end."""
    rows: list[Row] = []
    doubts: list[int] = []
    before: Row | None = None
    while size := _row_size(heads, blocks, start, len(rows) + 1):
        part = _cells(blocks, start, abs(size))
        if size > 0:
            before = Row(part[0].line, tuple(cell.raw for cell in part))
        else:
            before = _by_looks(heads, part, before)
            doubts.append(part[0].line)
        rows.append(before)
        start += abs(size)
    return rows, doubts, start


def _cells(blocks: Sequence[Piece | Table], start: int, count: int) -> list[Piece]:
    """At most `count` cells from `start`, up to the next table."""
    cells: list[Piece] = []
    for block in blocks[start : start + count]:
        if not isinstance(block, Piece):
            break
        cells.append(block)
    return cells


def _row_size(
    heads: tuple[Column, ...], blocks: Sequence[Piece | Table], start: int, number: int
) -> int:
    """How many cells the next row has; negative where its cells must be told by their looks."""
    width = len(heads)
    cells = _cells(blocks, start, 3 * width)
    numbered = heads[0].kind == "number"
    if not cells or (numbered and not _is_number(cells[0], number)):
        return 0
    following = _next_row(cells, number) if numbered else None
    exact = len(cells) >= width and all(map(_fits, heads, cells))
    if exact and (len(cells) == width or not numbered or _is_number(cells[width], number + 1)):
        return width
    if exact and following is None:
        return width
    return -following if following else 0


def _next_row(cells: Sequence[Piece], number: int) -> int | None:
    return next((at for at in range(2, len(cells)) if _is_number(cells[at], number + 1)), None)


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
