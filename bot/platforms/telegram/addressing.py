"""What in a chat is said to the bot, and what is left of it without the address."""

import re

from bot.platforms.telegram.commands import spoken
from bot.platforms.telegram.payload import Entity, Message, User

_AFTER_NAME = "，,：:！!、 \u3000"


def words_to(message: Message, me: User) -> str | None:
    """What was said to the bot; None where a group talks about something else."""
    text, command = message.words, _command(message)
    if command is not None:
        return _command_to(message, me, command)
    if message.chat.type == "private":
        return text.strip()
    mentioned = _without_mention(message, me)
    if mentioned is not None:
        return mentioned
    if me.first_name and re.match(rf"\s*{re.escape(me.first_name)}[{_AFTER_NAME}]", text):
        return text.strip().removeprefix(me.first_name).strip(_AFTER_NAME)
    return text.strip() if answers(message, me) else None


def answers(message: Message, me: User) -> bool:
    """A reply to something the bot said.

    In a topic everything replies to the message that opened it, also where the bot did.
    """
    earlier = message.reply_to_message
    if earlier is None or earlier.forum_topic_created is not None:
        return False
    return earlier.sender is not None and earlier.sender.id == me.id


def _command(message: Message) -> Entity | None:
    first = message.marks[0] if message.marks else None
    return first if first and first.type == "bot_command" and first.offset == 0 else None


def _command_to(message: Message, me: User, command: Entity) -> str | None:
    """The command in plain words; None where it is another bot's."""
    said, rest = _cut(message.words, command)
    name, _at, bot = said.removeprefix("/").partition("@")
    if bot and bot.lower() != me.username.lower():
        return None
    return spoken(name.lower(), _nobody(rest, me).strip())


def _without_mention(message: Message, me: User) -> str | None:
    own = f"@{me.username}".lower()
    for entity in message.marks:
        said, _rest = _cut(message.words, entity)
        named = entity.type == "mention" and said.lower() == own
        if named or (entity.type == "text_mention" and entity.user and entity.user.id == me.id):
            return _spliced(message.words, entity).strip().strip(_AFTER_NAME)
    return None


def _nobody(text: str, me: User) -> str:
    """`/duban @bot 绑定` means the same without the name."""
    own = re.compile(rf"@{re.escape(me.username)}(?!\w)", re.IGNORECASE)
    return own.sub("", text) if me.username else text


def _cut(text: str, entity: Entity) -> tuple[str, str]:
    """The words of the entity, and what follows; offsets count UTF-16 units."""
    units = text.encode("utf-16-le", "surrogatepass")
    start, end = 2 * entity.offset, 2 * (entity.offset + entity.length)
    return _text(units[start:end]), _text(units[end:])


def _spliced(text: str, entity: Entity) -> str:
    units = text.encode("utf-16-le", "surrogatepass")
    start, end = 2 * entity.offset, 2 * (entity.offset + entity.length)
    return f"{_text(units[:start]).rstrip()} {_text(units[end:]).lstrip()}"


def _text(units: bytes) -> str:
    return units.decode("utf-16-le", "replace")
