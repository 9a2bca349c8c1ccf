"""What conversations remember: read once, kept while recent, saved behind the answers.

A transaction costs the same whether it saves one conversation or a hundred. So one is saved at
once, and while many are answered, what was answered within a few milliseconds is saved together.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from bot.wiring import Clock
from db.contexts import Remembrance
from db.outbox import NewNotice
from handlers.context import Context, dump, load

GATHERING = 0.004
"""Seconds between two transactions while many are answered."""
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
        self._waiting: list[tuple[Remembrance, Saved]] = []
        self._unsaved: set[Saved] = set()
        self._saving: asyncio.Task[None] | None = None
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
        saved: Saved = asyncio.get_running_loop().create_future()
        self._unsaved.add(saved)
        saved.add_done_callback(self._unsaved.discard)
        self._waiting.append((Remembrance(conversation, body, event, result, notices), saved))
        self._keep(conversation, context, len(body) + _room(context))
        if self._saving is None:
            self._saving = asyncio.create_task(self._save_waiting())
        return saved

    async def settled(self) -> None:
        """Wait until every conversation is saved; raises what went wrong."""
        await asyncio.gather(*self._unsaved)

    async def _save_waiting(self) -> None:
        try:
            while self._waiting:
                batch, self._waiting = self._waiting[:AT_ONCE], self._waiting[AT_ONCE:]
                await self._save(batch)
                if len(batch) > 1:
                    await asyncio.sleep(GATHERING)
        finally:
            self._saving = None

    async def _save(self, batch: Sequence[tuple[Remembrance, Saved]]) -> None:
        try:
            # By the wall clock: a line said "as of" next year must not make others forgotten.
            await self._memory.answered([one for one, _ in batch], self._wall_clock())
        except Exception as error:  # noqa: BLE001 - whoever waits for the answer gets it
            if len(batch) > 1:  # what one of them cannot have saved is no fault of the others
                for one in batch:
                    await self._save((one,))
            else:
                self._failed(*batch[0], error)
        else:
            for _, saved in batch:
                if not saved.done():
                    saved.set_result(None)

    def _failed(self, one: Remembrance, saved: Saved, error: Exception) -> None:
        self._forget(one.conversation)
        if not saved.done():
            saved.set_exception(error)

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
    """Bytes that the long lists of a conversation take."""
    return sum(40 * len(one.tasks) for _, one in context.replies)
