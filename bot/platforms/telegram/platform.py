"""Telegram as a `Platform`: who we are, how events arrive, what is served."""

import asyncio
import logging
from collections.abc import Coroutine, Sequence
from functools import partial
from typing import Any

from aiohttp import web
from telegram.error import Conflict, EndPointNotFound, InvalidToken, TelegramError

from bot.guarding import refusal
from bot.platforms.telegram.answering import AT_ONCE, Desk, answer
from bot.platforms.telegram.api import Api
from bot.platforms.telegram.events import PLATFORM, Heard, heard
from bot.platforms.telegram.outlet import TelegramOutlet
from bot.platforms.telegram.payload import User, read_update, update_of, written
from bot.platforms.telegram.polling import Plain, Polling
from bot.platforms.telegram.refusals import send_error
from bot.platforms.telegram.sender import Sender
from bot.serving.faults import told
from bot.serving.noting import Noting
from bot.serving.office import Office
from bot.serving.pacing import Pace
from bot.serving.sending import CredentialsError
from bot.settings import Settings
from db.inbox import Parcel

REFUSED = (
    "DUBAN_TELEGRAM_TOKEN 不对或已作废：在 Telegram 里找 @BotFather，发送 /mybots，选中机器人，"
    "点 API Token，把整行令牌（形如 123456789:AA…）填进去再启动"
)
"""What to do about a token that Telegram refuses."""

_PATIENCE = 1.5
_PAUSES = (1, 2, 5, 10, 20, 30)

_log = logging.getLogger(__name__)


def telegram(settings: Settings, office: Office) -> "Telegram":
    """The platform; raises `CredentialsError` where there is no token."""
    token = settings.telegram_token
    if token is None:
        raise CredentialsError("没有设 DUBAN_TELEGRAM_TOKEN：向 @BotFather 要一个令牌")
    return Telegram(Api(token.get_secret_value(), settings.telegram_api_url), office)


class Telegram:
    """One bot."""

    name = PLATFORM

    def __init__(self, api: Api, office: Office) -> None:
        pace = Pace()
        self._api = api
        self._office = office
        self._sender = Sender(api, pace, office.metrics.sends)
        self.outlet = TelegramOutlet(self._sender, office.tokens, pace)
        self._noting = Noting(office.ledger.posts)
        gate = asyncio.Semaphore(AT_ONCE)
        self._desk = Desk(api, office, self.outlet, self._noting, Pace(), gate)
        self._me: User | None = None
        self._refused: set[asyncio.Task[None]] = set()
        self.ready = False

    @property
    def who(self) -> str:
        """The bot's name, once Telegram told it."""
        return f"@{self._me.username}" if self._me else "还没有连上"

    async def check(self) -> None:
        """Ask Telegram who we are. Raises `CredentialsError`, or `SendError` if unreachable."""
        try:
            self._me = await self._api.me()
        except (InvalidToken, EndPointNotFound):
            raise CredentialsError(REFUSED) from None
        except TelegramError as error:
            raise send_error(error) from error

    async def run(self) -> None:
        """Receive and answer until cancelled."""
        polling = Polling(self._api, self._take)
        failures = 0
        try:
            while True:
                try:
                    await self._api.call("deleteWebhook", {})
                    self.ready, failures = True, 0
                    await polling.run()
                except TelegramError as error:
                    self.ready = False
                    _log.warning("telegram: %s", _explained(error))
                    await asyncio.sleep(_PAUSES[min(failures, len(_PAUSES) - 1)])
                    failures += 1
        finally:
            self.ready = False
            await polling.finish()

    async def handle(self, payload: str) -> None:
        """Answer a stored update."""
        me = await self._myself()
        found = heard(read_update(payload), me, again=True)
        if found:
            await answer(self._desk, found, me)

    def routes(self) -> Sequence[web.RouteDef]:
        """None while polling."""
        return ()

    async def close(self) -> None:
        """Let go of connections."""
        await self._noting.settled()
        await self._api.close()

    async def _take(self, plain: Plain, again: bool) -> None:
        """Handled or stored when it returns."""
        try:
            update = update_of(plain)
        except ValueError as error:
            # Of a shape that nobody foresaw: it would come again for ever.
            _log.warning("update %s cannot be read: %s", plain.get("update_id"), told(error))
            return
        me = await self._myself()
        found = heard(update, me, again=again)
        if found is None:
            return
        work = partial(answer, self._desk, found, me)
        if isinstance(found, Heard) and refusal(found.event.inbound):
            await self._not_stored(work())
            return
        now = self._office.wall_clock()
        parcel = Parcel(f"{PLATFORM}:{update.update_id}", PLATFORM, written(plain), now)
        await self._office.inbox.take(parcel, work)

    async def _not_stored(self, work: Coroutine[Any, Any, None]) -> None:
        """What the guard refuses is answered, and never kept anywhere."""
        task = asyncio.create_task(work)
        self._refused.add(task)
        task.add_done_callback(self._refused.discard)
        await asyncio.wait((task,), timeout=_PATIENCE)
        if task.done():
            task.result()

    async def _myself(self) -> User:
        if self._me is None:
            self._me = await self._api.me()
        return self._me


def _explained(error: TelegramError) -> str:
    match error:
        case InvalidToken() | EndPointNotFound():
            return REFUSED
        case Conflict():
            return "另一个程序在用同一个令牌收消息（409）：停掉它，或者换一个令牌"
        case _:
            return told(error)
