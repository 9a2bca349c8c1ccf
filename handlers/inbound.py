"""What can happen to the bot: the inbound kinds of a conversation, free of any platform.

`conversation` is the key of what is remembered; `channel` is the shared chat it happened in, None
in private; `document` a slug the conversation is about from here on.
"""

from dataclasses import dataclass
from typing import Literal

from db.records import Place


@dataclass(frozen=True, slots=True)
class Message:
    """Somebody said something. `reply_to` is the id of an earlier answer that this replies to;
    `title` is what the shared chat is called, where the platform says so."""

    conversation: str
    text: str
    document: str | None = None
    channel: Place | None = None
    reply_to: str | None = None
    title: str = ""
    forms: bool = False
    """Whether a form can be shown in answer."""


@dataclass(frozen=True, slots=True)
class Edit:
    """Somebody changed the words of an earlier message; its answer is changed in place."""

    conversation: str
    text: str
    message: str
    """The platform's id of the message."""
    channel: Place | None = None
    document: str | None = None
    answer: str | None = None
    """The id of the answer that it had, where the platform knows."""


@dataclass(frozen=True, slots=True)
class Press:
    """Somebody pressed a button; `value` is the button's own, `answer` the id of the answer it
    stood under, where the platform knows."""

    conversation: str
    value: str
    document: str | None = None
    channel: Place | None = None
    answer: str | None = None
    forms: bool = False
    """Whether a form can be shown in answer."""


@dataclass(frozen=True, slots=True)
class Form:
    """Somebody filled a form in: its name, and what stands in its fields."""

    conversation: str
    name: str
    values: tuple[tuple[str, str], ...]
    channel: Place | None = None
    document: str | None = None


@dataclass(frozen=True, slots=True)
class Upload:
    """Somebody sent a file, perhaps with words."""

    conversation: str
    name: str
    data: bytes
    text: str = ""
    document: str | None = None
    channel: Place | None = None


@dataclass(frozen=True, slots=True)
class HomeOpened:
    """Somebody opened their own page (Slack's App Home)."""

    conversation: str
    document: str | None = None
    channel: Place | None = None


@dataclass(frozen=True, slots=True)
class InlineQuery:
    """Somebody looks a task up from another chat; the answer is seen by the asker alone."""

    conversation: str
    text: str
    document: str | None = None
    channel: Place | None = None


@dataclass(frozen=True, slots=True)
class ChatChanged:
    """What became of a chat: the bot was let in, thrown out or blocked, or the chat was archived,
    moved to another id (`moved_to`) or has another name (`title`)."""

    conversation: str
    change: Literal["joined", "removed", "blocked", "archived", "moved", "renamed"]
    place: Place
    moved_to: Place | None = None
    document: str | None = None
    channel: Place | None = None
    title: str = ""


Inbound = Message | Edit | Press | Form | Upload | HomeOpened | InlineQuery | ChatChanged
