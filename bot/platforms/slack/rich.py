"""Words as Slack's rich text, where nothing in them can be a mention, a link or formatting."""

from dataclasses import dataclass
from typing import Any

from bot.printable import printable
from bot.serving.splitting import cut
from handlers.reply import Block, Item, Paragraph, Style, Table, Words

JSON = dict[str, Any]

MOST = 2400
"""Characters of one piece: a longer paragraph is cut into several."""
COLUMNS, ROWS, CELL = 20, 99, 500
"""Of a table: Slack takes 20 columns and 100 rows, the head among them."""

_STYLES: dict[Style, JSON] = {
    "bold": {"bold": True},
    "faint": {"italic": True},
    "red": {"bold": True},
    "yellow": {"bold": True},
    "green": {"bold": True},
    "blue": {"bold": True},
}


@dataclass(frozen=True, slots=True)
class Piece:
    """Something shown, small enough for one message: lines of words, a list, or a table."""

    kind: str
    elements: list[JSON]
    text: str
    """The same as plain text."""


def pieces(block: Block) -> list[Piece]:
    """The block in one or more pieces."""
    match block:
        case Paragraph(parts):
            return _lines(parts)
        case Item(head, fields):
            named = [_field(name, value) for name, value in fields]
            return [*_lines(head), *(piece for each in named for piece in each)]
        case Table(head, rows):
            return _tables(head, rows)


def _lines(parts: Words) -> list[Piece]:
    whole = "".join(span.text for span in parts)
    if len(whole) > MOST:
        # Where one line fills a message, styles are the least of it.
        return [Piece("words", [_text(part)], part) for part in cut(printable(whole), MOST) if part]
    return [Piece("words", _spans(parts), whole)]


def _field(name: str, value: Words) -> list[Piece]:
    whole = f"{name}：" + "".join(span.text for span in value)
    if len(whole) > MOST:
        return [Piece("list", [_text(part)], part) for part in cut(printable(whole), MOST) if part]
    return [Piece("list", [_text(f"{name}："), *_spans(value)], f"  {whole}")]


def _spans(parts: Words) -> list[JSON]:
    shown = ((printable(span.text), span.style) for span in parts)
    return [_text(text, style) for text, style in shown if text]


def _text(text: str, style: Style = "plain") -> JSON:
    styled = _STYLES.get(style)
    if styled is None:
        return {"type": "text", "text": text}
    return {"type": "text", "text": text, "style": styled}


def _tables(head: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> list[Piece]:
    """The rows under their head, as often as they need it."""
    parts = [rows[at : at + ROWS] for at in range(0, len(rows), ROWS)] or [()]
    return [_table((head, *part)) for part in parts]


def _table(rows: tuple[tuple[str, ...], ...]) -> Piece:
    cells = [[_cell(cell) for cell in row[:COLUMNS]] for row in rows]
    text = "\n".join("｜".join(cell["text"] for cell in row) for row in cells)
    return Piece("table", [{"type": "table", "rows": cells}], text)


def _cell(text: str) -> JSON:
    # Slack takes no empty cell.
    return {"type": "raw_text", "text": printable(text)[:CELL] or "—"}


def rich_text(shown: list[Piece]) -> JSON:
    """Consecutive words and list entries as one block."""
    elements: list[JSON] = []
    for piece in shown:
        last = elements[-1] if elements else {"type": ""}
        if piece.kind == "words":
            if last["type"] != "rich_text_section":
                elements.append({"type": "rich_text_section", "elements": []})
            elements[-1]["elements"] += [*piece.elements, _text("\n")]
        else:
            if last["type"] != "rich_text_list":
                elements.append({"type": "rich_text_list", "style": "bullet", "elements": []})
            entry = {"type": "rich_text_section", "elements": piece.elements}
            elements[-1]["elements"].append(entry)
    return {"type": "rich_text", "elements": elements}
