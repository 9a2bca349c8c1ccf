"""Replies as Slack shows them: messages of blocks, each within every limit of the platform."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

import msgspec

from bot.platforms.slack.buttons import rows_of
from bot.platforms.slack.rich import Piece, pieces, rich_text
from bot.platforms.slack.words import escaped
from bot.printable import printable
from bot.serving.splitting import cut
from db.records import Place
from handlers.reply import Block, Button, Reply, plain_text

JSON = dict[str, Any]

BLOCKS, VIEW_BLOCKS = 40, 90
"""Fewer than Slack's 50 and 100, so that buttons and a last line always fit."""
CHARACTERS, VIEW_CHARACTERS = 8000, 9000
"""Slack truncates or refuses somewhere near 12 000 in all."""
FALLBACK = 2000
SECTION = 2900
"""Characters of a text block; Slack takes 3000."""
PLAIN = 3500
"""Characters of a message; Slack advises against more than 4000."""


@dataclass(frozen=True, slots=True)
class Page:
    """One message: its blocks, and the words for notifications and screen readers."""

    blocks: list[Any]
    """As JSON, or encoded already."""
    text: str
    aloud: bool = False
    """In a thread: shown in the channel as well."""


def pages(reply: Reply, tag: str = "") -> tuple[Page, ...]:
    """The messages of a reply; none where it says nothing. Buttons stand under the last."""
    return with_buttons(parts(reply.blocks), reply.buttons, tag)


def parts(blocks: tuple[Block, ...]) -> tuple[Page, ...]:
    """The messages without their buttons; nobody changes them, for many are told the same."""
    shown = [piece for block in blocks for piece in pieces(block)]
    return tuple(Page(_blocks(part), _fallback(part)) for part in _parted(shown)) if shown else ()


def encoded(blocks: tuple[Block, ...]) -> tuple[Page, ...]:
    """The same, ready to be sent to however many."""
    return tuple(
        replace(page, blocks=[msgspec.Raw(msgspec.json.encode(one)) for one in page.blocks])
        for page in parts(blocks)
    )


def with_buttons(said: tuple[Page, ...], buttons: tuple[Button, ...], tag: str) -> tuple[Page, ...]:
    """The same messages, the buttons under the last."""
    if not buttons:
        return said
    rows = rows_of(buttons, tag)
    if not said:
        return (Page(rows, "请选择："),)
    return (*said[:-1], replace(said[-1], blocks=said[-1].blocks + rows))


def plain_pages(reply: Reply, _place: Place, _tag: str) -> tuple[Page, ...]:
    """Messages without blocks: no buttons, but what they do can be said in words, too."""
    pieces = cut(printable(plain_text(reply.blocks)), PLAIN)
    return tuple(Page([], escaped(piece)) for piece in pieces if piece.strip())


def plain_pages_with(reply: Reply, tag: str) -> tuple[Page, ...]:
    """The same words in blocks that hold nothing but text, and the buttons under the last."""
    said = cut(printable(plain_text(reply.blocks)), SECTION)
    pieces = (piece for piece in said if piece.strip())
    texts = tuple(Page([_section(piece)], escaped(piece)[:FALLBACK]) for piece in pieces)
    return with_buttons(texts, reply.buttons, tag)


def _section(text: str) -> JSON:
    return {"type": "section", "text": {"type": "plain_text", "text": text}}


def plain_view_blocks(reply: Reply, tag: str) -> list[JSON]:
    """As much of the words as one view takes, as bare text, and the buttons."""
    said = cut(printable(plain_text(reply.blocks))[:VIEW_CHARACTERS], SECTION)
    return [_section(piece) for piece in said if piece.strip()] + rows_of(reply.buttons, tag)


def view_blocks(reply: Reply, tag: str = "") -> list[JSON]:
    """The reply on one page that cannot be turned: Home, or above a form's blanks."""
    shown = [piece for block in reply.blocks for piece in pieces(block)]
    kept = _first(shown, VIEW_CHARACTERS)
    blocks = _blocks(kept)[:VIEW_BLOCKS]
    if len(kept) < len(shown):
        rest = f"还有 {len(shown) - len(kept)} 行没有显示，请在私聊里问机器人。"
        blocks.append({"type": "context", "elements": [{"type": "plain_text", "text": rest}]})
    return blocks + rows_of(reply.buttons, tag)


def _first(shown: list[Piece], most: int) -> list[Piece]:
    kept: list[Piece] = []
    length = 0
    for piece in shown:
        length += len(piece.text)
        if kept and length > most:
            break
        kept.append(piece)
    return kept


def _parted(shown: list[Piece]) -> Iterator[list[Piece]]:
    """Messages' worth of pieces: Slack takes one table a message."""
    part: list[Piece] = []
    length, tables = 0, 0
    for piece in shown:
        full = length + len(piece.text) > CHARACTERS or len(part) >= BLOCKS * 5
        if part and (full or (piece.kind == "table" and tables)):
            yield part
            part, length, tables = [], 0, 0
        part.append(piece)
        length += len(piece.text)
        tables += piece.kind == "table"
    yield part


def _blocks(part: list[Piece]) -> list[JSON]:
    blocks: list[JSON] = []
    for is_table, group in groupby(part, lambda piece: piece.kind == "table"):
        if is_table:
            blocks += [piece.elements[0] for piece in group]
        else:
            blocks.append(rich_text(list(group)))
    return blocks


def _fallback(part: list[Piece]) -> str:
    return escaped("\n".join(piece.text for piece in part)[:FALLBACK].strip()) or "…"
