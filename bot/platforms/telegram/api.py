"""The Bot API as it is used here: python-telegram-bot's `Bot` over our own request."""

import re
from typing import Any

import msgspec
from telegram import Bot
from telegram.error import InvalidToken

from bot.platforms.telegram.payload import User
from bot.platforms.telegram.request import AiohttpRequest, proxy_to

LATE = 10.0
"""Seconds by which a long poll may be late; a connection that went deaf is noticed then."""
OFFICIAL = "https://api.telegram.org"


class Api:
    """Calls of one bot."""

    def __init__(self, token: str, base: str | None = None) -> None:
        """`base`: of a self-hosted Bot API server, before `/bot<token>/`."""
        self._base = (base or OFFICIAL).rstrip("/")
        self._token = token
        self.proxy = proxy_to(self._base)
        self._request = AiohttpRequest(self.proxy)
        try:
            self._bot = Bot(
                token,
                base_url=f"{self._base}/bot",
                base_file_url=f"{self._base}/file/bot",
                request=self._request,
                get_updates_request=self._request,
            )
        except InvalidToken:
            raise ValueError("empty token") from None

    async def call(self, method: str, given: dict[str, Any], *, wait: float = 0) -> Any:  # noqa: ANN401
        """What the method returns, as decoded JSON. Raises `telegram.error.TelegramError`.

        `wait`: seconds that a long poll lasts.
        """
        await self._request.initialize()
        # In lower case, which Telegram takes as well: python-telegram-bot then leaves the answer
        # as it came. Making its objects of each answer takes longer than the call itself.
        read = wait + LATE if wait else self._request.read_timeout
        return await self._bot.do_api_request(method.lower(), given, read_timeout=read)

    @property
    def is_well_formed(self) -> bool:
        """Whether the token looks like one; with anything else in it there would be no address."""
        return re.fullmatch(r"\d+:[A-Za-z0-9_-]+", self._token, re.ASCII) is not None

    @property
    def is_self_hosted(self) -> bool:
        """The Bot API server is the office's own."""
        return self._base != OFFICIAL

    async def me(self) -> User:
        """Who the bot is. Raises `telegram.error.TelegramError`, `InvalidToken` in particular."""
        return msgspec.convert(await self.call("getMe", {}), User)

    def file_url(self, path: str) -> str:
        """Where a file is fetched; holds the token, never to be logged."""
        return f"{self._base}/file/bot{self._token}/{path}"

    async def close(self) -> None:
        """Let go of all connections."""
        await self._request.shutdown()
