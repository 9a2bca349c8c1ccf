"""What is due at one destination, as one message: pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import Any

from db.outbox import Notice
from handlers.reply import Paragraph, Reply, joined
from handlers.stored import dump_reply, load_reply

TOGETHER = 10
"""Notices that go out as one message at most."""
_GAP = Paragraph(())


@dataclass(frozen=True, slots=True)
class Composed:
    """A message, and the ids of the notices it says, the lowest first."""

    about: tuple[int, ...]
    reply: Reply


def composed(notices: Sequence[Notice]) -> Composed:
    """The next message: the first notice, and those that can be said in the same breath.

    One message instead of many: people mute a bot that says one thing at a time. What has buttons
    or a file stays alone, so that it is clear what they belong to. Raises `ValueError` where the
    first notice says nothing that this program understands.
    """
    first, *others = notices
    reply = reply_of(first)
    about = [first.id]
    if _mixes(reply):
        for one in takewhile(_plain, others[: TOGETHER - 1]):
            more = reply_of(one)
            reply = joined(replace(reply, blocks=(*reply.blocks, _GAP)), more)
            about.append(one.id)
    return Composed(tuple(sorted(about)), reply)


def facts_of(reply: Reply) -> dict[str, Any]:
    """What a notice keeps of what it says; `reply_of` reads it."""
    return {"reply": dump_reply(reply)}


def reply_of(notice: Notice) -> Reply:
    """What the notice says. Raises `ValueError`."""
    stored = notice.facts.get("reply")
    if not isinstance(stored, str):
        raise ValueError("a notice without words")  # noqa: TRY004 - a matter of what is stored
    return load_reply(stored)


def _plain(notice: Notice) -> bool:
    try:
        return _mixes(reply_of(notice))
    except ValueError:
        return False


def _mixes(reply: Reply) -> bool:
    return not (reply.buttons or reply.attachments or reply.files or reply.form)
