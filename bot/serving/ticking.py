"""Time passes: what the rules owe by the end of today goes into the outbox, each key once.

A tick that runs twice, late or on two machines is harmless, because keys are made of facts. What
it remembers only saves work: a new process plans the same once more, and adds nothing.
"""

import logging
from collections.abc import Hashable
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.serving.composing import facts_of
from db.ledger import Ledger
from db.outbox import NewNotice
from handlers.reply import Reply, say
from reminders.house_rules import doubts
from reminders.outlook import outlook
from reminders.plan import Planned, Span

BACK = timedelta(days=7)
"""So long the bot may have been away, and still says what it owes."""
_TOGETHER = 100
"""Notices a transaction: nobody who writes meanwhile waits for long."""

_log = logging.getLogger(__name__)


class Ticking:
    """Plans from time to time."""

    def __init__(self, ledger: Ledger, zone: ZoneInfo) -> None:
        self._ledger = ledger
        self._zone = zone
        self._planned: Hashable = None
        self._doubts: tuple[str, ...] = ()

    async def tick(self, now: datetime) -> int:
        """Put in the outbox what is owed; how many notices were new."""
        state = await self._state(now)
        if state == self._planned:
            return 0
        await self._tell_doubts()
        added = await tick(self._ledger, now, self._zone)
        self._planned = state
        return added

    async def _tell_doubts(self) -> None:
        """Settings that nobody can read stop nothing; they are logged once."""
        doubtful = await doubts(self._ledger)
        for line in sorted(set(doubtful) - set(self._doubts)):
            _log.warning("提醒设置里%s", line)
        self._doubts = doubtful

    async def _state(self, now: datetime) -> Hashable:
        """What a plan depends on beside the reports that only take something out of it."""
        day = now.astimezone(self._zone).date()
        blocked = await self._ledger.due.blocked(now - BACK)
        reopened = await self._ledger.due.reopened()
        settings = await self._ledger.due.house_rules("reminders")
        return await self._ledger.version(), day, blocked, reopened, str(settings)


async def tick(ledger: Ledger, now: datetime, zone: ZoneInfo) -> int:
    """Plan what is owed since `BACK` and until today ends; how many notices were new."""
    tomorrow = now.astimezone(zone).date() + timedelta(days=1)
    span = Span(now - BACK, datetime.combine(tomorrow, time(), zone))
    new = [notice_of(one) for one in (await outlook(ledger, span, now, zone)).owed]
    return sum(
        [
            await ledger.outbox.plan(new[at : at + _TOGETHER], now)
            for at in range(0, len(new), _TOGETHER)
        ]
    )


def notice_of(one: Planned) -> NewNotice:
    """The planned notice as the outbox keeps it."""
    return NewNotice(
        key=one.key,
        kind=one.kind,
        person=one.destination.person,
        channel=one.destination.channel,
        facts={
            **facts_of(Reply("notice", (say(one.text),))),
            "why": one.why,
            "tasks": list(one.tasks),
            "message": one.message,
            "day": one.day.isoformat(),
            "urgency": one.urgency,
            **_week(one),
        },
        due_at=one.at,
        document_id=one.document_id,
        target=one.target,
        target_id=one.target_id,
    )


def _week(one: Planned) -> dict[str, str]:
    """Of a digest."""
    if one.since is None:
        return {}
    return {"since": one.since.isoformat(), "until": one.at.isoformat()}
