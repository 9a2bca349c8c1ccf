"""As much of Telegram's updates as is read here; everything else in them is passed over."""

from typing import Any

import msgspec


class Part(msgspec.Struct, frozen=True, gc=False):
    """A part of an update."""


class User(Part, frozen=True):
    """Somebody, or a bot."""

    id: int
    is_bot: bool = False
    first_name: str = ""
    last_name: str = ""
    username: str = ""

    @property
    def name(self) -> str:
        """As Telegram shows it, family name first for names in Chinese characters."""
        if not self.last_name:
            return self.first_name
        spaced = self.first_name.isascii() or self.last_name.isascii()
        parts = (self.first_name, self.last_name) if spaced else (self.last_name, self.first_name)
        return (" " if spaced else "").join(part for part in parts if part)


class Chat(Part, frozen=True):
    """Where it happened: `type` is private, group, supergroup or channel."""

    id: int
    type: str = "private"
    title: str = ""


class Entity(Part, frozen=True):
    """What a stretch of the text is; offset and length in UTF-16 units."""

    type: str
    offset: int
    length: int
    user: User | None = None


class File(Part, frozen=True):
    """A document that can be fetched by its id."""

    file_id: str
    file_name: str = ""
    file_size: int = 0


class Message(Part, frozen=True):
    """Something in a chat."""

    message_id: int
    chat: Chat
    date: int = 0
    edit_date: int = 0
    sender: User | None = msgspec.field(default=None, name="from")
    sender_chat: Chat | None = None
    message_thread_id: int | None = None
    is_topic_message: bool = False
    text: str = ""
    entities: tuple[Entity, ...] = ()
    caption: str = ""
    caption_entities: tuple[Entity, ...] = ()
    document: File | None = None
    reply_to_message: "Message | None" = None
    forum_topic_created: Any = None
    via_bot: User | None = None
    migrate_to_chat_id: int | None = None
    photo: Any = None
    sticker: Any = None
    voice: Any = None
    audio: Any = None
    video: Any = None
    video_note: Any = None
    animation: Any = None
    location: Any = None
    contact: Any = None
    poll: Any = None

    @property
    def words(self) -> str:
        """What was said, be it beside a file."""
        return self.text or self.caption

    @property
    def marks(self) -> tuple[Entity, ...]:
        """The entities of the words."""
        return self.entities if self.text else self.caption_entities


class Callback(Part, frozen=True):
    """A pressed button."""

    id: str
    sender: User = msgspec.field(name="from")
    data: str = ""
    message: Message | None = None


class Inline(Part, frozen=True):
    """What somebody types after the bot's name in any chat."""

    id: str
    sender: User = msgspec.field(name="from")
    query: str = ""


class Membership(Part, frozen=True):
    """What the bot is in a chat: member, administrator, left, kicked …"""

    status: str


class MembershipChange(Part, frozen=True):
    """That the bot was let in or thrown out."""

    chat: Chat
    sender: User = msgspec.field(name="from")
    old: Membership = msgspec.field(name="old_chat_member")
    new: Membership = msgspec.field(name="new_chat_member")
    date: int = 0


class Update(Part, frozen=True):
    """One thing that happened."""

    update_id: int
    message: Message | None = None
    edited_message: Message | None = None
    callback_query: Callback | None = None
    inline_query: Inline | None = None
    my_chat_member: MembershipChange | None = None


KINDS = ("message", "edited_message", "callback_query", "inline_query", "my_chat_member")
"""What we ask Telegram for (`allowed_updates`)."""

_decoder = msgspec.json.Decoder(Update)


def read_update(payload: str | bytes) -> Update:
    """The update in that JSON. Raises ValueError for what is none."""
    return _decoder.decode(payload)


def update_of(plain: object) -> Update:
    """The same of decoded JSON."""
    return msgspec.convert(plain, Update)


def written(plain: object) -> str:
    """Decoded JSON as it is stored."""
    return msgspec.json.encode(plain).decode()
