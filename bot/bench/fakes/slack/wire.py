"""How events reach the bot: Socket Mode connections with acks, or signed HTTP requests."""

import asyncio
import hashlib
import hmac
import itertools
import json
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode

import aiohttp
import msgspec
from aiohttp import web

JSON = dict[str, Any]


def signed(secret: str, timestamp: str, body: bytes) -> str:
    """Slack's v0 signature of a request."""
    base = b"v0:" + timestamp.encode() + b":" + body
    return "v0=" + hmac.new(secret.encode(), base, hashlib.sha256).hexdigest()


@dataclass(slots=True)
class Delivery:
    """An envelope on its way, until the bot acknowledges it."""

    envelope: JSON
    acked: asyncio.Future[JSON]
    sent_at: float
    acked_at: float = 0
    tries: int = field(default=0)

    @property
    def took(self) -> float:
        """Seconds from sending to the acknowledgement."""
        return self.acked_at - self.sent_at


class Sockets:
    """The Socket Mode side: open connections, and envelopes not yet acknowledged."""

    def __init__(self) -> None:
        self.open: list[web.WebSocketResponse] = []
        self._requests: dict[web.WebSocketResponse, web.Request] = {}
        self.connections = 0
        self.waiting: dict[str, Delivery] = {}
        self.deaf = False
        """New connections say hello and then never anything more."""
        self.mute = False
        """New connections do not even say hello."""
        self.pings = 0.0
        """Seconds between the server's own pings; 0 for none."""
        self._silent: set[web.WebSocketResponse] = set()
        self._turn = itertools.count()
        self._connected = asyncio.Event()

    async def connected(self) -> None:
        """Wait until the bot is connected."""
        await self._connected.wait()

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        """One connection, to its end."""
        socket = web.WebSocketResponse(autoping=not self.mute)
        await socket.prepare(request)
        self.connections += 1
        self._requests[socket] = request
        pings = self.pings and not (self.deaf or self.mute)
        pinging = asyncio.create_task(self._ping(socket)) if pings else None
        try:
            await self._greet(socket)
            async for message in socket:
                if message.type is aiohttp.WSMsgType.TEXT:
                    self._ack(message.data)
        finally:
            if pinging:
                pinging.cancel()
            self._requests.pop(socket, None)
            if socket in self.open:
                self.open.remove(socket)
            if not self.open:
                self._connected.clear()
        return socket

    async def _greet(self, socket: web.WebSocketResponse) -> None:
        if self.mute:
            return
        hello = {"type": "hello", "num_connections": len(self.open) + 1, "connection_info": {}}
        await socket.send_json(hello | {"debug_info": {"approximate_connection_time": 18060}})
        if self.deaf:
            return
        self.open.append(socket)
        self._connected.set()
        for delivery in list(self.waiting.values()):
            await self._send(socket, delivery)

    async def _ping(self, socket: web.WebSocketResponse) -> None:
        while not socket.closed and socket not in self._silent:
            await asyncio.sleep(self.pings)
            await socket.ping(b"Ping from applink")

    def _ack(self, data: str) -> None:
        said = msgspec.json.decode(data)
        if delivery := self.waiting.pop(said.get("envelope_id", ""), None):
            delivery.acked_at = asyncio.get_running_loop().time()
            if not delivery.acked.done():
                delivery.acked.set_result(said.get("payload") or {})

    async def push(self, kind: str, payload: JSON, envelope_id: str) -> Delivery:
        """Deliver an envelope, now or once the bot is connected."""
        loop = asyncio.get_running_loop()
        envelope: JSON = {"envelope_id": envelope_id, "type": kind, "payload": payload}
        envelope["accepts_response_payload"] = kind != "events_api"
        delivery = Delivery(envelope, loop.create_future(), loop.time())
        self.waiting[envelope_id] = delivery
        if self.open:
            await self._send(self.open[next(self._turn) % len(self.open)], delivery)
        return delivery

    async def again(self, delivery: Delivery) -> Delivery:
        """The same envelope once more, as Slack does where it saw no acknowledgement."""
        loop = asyncio.get_running_loop()
        anew = replace(delivery, acked=loop.create_future(), sent_at=loop.time())
        self.waiting[anew.envelope["envelope_id"]] = anew
        await self._send(self.open[-1], anew)
        return anew

    async def _send(self, socket: web.WebSocketResponse, delivery: Delivery) -> None:
        told = delivery.envelope
        if delivery.tries and told["type"] == "events_api":
            told = told | {"retry_attempt": delivery.tries, "retry_reason": "timeout"}
        delivery.tries += 1
        with suppress(ConnectionError):  # it waits for the next connection
            await socket.send_str(msgspec.json.encode(told).decode())

    async def refresh(self, reason: str = "refresh_requested") -> None:
        """Tell the bot to connect anew; what is still to come goes over the new connection."""
        for socket in list(self.open):
            self.open.remove(socket)
            await socket.send_json({"type": "disconnect", "reason": reason})
        self._connected.clear()

    def silence(self, *, pong: bool) -> None:
        """Open connections stay open and say nothing more; `pong`: but answer pings."""
        for socket in list(self.open):
            self.open.remove(socket)
            self._silent.add(socket)
            transport = self._requests[socket].transport
            if not pong and isinstance(transport, asyncio.Transport):
                transport.pause_reading()
        self._connected.clear()

    async def cut(self) -> None:
        """Break every connection without a word."""
        for socket in list(self.open):
            self.open.remove(socket)
            transport = self._requests[socket].transport
            if isinstance(transport, asyncio.Transport):
                transport.abort()
        self._connected.clear()


def http_request(kind: str, payload: JSON) -> tuple[bytes, str]:
    """Body and content type as Slack posts them: JSON for events, a form for the rest."""
    if kind == "events_api":
        return json.dumps(payload, ensure_ascii=False).encode(), "application/json"
    form = payload if kind == "slash_commands" else {"payload": json.dumps(payload)}
    return urlencode(form).encode(), "application/x-www-form-urlencoded"
