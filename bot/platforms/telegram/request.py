"""How python-telegram-bot reaches the Bot API: one aiohttp session, shared by all calls."""

from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import aiohttp
import msgspec
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

MOST_CONNECTIONS = 64
CONNECT, READ, UPLOAD = 10.0, 30.0, 120.0
"""Seconds until a connection stands, until an answer is there, and that for files."""


class HeldError(TelegramError):
    """429: nothing may be said to that chat for so many seconds."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"Too many requests: wait {seconds:g} s")
        self.seconds = seconds


class NotReachedError(NetworkError):
    """No connection came about: Telegram knows nothing of the call."""


class AiohttpRequest(BaseRequest):
    """Calls go out as JSON, files as multipart; nothing is ever sent twice from here."""

    # Messages of errors and logs never name the URL: it holds the token.

    def __init__(self, proxy: str | None = None) -> None:
        """`proxy`: see `proxy_to`."""
        self._proxy = proxy
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        """Seconds until an answer has to be there."""
        return READ

    async def initialize(self) -> None:
        """Make the session."""
        if self._session is None or self._session.closed:
            connector = aiohttp.TCPConnector(limit=MOST_CONNECTIONS, keepalive_timeout=30)
            self._session = aiohttp.ClientSession(connector=connector, proxy=self._proxy)

    async def shutdown(self) -> None:
        """Let go of all connections."""
        if self._session:
            await self._session.close()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ANN401 (PTB's own sentinel)
        write_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ANN401
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ANN401
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ANN401, ARG002
    ) -> tuple[int, bytes]:
        """Status and body. Raises `NotReachedError`, `HeldError`, `TimedOut`, `NetworkError`."""
        uploads = bool(request_data and request_data.contains_files)
        read = _given(read_timeout, UPLOAD if uploads else READ)
        if uploads:
            read += _given(write_timeout, 0.0)
        limits = aiohttp.ClientTimeout(
            total=None,
            connect=_given(connect_timeout, CONNECT),
            sock_connect=_given(connect_timeout, CONNECT),
            sock_read=read,
        )
        return await self._sent(url, method, _body(request_data, uploads=uploads), limits)

    async def _sent(
        self, url: str, method: str, body: dict[str, Any], limits: aiohttp.ClientTimeout
    ) -> tuple[int, bytes]:
        if self._session is None:
            raise NotReachedError("No session: initialize() was not called")
        try:
            async with self._session.request(method, url, timeout=limits, **body) as answer:
                payload = await answer.read()
        except aiohttp.ConnectionTimeoutError:
            raise NotReachedError("Telegram did not take the connection in time") from None
        except aiohttp.ClientConnectorError as error:
            raise NotReachedError(f"No connection to Telegram: {_reason(error)}") from None
        except TimeoutError:
            raise TimedOut("Telegram did not answer in time") from None
        except (aiohttp.ClientError, OSError) as error:
            raise NetworkError(f"Connection broke: {type(error).__name__}") from None
        if answer.status == 429:
            raise HeldError(_retry_after(payload))
        return answer.status, payload

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """The decoded answer; what is no JSON is never logged, it may quote a message."""
        try:
            decoded = msgspec.json.decode(payload)
        except (msgspec.DecodeError, UnicodeDecodeError):
            decoded = None
        if not isinstance(decoded, dict):
            raise TelegramError("Invalid server response")
        return decoded


def proxy_to(address: str) -> str | None:
    """The proxy of the environment (`HTTPS_PROXY`, `NO_PROXY` …) on the way there.

    Looked up once: aiohttp's own look-up takes a thread's turn on every call.
    """
    target = urlsplit(address)
    if proxy_bypass(target.hostname or ""):
        return None
    found = getproxies().get(target.scheme)
    return found if found and found.startswith("http") else None


def _given(value: Any, otherwise: float) -> float:  # noqa: ANN401
    return otherwise if value is None or value is BaseRequest.DEFAULT_NONE else float(value)


def _body(data: RequestData | None, *, uploads: bool) -> dict[str, Any]:
    if data is None:
        return {}
    if not uploads:
        headers = {"Content-Type": "application/json"}
        return {"data": msgspec.json.encode(data.parameters), "headers": headers}
    form = aiohttp.FormData(quote_fields=False, charset="utf-8")
    for name, value in data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, kind) in data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=kind)
    return {"data": form}


def _reason(error: aiohttp.ClientConnectorError) -> str:
    """Without the host and port, which a reader of the log knows."""
    return error.os_error.strerror or type(error.os_error).__name__


def _retry_after(payload: bytes) -> float:
    try:
        return float(msgspec.json.decode(payload)["parameters"]["retry_after"])
    except (msgspec.DecodeError, UnicodeDecodeError, KeyError, TypeError, ValueError):
        return 1.0
