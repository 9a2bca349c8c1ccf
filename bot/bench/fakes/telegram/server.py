"""The server of the fake Telegram and the world behind it.

`FakeTelegram` is the server and the world behind it; `Somebody` says and presses things in it.
"""

import asyncio
import json
from collections import Counter
from typing import Any, Self

import msgspec
from aiohttp import ClientError, ClientSession, web

from bot.bench.fakes.telegram.chats import BOT, Chat, Chats, Shown
from bot.bench.fakes.telegram.faults import Fault, RefusedError, Script
from bot.bench.fakes.telegram.methods import METHODS
from bot.bench.fakes.telegram.people import DATE, Somebody
from bot.bench.fakes.telegram.updates import Updates

TOKEN = "7000001:fake-token-of-nobody"  # noqa: S105 (made up)


class FakeTelegram:
    """Start it, let people say things, look at what they see."""

    def __init__(self, token: str = TOKEN) -> None:
        self.token = token
        self.me = {
            "id": BOT,
            "is_bot": True,
            "first_name": "督办助手",
            "username": "duban_test_bot",
            "can_join_groups": True,
            "can_read_all_group_messages": False,
            "supports_inline_queries": True,
        }
        self.updates = Updates()
        self.chats = Chats()
        self.script = Script()
        self.calls: Counter[str] = Counter()
        """How often each method was called, by its name in lower case."""
        self.toasts: dict[str, str] = {}
        """Callback query id → what was shown for it, '' for nothing."""
        self.opened: dict[str, str] = {}
        """Callback query id → the link it made the client open."""
        self.inline: dict[str, dict[str, Any]] = {}
        """Inline query id → how it was answered."""
        self.commands: dict[str, list[dict[str, Any]]] = {}
        """Scope and language → the menu."""
        self.local_paths: dict[str, str] = {}
        """File id → where a server run with --local left the file."""
        self.webhook: dict[str, Any] = {"url": ""}
        self._files: dict[str, tuple[str, bytes]] = {}
        self._port = 0
        self._runner: web.ServerRunner | None = None
        self._pushing: asyncio.Task[None] | None = None

    # The server

    @property
    def url(self) -> str:
        """What `DUBAN_TELEGRAM_API_URL` is set to."""
        return f"http://127.0.0.1:{self._port}"

    async def start(self) -> Self:
        """Listen, on the same port as before where there was one."""
        server = web.Server(self._answer, access_log=None)
        self._runner = web.ServerRunner(server, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self._port, reuse_address=True)
        await site.start()
        self._port = self._runner.addresses[0][1]
        return self

    async def stop(self) -> None:
        """Stop listening and drop every connection; what happened is kept."""
        if self._pushing:
            self._pushing.cancel()
        if self._runner:
            await self._runner.cleanup()
            self._runner = None

    async def __aenter__(self) -> Self:
        return await self.start()

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    # The world

    def person(self, id_: int, name: str = "", **others: Any) -> Somebody:  # noqa: ANN401
        """Somebody who may write to the bot; never did so far."""
        somebody = Somebody(self, id_, name or f"用户{id_}", **others)
        self.chats.add(Chat(id_, somebody.name, opened=False))
        return somebody

    def group(self, id_: int, title: str = "工作群", *, forum: bool = False) -> Chat:
        """A group with the bot in it; a supergroup where the id says so."""
        kind = "supergroup" if id_ < -1_000_000_000_000 else "group"
        return self.chats.add(Chat(id_, title, kind, forum))

    def fault(self, kind: Any, method: str = "sendMessage", **others: Any) -> None:  # noqa: ANN401
        """Let something go wrong once or more often (see `Fault`)."""
        self.script.faults.append(Fault(kind, method, **others))

    def throw_out(self, chat: Chat, by: Somebody) -> None:
        """The bot may not write there any more, and is told so."""
        chat.member = False
        self._membership(chat, by, "member", "kicked")

    def let_in(self, chat: Chat, by: Somebody) -> None:
        """The bot is made a member, and told so."""
        chat.member = True
        self._membership(chat, by, "left", "member")

    def migrate(self, chat: Chat, new_id: int, by: Somebody) -> Chat:
        """The group becomes a supergroup; writing to the old id fails from here on."""
        new = self.chats.add(Chat(new_id, chat.title, "supergroup", chat.forum))
        chat.moved_to = new_id
        for where, said in (
            (chat, {"migrate_to_chat_id": new_id}),
            (new, {"migrate_from_chat_id": chat.id}),
        ):
            by.says("", where, **said)
        return new

    def keep_file(self, name: str, data: bytes) -> str:
        """A file that the bot may fetch; its id."""
        file_id = f"file{len(self._files)}"
        self._files[file_id] = (name, data)
        return file_id

    def file(self, file_id: str) -> tuple[str, bytes] | None:
        """Name and bytes of a file."""
        return self._files.get(file_id)

    def quoted(self, chat: Chat, message: int) -> dict[str, Any]:
        """A message on the screen as a reply carries it."""
        shown = chat.screen[message]
        sender = self.me if shown.sender == BOT else {"id": shown.sender, "is_bot": False}
        return {
            "message_id": message,
            "date": DATE,
            "chat": chat.described(),
            "from": {"first_name": "某人", **sender},
            "text": shown.text,
        }

    def said(self, chat: Chat) -> list[Shown]:
        """What the bot has on the screen there, oldest first."""
        return self.chats.said(chat.id)

    def _membership(self, chat: Chat, by: Somebody, old: str, new: str) -> None:
        change = {"chat": chat.described(), "from": by.described(), "date": DATE}
        states = {
            name: {"user": self.me, "status": status, "until_date": 0}
            for name, status in (("old_chat_member", old), ("new_chat_member", new))
        }
        self.updates.add("my_chat_member", {**change, **states})

    # HTTP

    async def _answer(self, request: web.BaseRequest) -> web.StreamResponse:
        if request.path.startswith("/file/"):
            return self._download(request.path)
        token, _slash, method = request.path.removeprefix("/bot").partition("/")
        method = method.lower()  # Telegram takes them in any case
        parameters = await _parameters(request)
        self.calls[method] += 1
        try:
            self._admit(token)
            return _json(200, {"ok": True, "result": await self._call(request, method, parameters)})
        except RefusedError as error:
            said: dict[str, Any] = {"ok": False, "error_code": error.code}
            said["description"] = error.description
            if error.parameters:
                said["parameters"] = error.parameters
            return _json(error.code, said)

    def _admit(self, token: str) -> None:
        if token != self.token:
            raise RefusedError(401, "Unauthorized")

    async def _call(
        self, request: web.BaseRequest, method: str, parameters: dict[str, Any]
    ) -> object:
        fault = self.script.next(method, parameters.get("chat_id")) if self.script.faults else None
        if fault is None:
            return await _done(self, method, parameters)
        if fault.kind == "slow":
            await asyncio.sleep(fault.seconds)
        if refusal := fault.refusal():
            raise refusal
        result = None if fault.kind == "drop-before" else await _done(self, method, parameters)
        if fault.kind.startswith("drop") and request.transport:
            request.transport.abort()
        return result

    def _download(self, path: str) -> web.Response:
        start = f"/file/bot{self.token}/documents/"
        found = self._files.get(path.removeprefix(start)) if path.startswith(start) else None
        return web.Response(body=found[1]) if found else web.Response(status=404)

    # The webhook

    def push(self) -> None:
        """Begin to deliver to the webhook, one by one, trying again until each is taken."""
        self._pushing = asyncio.create_task(self._push())

    async def _push(self) -> None:
        headers = {"X-Telegram-Bot-Api-Secret-Token": self.webhook.get("secret_token", "")}
        async with ClientSession(headers=headers) as session:
            while self.webhook["url"]:
                for update in self.updates.waiting:
                    try:
                        async with session.post(self.webhook["url"], json=update) as answer:
                            if answer.status != 200:
                                break
                    except (ClientError, OSError):
                        break
                    self.updates.confirm(update["update_id"] + 1)
                await asyncio.sleep(0.02)


async def _done(server: FakeTelegram, method: str, parameters: dict[str, Any]) -> object:
    known = METHODS.get(method)
    if known is None:
        raise RefusedError(404, "Not Found")
    return await known(server, parameters)


async def _parameters(request: web.BaseRequest) -> dict[str, Any]:
    """As JSON, as a form with values in JSON, or with files as (name, bytes)."""
    if request.content_type == "application/json":
        body = await request.read()
        return dict(msgspec.json.decode(body)) if body else {}
    given = await request.post()
    return {name: _value(value) for name, value in given.items()}


def _value(given: object) -> object:
    if isinstance(given, web.FileField):
        return (given.filename, given.file.read())
    text = str(given)
    if text[:1] in "{[" or text in ("true", "false") or text.lstrip("-").isdigit():
        try:
            return json.loads(text)
        except ValueError:
            return text
    return text


def _json(status: int, body: dict[str, Any]) -> web.Response:
    return web.Response(
        status=status, body=msgspec.json.encode(body), content_type="application/json"
    )
