"""Calls that say something, one attempt or with patience; errors come out as `SendError`."""

import asyncio
from collections.abc import Awaitable, Callable
from functools import cache
from typing import Any

from prometheus_client import Counter
from telegram.error import TelegramError

from bot.platforms.telegram.api import Api
from bot.platforms.telegram.events import PLATFORM
from bot.platforms.telegram.refusals import is_unchanged, send_error
from bot.platforms.telegram.request import HeldError
from bot.serving.pacing import Pace
from bot.serving.sending import SendError

Given = dict[str, Any]
Say = Callable[[str, Given], Awaitable[Any]]
"""Method and parameters, `chat_id` among them → what Telegram returns. Raises `SendError`."""

_PAUSES = (0.2, 1.0, 3.0, 8.0, 15.0)
"""Seconds between tries of a direct answer where the network fails."""


class Sender:
    """Makes calls for a chat; whoever calls has the chat's turn."""

    def __init__(self, api: Api, pace: Pace, sends: Counter) -> None:
        """`sends` counts what became of each call, by platform and outcome."""
        self._api = api
        self._pace = pace
        self._sends = cache(sends.labels)

    async def once(self, method: str, given: Given) -> Any:  # noqa: ANN401
        """One attempt; a chat that Telegram asks to leave alone is held."""
        try:
            said = await self._api.call(method, given)
        except TelegramError as error:
            if is_unchanged(error):
                return True
            if isinstance(error, HeldError):
                self._pace.hold(str(given["chat_id"]), error.seconds)
            refused = send_error(error)
            self._sends(PLATFORM, refused.outcome).inc()
            raise refused from error
        self._sends(PLATFORM, "sent").inc()
        return said

    async def patiently(self, method: str, given: Given) -> Any:  # noqa: ANN401
        """Tries again where that is of use: a person waits for it.

        After a broken connection it may be said twice: better than not at all.
        """
        pauses = list(_PAUSES)
        while True:
            try:
                return await self.once(method, given)
            except SendError as error:
                if error.permanent or error.moved_to or not pauses:
                    raise
            if self._pace.left(str(given["chat_id"])):
                await self._pace.rest(str(given["chat_id"]))
            else:
                await asyncio.sleep(pauses.pop(0))
