"""Replies as text, for what must outlive the process: results of events, notices, attempts."""

import json
from typing import Any, get_type_hints

import msgspec

from handlers.reply import Block, Item, Paragraph, Reply, Table

_HINTS = {name: hint for name, hint in get_type_hints(Reply).items() if name != "blocks"}


def dump_reply(reply: Reply) -> str:
    """The reply as one line of JSON."""
    return msgspec.json.encode(reply).decode()


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
