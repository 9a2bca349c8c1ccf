"""Slack as `duban serve` sees it: credentials, ways in, and who says things there."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import cache
from typing import Any
from urllib.parse import parse_qsl

import msgspec
from aiohttp import web
from slack_bolt.async_app import AsyncApp
from slack_bolt.middleware.async_middleware import AsyncMiddleware
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from bot.platforms.slack.addressing import NAME
from bot.platforms.slack.api import Api
from bot.platforms.slack.checking import own, see_app_token
from bot.platforms.slack.http import events_route
from bot.platforms.slack.outlet import SlackOutlet
from bot.platforms.slack.receiving import CUT_OFF, Receiving
from bot.platforms.slack.socket_mode import Envelope, SocketMode
from bot.serving.faults import told
from bot.serving.office import Office
from bot.serving.pacing import Pace
from bot.settings import Settings

_RETRIED = "x-slack-retry-num"
_log = logging.getLogger(__name__)


def slack(settings: Settings, office: Office) -> "Slack":
    """The platform of these settings, not yet connected."""
    return Slack(settings, office)


class Slack:
    """One workspace, over Socket Mode where there is an app token, and over HTTP."""

    name = NAME

    def __init__(self, settings: Settings, office: Office) -> None:
        token = settings.slack_bot_token.get_secret_value() if settings.slack_bot_token else ""
        secret, app_token = settings.slack_signing_secret, settings.slack_app_token
        self._api = Api(token, settings.slack_api_url)
        count = cache(office.metrics.sends.labels)
        self._outlet = SlackOutlet(
            self._api, Pace(), office.tokens, lambda outcome: count(NAME, outcome).inc()
        )
        self._receiving = Receiving(office, self._api, self._outlet)
        self._bolt = bolt(self._api, self._receiving)
        self._app_token = app_token.get_secret_value() if app_token else ""
        self._socket = SocketMode(self._api, self._app_token, self._enveloped)
        self._secret = secret.get_secret_value() if secret else ""
        self._clock = office.wall_clock

    @property
    def who(self) -> str:
        """Who the bot is there; '' until checked."""
        return self._receiving.own.who

    @property
    def outlet(self) -> SlackOutlet:
        """Says things there."""
        return self._outlet

    @property
    def ready(self) -> bool:
        """Whether events arrive: connected, or reachable over HTTP, and still installed."""
        arrives = self._socket.hears if self._app_token else bool(self._secret and self.who)
        return arrives and not self._receiving.gone

    async def details(self) -> dict[str, str]:
        """What is wrong, where the app was removed."""
        return {NAME: CUT_OFF} if self._receiving.gone else {}

    async def check(self) -> None:
        """See that the tokens work. Raises `CredentialsError`, `SendError` where nobody answers."""
        self._receiving.own = await own(self._api)
        if self._app_token:
            await see_app_token(self._api, self._app_token)

    async def run(self) -> None:
        """Receive until cancelled; over HTTP there is nothing to do but be there."""
        if self._app_token:
            await self._socket.run()
        await asyncio.Event().wait()

    async def handle(self, payload: str) -> None:
        """Answer an event that was stored."""
        await self._receiving.handle(payload)

    def routes(self) -> Sequence[web.RouteDef]:
        """`POST /slack/events`, where there is a signing secret to know Slack by."""
        if not self._secret:
            return ()
        return (events_route(self._secret, self._clock, self._posted),)

    async def close(self) -> None:
        """Let go of connections."""
        await self._receiving.settled()
        await self._api.close()

    async def _enveloped(self, envelope: Envelope) -> dict[str, Any] | None:
        """An envelope of Socket Mode; acknowledged without a payload."""
        payload = envelope.get("payload")
        if not isinstance(payload, dict):
            return {}
        again = bool(envelope.get("retry_attempt"))
        return {} if await self._dispatched(payload, again=again) else None

    async def _posted(self, text: str, headers: Mapping[str, str]) -> web.Response:
        """A request that is truly Slack's."""
        payload = posted(text, headers.get("Content-Type", ""))
        if payload is None:
            return web.Response(status=400)
        if payload.get("type") == "url_verification":
            return web.json_response({"challenge": str(payload.get("challenge", ""))})
        kept = await self._dispatched(payload, again="X-Slack-Retry-Num" in headers)
        # Anything else than 200 lets Slack send it again.
        return web.Response(status=200 if kept else 503)

    async def _dispatched(self, payload: dict[str, Any], *, again: bool) -> bool:
        headers: dict[str, str | Sequence[str]] = {_RETRIED: "1"} if again else {}
        # Bolt's own mode for bodies that are parsed already.
        request = AsyncBoltRequest(body=payload, headers=headers, mode="socket_mode")
        response = await self._bolt.async_dispatch(request)
        return response.status == 200


def posted(text: str, content_type: str) -> dict[str, Any] | None:
    """The payload of a request: JSON, JSON in a form, or a slash command's form."""
    try:
        if content_type.partition(";")[0].strip().lower() == "application/json":
            payload = msgspec.json.decode(text)
        else:
            form = dict(parse_qsl(text, max_num_fields=100))
            payload = msgspec.json.decode(form["payload"]) if "payload" in form else form
    except (ValueError, RecursionError):
        return None
    return payload if isinstance(payload, dict) and payload else None


def bolt(api: Api, receiving: Receiving) -> AsyncApp:
    """Bolt with the one listener that takes everything.

    Signatures are checked before Bolt, on bytes nobody has parsed yet; its own copy of that, and
    what else it would do a message, would only be done twice.
    """
    return _App(
        client=api.client,
        logger=logging.getLogger("bot.platforms.slack.bolt"),
        before_authorize=_Everything(receiving),
        request_verification_enabled=False,
        ignoring_self_events_enabled=False,
        ssl_check_enabled=False,
        url_verification_enabled=False,
        attaching_function_token_enabled=False,
    )


class _App(AsyncApp):
    """Bolt makes a client for each request, which takes longer than reading it; nobody asks for
    one here."""

    def _init_context(self, req: AsyncBoltRequest) -> None:
        req.context["client"] = self.client


class _Everything(AsyncMiddleware):
    """Takes all that comes; nothing gets past it."""

    def __init__(self, receiving: Receiving) -> None:
        self._receiving = receiving

    async def async_process(
        self,
        *,
        req: AsyncBoltRequest,
        resp: BoltResponse,  # noqa: ARG002 (Bolt's signature)
        next: Callable[[], Awaitable[BoltResponse]],  # noqa: A002, ARG002
    ) -> BoltResponse:
        """200 once it is answered or stored, else 503."""
        try:
            await self._receiving.take(req.body, again=_RETRIED in req.headers)
        except Exception as error:  # noqa: BLE001 - the edge: Slack sends it again
            _log.warning("一个事件没有处理成：%s", told(error))
            return BoltResponse(status=503)
        return BoltResponse(status=200)
