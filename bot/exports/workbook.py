"""Sheets as offices use them: a head that stays, widths that fit, text that is never a formula."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from bot.printable import printable

Cell = str | int | float | None

_LONGEST = 32_767
"""Excel opens no cell with more characters."""
_THIN = Side(style="thin", color="FF999999")
_FRAME = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_HEAD = PatternFill("solid", fgColor="FFD9E1F2")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its name, a title above the table, and the columns with their widths."""

    name: str
    title: str
    head: tuple[tuple[str, int], ...]
    rows: tuple[tuple[Cell, ...], ...]


def written(sheets: Iterable[Sheet]) -> bytes:
    """The workbook as a file."""
    book = Workbook()
    for made in list(book.worksheets):
        book.remove(made)
    for sheet in sheets:
        _fill(book.create_sheet(sheet.name), sheet)
    data = BytesIO()
    book.save(data)
    return data.getvalue()


def _fill(page: Worksheet, sheet: Sheet) -> None:
    width = len(sheet.head)
    _put(page, 1, 1, sheet.title)
    page.merge_cells(start_row=1, start_column=1, end_row=1, end_column=width)
    page.cell(1, 1).font = Font(bold=True, size=14)
    page.cell(1, 1).alignment = Alignment(horizontal="center", vertical="center")
    page.row_dimensions[1].height = 28
    for column, (name, columns) in enumerate(sheet.head, 1):
        page.column_dimensions[get_column_letter(column)].width = columns
        _framed(page, 2, column, name)
        page.cell(2, column).font = Font(bold=True)
        page.cell(2, column).fill = _HEAD
    for number, row in enumerate(sheet.rows, 3):
        for column, value in enumerate(row, 1):
            _framed(page, number, column, value)
    page.freeze_panes = "A3"
    page.auto_filter.ref = f"A2:{get_column_letter(width)}{max(len(sheet.rows), 1) + 2}"
    _printed(page)


def _printed(page: Worksheet) -> None:
    """Across one landscape page, the head on every page."""
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = 9  # A4
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.print_title_rows = "1:2"


def _framed(page: Worksheet, row: int, column: int, value: Cell) -> None:
    _put(page, row, column, value)
    cell = page.cell(row, column)
    cell.border = _FRAME
    cell.alignment = Alignment(wrap_text=True, vertical="center")


def _put(page: Worksheet, row: int, column: int, value: Cell) -> None:
    """Words stay words: a text that begins like a formula would else be run by Excel."""
    cell = page.cell(row, column)
    if not isinstance(value, str):
        cell.value = value
        return
    if not (text := _harmless(value)):
        return
    cell.value = text
    cell.data_type = "s"
    if text.startswith(("=", "+", "-", "@")):
        cell.quotePrefix = True


def _harmless(text: str) -> str:
    return printable(text).replace("\t", " ")[:_LONGEST]


def numbered(rows: Iterable[Sequence[Cell]]) -> tuple[tuple[Cell, ...], ...]:
    """Rows with 序号 before them."""
    return tuple((number, *row) for number, row in enumerate(rows, 1))
