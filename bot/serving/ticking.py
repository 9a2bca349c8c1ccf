"""Time passes: what the rules owe by the end of today goes into the outbox, each key once.

A tick that runs twice, late or on two machines is harmless, because keys are made of facts. Where
the ledger says that all was planned by these facts and until then (`db/planned.py`), or that no
more than some papers are otherwise and they owe nothing new, there is nothing to plan.
"""

import asyncio
import logging
from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.serving.composing import facts_of
from db.ledger import Ledger
from db.outbox import NewNotice
from db.planned import Looked, Mark
from handlers.reply import Reply, say
from reminders.house_rules import doubts
from reminders.outlook import outlook
from reminders.owing import is_at_rest, lacking, program, span_owed, tomorrow, worth_saying
from reminders.plan import Planned, Span

_LEAST, _MOST = 10, 200
"""Notices of one transaction."""
_SHORT = 0.02
"""Seconds that a transaction should take, the wait for the disk included."""

_log = logging.getLogger(__name__)


class Ticking:
    """Plans from time to time."""

    def __init__(self, ledger: Ledger, zone: ZoneInfo) -> None:
        self._ledger = ledger
        self._zone = zone
        self._program = program(zone)
        self._waiting: frozenset[str] = frozenset()
        self._doubts: tuple[str, ...] = ()

    async def tick(self, now: datetime) -> int:
        """Put in the outbox what is owed; how many notices were new."""
        await self._ledger.people.arrive(now.astimezone(self._zone))
        looked = await self._ledger.planned.look()
        until, end = tomorrow(now, self._zone), looked.since.end
        lacks = await self._lacks(looked, now)
        if looked.mark and lacks is not None and lacks <= self._waiting:
            await self._keep(looked, Mark(end, max(until, looked.mark.until), self._program), now)
            return 0
        await self._tell_doubts()
        added = await tick(self._ledger, now, self._zone, looked.mark)
        # What a whole plan does not say of it waits for its turn, and need not be asked again.
        self._waiting = self._waiting | lacks if lacks else frozenset()
        await self._keep(looked, Mark(end, until, self._program), now)
        return added

    async def _keep(self, looked: Looked, mark: Mark, now: datetime) -> None:
        if mark != looked.mark:
            await self._ledger.planned.keep(mark, now)

    async def _lacks(self, looked: Looked, now: datetime) -> frozenset[str] | None:
        """Keys that may be owed until today ends and are not there; None: anything may be."""
        mark, since = looked.mark, looked.since
        if mark is None or since.everything or mark.program != self._program:
            return None
        new = Span(mark.until, tomorrow(now, self._zone))
        if new.start < new.end and not await is_at_rest(self._ledger, new, self._zone):
            return None
        span = span_owed(now, mark.until, self._zone)
        return await lacking(self._ledger, since.papers, span, self._zone)

    async def _tell_doubts(self) -> None:
        """Settings that nobody can read stop nothing; they are logged once."""
        doubtful = await doubts(self._ledger)
        for line in sorted(set(doubtful) - set(self._doubts)):
            _log.warning("提醒设置里%s", line)
        self._doubts = doubtful


async def tick(ledger: Ledger, now: datetime, zone: ZoneInfo, mark: Mark | None = None) -> int:
    """Plan what is owed since the mark and until today ends; how many notices were new."""
    span = span_owed(now, mark.until if mark else None, zone)
    owed = worth_saying((await outlook(ledger, span, now, zone)).owed, now)
    known = await ledger.outbox.known([one.key for one in owed])
    return await put_in(ledger, [notice_of(one) for one in owed if one.key not in known], now)


async def put_in(ledger: Ledger, new: Sequence[NewNotice], now: datetime) -> int:
    """Into the outbox, as many at a time as nobody who writes meanwhile waits for long."""
    loop, size, at, added = asyncio.get_running_loop(), _MOST // 4, 0, 0
    while at < len(new):
        start = loop.time()
        added += await ledger.outbox.plan(new[at : at + size], now)
        at += size
        fits = size * _SHORT / max(loop.time() - start, _SHORT / 10)
        size = round(min(max(fits, size / 2, _LEAST), size * 2, _MOST))
    return added


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
