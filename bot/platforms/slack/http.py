"""Events over HTTP: length, age and signature are checked before anything is read from a body."""

import hashlib
import hmac
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime

from aiohttp import web

from bot.serving.bounded import MAX_BODY, bounded

MAX_AGE = 300
"""Seconds; Slack's own advice against replays."""

Take = Callable[[str, Mapping[str, str]], Awaitable[web.Response]]
"""Body and headers of a request that is truly Slack's → the answer."""


def events_route(secret: str, clock: Callable[[], datetime], take: Take) -> web.RouteDef:
    """`POST /slack/events`."""

    async def received(request: web.Request) -> web.Response:
        timestamp = request.headers.get("X-Slack-Request-Timestamp", "")
        signature = request.headers.get("X-Slack-Signature", "")
        if not is_recent(timestamp, clock()) or not signature:
            return web.Response(status=401)
        body = await bounded(request.content, MAX_BODY, request.content_length)
        if body is None:
            return web.Response(status=413)
        if not is_signed(secret, timestamp, body, signature):
            return web.Response(status=401)
        try:
            text = body.decode()
        except UnicodeDecodeError:
            return web.Response(status=400)
        return await take(text, request.headers)

    return web.post("/slack/events", received)


def is_recent(timestamp: str, now: datetime) -> bool:
    """The header is a moment within five minutes of now."""
    if not (timestamp.isascii() and timestamp.isdigit() and len(timestamp) < 12):
        return False
    return abs(now.timestamp() - int(timestamp)) <= MAX_AGE


def is_signed(secret: str, timestamp: str, body: bytes, signature: str) -> bool:
    """Slack's v0 signature fits; compared in constant time, whatever the header holds."""
    base = b"v0:" + timestamp.encode() + b":" + body
    expected = "v0=" + hmac.new(secret.encode(), base, hashlib.sha256).hexdigest()
    return hmac.compare_digest(expected.encode(), signature.encode("utf-8", "surrogateescape"))
