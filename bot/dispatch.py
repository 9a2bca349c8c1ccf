"""From what happened in a conversation to the answer: context, names, route, context again."""

import asyncio
from collections.abc import Awaitable
from dataclasses import dataclass, replace
from datetime import date, datetime
from weakref import WeakValueDictionary

from bot.conversations import Conversations, Memory, Saved, nothing_to_save
from bot.errors import BadInputError
from bot.guarding import refusal
from bot.happened import Happened
from bot.lapsing import lapse
from bot.serving.composing import facts_of
from bot.serving.noting import OUTBOX
from bot.wiring import Wired
from db.ledger import Ledger
from db.outbox import NewNotice
from db.records import Channel, Document, Names
from handlers.answering import answer
from handlers.context import Context, Subject
from handlers.inbound import Inbound, Message, Press
from handlers.lexicon import lexicon_of
from handlers.reply import Reply
from handlers.stored import dump_result, load_result
from handlers.turn import Answer, Notice, Speaker, Turn
from knowledge.lexicon import Lexicon


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
        self._conversations = Conversations(memory or parts.ledger, parts.wall_clock)
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._happened = Happened()
        self._known: tuple[Names, Lexicon] | None = None
        self._arrived: tuple[int, date] | None = None

    async def answer(
        self,
        inbound: Inbound,
        speaker: Speaker,
        now: datetime,
        event: str = "",
        *,
        again: bool = False,
    ) -> Answered:
        """The answer; the conversation is saved behind it. Raises `BadInputError`.

        `event` is the key of what happened, the same when a platform delivers it again; `again`
        tells that it may have come before, to this process or another.
        """
        # Events of platforms were looked at before anything of them was stored (see reception).
        if not event and (refused := refusal(inbound)):
            return Answered("", refused, nothing_to_save())
        turn = self._turns.setdefault(inbound.conversation, asyncio.Lock())
        await turn.acquire()
        try:
            answered = await self._earlier(event, again) or await self._answer(
                inbound, speaker, now, event
            )
        except BaseException:
            turn.release()
            raise
        asyncio.ensure_future(answered.saved).add_done_callback(lambda _: turn.release())
        return answered

    async def warm_up(self) -> None:
        """Load what the first answer would wait for."""
        await self._names()

    @property
    def ledger(self) -> Ledger:
        """What is answered from."""
        return self._ledger

    async def topic(self, conversation: str) -> tuple[Document, ...]:
        """The papers a conversation is about; none means all that are in talk."""
        await self.settled()
        context = await self._conversations.load(conversation)
        names, _lexicon = await self._names()
        return tuple(d for d in names.documents if d.id in context.documents)

    async def settled(self) -> None:
        """Wait until every conversation is saved; raises what went wrong."""
        await self._conversations.settled()

    async def _earlier(self, event: str, again: bool) -> Answered | None:
        """What the event was answered with when it changed something, and was that before."""
        if not event or not (again or self._happened.holds(event)):
            return None
        result = await self._conversations.result(event)
        if result is None:
            return None
        return Answered(*load_result(result), nothing_to_save())

    async def _answer(
        self, inbound: Inbound, speaker: Speaker, now: datetime, event: str
    ) -> Answered:
        names, lexicon = await self._names()
        if self._arrived != (names.version, now.date()):
            speaker = await self._with_moves(speaker, now)
            names, lexicon = await self._names()
            self._arrived = names.version, now.date()
        context = await self._conversations.load(inbound.conversation)
        context = await self._leaning(inbound, context)
        place = inbound.channel
        turn = Turn(
            inbound=inbound,
            speaker=speaker,
            ledger=self._ledger,
            names=names,
            lexicon=lexicon,
            context=_in_talk(context, inbound.document, names),
            tools=self._tools,
            now=now,
            channel=await self._ledger.channels.of_place(place) if place else None,
            event=event,
        )
        given = await answer(turn)
        opens = given.context.draft not in (None, turn.context.draft)
        saved = self._save(turn, given, opens=opens)
        if opens:
            # Whoever sees a card may press it at once: also where this process is gone by then.
            await saved
        return Answered(f"m{given.context.count}", given.reply, saved, turn.channel)

    async def _with_moves(self, speaker: Speaker, now: datetime) -> Speaker:
        """The speaker as of today: moves dated ahead count from their day on."""
        moved = await self._ledger.people.arrive(now)
        if not moved or speaker.person is None:
            return speaker
        return replace(speaker, person=await self._ledger.people.by_id(speaker.person.id))

    def _save(self, turn: Turn, given: Answer, *, opens: bool) -> Saved:
        """`opens`: a card. The event, come again, gets this same answer: a card that was decided
        on meanwhile is not opened once more."""
        event = turn.event
        result = None
        if event and (given.lasting or opens):
            self._happened.note(event)
            result = dump_result(f"m{given.context.count}", given.reply)
        # Nobody is told of what they did themselves.
        actor = turn.speaker.id
        others = (one for one in given.notices if one.person is None or one.person != actor)
        notices = tuple(_outgoing(one, turn.now) for one in others)
        if opens and (lapsing := lapse(turn, given.context)):
            notices += (lapsing,)
        return self._conversations.save(
            turn.inbound.conversation, given.context, event, result, notices
        )

    async def _leaning(self, inbound: Inbound, context: Context) -> Context:
        """The context about another's answer, where it is that which was answered or pressed."""
        match inbound:
            case Message(reply_to=str(named)) | Press(answer=str(named)) if "#" in named:
                conversation, _, answer_id = named.rpartition("#")
                if conversation == OUTBOX:
                    return await self._noticed(answer_id, context)
                meant = (await self._conversations.load(conversation)).reply(answer_id)
                return replace(context, subject=meant) if meant else context
        return context

    async def _noticed(self, attempt: str, context: Context) -> Context:
        """The context about the tasks of what was said unasked."""
        tasks = await self._ledger.said.tasks(int(attempt)) if attempt.isdecimal() else ()
        return replace(context, subject=Subject(tasks, intent="notice")) if tasks else context

    async def _names(self) -> tuple[Names, Lexicon]:
        names = await self._ledger.names()
        known = self._known
        if known and known[0].version == names.version:
            return known
        # Most changes leave every name as it was, and a large lexicon takes seconds to make.
        same = known and (known[0].documents, known[0].bureaus) == (names.documents, names.bureaus)
        self._known = (names, known[1] if known and same else lexicon_of(names))
        return self._known


def _in_talk(context: Context, slug: str | None, names: Names) -> Context:
    if slug is None:
        return context
    chosen = tuple(document.id for document in names.documents if document.slug == slug)
    if not chosen:
        raise BadInputError(f"台账里没有这份文件：{slug}")
    same = context.documents == chosen
    return context if same else replace(context, documents=chosen, subject=Subject())


def _outgoing(notice: Notice, now: datetime) -> NewNotice:
    return NewNotice(
        notice.key,
        notice.kind,
        notice.person,
        notice.channel,
        facts_of(notice.reply),
        now,
        notice.document,
        "task" if notice.task else None,
        notice.task,
    )
