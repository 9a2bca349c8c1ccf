"""The HTTP side: what platforms want served, whether the bot is well, and its figures.

Whatever comes in, the answer is never 500: what is wrong with a request is 4xx, and where we could
not keep an event it is 503, so that the platform sends it again.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable, Sequence

from aiohttp import web

from bot.errors import CommandError
from bot.serving.bounded import MAX_BODY
from bot.serving.faults import told
from bot.serving.metrics import Metrics

SECONDS = 15.0
"""From a request's head to the answer; platforms wait for three (Slack) or sixty (Telegram)."""
_CLOSING_SECONDS = 5.0

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
Check = Callable[[], Awaitable[dict[str, str]]]
"""Part → `ok`, or what is wrong with it."""

_log = logging.getLogger(__name__)


class UnusableAddressError(CommandError):
    """Nothing can listen there."""


def public_app(routes: Iterable[web.RouteDef], check: Check, metrics: Metrics) -> web.Application:
    """What the outside reaches: the platforms' routes, `/healthz` and `/readyz`."""
    app = web.Application(client_max_size=MAX_BODY, middlewares=[_guarded(metrics)])
    app.on_response_prepare.append(_without_server)
    app.add_routes(routes)
    app.add_routes([web.get("/healthz", _healthy), web.get("/readyz", _ready(check))])
    return app


def admin_app(show: Callable[[], Awaitable[bytes]], metrics: Metrics) -> web.Application:
    """What operators reach: `/metrics`."""

    async def shown(_request: web.Request) -> web.Response:
        headers = {"Content-Type": "text/plain; version=0.0.4; charset=utf-8"}
        return web.Response(body=await show(), headers=headers)

    app = web.Application(client_max_size=MAX_BODY, middlewares=[_guarded(metrics)])
    app.on_response_prepare.append(_without_server)
    app.add_routes([web.get("/metrics", shown)])
    return app


async def listen(app: web.Application, address: str, variable: str) -> web.AppRunner:
    """Serve the app there until the runner is cleaned up. Raises `UnusableAddressError`."""
    host, _colon, port = address.rpartition(":")
    runner = web.AppRunner(
        app, access_log=None, handle_signals=False, shutdown_timeout=_CLOSING_SECONDS
    )
    await runner.setup()
    try:
        await web.TCPSite(runner, host.strip("[]") or None, int(port)).start()
    except OSError as error:
        await runner.cleanup()
        raise UnusableAddressError(
            f"{variable} 的地址 {address} 用不了（{error.strerror or error}）："
            f"另一个程序占着它，或本机没有这个地址。请停掉那个程序，或改 {variable}"
        ) from None
    return runner


def listening(runner: web.AppRunner) -> str:
    """Where it listens, such as `127.0.0.1:8080`."""
    addresses: Sequence[tuple[str, int]] = runner.addresses
    return "、".join(f"{address[0]}:{address[1]}" for address in addresses)


async def _healthy(_request: web.Request) -> web.Response:
    return web.json_response({"status": "ok"})


def _ready(check: Check) -> Handler:
    async def ready(_request: web.Request) -> web.Response:
        parts = await check()
        well = parts["database"] == "ok" and "ok" in (
            state for name, state in parts.items() if name != "database"
        )
        return web.json_response(parts, status=200 if well else 503)

    return ready


def _guarded(metrics: Metrics) -> Callable[..., Awaitable[web.StreamResponse]]:
    @web.middleware
    async def guarded(request: web.Request, handler: Handler) -> web.StreamResponse:
        if (request.content_length or 0) > MAX_BODY:
            raise web.HTTPRequestEntityTooLarge(MAX_BODY, request.content_length or 0)
        try:
            async with asyncio.timeout(SECONDS):
                return await handler(request)
        except web.HTTPException:
            raise
        except TimeoutError:
            # Mostly a body that trickles in; a platform sends again what was not answered.
            return web.Response(status=408)
        except Exception as error:  # noqa: BLE001 - the edge: what failed here may come again
            metrics.failed("http", error)
            _log.warning("HTTP 请求没有处理成：%s", told(error))
            return web.Response(status=503, headers={"Retry-After": "5"})

    return guarded


async def _without_server(_request: web.Request, response: web.StreamResponse) -> None:
    response.headers.pop("Server", None)
