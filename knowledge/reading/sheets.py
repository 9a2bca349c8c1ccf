"""Tables of people and the like: .xlsx and .csv become rows of cells, as text."""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from importlib import import_module
from typing import TYPE_CHECKING

from knowledge.reading.archives import opened
from knowledge.reading.encoding import decode
from knowledge.reading.lines import UnreadableError

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

MAX_ROWS = 5_000
MAX_COLUMNS = 60
_MAX_INFLATED = 32 * 1024 * 1024
_LONGEST_CELL = 500

_OLD = "这是旧版或加了密的表格，读不了。请取消密码，另存为 .xlsx 或 .csv 再试。"
_NO_TABLE = "这不是表格。请发 .xlsx 或 .csv 文件。"
_BROKEN = "表格已损坏，打不开。请重新另存为 .xlsx 或 .csv 再试。"
_TOO_LARGE = f"表格太大（最多 {MAX_ROWS} 行、{MAX_COLUMNS} 列）。请只留名册那一张再试。"

Rows = tuple[tuple[str, ...], ...]


def read_sheets(data: bytes) -> tuple[Rows, ...]:
    """The tables of a file, blank rows kept so that row n stands at n - 1.

    A merged cell's text stands in each place it covers. Raises `UnreadableError`.
    """
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise UnreadableError(_OLD)
    if data.startswith(b"PK"):
        return tuple(_xlsx(data))
    if b"%PDF-" in data[:1024] or data.startswith((b"\x89PNG", b"\xff\xd8\xff", b"{\\rtf")):
        raise UnreadableError(_NO_TABLE)
    return (_csv(decode(data)),)


def _xlsx(data: bytes) -> Iterator[Rows]:
    with opened(data) as archive:
        infos = archive.infolist()
        if not any(info.filename.startswith("xl/") for info in infos):
            raise UnreadableError(_NO_TABLE)
        # zipfile never gives more than a member claims, so what is claimed is a bound.
        if sum(info.file_size for info in infos) > _MAX_INFLATED:
            raise UnreadableError(_TOO_LARGE)
    try:
        # Not the read-only mode: that one does not know which cells are merged, as units are.
        book = import_module("openpyxl").load_workbook(io.BytesIO(data), data_only=True)
        for sheet in book.worksheets:
            if sheet.sheet_state == "visible":
                yield _cells(sheet)
    except (
        *(KeyError, ValueError, TypeError, AttributeError, IndexError, SyntaxError, OSError),
        *(zipfile.BadZipFile, EOFError, ArithmeticError),
    ) as error:
        raise UnreadableError(_BROKEN) from error


def _cells(sheet: "Worksheet") -> Rows:
    # Cells that were only coloured or framed count for openpyxl too: they are no reason to refuse.
    width = min(sheet.max_column, MAX_COLUMNS)
    height = min(sheet.max_row, MAX_ROWS + 1)
    rows = [
        [_said(value) for value in row]
        for row in sheet.iter_rows(max_row=height, max_col=width, values_only=True)
    ]
    for area in sheet.merged_cells.ranges:
        _spread(rows, area.bounds)
    return _bounded(rows)


def _spread(rows: list[list[str]], bounds: tuple[int, int, int, int]) -> None:
    """The text of the first cell of the area in all of them (columns and rows from 1)."""
    left, top, right, bottom = bounds
    if top > len(rows) or left > len(rows[top - 1]):
        return
    said = rows[top - 1][left - 1]
    for row in rows[top - 1 : bottom]:
        row[left - 1 : right] = [said] * len(row[left - 1 : right])


def _said(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))  # a telephone number
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return _plain(str(value))


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()[:_LONGEST_CELL]


def _csv(text: str) -> Rows:
    head = "\n".join(text.splitlines()[:20])
    delimiter = max("\t,;", key=head.count)
    if not head.count(delimiter):
        raise UnreadableError(_NO_TABLE)
    try:
        # As Excel counts: a row is a row, however many lines its cells have.
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise UnreadableError(_BROKEN) from error
    return _bounded([[_plain(cell) for cell in row[:MAX_COLUMNS]] for row in rows])


def _bounded(rows: Iterable[list[str]]) -> Rows:
    kept = [tuple(row) for row in rows]
    while kept and not any(kept[-1]):
        kept.pop()
    if len(kept) > MAX_ROWS:
        raise UnreadableError(_TOO_LARGE)
    return tuple(kept)
