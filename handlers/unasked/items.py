"""The items of one message as they were sent: kept with the try, so that one can be changed."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from handlers.reply import Reply
from handlers.stored import dump_reply, load_reply


@dataclass(frozen=True, slots=True)
class Told:
    """One item of a message: the notice, what it says, and whether it can be put aside."""

    notice: int
    reply: Reply
    pressable: bool = False
    """It is about a task, so that 已知悉 and 稍后 mean something."""


def dump_items(items: Iterable[Told]) -> list[dict[str, Any]]:
    """As JSON."""
    return [
        {"notice": one.notice, "reply": json.loads(dump_reply(one.reply)), "press": one.pressable}
        for one in items
    ]


def load_items(stored: Sequence[dict[str, Any]]) -> tuple[Told, ...]:
    """What `dump_items` made. Raises `ValueError` for anything else."""
    try:
        return tuple(
            Told(one["notice"], load_reply(json.dumps(one["reply"])), bool(one["press"]))
            for one in stored
        )
    except (KeyError, TypeError) as error:
        raise ValueError("items that cannot be read") from error
