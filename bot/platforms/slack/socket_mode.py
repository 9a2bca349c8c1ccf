"""Socket Mode: one connection at a time, the next one opened before the last is let go.

The SDK's own client closes the old connection first, waits a ping interval before it connects
anew, and may go deaf after that; so the connection is kept here, and Bolt is given what comes.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

import aiohttp
import msgspec

from bot.platforms.slack.api import Api
from bot.serving.faults import told
from bot.serving.sending import SendError

Envelope = dict[str, Any]
Receive = Callable[[Envelope], Awaitable[dict[str, Any] | None]]
"""Handles or stores what came; the payload to acknowledge with, None not to acknowledge."""

HEARTBEAT = 10.0
"""Seconds between our pings; without an answer within half of it the connection is dead."""
GREETING = 10.0
"""Seconds within which Slack says hello; a connection without never hears anything."""
SILENCE = 45.0
"""Seconds without a word from a server that pinged before: it went deaf."""
PAUSES = (0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0)
"""Seconds before the next try; apps.connections.open is not to be hurried."""
AWAKE = 60.0
"""Seconds between calls that keep a quiet connection from being forgotten: users of the SDKs found
that Slack may deliver nothing after a reconnect until some method is called."""
FAREWELL = 2.0
"""Seconds for what is in work to be acknowledged before the connection closes."""

_CLOSED = (aiohttp.WSMsgType.CLOSE, aiohttp.WSMsgType.CLOSING, aiohttp.WSMsgType.CLOSED)
_log = logging.getLogger(__name__)


class SocketMode:
    """Receives envelopes until cancelled; reconnects by itself."""

    def __init__(
        self,
        api: Api,
        token: str,
        receive: Receive,
        *,
        heartbeat: float = HEARTBEAT,
        greeting: float = GREETING,
        silence: float = SILENCE,
    ) -> None:
        self._api = api
        self._token = token
        self._receive = receive
        self._heartbeat = heartbeat
        self._greeting = greeting
        self._silence = silence
        self._listening: set[asyncio.Task[bool]] = set()
        self._working: set[asyncio.Task[None]] = set()
        self._hearing = 0

    @property
    def hears(self) -> bool:
        """Whether a connection is open and was greeted."""
        return self._hearing > 0

    async def run(self) -> None:
        """Stay connected until cancelled."""
        failures = 0
        try:
            while True:
                greeted = await self._until_leaving()
                failures = 0 if greeted else min(failures + 1, len(PAUSES) - 1)
                await asyncio.sleep(PAUSES[failures])
        finally:
            for task in self._listening:
                task.cancel()
            await asyncio.gather(*self._listening, return_exceptions=True)

    async def _until_leaving(self) -> bool:
        """A new connection until it ends or is about to; whether it was ever greeted."""
        leaving: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        task = asyncio.create_task(self._connection(leaving))
        self._listening.add(task)
        task.add_done_callback(self._listening.discard)
        await asyncio.wait((task, leaving), return_when=asyncio.FIRST_COMPLETED)
        return leaving.done() or (not task.cancelled() and task.result())

    async def _connection(self, leaving: asyncio.Future[bool]) -> bool:
        """One connection to its end; `leaving` is done once a successor is wanted."""
        try:
            opened = await self._api.call("apps.connections.open", self._token)
            async with self._api.session.ws_connect(
                str(opened.get("url", "")),
                heartbeat=self._heartbeat,
                autoping=False,
                proxy=self._api.proxy,
            ) as socket:
                return await self._converse(socket, leaving)
        except SendError as error:
            _log.warning("Slack 没有接通：%s", error.reason)
            if error.retry_after and error.retry_after > 1:
                await asyncio.sleep(error.retry_after)
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as error:
            _log.warning("Slack 没有接通：%s", told(error))
        return False

    async def _converse(
        self, socket: aiohttp.ClientWebSocketResponse, leaving: asyncio.Future[bool]
    ) -> bool:
        listener = _Listener(socket, self._greeting, self._silence)
        awake = asyncio.create_task(self._keep_awake())
        greeted = False
        try:
            while (said := await listener.next()) is not None:
                if said.get("type") == "hello":
                    greeted = True
                    self._hearing += 1
                elif said.get("type") == "disconnect":
                    # It delivers nothing more; what is in work is still acknowledged over it.
                    _log.info("Slack 要求重新连接（%s）", said.get("reason"))
                    if not leaving.done():
                        leaving.set_result(True)
                elif "envelope_id" in said:
                    self._work(socket, said)
        except TimeoutError:
            _log.warning("Slack 没有声音了，重新连接")
        finally:
            awake.cancel()
            self._hearing -= greeted
            await self._farewell()
        return greeted

    def _work(self, socket: aiohttp.ClientWebSocketResponse, envelope: Envelope) -> None:
        task = asyncio.create_task(self._answer(socket, envelope))
        self._working.add(task)
        task.add_done_callback(self._working.discard)

    async def _answer(self, socket: aiohttp.ClientWebSocketResponse, envelope: Envelope) -> None:
        try:
            payload = await self._receive(envelope)
        except Exception as error:  # noqa: BLE001 - not acknowledged, it comes again
            _log.warning("一个事件没有保存成，等 Slack 再送来：%s", told(error))
            return
        if payload is None:
            return
        done = {"envelope_id": envelope["envelope_id"]} | ({"payload": payload} if payload else {})
        try:
            await socket.send_str(msgspec.json.encode(done).decode())
        except (aiohttp.ClientError, ConnectionError, RuntimeError):
            _log.debug("连接已断开，这个事件会再来")  # and is known then

    async def _keep_awake(self) -> None:
        while True:
            try:
                await self._api.call("auth.test")
            except SendError as error:
                _log.warning("Slack 没有回应：%s", error.reason)
            await asyncio.sleep(AWAKE)

    async def _farewell(self) -> None:
        if self._working:
            with suppress(asyncio.CancelledError):
                await asyncio.wait(list(self._working), timeout=FAREWELL)


class _Listener:
    """What a connection says, word by word, watched for silence."""

    def __init__(
        self, socket: aiohttp.ClientWebSocketResponse, greeting: float, silence: float
    ) -> None:
        self._socket = socket
        self._silence = silence
        self._clock = asyncio.get_running_loop().time
        self._until: float | None = self._clock() + greeting
        """When silence has lasted too long; None where nothing can be told from it."""
        self._pinged = False

    async def next(self) -> Envelope | None:
        """The next words; None at the end. Raises `TimeoutError` where it is too silent."""
        while True:
            # Answers to our own pings say only that the line is good, not that Slack uses it.
            left = None if self._until is None else self._until - self._clock()
            message = await self._socket.receive(timeout=left and max(left, 0.001))
            if message.type is aiohttp.WSMsgType.TEXT:
                self._heard()
                return _envelope(message.data)
            if message.type is aiohttp.WSMsgType.PING:
                await self._socket.pong(message.data)
                self._pinged = True
                self._heard()
            elif message.type in _CLOSED or message.type is aiohttp.WSMsgType.ERROR:
                return None

    def _heard(self) -> None:
        # Who pings once does so all the time: from there on silence means something.
        self._until = self._clock() + self._silence if self._pinged else None


def _envelope(data: str) -> Envelope:
    """What a text frame says; an empty one where it makes no sense."""
    try:
        said = msgspec.json.decode(data)
    except (ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}
