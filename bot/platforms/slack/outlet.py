"""Says things on Slack: one at a time a chat, nothing twice that can be looked up first."""

import logging
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace

from bot.places import chat_text
from bot.platforms.slack.addressing import NAME
from bot.platforms.slack.api import Api
from bot.platforms.slack.failures import RefusedError, is_layout
from bot.platforms.slack.posting import Posting
from bot.platforms.slack.render import Page, encoded, plain_pages, plain_pages_with, with_buttons
from bot.serving.pacing import Pace
from bot.serving.rendered import Rendered
from bot.serving.sending import SendError
from bot.serving.tokens import Tokens
from db.records import Account, Place
from handlers.reply import Attachment, Button, Reply

_log = logging.getLogger(__name__)
_REMEMBERED = 10_000
_NO_THREAD = ("thread_not_found", "invalid_thread_ts")


@dataclass(slots=True)
class _Begun:
    """A delivery of which only a part is known to have arrived."""

    done: list[str] = field(default_factory=list)
    doubtful: bool = False
    """Slack may have taken the next part as well."""


class SlackOutlet:
    """Messages, edits and private chats of one workspace."""

    def __init__(
        self,
        api: Api,
        pace: Pace,
        tokens: Tokens,
        count: Callable[[str], None] | None = None,
    ) -> None:
        """`count` is told the outcome of every send (see `bot.serving.metrics`)."""
        self._count = count or (lambda _outcome: None)
        self._api = api
        self._posting = Posting(api)
        self._pace = pace
        self._tokens = tokens
        self._parts = Rendered(encoded)
        self._begun: dict[str, _Begun] = {}
        self._directs: dict[str, str] = {}

    async def send(
        self, place: Place, reply: Reply, *, delivery: str = "", under: str = ""
    ) -> tuple[str, ...]:
        """Say it there, a topic being a thread; ids of the messages. Raises `SendError`.

        Called again with the same `delivery` after a failure, it goes on where it broke off, and
        looks in the chat's history for what may have arrived. What goes in the thread of an
        earlier message is shown in the channel as well: a reminder that nobody sees is none.
        """
        self._pace.see_free(place.chat)
        for laid in (self.pages, self.plainly):
            try:
                return await self._sent(place, laid(reply, place), reply, delivery, under)
            except SendError as error:
                if not is_layout(error):
                    raise
                _log.warning("Slack 没有接受通知的样式（%s），改用纯文字", error.reason)
        return await self._sent(place, plain_pages(reply, place, ""), reply, delivery, under)

    async def _sent(
        self, place: Place, pages: tuple[Page, ...], reply: Reply, delivery: str, under: str
    ) -> tuple[str, ...]:
        if not under or place.topic:
            return await self.say(place, (*pages, *reply.attachments), delivery)
        thread = replace(place, topic=under)
        aloud = (*(replace(each, aloud=True) for each in pages[:1]), *pages[1:])
        try:
            return await self.say(thread, (*aloud, *reply.attachments), delivery)
        except RefusedError as error:
            if error.code not in _NO_THREAD:
                raise
        return await self.say(place, (*pages, *reply.attachments), delivery)

    async def say(
        self, place: Place, said: Sequence[Page | Attachment], delivery: str
    ) -> tuple[str, ...]:
        """The same for what was rendered before."""
        async with self._turn(place):
            begun = self._begun.pop(delivery, None) or _Begun()
            try:
                await self._go_on(place, said, delivery, begun)
            except SendError as error:
                self._broken(delivery, begun, error)
                raise
        self._count("sent")
        return tuple(begun.done)

    def doubt(self, delivery: str) -> None:
        """Another process may have sent it: the next `send` looks in the history first."""
        self._keep(delivery, self._begun.get(delivery) or _Begun()).doubtful = True

    def pages(self, reply: Reply, place: Place, tag: str = "") -> tuple[Page, ...]:
        """The reply's messages for that place; `tag` comes back with every press."""
        buttons = self.sealed(reply.buttons, place)
        return with_buttons(self._parts.of(reply.blocks), buttons, tag)

    def plainly(self, reply: Reply, place: Place, tag: str = "") -> tuple[Page, ...]:
        """The same in words without layout, where Slack did not take it; the buttons stay."""
        return plain_pages_with(replace(reply, buttons=self.sealed(reply.buttons, place)), tag)

    def sealed(self, buttons: tuple[Button, ...], place: Place) -> tuple[Button, ...]:
        """The buttons, good in that place only."""
        if not buttons:
            return ()
        where = chat_text(place)
        return tuple(Button(b.label, self._tokens.seal(b.value, where), b.group) for b in buttons)

    async def private(self, account: Account) -> Place:
        """The person's DM. Raises `SendError`."""
        known = self._directs.get(account.account)
        if known is None:
            answer = await self._api.call("conversations.open", users=account.account)
            known = str(answer["channel"]["id"])
            if len(self._directs) >= _REMEMBERED:
                self._directs.clear()
            self._directs[account.account] = known
        return Place(NAME, "", known)

    async def edit(self, place: Place, messages: Sequence[str], reply: Reply) -> tuple[str, ...]:
        """Put the reply in the messages' place, what does not fit below it."""
        pages = self.pages(reply, place)
        first = await self._edited(place, messages[0], pages[0])
        return (first, *await self.rewrite(place, messages[1:], pages[1:]))

    async def _edited(self, place: Place, message: str, page: Page) -> str:
        async with self._turn(place):
            if await self._posting.update(place, message, page):
                return message
        raise SendError("原消息已被删除", permanent=True)

    async def rewrite(
        self, place: Place, messages: Sequence[str], said: Sequence[Page], delivery: str = ""
    ) -> tuple[str, ...]:
        """Make the messages say these parts: edit them, post what is missing, delete the rest."""
        kept: list[str] = []
        async with self._turn(place):
            for message in messages:
                # One that is gone by now leaves its part to the next, or to a new one.
                if len(kept) == len(said):
                    await self._posting.delete(place, message)
                elif await self._posting.update(place, message, said[len(kept)]):
                    kept.append(message)
        more = said[len(kept) :]
        return (*kept, *await self.say(place, more, delivery)) if more else tuple(kept)

    async def whisper(self, place: Place, user: str, said: Sequence[Page]) -> None:
        """Say it there so that only that person sees it. Raises `SendError`."""
        async with self._turn(place):
            for page in said:
                await self._posting.whisper(place, user, page)

    @asynccontextmanager
    async def _turn(self, place: Place) -> AsyncIterator[None]:
        """The chat's turn; a limit that Slack names in it holds for all that comes after."""
        async with self._pace.turn(place.chat):
            try:
                yield
            except SendError as error:
                self._hold(place, error)
                raise

    async def _go_on(
        self, place: Place, said: Sequence[Page | Attachment], delivery: str, begun: _Begun
    ) -> None:
        if begun.doubtful:
            found = await self._posting.found(place, delivery)
            begun.done += [found[n] for n in sorted(found) if n >= len(begun.done)]
            begun.doubtful = False
        for number, part in enumerate(said[len(begun.done) :], len(begun.done)):
            if isinstance(part, Page):
                begun.done.append(await self._posting.post(place, part, delivery, number))
            else:
                begun.done.append(await self._posting.upload(place, part))

    def _broken(self, delivery: str, begun: _Begun, error: SendError) -> None:
        if not delivery or error.permanent:
            return
        begun.doubtful = begun.doubtful or error.unknown
        self._keep(delivery, begun)

    def _keep(self, delivery: str, begun: _Begun) -> _Begun:
        while len(self._begun) >= _REMEMBERED:
            del self._begun[next(iter(self._begun))]
        self._begun[delivery] = begun
        return begun

    def _hold(self, place: Place, error: SendError) -> None:
        self._count(error.outcome)
        if error.retry_after:
            self._pace.hold(place.chat, error.retry_after)
