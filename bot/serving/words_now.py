"""The words of notices as things stand when they are about to be said.

What the rules planned is asked of the rules again; a digest is made of its week; what a person or
another part of the house worded stays as it was written.
"""

import asyncio
from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.lapsing import KIND as CARD
from bot.lapsing import has_lapsed
from bot.serving.composing import reply_of
from bot.serving.digests import Digests, Later
from db.ledger import Ledger
from db.outbox import Attempt, Notice, owed_at
from handlers.reply import Reply
from handlers.stored import load_reply
from handlers.unasked.words import worded
from reminders.hearers import destination_key
from reminders.house_rules import settled, thresholds
from reminders.rechecking.asked import Asked, Gone
from reminders.rechecking.current import current
from reminders.rechecking.gathering import regather
from reminders.weekly import KIND

Words = Reply | Gone | Later


class WordsNow:
    """Finds the words of notices, many at a time."""

    def __init__(self, ledger: Ledger, zone: ZoneInfo, digests: Digests | None = None) -> None:
        self._ledger = ledger
        self._zone = zone
        self._digests = digests or Digests(ledger, zone)

    async def replies(self, notices: Sequence[Notice], now: datetime) -> dict[int, Words]:
        """By id what each says now, or why it says nothing any more.

        One that says nothing that this program understands is left out.
        """
        found: dict[int, Words] = {}
        ruled = [one for one in notices if is_ruled(one)]
        found |= await self._ruled(ruled, now) if ruled else {}
        last = {(one.person, one.channel): one.id for one in notices if _is_digest(one)}
        for one in notices:
            if _is_digest(one) and one.id != last[one.person, one.channel]:
                found[one.id] = Gone("已过时，由更新的一期代替")
            elif _is_digest(one):
                found[one.id] = await self._digests.words(one)
            elif one.kind == CARD and not await has_lapsed(self._ledger, one):
                found[one.id] = Gone("卡片已处理")
            elif one.id not in found and (words := _stored(one)):
                found[one.id] = words
        return found

    async def again(self, notice: Notice, attempt: Attempt) -> Reply | Later:
        """The words as they were sent. Raises `ValueError` or `KeyError` where none can be read."""
        if _is_digest(notice):
            return await self._digests.again(notice, attempt)
        return load_reply(attempt.facts["reply"])

    async def _ruled(self, notices: Sequence[Notice], now: datetime) -> dict[int, Words]:
        settings, workdays = await settled(self._ledger, self._zone)
        asked = {one.id: asked_of(one) for one in notices}
        facts = await regather(self._ledger, tuple(asked.values()), settings)
        # Beside the loop: people wait for answers meanwhile.
        said = await asyncio.to_thread(
            current, facts, tuple(asked.values()), now, workdays, settings
        )
        lights = await thresholds(self._ledger)
        today = now.astimezone(self._zone).date()
        return {
            one.id: words if isinstance(words, Gone) else worded(words, today, lights)
            for one in notices
            for words in (said[one.key],)
        }


def is_ruled(notice: Notice) -> bool:
    """Whether a rule planned it: then it holds the day that it is about."""
    return "day" in notice.facts and notice.document_id is not None


def is_planned(notice: Notice) -> bool:
    """Whether it was planned for its moment: a reminder or a digest."""
    return is_ruled(notice) or _is_digest(notice)


def _is_digest(notice: Notice) -> bool:
    return notice.kind == KIND and "since" in notice.facts


def asked_of(notice: Notice) -> Asked:
    """What the rules are asked about it."""
    return Asked(
        key=notice.key,
        kind=notice.kind,
        destination=destination_key(notice.person, notice.channel),
        document_id=notice.document_id or 0,
        target=notice.target,
        target_id=notice.target_id,
        day=date.fromisoformat(notice.facts["day"]),
        at=owed_at(notice),
    )


def _stored(notice: Notice) -> Reply | None:
    try:
        return reply_of(notice)
    except (ValueError, KeyError):
        return None
