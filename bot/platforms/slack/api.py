"""The Web API of one workspace: one shared session, no retries but our own, errors told apart."""

import io
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import aiohttp
import msgspec
from slack_sdk.web.async_client import AsyncWebClient

from bot.platforms.slack.failures import failure, of_name, refused
from bot.serving.sending import SendError

PUBLIC = "https://slack.com/api/"
_HOSTS = (".slack.com", ".slack-gov.com")
_TIMES = aiohttp.ClientTimeout(total=30, connect=10)
_JSON = "application/json; charset=utf-8"


class Api:
    """Calls methods; `client` is what Bolt works with.

    Methods are called on the session itself: what the SDK's client puts around a call (retries,
    its own request and response) is not used here and takes as long again as making the call.
    """

    def __init__(self, token: str, base_url: str | None) -> None:
        self.client = AsyncWebClient(token, base_url or PUBLIC, retry_handlers=[])
        self._token = token
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
        return self._session

    @property
    def proxy(self) -> str | None:
        """The proxy of the environment, which all connections use alike."""
        return self.client.proxy

    async def call(self, method: str, token: str = "", **arguments: object) -> Mapping[str, Any]:
        """What the method answers; `token` where it is not the bot's. Raises `SendError`."""
        given = {name: value for name, value in arguments.items() if value not in (None, "")}
        headers = self._by(token) | {"Content-Type": _JSON}
        return await self._answer(method, headers, json=given)

    async def form(self, method: str, **arguments: str | int) -> Mapping[str, Any]:
        """The same for methods that read no JSON. Raises `SendError`."""
        given = {name: str(value) for name, value in arguments.items()}
        return await self._answer(method, self._by(), data=given)

    def _by(self, token: str = "") -> dict[str, str]:
        return {"Authorization": f"Bearer {token or self._token}"}

    async def _answer(self, method: str, headers: dict[str, str], **body: Any) -> dict[str, Any]:  # noqa: ANN401 (JSON)
        try:
            async with self.session.post(
                self.base_url + method, headers=headers, proxy=self.proxy, **body
            ) as response:
                said = _mapping(await response.read())
        except (aiohttp.ClientError, TimeoutError) as error:
            raise failure(error) from None
        if response.status != 200 or said.get("ok") is not True:
            raise refused(response.status, said, response.headers)
        return {"headers": response.headers} | said

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


def _mapping(data: bytes) -> dict[str, Any]:
    """What an answer says; an empty one where it makes no sense."""
    try:
        said = msgspec.json.decode(data)
    except (ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}
