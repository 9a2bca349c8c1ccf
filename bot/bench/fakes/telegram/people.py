"""What people do in the fake Telegram, as the updates that their doing causes."""

import asyncio
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.bench.fakes.telegram.chats import BOT, Chat, Shown
from bot.bench.fakes.telegram.markup import Marked, utf16

if TYPE_CHECKING:
    from bot.bench.fakes.telegram.server import FakeTelegram

DATE = 1_721_872_800
_SPOKEN_TO = re.compile(r"(?<!\w)(@\w{4,})|(?:^|(?<=\s))(/\w+(?:@\w+)?)")


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person with an account."""

    server: "FakeTelegram"
    id: int
    name: str
    language: str = "zh-hans"
    is_bot: bool = False

    def says(
        self,
        text: str,
        chat: Chat | None = None,
        *,
        topic: int | None = None,
        reply_to: int | None = None,
        **others: Any,  # noqa: ANN401
    ) -> int:
        """Say something, in private if no chat is given; the message's id."""
        words = {"text": text, "entities": _entities(text)} if text else {}
        return self._posts("message", chat, topic, reply_to, {**words, **others})

    async def asks(self, text: str, within: float = 20) -> Shown:
        """Say it in private and wait for the bot's next word there."""
        heard = self.server.chats.next_word(self._chat(None).id)
        self.says(text)
        return await asyncio.wait_for(heard, within)

    def edits(self, message: int, text: str, chat: Chat | None = None) -> None:
        """Change the words of what was said."""
        where = self._chat(chat)
        shown = self.server.chats.change(where.id, message, Marked(text))
        place = _topic(where, shown.topic) if shown.topic else {}
        said = {"text": text, "entities": _entities(text), "edit_date": DATE + 60, **place}
        self.server.updates.add("edited_message", self._message(where, message, said))

    def uploads(
        self,
        name: str,
        data: bytes,
        caption: str = "",
        chat: Chat | None = None,
        **others: Any,  # noqa: ANN401
    ) -> int:
        """Send a file."""
        file_id = self.server.keep_file(name, data)
        document = {"file_id": file_id, "file_unique_id": file_id, "file_name": name}
        words = {"caption": caption, "caption_entities": _entities(caption)} if caption else {}
        sent = {"document": {**document, "file_size": len(data)}, **words, **others}
        return self._posts("message", chat, None, None, sent)

    def presses(self, shown: Shown, label: str = "", *, data: str | None = None) -> str:
        """Press a button by its label, or one with forged data; the query's id."""
        where = self.server.chats[shown.chat]
        topic = _topic(where, shown.topic) if shown.topic else {}
        chat, me = where.described(), self.server.me
        carried = {"chat": chat, "from": me, "message_id": shown.message, "date": DATE, **topic}
        query_id = str(self.server.chats.new_message())
        self.server.updates.add(
            "callback_query",
            {
                "id": query_id,
                "from": self.described(),
                "chat_instance": "1",
                "message": {**carried, "text": shown.text},
                "data": shown.data(label) if data is None else data,
            },
        )
        return query_id

    def looks_up(self, text: str) -> str:
        """Type `@bot text` in another chat; the query's id."""
        query_id = str(self.server.chats.new_message())
        asked = {"id": query_id, "from": self.described(), "query": text, "offset": ""}
        self.server.updates.add("inline_query", asked)
        return query_id

    def blocks(self) -> None:
        """Block the bot in private."""
        self.server.throw_out(self._chat(None), by=self)

    def sees(self) -> list[Shown]:
        """What the bot said in private, oldest first."""
        return self.server.chats.said(self.id)

    def described(self) -> dict[str, Any]:
        """As it stands in updates."""
        named = {"first_name": self.name, "language_code": self.language}
        return {"id": self.id, "is_bot": self.is_bot, **named}

    def _chat(self, chat: Chat | None) -> Chat:
        return chat or self.server.chats[self.id]

    def _posts(
        self,
        kind: str,
        chat: Chat | None,
        topic: int | None,
        reply_to: int | None,
        said: dict[str, Any],
    ) -> int:
        where = self._chat(chat)
        if chat is None:
            where.opened = where.member = True
        message = self.server.chats.new_message()
        shown = Marked(str(said.get("text", "")))
        self.server.chats.show(Shown(where.id, message, self.id, shown, topic, reply_to))
        place = _topic(where, topic) if topic else {}
        if reply_to:
            place["reply_to_message"] = self.server.quoted(where, reply_to)
        self.server.updates.add(kind, self._message(where, message, {**place, **said}))
        return message

    def _message(self, chat: Chat, message: int, said: dict[str, Any]) -> dict[str, Any]:
        return {
            "message_id": message,
            "date": DATE,
            "chat": chat.described(),
            "from": self.described(),
            **said,
        }


def _topic(chat: Chat, topic: int) -> dict[str, Any]:
    """In a topic everything replies to the message that opened it, unless to another."""
    opened = {"message_id": topic, "date": DATE, "chat": chat.described()}
    made = {"name": "话题", "icon_color": 1}
    return {
        "message_thread_id": topic,
        "is_topic_message": True,
        "reply_to_message": {
            **opened,
            "from": {"id": BOT, "is_bot": True, "first_name": "督办助手"},
            "forum_topic_created": made,
        },
    }


def _entities(text: str) -> list[dict[str, Any]]:
    return [
        {
            "type": "mention" if found[1] else "bot_command",
            "offset": utf16(text[: found.start()]),
            "length": utf16(found[0]),
        }
        for found in _SPOKEN_TO.finditer(text)
    ]
