"""The webhook: nothing is read before the secret and the length are seen to be right."""

import asyncio
import hmac
import logging
from collections.abc import Awaitable, Callable

from aiohttp import web
from telegram.error import BadRequest

from bot.platforms.telegram.api import Api
from bot.platforms.telegram.payload import KINDS, Update, read_update
from bot.serving.bounded import MAX_BODY, bounded
from bot.serving.faults import told

PATH = "/telegram/webhook"
MOST_CONNECTIONS = 16
LOOK_AGAIN = 300.0
"""Seconds between looks whether Telegram still delivers here."""
_READ_SECONDS = 10.0
_HEADER = "X-Telegram-Bot-Api-Secret-Token"

Secret = Callable[[], Awaitable[str]]
Take = Callable[[Update, str], Awaitable[None]]

_log = logging.getLogger(__name__)


class Webhook:
    """Receives what Telegram posts, and tells Telegram where to."""

    def __init__(self, api: Api, public_url: str, secret: Secret, take: Take) -> None:
        self._api = api
        self._url = public_url.rstrip("/") + PATH
        self._secret = secret
        self._take = take

    async def receive(self, request: web.Request) -> web.Response:
        """200 once the update is handled or stored; 503 where it has to come again."""
        given = request.headers.get(_HEADER, "")
        if not hmac.compare_digest(_bytes(given), _bytes(await self._secret())):
            return web.Response(status=403)
        try:
            async with asyncio.timeout(_READ_SECONDS):
                body = await bounded(request.content, MAX_BODY, request.content_length)
        except TimeoutError:
            return web.Response(status=408)
        if body is None:
            return web.Response(status=413)
        try:
            update, payload = read_update(body), body.decode()
        except (ValueError, RecursionError):
            return web.Response(status=400)
        return await self._taken(update, payload)

    async def _taken(self, update: Update, payload: str) -> web.Response:
        try:
            await self._take(update, payload)
        except Exception as error:  # noqa: BLE001 - an edge: Telegram sends it again
            number = update.update_id
            _log.warning("更新 %s 没有处理也没有存下，等 Telegram 再送来：%s", number, told(error))
            return web.Response(status=503)
        return web.Response()

    async def announce(self) -> None:
        """Have updates delivered here. Raises `TelegramError`."""
        given = {
            "url": self._url,
            "secret_token": await self._secret(),
            "allowed_updates": KINDS,
            "max_connections": MOST_CONNECTIONS,
        }
        try:
            await self._api.call("setWebhook", given)
        except BadRequest:
            _log.warning(
                "Telegram 不接受 DUBAN_PUBLIC_URL：要 https 网址，端口是 443、80、88 或 8443，"
                "证书有效，公网能访问"
            )
            raise

    async def run(self, heard: Callable[[], None]) -> None:
        """Announce (`heard` is then called), and look now and then whether it still holds.

        Raises `TelegramError`.
        """
        await self.announce()
        heard()
        while True:
            await asyncio.sleep(LOOK_AGAIN)
            info = await self._api.call("getWebhookInfo", {})
            if info.get("url") != self._url:
                await self.announce()
            elif info.get("pending_update_count") and info.get("last_error_message"):
                _log.warning("Telegram 送不到 %s：看反向代理和证书", self._url)


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")
