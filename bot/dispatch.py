"""From what happened in a conversation to the answer: context, names, route, context again."""

import asyncio
from collections.abc import Awaitable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol
from weakref import WeakValueDictionary

from bot.errors import BadInputError
from bot.wiring import Wired
from db.ledger import Ledger
from db.records import Channel, Document, Names
from handlers.context import Context, Subject, dump, load
from handlers.inbound import Inbound
from handlers.lexicon import lexicon_of
from handlers.reply import Reply
from handlers.answering import answer
from handlers.turn import Answer, Speaker, Turn
from knowledge.lexicon import Lexicon


class Memory(Protocol):
    """Where conversations are remembered, as text: the ledger, or this process only."""

    async def load_context(self, conversation: str) -> str | None:
        """What was saved last, or None."""

    async def save_context(self, conversation: str, text: str, now: datetime) -> None:
        """Keep `text` for the next message."""


@dataclass(frozen=True, slots=True)
class Answered:
    """A reply with the id that a later message may reply to."""

    id: str
    reply: Reply
    saved: Awaitable[None]
    """Done once the conversation is saved, and with it that the event was answered."""
    channel: Channel | None = None


class Dispatch:
    """Answers what comes in; within a conversation strictly one after another."""

    def __init__(self, parts: Wired, memory: Memory | None = None) -> None:
        """`memory`: where conversations are remembered, the ledger itself if none is given."""
        self._ledger = parts.ledger
        self._tools = parts.tools
        self._memory = memory or parts.ledger
        self._wall_clock = parts.wall_clock
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._saving: set[asyncio.Task[None]] = set()
        self._known: tuple[Names, Lexicon] | None = None

    async def answer(
        self, inbound: Inbound, speaker: Speaker, now: datetime, event: str = ""
    ) -> Answered:
        """The answer; the conversation is saved behind it. Raises `BadInputError`.

        `event` is the key of what happened, the same when a platform delivers it again.
        """
        turn = self._turns.setdefault(inbound.conversation, asyncio.Lock())
        await turn.acquire()
        try:
            given, channel = await self._answer(inbound, speaker, now, event)
        except BaseException:
            turn.release()
            raise
        saved = self._save_behind(turn, inbound.conversation, given.context)
        return Answered(f"m{given.context.count}", given.reply, saved, channel)

    @property
    def ledger(self) -> Ledger:
        """What is answered from."""
        return self._ledger

    async def topic(self, conversation: str) -> tuple[Document, ...]:
        """The papers a conversation is about; none means all that are in talk."""
        await self.settled()
        context = load(await self._memory.load_context(conversation))
        names, _lexicon = await self._names()
        return tuple(d for d in names.documents if d.id in context.documents)

    async def settled(self) -> None:
        """Wait until every conversation is saved; raises what went wrong."""
        await asyncio.gather(*self._saving)

    async def _answer(
        self, inbound: Inbound, speaker: Speaker, now: datetime, event: str
    ) -> tuple[Answer, Channel | None]:
        # Up to here nothing was understood or stored: the 涉密 guard refuses in this place.
        names, lexicon = await self._names()
        context = load(await self._memory.load_context(inbound.conversation))
        turn = Turn(
            inbound=inbound,
            speaker=speaker,
            ledger=self._ledger,
            names=names,
            lexicon=lexicon,
            context=_in_talk(context, inbound.document, names),
            tools=self._tools,
            now=now,
            event=event,
        )
        return await answer(turn), turn.channel

    async def _names(self) -> tuple[Names, Lexicon]:
        names = await self._ledger.names()
        known = self._known
        if known and known[0].version == names.version:
            return known
        # Most changes leave every name as it was, and a large lexicon takes seconds to make.
        same = known and (known[0].documents, known[0].bureaus) == (names.documents, names.bureaus)
        self._known = (names, known[1] if known and same else lexicon_of(names))
        return self._known

    def _save_behind(
        self, turn: asyncio.Lock, conversation: str, context: Context
    ) -> Awaitable[None]:
        saving = asyncio.create_task(self._save(conversation, context))
        self._saving.add(saving)

        def saved(task: asyncio.Task[None]) -> None:
            self._saving.discard(task)
            turn.release()

        saving.add_done_callback(saved)
        return saving

    async def _save(self, conversation: str, context: Context) -> None:
        # By the wall clock: a line said "as of" next year must not make others forgotten.
        await self._memory.save_context(conversation, dump(context), self._wall_clock())


def _in_talk(context: Context, slug: str | None, names: Names) -> Context:
    if slug is None:
        return context
    chosen = tuple(document.id for document in names.documents if document.slug == slug)
    if not chosen:
        raise BadInputError(f"台账里没有这份文件：{slug}")
    same = context.documents == chosen
    return context if same else replace(context, documents=chosen, subject=Subject())
