"""Says things on Telegram: pages in order, one chat at a time, buttons sealed for their chat."""

import logging
from collections.abc import Sequence
from dataclasses import replace

from telegram import InputFile

from bot.places import chat_text
from bot.platforms.telegram.events import PLATFORM
from bot.platforms.telegram.markup import unmarked, utf16
from bot.platforms.telegram.render import MOST_TEXT, caption, keyboard, pages, shown
from bot.platforms.telegram.sender import Given, Say, Sender
from bot.serving.pacing import Pace
from bot.serving.rendered import Rendered
from bot.serving.sending import SendError
from bot.serving.splitting import cut
from bot.serving.tokens import Tokens
from db.records import Account, Place
from handlers.reply import Attachment, Reply

_LAYOUT = ("parse_mode", "reply_markup")
_log = logging.getLogger(__name__)


class TelegramOutlet:
    """The `Outlet` of Telegram, and what direct answers need beyond it."""

    def __init__(self, sender: Sender, tokens: Tokens, pace: Pace) -> None:
        self._sender = sender
        self._tokens = tokens
        self._pace = pace
        self._pages = Rendered(pages)

    async def send(
        self, place: Place, reply: Reply, *, delivery: str = "", under: str = ""
    ) -> tuple[str, ...]:
        """Say it there, one attempt; what Telegram wants later is refused at once."""
        self._pace.see_free(place.chat)
        async with self._pace.turn(place.chat):
            pages = shown(reply, delivery)
            return await self._said(self._sender.once, place, pages, reply, under or None)

    async def private(self, account: Account) -> Place:
        """The person's own chat has the person's number."""
        return Place(PLATFORM, "", account.account)

    async def edit(self, place: Place, messages: Sequence[str], reply: Reply) -> tuple[str, ...]:
        """Put the reply there; what does not fit follows below."""
        async with self._pace.turn(place.chat):
            return await self._over(self._sender.once, place, messages, reply)

    async def answer(self, place: Place, reply: Reply, asked: str | None) -> tuple[str, ...]:
        """Say it to somebody who waits, until it is said; `asked` is quoted. Raises `SendError`."""
        async with self._pace.turn(place.chat):
            try:
                say = self._sender.patiently
                shown_to_all = self._pages.of(reply.blocks)
                return await self._said(say, place, shown_to_all, reply, asked)
            except SendError as error:
                if error.moved_to is None:
                    raise
                moved = error.moved_to
        return await self.answer(replace(moved, topic=place.topic), reply, None)

    async def replace(self, place: Place, messages: Sequence[str], reply: Reply) -> tuple[str, ...]:
        """Put the reply in the place of those messages; the ids that show it now."""
        async with self._pace.turn(place.chat):
            return await self._over(self._sender.patiently, place, messages, reply)

    async def beckon(self, place: Place, username: str, asked: str | None) -> None:
        """Tell somebody in a group how to be answered in private. Raises `SendError`."""
        given = _message(place, "这一条只能私下答复。请先打开私聊，点“开始”，再问一次。")
        link = {"text": "打开私聊", "url": f"https://t.me/{username}?start=hi"}
        given["reply_markup"] = {"inline_keyboard": [[link]]}
        async with self._pace.turn(place.chat):
            await self._sender.patiently("sendMessage", given | _quoting(asked))

    async def _said(
        self, say: Say, place: Place, pages: list[str], reply: Reply, asked: str | None = None
    ) -> tuple[str, ...]:
        messages = [_message(place, page) for page in pages]
        if messages:
            messages[0] |= _quoting(asked)
            messages[-1] |= self._buttons(place, reply)
        said = [one for given in messages for one in await _page_said(say, given)]
        said += [await _attached(say, place, one) for one in reply.attachments]
        return tuple(str(message["message_id"]) for message in said)

    async def _over(
        self, say: Say, place: Place, messages: Sequence[str], reply: Reply
    ) -> tuple[str, ...]:
        pages = shown(reply)
        kept, gone = messages[: len(pages)], messages[len(pages) :]
        for index, (message, page) in enumerate(zip(kept, pages, strict=False)):
            given = _message(replace(place, topic=""), page) | {"message_id": int(message)}
            if index == len(pages) - 1:
                given |= self._buttons(place, reply)
            await say("editMessageText", given)
        for message in gone:
            await _deleted(say, place, message)
        return (*kept, *await self._said(say, place, pages[len(kept) :], reply))

    def _buttons(self, place: Place, reply: Reply) -> Given:
        if not reply.buttons:
            return {}
        where = chat_text(place)
        rows = keyboard(reply.buttons, lambda value: self._tokens.seal(value, where))
        return {
            "reply_markup": {
                "inline_keyboard": [
                    [{"text": label, "callback_data": data} for label, data in row] for row in rows
                ]
            }
        }


def _message(place: Place, page: str) -> Given:
    given: Given = {"chat_id": int(place.chat), "text": page, "parse_mode": "HTML"}
    given["link_preview_options"] = {"is_disabled": True}
    return given | _topic(place)


async def _page_said(say: Say, given: Given) -> list[Given]:
    """The page; where Telegram does not take it as it is laid out, its words alone."""
    try:
        return [dict(await say("sendMessage", given))]
    except SendError as error:
        if not error.permanent or error.gone:
            raise
        _log.warning(
            "Telegram 没有接受一页的样式（%s），改用纯文字", type(error.__cause__).__name__
        )
    bare = {name: value for name, value in given.items() if name not in _LAYOUT}
    *first, last = cut(unmarked(given["text"]), MOST_TEXT // 2, utf16)
    said = [dict(await say("sendMessage", bare | {"text": piece})) for piece in first]
    return [*said, await _with_buttons(say, bare | {"text": last}, given)]


async def _with_buttons(say: Say, bare: Given, given: Given) -> Given:
    """Buttons may be what was not taken; all that they do can be said in words, too."""
    if "reply_markup" in given:
        try:
            buttons = {"reply_markup": given["reply_markup"]}
            return dict(await say("sendMessage", bare | buttons))
        except SendError as error:
            if not error.permanent or error.gone:
                raise
    return dict(await say("sendMessage", bare))


def _quoting(asked: str | None) -> Given:
    if asked is None:
        return {}
    quoted = {"message_id": int(asked), "allow_sending_without_reply": True}
    return {"reply_parameters": quoted}


def _topic(place: Place) -> Given:
    return {"message_thread_id": int(place.topic)} if place.topic else {}


async def _attached(say: Say, place: Place, one: Attachment) -> Given:
    """A picture that Telegram does not take as one goes out as a file."""
    given: Given = {"chat_id": int(place.chat), **_topic(place)}
    if one.alt:
        given["caption"] = caption(one.alt)
    if one.kind == "picture":
        try:
            return dict(await say("sendPhoto", given | {"photo": _file(one)}))
        except SendError as error:
            if not error.permanent:
                raise
    return dict(await say("sendDocument", given | {"document": _file(one)}))


def _file(one: Attachment) -> InputFile:
    return InputFile(one.data, filename=one.name)


async def _deleted(say: Say, place: Place, message: str) -> None:
    """What is left over of a longer answer; it may be gone already."""
    try:
        await say("deleteMessage", {"chat_id": int(place.chat), "message_id": int(message)})
    except SendError as error:
        if not error.permanent:
            raise
