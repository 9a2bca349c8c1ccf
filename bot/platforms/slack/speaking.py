"""How an answer reaches who asked: in the thread, for their eyes only, in place, or as a form."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TypeVar

from bot.dispatch import Answered
from bot.places import chat_text
from bot.platforms.slack.addressing import NAME, Asked, button_tag
from bot.platforms.slack.api import Api
from bot.platforms.slack.outlet import SlackOutlet
from bot.platforms.slack.render import Page
from bot.platforms.slack.views import home, modal
from bot.serving.noting import Noting
from bot.serving.sending import SendError
from db.records import Account
from handlers.reply import Attachment, Reply

WAITS = (0.3, 1.0, 2.0, 4.0, 8.0, 15.0)
"""Seconds between tries to answer; after that the event is handled again later."""
LONGEST = 60.0
"""Who is told to wait longer tries later, with the whole event."""

T = TypeVar("T")
_log = logging.getLogger(__name__)


class Speaking:
    """Answers, wherever they were asked for."""

    def __init__(self, api: Api, outlet: SlackOutlet, noting: Noting) -> None:
        self._api = api
        self._outlet = outlet
        self._noting = noting

    async def answer(self, asked: Asked, answered: Answered, key: str) -> tuple[str, ...]:
        """Say it; ids of the messages that stand in the chat. Raises `SendError`."""
        reply = answered.reply
        if reply.form and asked.trigger and await self._form(asked, reply):
            return ()
        parts = self._pages(asked, answered)
        alone = bool(asked.shared and _for_one(asked, reply))
        if asked.by == "edit" and not alone:
            return await self._instead(asked, parts, key)
        if parts and reply.settles and asked.message:
            return await self._settle(asked, parts, key)
        if parts and (asked.by == "command" or alone):
            return await self._whisper(asked, answered)
        everything: tuple[Page | Attachment, ...] = (*parts, *reply.attachments)
        return await patiently(lambda: self._outlet.say(asked.place, everything, key))

    async def show_home(self, asked: Asked, answered: Answered) -> None:
        """The reply as the person's Home tab. Raises `SendError`."""
        buttons = self._outlet.sealed(answered.reply.buttons, asked.place)
        shown = replace(answered.reply, buttons=buttons)
        view = home(shown, button_tag(asked.conversation, answered.id))
        await patiently(lambda: self._api.call("views.publish", user_id=asked.user, view=view))

    async def _form(self, asked: Asked, reply: Reply) -> bool:
        """Open the modal; False where it is too late for one, then the blocks say the same."""
        try:
            await self._api.call("views.open", trigger_id=asked.trigger, view=modal(reply, asked))
        except SendError as error:
            _log.warning("表单没有打开，改用文字：%s", error.reason)
            return False
        return True

    async def _instead(self, asked: Asked, parts: tuple[Page, ...], key: str) -> tuple[str, ...]:
        """What was answered before an edit says this now."""
        place = chat_text(asked.place)
        told = [p.message for p in await self._noting.answers_to(place, asked.message)]
        return await self._rewritten(asked, told, parts, key)

    async def _settle(self, asked: Asked, parts: tuple[Page, ...], key: str) -> tuple[str, ...]:
        if not asked.ephemeral:
            return await self._rewritten(asked, (asked.message,), parts, key)
        await self._by_url(asked, parts, replace_original=True)
        return ()

    async def _rewritten(
        self, asked: Asked, there: Sequence[str], parts: tuple[Page, ...], key: str
    ) -> tuple[str, ...]:
        """In place of those messages; anew where they cannot be changed any more."""
        try:
            return await patiently(lambda: self._outlet.rewrite(asked.place, there, parts, key))
        except SendError as error:
            if not error.permanent or error.gone:
                raise
        return await patiently(lambda: self._outlet.say(asked.place, parts, key))

    async def _whisper(self, asked: Asked, answered: Answered) -> tuple[str, ...]:
        """For the asker's eyes only; in their DM where that cannot be, and files always there."""
        heard = await self._whispered(asked, self._pages(asked, answered))
        if heard and not answered.reply.attachments:
            return ()
        direct = await self._outlet.private(Account(NAME, "", asked.user))
        # Buttons are good in one place only, so there they are others.
        tag = button_tag(asked.conversation, answered.id)
        rest = () if heard else self._outlet.pages(answered.reply, direct, tag)
        everything: tuple[Page | Attachment, ...] = (*rest, *answered.reply.attachments)
        await patiently(lambda: self._outlet.say(direct, everything, ""))
        return ()

    async def _whispered(self, asked: Asked, parts: tuple[Page, ...]) -> bool:
        """Whether it could be said so that only the asker sees it."""
        try:
            if asked.by == "command":
                # Slack takes it here from wherever the command was typed, also where no bot is.
                await self._by_url(asked, parts)
            else:
                await patiently(lambda: self._outlet.whisper(asked.place, asked.user, parts))
        except SendError as error:
            if not error.permanent:
                raise
            return False
        return True

    def _pages(self, asked: Asked, answered: Answered) -> tuple[Page, ...]:
        tag = button_tag(asked.conversation, answered.id)
        return self._outlet.pages(answered.reply, asked.place, tag)

    async def _by_url(
        self, asked: Asked, parts: tuple[Page, ...], *, replace_original: bool = False
    ) -> None:
        # Slack takes five answers to one interaction.
        for number, page in enumerate(parts[:5]):
            said: dict[str, object] = {"text": page.text, "blocks": page.blocks, "mrkdwn": False}
            said |= {"thread_ts": asked.thread} if asked.thread else {}
            first = replace_original and number == 0
            said |= {"replace_original": first, "response_type": "ephemeral"}
            await patiently(partial(self._api.respond, asked.response_url, **said))


def _for_one(asked: Asked, reply: Reply) -> bool:
    return asked.ephemeral or reply.private


async def patiently(act: Callable[[], Awaitable[T]]) -> T:
    """Try again what passes, waiting as Slack asks. Raises `SendError` when it does not pass."""
    for wait in WAITS:
        try:
            return await act()
        except SendError as error:
            if error.permanent or (error.retry_after or 0) > LONGEST:
                raise
            await asyncio.sleep(error.retry_after or wait)
    return await act()
