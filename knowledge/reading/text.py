"""Plain text: its encoding, its lines, its tables typed with tabs or bars."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from knowledge.reading.aligned import with_cells_whole
from knowledge.reading.blocks import MAX_CHARACTERS, MAX_COLUMNS, MAX_LINES, table_line
from knowledge.reading.characters import clean
from knowledge.reading.encoding import decode
from knowledge.reading.lines import Line, UnreadableError

_LINE_END = re.compile(r"\r\n|[\n\r\f\v\x85\u2028\u2029]")
_RULE = re.compile(r"\|?[\s:|-]*-[\s:|-]*\|?")
_LABEL = re.compile(
    r"[（(]?([一二三四五六七八九十百]+|\d+)[)）、.．]+|[①-⑳]|第?[一二三四五六七八九十]+[是，]?"
)


def read_text(data: bytes) -> tuple[Line, ...]:
    """The lines of a text file, rows where two or more lines together form a table.

    Raises UnreadableError for what is no text in UTF-8, UTF-16 or GB18030.
    """
    printed = with_cells_whole(_LINE_END.split(decode(data)))
    if len(printed) > MAX_LINES or sum(map(len, printed)) > MAX_CHARACTERS:
        raise UnreadableError("文本太长，不像一份文件。请只保留正文和附件后再试。")
    return tuple(_lines(printed))


def _lines(printed: Sequence[str]) -> Iterator[Line]:
    tables = 0
    for shape, group in groupby(enumerate(printed, 1), key=lambda item: _shape(item[1])):
        numbered = list(group)
        rows = [_cells(text) for _, text in numbered] if shape else []
        if not _is_table(rows):
            yield from (Line(number, text) for number, raw in numbered if (text := clean(raw)))
            continue
        tables += 1
        for (number, raw), row in zip(numbered, rows, strict=True):
            if not _RULE.fullmatch(raw.strip()) and (line := table_line(number, row, tables)):
                yield line


def _shape(text: str) -> tuple[str, int] | None:
    """Which sign separates cells and how often: the lines of one table agree in it."""
    stripped = text.strip()
    if len(stripped) > 1 and stripped[0] == stripped[-1] == "|":
        return "|", stripped.count("|")
    tabs = text.count("\t")
    return ("\t", tabs) if 0 < tabs < MAX_COLUMNS else None


def _cells(text: str) -> list[str]:
    stripped = text.strip()
    if stripped.startswith("|"):
        return [cell.strip() for cell in stripped[1:-1].split("|")]
    return text.split("\t")


def _is_table(rows: Sequence[Sequence[str]]) -> bool:
    """Two rows and two filled columns; numbered paragraphs indented by tabs are none."""
    if len(rows) < 2 or len(rows[0]) > MAX_COLUMNS:
        return False
    filled = [column for column in zip(*rows, strict=True) if any(map(str.strip, column))]
    if len(filled) != 2:
        return len(filled) > 2
    labels = sum(bool(_LABEL.fullmatch(cell.strip())) for cell in filled[0])
    return labels * 2 < len(rows)
