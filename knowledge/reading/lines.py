"""What every reader makes of a file: numbered lines, table rows kept as rows."""

from dataclasses import dataclass


class UnreadableError(Exception):
    """A file that cannot be read; the message says why, in the user's words."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a paper; never blank.

    `number` counts from 1 as a person would find it in the file (text files: the line, blank ones
    counted; other formats: the n-th paragraph or row). `row` holds the cells where the source has
    a real table (docx, html, tab-separated text): a merged cell's text stands in each place it
    covers, the lines inside a cell are kept apart by a newline, and `text` is then the cells
    joined by a tab, each on one line. `table` numbers the tables of a file from 1, so that two
    tables that follow each other stay apart.
    """

    number: int
    text: str
    row: tuple[str, ...] | None = None
    table: int | None = None
