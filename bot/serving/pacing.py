"""One thing said at a time and in order in each chat; a chat told to wait delays no other."""

import asyncio
from weakref import WeakValueDictionary

from bot.serving.sending import TooFastError


class Turn:
    """The turn of one chat; keeps its lock alive until everybody who waits for it is through."""

    __slots__ = ("_chat", "_lock", "_pace")

    def __init__(self, pace: "Pace", chat: str, lock: asyncio.Lock) -> None:
        self._pace = pace
        self._chat = chat
        self._lock = lock

    async def __aenter__(self) -> None:
        await self._lock.acquire()
        try:
            await self._pace.rest(self._chat)
        except BaseException:
            self._lock.release()
            raise

    async def __aexit__(self, *_: object) -> None:
        self._lock.release()


class Pace:
    """The turns of all chats of one platform, in this process."""

    def __init__(self) -> None:
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._held: dict[str, float] = {}
        """Chat → the loop's time until which nothing is said there."""

    def turn(self, chat: str) -> "Turn":
        """Ours alone within it, first come first served; waits while the chat is held."""
        return Turn(self, chat, self._turns.setdefault(chat, asyncio.Lock()))

    def hold(self, chat: str, seconds: float) -> None:
        """Say nothing there for so long, as the platform asked (429)."""
        now = asyncio.get_running_loop().time()
        self._held = {each: until for each, until in self._held.items() if until > now}
        self._held[chat] = max(self._held.get(chat, now), now + seconds)

    async def rest(self, chat: str) -> None:
        """Wait until the chat is not held any more; for who has the turn and was told to wait."""
        while (left := self.left(chat)) > 0:  # noqa: ASYNC110 (only time ends it)
            await asyncio.sleep(left)

    def see_free(self, chat: str) -> None:
        """For who would rather come back later than wait. Raises `TooFastError`."""
        if left := self.left(chat):
            raise TooFastError(left)

    def left(self, chat: str) -> float:
        """Seconds for which the chat is still held."""
        if not self._held or (until := self._held.get(chat)) is None:
            return 0.0
        return max(0.0, until - asyncio.get_running_loop().time())
