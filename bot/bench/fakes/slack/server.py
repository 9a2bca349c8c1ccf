"""The fake Slack as a server: Web API, Socket Mode, and the signed HTTP requests it sends."""

import asyncio
import time
from dataclasses import dataclass
from typing import Any, Self

import aiohttp
import msgspec
from aiohttp import web

from bot.bench.fakes.slack.acts import Acts
from bot.bench.fakes.slack.blocks import message_problem
from bot.bench.fakes.slack.faults import Fault, Faults
from bot.bench.fakes.slack.methods import METHODS, refused
from bot.bench.fakes.slack.screen import Shown
from bot.bench.fakes.slack.wire import Delivery, Sockets, http_request, signed
from bot.bench.fakes.slack.workspace import Workspace

JSON = dict[str, Any]
SCOPES = (
    "app_mentions:read,channels:history,channels:read,chat:write,commands,files:read,files:write,"
    "groups:history,groups:read,im:history,im:write,users:read,users:read.email"
)
NO_JSON = (
    "conversations.history",
    "conversations.replies",
    "files.getUploadURLExternal",
    "users.info",
)
"""Methods that read arguments from a form only."""


@dataclass(frozen=True, slots=True)
class Call:
    """One call of the Web API."""

    method: str
    arguments: JSON


class FakeSlack(Acts):
    """A workspace with one app in it. `async with FakeSlack() as slack: …`

    People act by the methods of `Acts`; `space.screen` is what they see; `faults` is what shall
    go wrong; `sockets` is the Socket Mode side. With `events_url` set, events go there as signed
    requests. `start` after `stop` serves at the same port, as a server that was restarted.
    """

    bot_token = "xoxb-made-up"  # noqa: S105 (no secret: it opens this fake only)
    app_token = "xapp-made-up"  # noqa: S105
    signing_secret = "signing-made-up"  # noqa: S105

    def __init__(self, *, scopes: str = SCOPES) -> None:
        self.space = Workspace()
        self.faults = Faults()
        self.sockets = Sockets()
        self.scopes = scopes
        self.events_url = ""
        self.calls: list[Call] = []
        self.recording = True
        """Off for long runs: calls are no longer kept."""
        self._port = 0
        self._runner: web.AppRunner | None = None
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    @property
    def api_url(self) -> str:
        """What `DUBAN_SLACK_API_URL` is to be."""
        return f"{self.space.origin}/api/"

    async def start(self) -> None:
        """Serve, at the port of last time where there was one."""
        app = web.Application(client_max_size=32 << 20)
        app.router.add_route("*", "/api/{method}", self._api)
        app.router.add_get("/link", self.sockets.serve)
        app.router.add_post("/upload/{file}", self._upload)
        app.router.add_get("/files/{file}", self._download)
        app.router.add_post("/respond/{key}", self._respond)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self._port, reuse_address=True)
        await site.start()
        self._port = self._runner.addresses[0][1]
        self.space.origin = f"http://127.0.0.1:{self._port}"
        self._session = aiohttp.ClientSession()

    async def stop(self) -> None:
        """Be gone, connections and all; the workspace stays as it is."""
        await self.sockets.cut()
        if self._runner and self._session:
            await self._session.close()
            await self._runner.cleanup()
        self._runner = self._session = None

    async def deliver(self, kind: str, payload: JSON, **headers: str) -> Delivery | int:
        """Give an event to the bot; over HTTP the status it answered."""
        if not self.events_url:
            return await self.sockets.push(kind, payload, self.space.new_id("E"))
        body, content_type = http_request(kind, payload)
        return await self.request(body, content_type, **headers)

    async def request(self, body: bytes, content_type: str, **headers: str) -> int:
        """A signed request to the bot's HTTP address; its status."""
        now = str(int(time.time()))  # noqa: TID251 (Slack's clock, not the office's)
        signature = signed(self.signing_secret, now, body)
        sent = {"X-Slack-Request-Timestamp": now, "X-Slack-Signature": signature} | {
            name.replace("_", "-"): value for name, value in headers.items()
        }
        assert self._session  # noqa: S101 (started)
        sent |= {"Content-Type": content_type}
        async with self._session.post(self.events_url, data=body, headers=sent) as response:
            await response.read()
            return response.status

    async def _api(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        arguments = await _arguments(request)
        if self.recording:
            self.calls.append(Call(method, arguments))
        fault = self.faults.next(method, str(arguments.get("channel", "")))
        if fault and (answer := await self._faulty(request, fault)):
            return answer
        answer = _json(self._answer(request, method, arguments), self.scopes)
        if fault and fault.kind == "dropped":
            return _cut(request)
        return answer

    def _answer(self, request: web.Request, method: str, arguments: JSON) -> JSON:
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        wanted = self.app_token if method == "apps.connections.open" else self.bot_token
        if not token:
            return refused("not_authed")
        if token != wanted:
            return refused("invalid_auth")
        if method == "apps.connections.open":
            address = self.space.origin.replace("http:", "ws:")
            return {"ok": True, "url": f"{address}/link?ticket={self.space.new_id('K')}"}
        if request.content_type == "application/json" and method in NO_JSON:
            return refused("invalid_arguments")
        handle = METHODS.get(method)
        return handle(self.space, arguments) if handle else refused("unknown_method")

    async def _faulty(self, request: web.Request, fault: Fault) -> web.StreamResponse | None:
        match fault.kind:
            case "limited":
                return web.Response(status=429, headers={"Retry-After": f"{fault.seconds:g}"})
            case "refused":
                return _json(refused(fault.error), self.scopes)
            case "broken":
                return web.Response(status=500, text="upstream")
            case "slow":
                await asyncio.sleep(fault.seconds)
            case "dropped" if fault.when == "before":
                return _cut(request)
        return None

    async def _upload(self, request: web.Request) -> web.Response:
        name, _data = self.space.files[request.match_info["file"]]
        self.space.files[request.match_info["file"]] = (name, await request.read())
        return web.Response(text="OK")

    async def _download(self, request: web.Request) -> web.Response:
        if request.headers.get("Authorization") != f"Bearer {self.bot_token}":
            return web.Response(text="<html>sign in</html>", content_type="text/html")
        _name, data = self.space.files[request.match_info["file"]]
        return web.Response(body=data)

    async def _respond(self, request: web.Request) -> web.Response:
        said = msgspec.json.decode(await request.read())
        channel, user, ts = request.match_info["key"].split("-")
        if message_problem(said.get("text", ""), said.get("blocks", [])):
            return web.Response(status=400, text="invalid_blocks")
        if said.get("replace_original"):
            self._replace(channel, user, ts, said)
        else:
            shown = Shown(self.space.new_ts(), channel, self.space.bot, said.get("text", ""))
            shown.blocks = said.get("blocks", [])
            shown.only_for = "" if said.get("response_type") == "in_channel" else user
            shown.thread = said.get("thread_ts", "")
            self.space.show(shown)
        return web.Response(text="ok")

    def _replace(self, channel: str, user: str, ts: str, said: JSON) -> None:
        ours = [*self.space.screen.said(channel), *self.space.screen.for_one(channel, user)]
        for shown in ours:
            if shown.ts == ts:
                shown.text, shown.blocks = said.get("text", ""), said.get("blocks", [])
                shown.edits += 1
                self.space.seen(shown)


async def _arguments(request: web.Request) -> JSON:
    if request.content_type == "application/json":
        return dict(msgspec.json.decode(await request.read()))
    return {**request.query, **{k: str(v) for k, v in (await request.post()).items()}}


def _json(answer: JSON, scopes: str) -> web.Response:
    headers = {"X-OAuth-Scopes": scopes}
    return web.Response(
        body=msgspec.json.encode(answer), content_type="application/json", headers=headers
    )


def _cut(request: web.Request) -> web.Response:
    if isinstance(request.transport, asyncio.Transport):
        request.transport.abort()
    return web.Response(status=500)
