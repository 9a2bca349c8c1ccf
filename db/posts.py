"""What the bot said where: an answer to it, or an edit of what it answered, is understood by it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from operator import attrgetter

from sqlalchemy import Connection, bindparam, delete, select

from db.engine import Store
from db.tables.records import posts
from db.upserting import Upsert

POST_LIFE = timedelta(days=90)
"""Nobody answers to what was said a quarter ago, and Telegram lets nobody edit it."""


@dataclass(frozen=True, slots=True)
class Post:
    """One message of the bot's own; ids of messages are the platform's."""

    place: str
    """Without topic, as `bot.places.place_text` writes it."""
    message: str
    asked: str | None
    """The message that it answers."""
    conversation: str
    answer: str
    """The answer's id in the conversation, such as m12."""
    at: datetime


_NAMES = ("place", "message", "asked", "conversation", "answer", "at")
_NOTE = Upsert(posts, _NAMES[:2], *_NAMES[2:])
_VALUES = attrgetter(*_NAMES)
_FORGET = delete(posts).where(posts.c.at < bindparam("before"))

_COLUMNS = tuple(posts.c[name] for name in _NAMES)


class Posts:
    """The bot's own messages of the last months."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def note(self, said: Sequence[Post]) -> None:
        """Remember them; one that was edited in place stands for what it says now."""
        if said:
            await self._store.write(lambda c: note(c, said))

    async def of_message(self, place: str, message: str) -> Post | None:
        """What was said with that message, if the bot said it."""
        wanted = select(*_COLUMNS).where(posts.c.place == place, posts.c.message == message)
        found = await self._store.look(lambda c: c.execute(wanted).first())
        return Post(*found) if found else None

    async def answers_to(self, place: str, asked: str) -> tuple[Post, ...]:
        """What was said in answer to that message, in the order it was said."""
        wanted = select(*_COLUMNS).where(posts.c.place == place, posts.c.asked == asked)
        rows = await self._store.read(
            lambda c: c.execute(wanted.order_by(posts.c.at, posts.c.message)).all()
        )
        return tuple(Post(*row) for row in rows)


def note(connection: Connection, said: Sequence[Post]) -> None:
    """Remember them, and forget what is too old to matter."""
    newest = max(post.at for post in said)
    connection.execute(_FORGET, {"before": newest - POST_LIFE})
    _NOTE(connection, list(map(_VALUES, said)))
