"""Replies as Telegram shows them: pages of HTML within its limits, and buttons; pure."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from unicodedata import category

from bot.platforms.telegram.markup import html, is_marked, plain, spans, utf16
from bot.printable import columns, one_line
from bot.serving.splitting import cut
from handlers.reply import Block, Button, Item, Paragraph, Reply, Span, Table, Words, bold

MOST_TEXT = 4000
"""UTF-16 units on a page; Telegram takes 4096."""
MOST_MARKS = 90
"""Marked stretches on a page; Telegram drops those beyond 100."""
MOST_CAPTION = 1000
MOST_BUTTONS = 90
MOST_LABEL = 40
ROW = 30
"""Columns of a row of buttons: what a telephone shows without cutting labels."""
WIDE = 44
"""The same for the buttons of one item: they stay together, if somewhat cut."""
MOST_IN_ROW = 4
_INVISIBLE = ("Cc", "Cf", "Cn", "Co", "Mn", "Me")
"""Categories of Unicode: controls, formats, unassigned, private, marks on other characters."""
NARROW = 34
"""Columns of a table that a telephone shows unbroken."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page; a grid keeps its columns."""

    parts: Words
    grid: bool = False


Rows = list[list[tuple[str, str]]]
"""Rows of buttons: (label, sealed value)."""


def pages(blocks: Sequence[Block]) -> list[str]:
    """The blocks as pages of HTML; at least one, never an empty one."""
    lines = [piece for block in blocks for line in _lines(block) for piece in _fitting(line)]
    return [_page(page) for page in _paged(lines) if any(map(_is_visible, page))] or ["…"]


def keyboard(buttons: Sequence[Button], seal: Callable[[str], str]) -> Rows:
    """Short labels share a row, long ones stand alone; those of one item keep to themselves."""
    rows: Rows = []
    width = ROW
    group = ""
    for button in buttons[:MOST_BUTTONS]:
        label = _label(one_line(button.label))
        wide = columns(label) + 4
        full = width + wide > (WIDE if group else ROW) or len(rows[-1]) >= MOST_IN_ROW
        if not rows or full or button.group != group:
            rows.append([])
            width = 0
        group = button.group
        rows[-1].append((label, seal(button.value)))
        width += wide
    return rows


def _label(text: str) -> str:
    return text[: MOST_LABEL - 1] + "…" if len(text) > MOST_LABEL else text or "…"


def caption(text: str) -> str:
    """Words below a picture."""
    return cut(plain(text), MOST_CAPTION, utf16)[0]


def shown(reply: Reply, delivery: str = "") -> list[str]:
    """The pages of a reply; what was sent by itself carries its number."""
    numbered = (Paragraph((Span(f"通知编号 {delivery}", "faint"),)),) if delivery else ()
    return pages((*reply.blocks, *numbered))


def _lines(block: Block) -> Iterator[Line]:
    match block:
        case Paragraph(parts):
            yield from _broken(spans(parts))
        case Item(head, fields):
            if fields:
                yield Line(())  # entries with details stand apart
            yield from _broken(spans(head))
            for name, value in fields:
                yield from _broken((Span(f"　{plain(name)}："), *spans(value)))
        case Table():
            yield from _table(block)


def _table(table: Table) -> Iterator[Line]:
    """Narrow ones as a grid, wide ones row by row: a telephone would break their columns."""
    rows = [tuple(map(one_line, row)) for row in (table.head, *table.rows)]
    if not table.head:
        return
    widths = [max(columns(row[i]) for row in rows if i < len(row)) for i in range(len(table.head))]
    if sum(widths) + 2 * (len(widths) - 1) <= NARROW:
        text = "\n".join(_padded(row, widths) for row in rows)
        yield Line((Span(text),), grid=True)
        return
    for first, *rest in filter(None, rows[1:]):
        yield from _broken(spans((bold(first or "—"),)))
        for name, value in zip(table.head[1:], rest, strict=False):
            if value:
                yield from _broken((Span(f"　{plain(name)}：{plain(value)}"),))


def _padded(row: Sequence[str], widths: Sequence[int]) -> str:
    # In a grid nothing becomes a link.
    cells = zip(row, widths, strict=False)
    padded = [cell + " " * (width - columns(cell)) for cell, width in cells]
    return "  ".join(padded).rstrip()


def _broken(parts: Words) -> Iterator[Line]:
    """At the line ends that the words themselves have."""
    line: list[Span] = []
    for part in parts:
        first, *others = part.text.split("\n")
        line.append(Span(first, part.style))
        for text in others:
            yield Line(tuple(line))
            line = [Span(text, part.style)]
    yield Line(tuple(line))


def _fitting(line: Line) -> Iterator[Line]:
    """The line, in pieces where no page could hold it."""
    held: list[Span] = []
    size = 0
    for part in line.parts:
        for text in cut(part.text, MOST_TEXT, utf16):
            if held and (size + utf16(text) > MOST_TEXT or len(held) >= MOST_MARKS):
                yield Line(tuple(held), line.grid)
                held, size = [], 0
            held.append(Span(text, part.style))
            size += utf16(text)
    yield Line(tuple(held), line.grid)


def _paged(lines: Sequence[Line]) -> Iterator[list[Line]]:
    page: list[Line] = []
    size = marks = 0
    for line in lines:
        wide = sum(utf16(part.text) for part in line.parts) + 1
        marked = sum(map(is_marked, line.parts)) + line.grid
        if page and (size + wide > MOST_TEXT or marks + marked > MOST_MARKS):
            yield page
            page, size, marks = [], 0, 0
        page.append(line)
        size, marks = size + wide, marks + marked
    if page:
        yield page


def _is_visible(line: Line) -> bool:
    """Telegram takes no message of spaces and invisible characters."""
    return any(
        not char.isspace() and category(char) not in _INVISIBLE
        for part in line.parts
        for char in part.text
    )


def _page(lines: Sequence[Line]) -> str:
    return "\n".join(
        f"<pre>{html(line.parts)}</pre>" if line.grid else html(line.parts) for line in lines
    ).strip("\n")
