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
from bot.platforms.slack.failures import RefusedError, is_layout
from bot.platforms.slack.outlet import SlackOutlet
from bot.platforms.slack.render import Page, plain_pages
from bot.platforms.slack.views import home, modal, plain_home
from bot.serving.noting import Noting
from bot.serving.sending import UNSAID, SendError
from db.records import Account, Place
from handlers.reply import Attachment, Reply, say

WAITS = (0.3, 1.0, 2.0, 4.0, 8.0, 15.0)
"""Seconds between tries to answer; after that the event is handled again later."""
LONGEST = 60.0
"""Who is told to wait longer tries later, with the whole event."""

T = TypeVar("T")
Laid = Callable[[Reply, Place, str], tuple[Page, ...]]
"""How the messages of a reply for that place look; the tag comes back with every press."""
_log = logging.getLogger(__name__)


class Speaking:
    """Answers, wherever they were asked for."""

    def __init__(self, api: Api, outlet: SlackOutlet, noting: Noting) -> None:
        self._api = api
        self._outlet = outlet
        self._noting = noting

    async def answer(self, asked: Asked, answered: Answered, key: str) -> tuple[str, ...]:
        """Say it; ids of the messages that stand in the chat. Raises `SendError`."""
        plainly = (self._outlet.plainly,) if answered.reply.buttons else ()
        for laid in (self._outlet.pages, *plainly):
            try:
                return await self._said(asked, answered, key, laid)
            except RefusedError as error:
                if not is_layout(error):
                    raise
                _log.warning("Slack 没有接受答复的样式（%s），改用纯文字", error.code)
            # What opens a form was used up by the first try.
            asked = replace(asked, trigger="")
        return await self._plainly(asked, answered, key)

    async def _plainly(self, asked: Asked, answered: Answered, key: str) -> tuple[str, ...]:
        """The words alone; where even they are not taken, that much is said."""
        try:
            return await self._said(asked, answered, key, plain_pages)
        except SendError as error:
            if not error.permanent or error.gone:
                raise
            _log.warning("纯文字的答复也没有发出：%s", error.reason)
        unsaid = Reply("unusable", (say(UNSAID),), private=answered.reply.private)
        return await self._said(asked, replace(answered, reply=unsaid), key, plain_pages)

    async def _said(
        self, asked: Asked, answered: Answered, key: str, laid: Laid
    ) -> tuple[str, ...]:
        reply = answered.reply
        if reply.form and asked.trigger and await self._form(asked, reply):
            return ()
        parts = _pages(asked, answered, laid)
        alone = bool(asked.shared and _for_one(asked, reply))
        if asked.by == "edit" and not alone:
            return await self._instead(asked, parts, key)
        if parts and reply.settles and asked.message:
            return await self._settle(asked, parts, key)
        if parts and (asked.by == "command" or alone):
            return await self._whisper(asked, answered, laid)
        everything: tuple[Page | Attachment, ...] = (*parts, *reply.attachments)
        return await patiently(lambda: self._outlet.say(asked.place, everything, key))

    async def show_home(self, asked: Asked, answered: Answered) -> None:
        """The reply as the person's Home tab. Raises `SendError`."""
        buttons = self._outlet.sealed(answered.reply.buttons, asked.place)
        shown = replace(answered.reply, buttons=buttons)
        tag = button_tag(asked.conversation, answered.id)
        try:
            await self._publish(asked, home(shown, tag))
        except SendError as error:
            if not is_layout(error):
                raise
            _log.warning("Slack 没有接受首页的样式（%s），改用纯文字", error.reason)
            await self._publish(asked, plain_home(shown, tag))

    async def _publish(self, asked: Asked, view: dict[str, object]) -> None:
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

    async def _whisper(self, asked: Asked, answered: Answered, laid: Laid) -> tuple[str, ...]:
        """For the asker's eyes only; in their DM where that cannot be, and files always there."""
        heard = await self._whispered(asked, _pages(asked, answered, laid))
        if heard and not answered.reply.attachments:
            return ()
        direct = await self._outlet.private(Account(NAME, "", asked.user))
        # Buttons are good in one place only, so there they are others.
        tag = button_tag(asked.conversation, answered.id)
        rest = () if heard else laid(answered.reply, direct, tag)
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
            if not error.permanent or is_layout(error):
                raise
            return False
        return True

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


def _pages(asked: Asked, answered: Answered, laid: Laid) -> tuple[Page, ...]:
    return laid(answered.reply, asked.place, button_tag(asked.conversation, answered.id))


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
