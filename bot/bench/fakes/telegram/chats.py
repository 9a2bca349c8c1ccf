"""What people in the fake Telegram see in each chat, and who may be written to."""

import asyncio
from dataclasses import dataclass, field, replace
from typing import Any

from bot.bench.fakes.telegram.markup import Marked

BOT = 7_000_001
"""The id of the bot; people have other ones."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One message on the screen, as it looks after the last edit."""

    chat: int
    message: int
    sender: int
    marked: Marked
    topic: int | None = None
    reply_to: int | None = None
    buttons: tuple[tuple[tuple[str, str], ...], ...] = ()
    """Rows of (label, data)."""
    file: tuple[str, bytes] | None = None
    edited: bool = False

    @property
    def text(self) -> str:
        """Its words."""
        return self.marked.text

    def data(self, label: str) -> str:
        """What the button with that label carries. Raises LookupError."""
        for row in self.buttons:
            for name, data in row:
                if name == label:
                    return data
        raise LookupError(f"no button {label}: {self.buttons}")


@dataclass(slots=True)
class Chat:
    """A private chat or a group."""

    id: int
    title: str
    kind: str = "private"
    forum: bool = False
    member: bool = True
    """Whether the bot may write: it was let in, and nobody blocked it."""
    opened: bool = True
    """Whether the person ever wrote to the bot in private."""
    moved_to: int | None = None
    screen: dict[int, Shown] = field(default_factory=dict)

    def described(self) -> dict[str, Any]:
        """As it stands in updates."""
        named = {"first_name": self.title} if self.kind == "private" else {"title": self.title}
        forum = {"is_forum": True} if self.forum else {}
        return {"id": self.id, "type": self.kind, **named, **forum}


class Chats:
    """All chats, and who waits to see something."""

    def __init__(self) -> None:
        self._chats: dict[int, Chat] = {}
        self._last = 100
        self._watching: dict[int, list[asyncio.Future[Shown]]] = {}

    def __getitem__(self, chat: int) -> Chat:
        """The chat; raises KeyError."""
        return self._chats[chat]

    def get(self, chat: int) -> Chat | None:
        """The chat, if there is one."""
        return self._chats.get(chat)

    def add(self, chat: Chat) -> Chat:
        """A new chat, or the one that has this id."""
        return self._chats.setdefault(chat.id, chat)

    def new_message(self) -> int:
        """An id for a message."""
        self._last += 1
        return self._last

    def show(self, shown: Shown) -> None:
        """Put it on the screen; who waits for a word of the bot in that chat sees it."""
        self._chats[shown.chat].screen[shown.message] = shown
        if shown.sender == BOT:
            for waiter in self._watching.pop(shown.chat, ()):
                if not waiter.done():
                    waiter.set_result(shown)

    def change(self, chat: int, message: int, marked: Marked, **others: Any) -> Shown:  # noqa: ANN401
        """Edit what is on the screen. Raises KeyError."""
        shown = replace(self[chat].screen[message], marked=marked, edited=True, **others)
        self.show(shown)
        return shown

    def next_word(self, chat: int) -> asyncio.Future[Shown]:
        """Done once the bot says (or edits) something in that chat."""
        waiter = asyncio.get_running_loop().create_future()
        self._watching.setdefault(chat, []).append(waiter)
        return waiter

    def said(self, chat: int) -> list[Shown]:
        """What the bot has on the screen of that chat, oldest first."""
        known = self._chats.get(chat)
        return [shown for shown in known.screen.values() if shown.sender == BOT] if known else []
