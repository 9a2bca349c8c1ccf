"""What stands in a chat already: a message that is changed, or that the next one goes on from."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.serving.composing import facts_of
from bot.serving.saying import Ready
from bot.serving.sending import Stood
from db.ledger import Ledger
from db.outbox import Attempt, Claim, Notice
from handlers.reply import Reply, plain_text
from handlers.unasked.became import ITEM, as_it_stands
from handlers.unasked.look import page_of, shown

THREAD = timedelta(days=90)
"""So long a task's notices go on in one thread."""
_UNSENT = "要改的那条消息没有送达，没有可改的"
_HIDDEN = "这一项在那条消息里没有直接显示，不用改"


@dataclass(frozen=True, slots=True)
class Unchanged:
    """Nothing is to be changed, for that reason."""

    reason: str


class AlreadySaid:
    """Looks for what stands there."""

    def __init__(self, ledger: Ledger, zone: ZoneInfo) -> None:
        self._ledger = ledger
        self._zone = zone

    async def seen(self, ready: Ready, now: datetime) -> Ready | Unchanged:
        """With the message that it changes, or in whose thread it goes."""
        said = _said(ready.said.claim, ready.said.about)
        if edit := next((one for one in said if one.edits_id), None):
            return await self._over(ready, edit)
        about = subject(said)
        if about is None:
            return ready
        there = ready.said.claim.destination
        first = await self._ledger.said.thread(there, *about, now - THREAD)
        return replace(ready, under=stood(first))

    async def _over(self, ready: Ready, edit: Notice) -> Ready | Unchanged:
        attempt = await self._ledger.said.attempt(edit.edits_id or 0)
        there = stood(attempt)
        if attempt is None or there is None:
            return Unchanged(_UNSENT)
        reply = await self._changed(attempt, edit, ready.reply)
        if isinstance(reply, Unchanged):
            return reply
        words = replace(ready.said, text=plain_text(reply.blocks), facts=facts_of(reply))
        return replace(ready, said=words, reply=reply, over=there)

    async def _changed(self, attempt: Attempt, edit: Notice, reply: Reply) -> Reply | Unchanged:
        """The whole message with one item of it changed; else the words of the notice itself."""
        if ITEM not in edit.facts:
            return reply
        try:
            items, became = await as_it_stands(self._ledger, attempt, self._zone, edit)
        except ValueError:
            return Unchanged(_UNSENT)
        if page_of(items, edit.facts[ITEM]) != 0:
            return Unchanged(_HIDDEN)
        return shown(items, became)


def subject(notices: Sequence[Notice]) -> tuple[str, int] | None:
    """The one task that all of them are about."""
    about = {(one.target, one.target_id) for one in notices}
    match list(about):
        case [("task", int(task))]:
            return "task", task
    return None


def stood(attempt: Attempt | None) -> Stood | None:
    """Where the message of that try stands, as far as is known."""
    if attempt is None or not attempt.place or not attempt.message_id:
        return None
    return Stood(attempt.place, tuple(attempt.message_id.split()))


def _said(claim: Claim, about: Sequence[int]) -> list[Notice]:
    ids = claim.doubt.notices if claim.doubt else about
    return [one for one in claim.notices if one.id in ids]
