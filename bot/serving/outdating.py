"""Keeps what was said true: the last message about a task is changed where it is out of date.

It looks at what happened in the last days again and again; each change is made once by its key.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.serving.composing import facts_of
from db.ledger import Ledger
from db.outbox import NewNotice
from db.said import LastSaid
from db.standing import Report
from handlers.reply import Reply, say
from handlers.unasked.became import BACK as CAME_BACK
from handlers.unasked.became import ITEM, NOTE
from reminders.facts import TaskFact
from reminders.gathering import task_facts
from reminders.outdated import KINDS, Event, Outdated, cause, outdated, resumed, said_note

BACK = timedelta(days=7)
"""So long the bot may have been away, and still puts right what it said."""
STANDS = timedelta(days=45)
"""What was said longer ago nobody scrolls up to; Telegram lets a bot edit it no longer either."""


class Outdating:
    """Looks from time to time."""

    def __init__(self, ledger: Ledger, zone: ZoneInfo) -> None:
        self._ledger = ledger
        self._zone = zone

    async def look(self, now: datetime) -> int:
        """Plan the changes that are due; how many were new."""
        ids = await self._ledger.said.changed(now - BACK)
        last = await self._ledger.said.last("task", ids, KINDS, now - STANDS) if ids else ()
        if not last:
            return 0
        facts = await self._facts(last)
        new = [
            notice
            for one in last
            if (notice := await self._notice(one, facts.get(one.notice.target_id or 0), now))
        ]
        return await self._ledger.outbox.plan(new, now)

    async def _facts(self, last: Sequence[LastSaid]) -> dict[int, TaskFact]:
        ids = list(dict.fromkeys(one.notice.target_id or 0 for one in last))
        by_paper = await task_facts(self._ledger, ids)
        return {one.task.id: one for several in by_paper.values() for one in several}

    async def _notice(
        self, one: LastSaid, fact: TaskFact | None, now: datetime
    ) -> NewNotice | None:
        if fact is None:
            return None
        now_so = outdated(one.notice.kind, one.notice.key, fact)
        if now_so is None and not await self._noted(one):
            return None
        events = await self._events(fact.task.id)
        event = cause(now_so.key if now_so else "resumed", events)
        now_so = now_so or Outdated("resumed", resumed(event), back=True)
        who = None if await self._is_minimal(one) else event
        return _new(one, now_so, event, said_note(now_so.words, who, self._zone), now)

    async def _is_minimal(self, one: LastSaid) -> bool:
        """In minimal mode nobody's name is said there."""
        place = one.notice.channel
        channel = await self._ledger.channels.by_id(place) if place else None
        return channel is not None and channel.minimal

    async def _noted(self, one: LastSaid) -> bool:
        """Whether it stands there as over."""
        edits = await self._ledger.said.edits(one.attempt)
        return any(each.facts.get(ITEM) == one.notice.id for each in edits)

    async def _events(self, task_id: int) -> list[Event]:
        """What happened to the task."""
        progress = self._ledger.progress
        steps = await progress.steps("task", task_id)
        reports = await progress.reports("task", task_id)
        happened = [Event(f"s{each.id}", each.at, each.by, each.kind) for each in steps]
        happened += [Event(f"r{each.id}", each.at, each.by, _reported(each)) for each in reports]
        return happened


def _reported(report: Report) -> str:
    return f"reported {report.status}" if report.status else "reported"


def _new(
    one: LastSaid, now_so: Outdated, event: Event | None, note: str, now: datetime
) -> NewNotice:
    said = one.notice
    # What comes back after it was over is said again, so that the event belongs to the key.
    key = f"outdated/{said.id}/{now_so.key}/{event.key if event else ''}"
    return NewNotice(
        key=key,
        kind="outdated",
        person=said.person,
        channel=said.channel,
        facts={
            **facts_of(Reply("notice", (say(note),))),
            ITEM: said.id,
            NOTE: note,
            CAME_BACK: now_so.back,
        },
        due_at=now,
        document_id=said.document_id,
        target=said.target,
        target_id=said.target_id,
        edits_id=one.attempt,
    )
