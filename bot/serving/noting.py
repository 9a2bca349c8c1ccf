"""Remembers what the bot said where, behind the answers and many at once."""

import asyncio
import logging

from bot.serving.faults import told
from db.posts import Post, Posts

OUTBOX = "outbox"
"""The conversation, so to speak, of what was said unasked; its answers are tries at saying it."""
_GATHER_SECONDS = 0.1

_log = logging.getLogger(__name__)


def answer_named(theirs: str, answer: str, own: str) -> str:
    """An answer of the conversation `theirs` as the conversation `own` names it: `m12` of the
    same, `<conversation>#m12` of another's (see `handlers.inbound.Message`)."""
    return answer if theirs == own else f"{theirs}#{answer}"


class Noting:
    """Posts on their way into the ledger, known from the moment they were said.

    A crash may lose those of the last moment: an answer to them is then understood without them.
    """

    def __init__(self, posts: Posts) -> None:
        self._posts = posts
        self._fresh: dict[tuple[str, str], Post] = {}
        self._writing: asyncio.Task[None] | None = None

    def note(self, *said: Post) -> None:
        """Remember them soon."""
        self._fresh |= {(post.place, post.message): post for post in said}
        if said and (self._writing is None or self._writing.done()):
            self._writing = asyncio.create_task(self._write())

    async def answer_in(self, place: str, message: str, conversation: str) -> str | None:
        """The answer that the bot gave with that message, as `conversation` names it."""
        fresh = self._fresh.get((place, message))
        post = fresh or await self._posts.of_message(place, message)
        return answer_named(post.conversation, post.answer, conversation) if post else None

    async def answers_to(self, place: str, asked: str) -> tuple[Post, ...]:
        """What was said in answer to that message, in the order it was said."""
        fresh = {
            post.message: post
            for post in self._fresh.values()
            if (post.place, post.asked) == (place, asked)
        }
        stored = {post.message: post for post in await self._posts.answers_to(place, asked)}
        return tuple((stored | fresh).values())

    async def answer_to(self, place: str, asked: str, conversation: str) -> str | None:
        """The answer that message had last, as `conversation` names it."""
        posts = await self.answers_to(place, asked)
        return (
            answer_named(posts[-1].conversation, posts[-1].answer, conversation) if posts else None
        )

    async def settled(self) -> None:
        """Wait until all is written."""
        if self._writing:
            await self._writing

    async def _write(self) -> None:
        while self._fresh:
            # Many at once: each transaction costs more than all that stands in it.
            await asyncio.sleep(_GATHER_SECONDS)
            batch = dict(self._fresh)
            try:
                await self._posts.note(tuple(batch.values()))
            except Exception as error:  # noqa: BLE001 - a task of its own; answers go on without
                _log.warning("发出的消息没有记下：%s", told(error))
            # What was said again meanwhile is newer than what was written.
            for key, post in batch.items():
                if self._fresh.get(key) is post:
                    del self._fresh[key]
