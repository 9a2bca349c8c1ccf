"""What is due at one destination, as one message: pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, get_args

from db.outbox import Notice
from handlers.reply import Reply
from handlers.stored import dump_reply, load_reply
from handlers.unasked.items import Told, dump_items
from handlers.unasked.look import pages, shown
from reminders.occasions import Kind

RULES = frozenset(get_args(Kind))
"""Kinds that rules plan; all others are written by handlers, in words that stay as they are."""
_USUAL = 5


@dataclass(frozen=True, slots=True)
class Composed:
    """A message, the ids of the notices it says, the lowest first, and what the try keeps of it."""

    about: tuple[int, ...]
    reply: Reply
    facts: dict[str, Any]


def composed(due: Sequence[tuple[Notice, Reply]]) -> Composed:
    """The next message: the first notice, and all that can be said in the same breath.

    One message instead of many: people mute a bot that says one thing at a time. What has buttons
    or a file of its own stays alone, so that it is clear what they belong to.
    """
    first = due[0]
    together = [one for one in due if _mixes(*one)] if _mixes(*first) else [first]
    told = _arranged(together)
    reply = shown(told, {}) if _mixes(*first) else first[1]
    items = {"items": dump_items(told)} if reply.buttons and _mixes(*first) else {}
    about = tuple(sorted(notice.id for notice, _ in together))
    return Composed(about, reply, facts_of(reply) | items)


def _arranged(together: Sequence[tuple[Notice, Reply]]) -> tuple[Told, ...]:
    """In their order, but what is most urgent stands on the first page."""
    every = [Told(one.id, reply, _is_pressable(one)) for one, reply in together]
    if len(every) == 1 or len(pages(every)) == 1:
        return tuple(every)
    urgency = {one.id: one.facts.get("urgency", _USUAL) for one, _ in together}
    ranked = sorted(every, key=lambda one: urgency[one.notice])
    first = {one.notice for one in ranked[: pages(ranked)[0][1]]}
    return (
        *(one for one in every if one.notice in first),
        *(one for one in every if one.notice not in first),
    )


def _is_pressable(notice: Notice) -> bool:
    return notice.target == "task" and notice.kind in RULES


def facts_of(reply: Reply) -> dict[str, Any]:
    """What a notice keeps of what it says; `reply_of` reads it. Files are made anew."""
    return {"reply": dump_reply(replace(reply, attachments=()))}


def reply_of(notice: Notice) -> Reply:
    """What the notice says. Raises `ValueError`."""
    stored = notice.facts.get("reply")
    if not isinstance(stored, str):
        raise ValueError("a notice without words")  # noqa: TRY004 - a matter of what is stored
    return load_reply(stored)


def _mixes(notice: Notice, reply: Reply) -> bool:
    alone = notice.edits_id is not None or notice.kind == "broadcast"  # it may be changed later
    return not alone and not (reply.buttons or reply.attachments or reply.files or reply.form)
