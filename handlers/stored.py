"""Replies as text, for what must outlive the process: results of events, notices, attempts."""

import json
from dataclasses import replace
from typing import Any, get_type_hints

import msgspec

from handlers.reply import Block, Item, Paragraph, Reply, Span, Table

_HINTS = {name: hint for name, hint in get_type_hints(Reply).items() if name != "blocks"}


MASK = "（只显示一次，这里没有保存；没有看到的，请再邀请一次）"
"""What stands in the place of a secret."""
_SECRET = b'"secret"'


def dump_reply(reply: Reply) -> str:
    """The reply as one line of JSON, without what is secret."""
    stored = msgspec.json.encode(reply)
    if _SECRET in stored:
        masked = replace(reply, blocks=tuple(map(_masked, reply.blocks)))
        stored = msgspec.json.encode(masked)
    return stored.decode()


def _masked(block: Block) -> Block:
    if not isinstance(block, Paragraph):
        return block
    spans = (Span(MASK) if one.style == "secret" else one for one in block.words)
    return Paragraph(tuple(spans))


def load_reply(text: str) -> Reply:
    """The reply that `dump_reply` wrote, also by an older or newer program.

    What this program does not know is left out. Raises `ValueError` for anything else.
    """
    stored: dict[str, Any] = json.loads(text)
    known = {
        name: msgspec.convert(value, _HINTS[name])
        for name, value in stored.items()
        if name in _HINTS
    }
    return Reply(blocks=tuple(_block(each) for each in stored["blocks"]), **known)


def dump_result(answer_id: str, reply: Reply) -> str:
    """What an event was answered with, and the answer's id."""
    return f"{answer_id} {dump_reply(reply)}"


def load_result(text: str) -> tuple[str, Reply]:
    """What `dump_result` wrote. Raises `ValueError`."""
    answer_id, _, reply = text.partition(" ")
    return answer_id, load_reply(reply)


def _block(stored: dict[str, Any]) -> Block:
    """The kinds of blocks have no tag: each has a field of its own."""
    if "words" in stored:
        return msgspec.convert(stored, Paragraph)
    return msgspec.convert(stored, Item) if "fields" in stored else msgspec.convert(stored, Table)
