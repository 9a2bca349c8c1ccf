"""What conversations remember: read once, kept while recent, saved behind the answers.

One is saved at once, and while many are answered, what was answered within some milliseconds is
saved together.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import Protocol

from bot.wiring import Clock
from db.combining import Combined
from db.contexts import Remembrance
from db.outbox import NewNotice
from handlers.context import WHOLE, Context, dump, load

GATHERING = 0.02
"""Seconds between two transactions while many are answered; nobody types faster."""
AT_ONCE = 128
"""So many answers are saved in one transaction at most."""
ROOM = 16 << 20
"""Bytes, roughly, of conversations kept in this process: some thousand conversations."""


class Memory(Protocol):
    """Where conversations are remembered, as text: the ledger, or this process only."""

    @property
    def shared(self) -> bool:
        """Whether other machines may save the same conversations."""

    async def load_context(self, conversation: str) -> str | None:
        """What was saved last, or None."""

    async def event_result(self, key: str) -> str | None:
        """What the event was answered with, where that was kept."""

    async def answered(self, answers: Sequence[Remembrance], now: datetime) -> None:
        """Keep what stays of these answers, all in one transaction."""


Saved = asyncio.Future[None]


def nothing_to_save() -> Saved:
    """Done already: for answers of which no conversation has to know."""
    saved: Saved = asyncio.get_running_loop().create_future()
    saved.set_result(None)
    return saved


class Conversations:
    """The conversations of one process; each is asked for and saved by one task at a time."""

    def __init__(self, memory: Memory, wall_clock: Clock) -> None:
        self._memory = memory
        self._wall_clock = wall_clock
        self._save = Combined(self._saved, most=AT_ONCE, pause=GATHERING)
        self._unsaved: set[Saved] = set()
        self._recent: OrderedDict[str, tuple[int, Context]] = OrderedDict()
        self._size = 0

    async def load(self, conversation: str) -> Context:
        """What the conversation remembers."""
        kept = self._recent.get(conversation)
        return kept[1] if kept else load(await self._memory.load_context(conversation))

    async def result(self, event: str) -> str | None:
        """What the event was answered with, where that was kept."""
        return await self._memory.event_result(event)

    def save(
        self,
        conversation: str,
        context: Context,
        event: str = "",
        result: str | None = None,
        notices: tuple[NewNotice, ...] = (),
    ) -> Saved:
        """Save it behind the answer, and what others will hear of it; what is returned is done
        once it is on the disk."""
        body = dump(context)
        saved = self._save.ask(Remembrance(conversation, body, event, result, notices))
        self._unsaved.add(saved)
        saved.add_done_callback(partial(self._ended, conversation))
        self._keep(conversation, context, len(body) + _room(context))
        return saved

    async def settled(self) -> None:
        """Wait until every conversation is saved; raises what went wrong."""
        await asyncio.gather(*self._unsaved)

    async def _saved(self, answers: Sequence[Remembrance]) -> Sequence[None]:
        # By the wall clock: a line said "as of" next year must not make others forgotten.
        await self._memory.answered(answers, self._wall_clock())
        return [None] * len(answers)

    def _ended(self, conversation: str, saved: Saved) -> None:
        self._unsaved.discard(saved)
        if not saved.cancelled() and saved.exception():
            self._forget(conversation)

    def _keep(self, conversation: str, context: Context, size: int) -> None:
        """Not where other machines save too: they may get the next message."""
        if self._memory.shared:
            return
        self._forget(conversation)
        self._recent[conversation] = (size, context)
        self._size += size
        while self._size > ROOM:
            self._forget(next(iter(self._recent)))

    def _forget(self, conversation: str) -> None:
        size, _ = self._recent.pop(conversation, (0, None))
        self._size -= size


def _room(context: Context) -> int:
    """Bytes that the long lists of a conversation take: older answers are remembered in brief."""
    return sum(40 * len(one.tasks) for _, one in context.replies[-WHOLE:])
