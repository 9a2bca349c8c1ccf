"""What waits for a 确认: which kind of change, since when, and the key its card carries.

Several cards may be open in a conversation. The one in front is what words decide on or change;
each of the others is decided on by its own buttons, or by a reply to it.
"""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime, time, timedelta
from itertools import accumulate, islice
from typing import TypeVar

import msgspec

from handlers.context import Context
from handlers.reply import Block, faint, say
from handlers.turn import Answer, Turn

LIFE = timedelta(hours=24)
"""A card older than this confirms nothing any more."""
ROOM = 8
"""So many cards of a conversation are open at most."""
_BODIES = 400_000
"""Characters: a whole paper may wait, and a conversation is saved with every answer."""
_KEY = 12
_LABEL = 30

Draft = TypeVar("Draft")


@dataclass(frozen=True, slots=True)
class Waiting:
    """One change that was shown and not yet decided on."""

    kind: str
    key: str
    """Stands in the card's buttons, so that an old card never confirms a newer change."""
    at: str
    """Since when, ISO 8601."""
    body: str
    """The change itself, as its kind writes it down."""
    label: str = ""
    """What it is, in a few words."""
    answer: str = ""
    """Id of the answer that shows its card."""
    doubted: bool = False
    """Whether something was said since that may have meant to change it, and was not understood."""

    def expired(self, now: datetime) -> bool:
        """Whether it waited too long."""
        return now - datetime.fromisoformat(self.at) > LIFE

    @property
    def is_card(self) -> bool:
        """Whether it has a card of its own, rather than being a question back."""
        return bool(self.label)


def waiting(turn: Turn, kind: str, body: str, label: str = "") -> Waiting:
    """A change of that kind, waiting from now on."""
    key, label = short(f"{kind}/{deed_key(turn)}"), label if len(label) <= _LABEL else _cut(label)
    return Waiting(kind, key, turn.now.isoformat(), body, label, turn.context.next_id())


def _cut(label: str) -> str:
    return f"{label[: _LABEL - 1]}…"


def deed_key(turn: Turn) -> str:
    """Names what is done by this event: the same when it comes again."""
    said = f"{turn.inbound.conversation}/{turn.context.next_id()}/{turn.now.isoformat()}"
    return turn.event or said


def short(key: str) -> str:
    """A key short enough for a button."""
    return hashlib.sha256(key.encode()).hexdigest()[:_KEY]


def dump(one: Waiting) -> str:
    """As JSON text."""
    return json.dumps(asdict(one), ensure_ascii=False)


def load(text: str | None) -> Waiting | None:
    """From JSON text; None for nothing, or for a shape of older days."""
    try:
        raw = json.loads(text) if text else None
        return Waiting(**raw) if isinstance(raw, dict) else None
    except (TypeError, ValueError):
        return None


def dump_draft(draft: object) -> str:
    """A change that waits as JSON text: the body of what waits."""
    return msgspec.json.encode(draft).decode()


def load_draft(one: Waiting | None, kind: str, shape: type[Draft]) -> Draft | None:
    """The change that waits; None where one of another kind does, or a shape of older days."""
    if one is None or one.kind != kind:
        return None
    try:
        return msgspec.json.decode(one.body, type=shape)
    except ValueError:  # also msgspec's own
        return None


def still_open(context: Context, now: datetime) -> tuple[Waiting, ...]:
    """The cards that wait, the one in front first, then the newest."""
    every = map(load, (context.draft, *reversed(context.earlier)))
    return tuple(one for one in every if one and one.is_card and not one.expired(now))


def put(turn: Turn, given: Answer, one: Waiting) -> Answer:
    """The answer with its card open, in front of those that wait still; it says that they do."""
    others = [each for each in still_open(given.context, turn.now) if each.key != one.key]
    room = _room(one, others)
    kept, gone = others[:room], others[room:]
    context = replace(given.context, draft=dump(one), earlier=_stored(kept))
    blocks = (*given.reply.blocks, *_said(kept, gone))
    return replace(given, reply=replace(given.reply, blocks=blocks), context=context)


def _room(one: Waiting, others: Sequence[Waiting]) -> int:
    """How many of the others stay open beside it."""
    sizes = accumulate((len(each.body) for each in others), initial=len(one.body))
    return min(ROOM - 1, sum(size <= _BODIES for size in islice(sizes, 1, None)))


def over(context: Context) -> Context:
    """The context with the card in front decided on; the others wait for their own buttons."""
    return replace(context, draft=None)


def in_front(context: Context, *, key: str = "", answer: str | None = None) -> Context | None:
    """The context with that card in front; None where it is not open."""
    every = [one for one in map(load, (*context.earlier, context.draft)) if one]
    meant = [one for one in every if one.key == key or (answer and one.answer == answer)]
    if not meant:
        return None
    others = [one for one in reversed(every) if one is not meant[0]]
    return replace(context, draft=dump(meant[0]), earlier=_stored(others))


def turned_to(turn: Turn, key: str) -> Turn | None:
    """The turn with that card in front; None where it is not open any more."""
    context = in_front(turn.context, key=key)
    return replace(turn, context=context) if context else None


def _stored(newest_first: Iterable[Waiting]) -> tuple[str, ...]:
    return tuple(dump(one) for one in newest_first if one.is_card)[::-1]


def _said(kept: list[Waiting], gone: list[Waiting]) -> list[Block]:
    lines: list[Block] = []
    if kept:
        names = "；".join(f"“{one.label}”" for one in kept)
        lines.append(say(faint(f"前面还有{len(kept)}张卡片没有确认，仍可点它的按钮：{names}。")))
    if gone:
        names = "；".join(f"“{one.label}”" for one in gone)
        lines.append(say(faint(f"没有确认的卡片太多，最早的已作废，没有登记：{names}。")))
    return lines


def plain_quiet(hours: tuple[time, time] | None) -> list[str] | None:
    """Quiet hours as JSON has them."""
    return [one.isoformat() for one in hours] if hours else None


def load_quiet(raw: list[str] | None) -> tuple[time, time] | None:
    """Quiet hours from JSON."""
    return (time.fromisoformat(raw[0]), time.fromisoformat(raw[1])) if raw else None
