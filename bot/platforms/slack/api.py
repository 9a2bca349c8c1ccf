"""The Web API of one workspace: one shared session, no retries but our own, errors told apart."""

import io
import logging
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import aiohttp
import msgspec
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.platforms.slack.failures import failure, of_name
from bot.serving.sending import SendError

PUBLIC = "https://slack.com/api/"
_HOSTS = (".slack.com", ".slack-gov.com")
_TIMES = aiohttp.ClientTimeout(total=30, sock_connect=10)

_log = logging.getLogger("bot.platforms.slack.sdk")


class Api:
    """Calls methods; `client` is also what Bolt works with."""

    def __init__(self, token: str, base_url: str | None) -> None:
        # The SDK logs bodies at DEBUG, and bodies are nobody's business.
        _log.setLevel(logging.INFO)
        self.client = AsyncWebClient(token, base_url or PUBLIC, retry_handlers=[], logger=_log)
        self._session: aiohttp.ClientSession | None = None

    @property
    def base_url(self) -> str:
        """The address that methods are called under, with the last slash."""
        return self.client.base_url

    @property
    def session(self) -> aiohttp.ClientSession:
        """The one session, also for downloads, responses and the WebSocket."""
        if self._session is None or self._session.closed:
            self._session = aiohttp.ClientSession(
                timeout=_TIMES, json_serialize_bytes=msgspec.json.encode
            )
            self.client.session = self._session
        return self._session

    @property
    def proxy(self) -> str | None:
        """The proxy of the environment, which all connections use alike."""
        return self.client.proxy

    async def call(self, method: str, token: str = "", **arguments: object) -> Mapping[str, Any]:
        """What the method answers; `token` where it is not the bot's. Raises `SendError`."""
        given = {name: value for name, value in arguments.items() if value not in (None, "")}
        headers = {"Authorization": f"Bearer {token}"} if token else None
        self._open()
        try:
            answer = await self.client.api_call(method, json=given, headers=headers)
        except (SlackApiError, aiohttp.ClientError, TimeoutError) as error:
            raise failure(error) from None
        return {"headers": answer.headers} | _mapping(answer.data)

    async def form(self, method: str, **arguments: str | int) -> Mapping[str, Any]:
        """The same for methods that read no JSON. Raises `SendError`."""
        self._open()
        try:
            answer = await self.client.api_call(method, data=arguments)
        except (SlackApiError, aiohttp.ClientError, TimeoutError) as error:
            raise failure(error) from None
        return _mapping(answer.data)

    async def put(self, address: str, data: bytes) -> None:
        """Bring a file's bytes to the address that Slack gave for them. Raises `SendError`."""
        self.own(address)
        try:
            async with self.session.post(
                address, data=io.BytesIO(data), proxy=self.proxy
            ) as response:
                if response.status != 200:
                    raise SendError(f"Slack 没有收下文件（HTTP {response.status}）", retry_after=1)
        except (aiohttp.ClientError, TimeoutError) as error:
            raise failure(error) from None

    async def respond(self, address: str, **said: object) -> None:
        """Post to an interaction's own address. Raises `SendError`."""
        self.own(address)
        try:
            async with self.session.post(
                address, json=said, allow_redirects=False, proxy=self.proxy
            ) as response:
                if response.status == 429 or response.status >= 500:
                    raise SendError(f"Slack 没有接受（HTTP {response.status}）", retry_after=1)
                if response.status == 400:
                    raise of_name("invalid_payload")
                if response.status != 200:
                    reason = f"Slack 没有接受（HTTP {response.status}）"
                    raise SendError(reason, permanent=True)
        except (aiohttp.ClientError, TimeoutError) as error:
            raise failure(error) from None

    def own(self, address: str) -> None:
        """See that the address is Slack's own. Raises `SendError`: nothing goes elsewhere."""
        if not is_own(address, self.base_url):
            raise SendError("地址不是 Slack 的", permanent=True)

    async def close(self) -> None:
        """Let go of all connections."""
        if self._session is not None:
            await self._session.close()

    def _open(self) -> None:
        _ = self.session


def is_own(address: str, base_url: str) -> bool:
    """The address is at the host of the API itself, or at Slack over https."""
    try:
        given, base = urlsplit(address), urlsplit(base_url)
        if (given.scheme, given.hostname, given.port) == (base.scheme, base.hostname, base.port):
            return True
        host = given.hostname or ""
    except ValueError:
        return False
    return given.scheme == "https" and host.endswith(_HOSTS)


def _mapping(data: object) -> dict[str, Any]:
    return data if isinstance(data, dict) else {}
