"""What can happen to the bot: the inbound kinds of a conversation, free of any platform."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Message:
    """Somebody said something. `document` is a slug the conversation is about from here on;
    `reply_to` is the id of an earlier answer that this one replies to."""

    conversation: str
    text: str
    document: str | None = None
    channel: str | None = None
    reply_to: str | None = None


@dataclass(frozen=True, slots=True)
class Press:
    """Somebody pressed a button; `value` is the button's own."""

    conversation: str
    value: str
    document: str | None = None
    channel: str | None = None


@dataclass(frozen=True, slots=True)
class Upload:
    """Somebody sent a file, perhaps with words."""

    conversation: str
    name: str
    data: bytes
    text: str = ""
    document: str | None = None
    channel: str | None = None


Inbound = Message | Press | Upload
