"""Where a chat is, as text: `telegram:CHAT[:TOPIC]`, `slack:CHANNEL`."""

from bot.errors import BadInputError
from db.records import Place

PLATFORMS = ("telegram", "slack", "terminal")


def place_of(text: str) -> Place:
    """The place that the text names; raises `BadInputError`."""
    platform, _colon, rest = text.partition(":")
    chat, _colon, topic = rest.partition(":")
    if platform not in PLATFORMS or not chat:
        raise BadInputError(f"频道要写成 telegram:群号[:话题号] 或 slack:频道号：{text}")
    return Place(platform, "", chat, topic)


def place_text(place: Place) -> str:
    """The place as `place_of` reads it."""
    topic = f":{place.topic}" if place.topic else ""
    return f"{place.platform}:{place.chat}{topic}"


def chat_text(place: Place) -> str:
    """The chat that the place is in, whatever the topic: buttons are good there, posts are found
    by it."""
    return f"{place.platform}:{place.chat}"
