"""Replies for a terminal: blocks become rich renderables; nothing else here knows markup."""

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.style import Style as RichStyle
from rich.table import Table as RichTable
from rich.text import Text

from bot.platforms.terminal.screen import between
from bot.printable import one_line, printable
from handlers.reply import Block, Button, Item, Paragraph, Reply, Style, Table, Words

_STYLES: tuple[tuple[Style, RichStyle], ...] = (
    ("bold", RichStyle(bold=True)),
    ("faint", RichStyle(dim=True)),
    ("red", RichStyle(color="red", bold=True)),
    ("yellow", RichStyle(color="yellow")),
    ("green", RichStyle(color="green")),
    ("blue", RichStyle(color="blue")),
)


class RichScreen:
    """A real terminal; `NO_COLOR` and its own palette are minded by rich."""

    def __init__(self) -> None:
        self._console = Console(highlight=False, emoji=False)

    def show(self, reply: Reply) -> None:
        """The reply, styled."""
        self._console.print(render(reply))


def render(reply: Reply) -> RenderableType:
    """The whole reply, its buttons numbered from 1 in the last line."""
    parts = [_block(block) for block in reply.blocks]
    if reply.buttons:
        parts.append(_buttons(reply.buttons))
    return Group(*parts)


def _block(block: Block) -> RenderableType:
    match block:
        case Paragraph(parts):
            return _text(parts)
        case Item(head, named):
            return Group(_text(head), *([_fields(named)] if named else []))
        case Table(head, rows):
            return _table(head, rows)


def _text(parts: Words) -> Text:
    text = Text(overflow="fold")
    for span in parts:
        text.append(printable(span.text), dict(_STYLES).get(span.style))
    return text


def _fields(named: tuple[tuple[str, Words], ...]) -> RenderableType:
    grid = RichTable.grid(padding=(0, 1))
    grid.add_column(style=RichStyle(dim=True), no_wrap=True)
    grid.add_column(overflow="fold")
    for name, value in named:
        grid.add_row(printable(name), _text(value))
    return Padding(grid, (0, 0, 0, 2))


def _table(head: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> RenderableType:
    table = RichTable(box=None, header_style=RichStyle(bold=True), padding=(0, 2, 0, 0))
    for name in head:
        table.add_column(Text(printable(name)), overflow="fold")
    for row in rows:
        table.add_row(*(Text(printable(cell)) for cell in row))
    return table


def _buttons(buttons: tuple[Button, ...]) -> Text:
    labels = [f"[{number}] {one_line(each.label)}" for number, each in enumerate(buttons, 1)]
    numbers = RichStyle(bold=True, color="cyan")
    text = Text(between(labels).join(labels), overflow="fold")
    text.highlight_regex(r"(?m)(?:^|(?<=  ))\[\d+\]", numbers)
    return text
