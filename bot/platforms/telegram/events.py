"""From a Telegram update to what happened in the bot's own words; pure."""

from dataclasses import dataclass

from bot.platforms.telegram.addressing import answers, words_to
from bot.platforms.telegram.payload import (
    Callback,
    File,
    Inline,
    MembershipChange,
    Message,
    Update,
    User,
)
from bot.serving.reception import Event
from db.records import Account, Place
from handlers.inbound import ChatChanged, Edit, Inbound, InlineQuery, Press, Upload
from handlers.inbound import Message as Said

PLATFORM = "telegram"

CANNOT_READ = (
    "这种消息我看不懂。请发文字，或者把文件作为“文件”发给我（txt、html、docx、pdf，不超过20 MiB）。"
)
ANONYMOUS = "匿名管理员或以频道身份发言时，我认不出是谁。请关掉匿名，以本人身份再说一次。"

_NOT_WORDS = (
    *("photo", "sticker", "voice", "audio", "video", "video_note", "animation"),
    *("location", "contact", "poll"),
)


@dataclass(frozen=True, slots=True)
class Heard:
    """Something for the handlers, and where their answer belongs."""

    event: Event
    place: Place
    asked: str | None = None
    """The message that is answered."""
    replied: str | None = None
    """The bot's message that it replies to, or under which a button was pressed."""
    query: str | None = None
    """The press (or inline query) that Telegram wants answered."""
    file: File | None = None
    """What is to be fetched for an upload."""
    addressed: bool = True
    """False for an edit that counts only where the bot had answered the message."""

    @property
    def shared(self) -> bool:
        """In a group."""
        return self.event.inbound.channel is not None


@dataclass(frozen=True, slots=True)
class Unread:
    """Something that no handler needs to see; `words` are said to it."""

    place: Place
    words: str
    asked: str


def place_in(chat: int, topic: int | None = None) -> Place:
    """A chat, or a topic of it, as a place."""
    return Place(PLATFORM, "", str(chat), str(topic) if topic else "")


def heard(update: Update, me: User, *, again: bool = False) -> Heard | Unread | None:
    """What happened; None for what is not the bot's business."""
    if update.message:
        return _message(update, update.message, me, again=again)
    if update.edited_message:
        return _edit(update, update.edited_message, me, again=again)
    if update.callback_query:
        return _press(update, update.callback_query, again=again)
    if update.inline_query:
        return _inline(update, update.inline_query)
    if update.my_chat_member:
        return _membership(update, update.my_chat_member)
    return None


def _message(update: Update, message: Message, me: User, *, again: bool) -> Heard | Unread | None:
    place = _place(message)
    if message.migrate_to_chat_id:
        moved = ChatChanged(
            _chat_key(message), "moved", place, place_in(message.migrate_to_chat_id)
        )
        return Heard(_event(update, str(message.message_id), message.sender or me, moved), place)
    sender, words = message.sender, words_to(message, me)
    if words is None or sender is None or _is_other_bot(message, sender):
        return None
    if message.via_bot:  # an inline result that somebody chose: nothing was asked
        return None
    asked = str(message.message_id)
    if message.sender_chat:
        return Unread(place, ANONYMOUS, asked)
    inbound = _said(message, sender, words)
    if inbound is None:
        return Unread(place, CANNOT_READ, asked) if _is_unreadable(message) else None
    event = _event(update, asked, sender, inbound, again=again)
    return Heard(event, place, asked, _replied(message, me), file=message.document)


def _said(message: Message, sender: User, words: str) -> Inbound | None:
    conversation, channel = _conversation(message, sender), _channel(message)
    if message.document:
        name = message.document.file_name or "文件"
        return Upload(conversation, name, b"", words, channel=channel)
    if words:
        return Said(conversation, words, channel=channel, title=message.chat.title)
    # A mention with nothing else asks what the bot can do.
    return Said(conversation, "帮助", channel=channel) if message.words.strip() else None


def _edit(update: Update, message: Message, me: User, *, again: bool) -> Heard | None:
    sender, words = message.sender, words_to(message, me)
    if sender is None or message.sender_chat or _is_other_bot(message, sender):
        return None
    text = message.words.strip() if words is None else words
    if not text or message.document:
        return None
    asked = str(message.message_id)
    inbound = Edit(_conversation(message, sender), text, asked, _channel(message))
    event = _event(update, f"{asked}:{message.edit_date}", sender, inbound, again=again)
    return Heard(event, _place(message), asked, addressed=words is not None)


def _press(update: Update, press: Callback, *, again: bool) -> Heard | None:
    message = press.message
    if message is None:  # under an inline result, which has no buttons
        return None
    inbound = Press(_conversation(message, press.sender), press.data, channel=_channel(message))
    event = _event(update, f"press:{press.id}", press.sender, inbound, again=again)
    return Heard(event, _place(message), None, str(message.message_id), press.id)


def _inline(update: Update, inline: Inline) -> Heard:
    place = place_in(inline.sender.id)
    inbound = InlineQuery(f"{PLATFORM}:{inline.sender.id}", inline.query.strip())
    event = _event(update, f"inline:{inline.id}", inline.sender, inbound)
    return Heard(event, place, query=inline.id)


def _membership(update: Update, change: MembershipChange) -> Heard | None:
    was, now = change.old.status, change.new.status
    gone, there = ("left", "kicked"), ("member", "administrator", "creator", "restricted")
    place, conversation = place_in(change.chat.id), f"{PLATFORM}:{change.chat.id}"
    if now in gone and was not in gone:
        private = change.chat.type == "private"
        inbound = ChatChanged(conversation, "blocked" if private else "removed", place)
    elif now in there and was in gone:
        inbound = ChatChanged(conversation, "joined", place)
    else:
        return None
    return Heard(_event(update, f"{change.chat.id}:{change.date}", change.sender, inbound), place)


def _event(
    update: Update, what: str, sender: User, inbound: Inbound, *, again: bool = False
) -> Event:
    # Telegram may number updates afresh after an idle week: the id alone could come twice.
    account = Account(PLATFORM, "", str(sender.id))
    chat = inbound.channel.chat if inbound.channel else account.account
    key = f"{PLATFORM}:{update.update_id}:{chat}:{what}"
    return Event(key, account, sender.name, inbound, again)


def _place(message: Message) -> Place:
    topic = message.message_thread_id if message.is_topic_message else None
    return place_in(message.chat.id, topic)


def _channel(message: Message) -> Place | None:
    return None if message.chat.type == "private" else _place(message)


def _chat_key(message: Message) -> str:
    return f"{PLATFORM}:{message.chat.id}"


def _conversation(message: Message, sender: User) -> str:
    """Private: the chat's; in a group everybody has their own, in each topic."""
    if message.chat.type == "private":
        return _chat_key(message)
    return f"{_chat_key(message)}:{_place(message).topic}:{sender.id}"


def _replied(message: Message, me: User) -> str | None:
    earlier = message.reply_to_message
    return str(earlier.message_id) if earlier and answers(message, me) else None


def _is_other_bot(message: Message, sender: User) -> bool:
    """Other bots are left alone; who speaks as a group or channel comes as a bot as well."""
    return sender.is_bot and message.sender_chat is None


def _is_unreadable(message: Message) -> bool:
    sent = any(getattr(message, name) is not None for name in _NOT_WORDS)
    return sent and message.chat.type == "private"
