"""Telegram as a `Platform`: put together from its parts, running until cancelled."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from functools import partial

from aiohttp import web
from telegram.error import Conflict, EndPointNotFound, InvalidToken, TelegramError

from bot.platforms.telegram import menus
from bot.platforms.telegram.answering import AT_ONCE, FILES_AT_ONCE
from bot.platforms.telegram.api import Api
from bot.platforms.telegram.desk import Desk
from bot.platforms.telegram.duty import TERM, Duty
from bot.platforms.telegram.events import PLATFORM
from bot.platforms.telegram.outlet import TelegramOutlet
from bot.platforms.telegram.payload import Update
from bot.platforms.telegram.polling import Polling
from bot.platforms.telegram.receiving import Receiving
from bot.platforms.telegram.refusals import send_error
from bot.platforms.telegram.sender import Sender
from bot.platforms.telegram.webhook import PATH, Webhook
from bot.serving.faults import told
from bot.serving.noting import Noting
from bot.serving.office import Office
from bot.serving.pacing import Pace
from bot.serving.sending import CredentialsError
from bot.settings import Settings

NO_TOKEN = "没有设 DUBAN_TELEGRAM_TOKEN：向 Telegram 里的 @BotFather 发送 /newbot，要一个令牌"  # noqa: S105
REFUSED = (
    "DUBAN_TELEGRAM_TOKEN 不对或已作废：在 Telegram 里找 @BotFather，发送 /mybots，选中机器人，"
    "点 API Token，把整行令牌（形如 123456789:AA…）填进去再启动"
)
_CONFLICT_PAUSE = 2.0
"""Seconds after 409: two that poll at once would drive each other out for ever."""
_PAUSES = (0.2, 0.5, 1, 2, 5, 10, 20, 30)

_log = logging.getLogger(__name__)


def telegram(settings: Settings, office: Office, *, term: float = TERM) -> "Telegram":
    """The platform; raises `CredentialsError` where there is no token."""
    if settings.telegram_token is None:
        raise CredentialsError(NO_TOKEN)
    token = settings.telegram_token.get_secret_value()
    return Telegram(Api(token, settings.telegram_api_url), settings, office, term)


class Telegram:
    """One bot."""

    name = PLATFORM

    def __init__(self, api: Api, settings: Settings, office: Office, term: float) -> None:
        pace = Pace()
        sender = Sender(api, pace, office.metrics.sends)
        self.outlet = TelegramOutlet(sender, office.tokens, pace)
        self.ready = False
        self._api = api
        self._settings = settings
        self._office = office
        self._noting = Noting(office.ledger.posts)
        gate = asyncio.Semaphore(AT_ONCE)
        files = asyncio.Semaphore(FILES_AT_ONCE)
        desk = Desk(api, office, self.outlet, self._noting, Pace(), gate, files)
        self._receiving = Receiving(api, desk)
        self._duty = Duty(office.ledger.leases, office.holder, office.wall_clock, term)
        self._failures = 0
        """How often in a row Telegram was not to be had."""
        self._secret: str | None = None
        self._webhook = self._webhook_of(settings.public_url) if settings.public_url else None

    @property
    def who(self) -> str:
        """The bot's name, once Telegram told it."""
        return self._receiving.who

    async def details(self) -> dict[str, str]:
        """Which replica polls: the machine and the process."""
        return {} if self._webhook else {"telegram_polling": await self._duty.whose()}

    async def check(self) -> None:
        """Ask Telegram who we are. Raises `CredentialsError`, or `SendError` if unreachable."""
        if not self._api.is_well_formed:
            raise CredentialsError(REFUSED)
        try:
            await self._receiving.introduce()
        except (InvalidToken, EndPointNotFound):
            raise CredentialsError(REFUSED) from None
        except TelegramError as error:
            raise send_error(error) from error

    async def run(self) -> None:
        """Receive and answer until cancelled; reconnects by itself."""
        # Standing by is being ready: another replica receives.
        self.ready = True
        menu = asyncio.create_task(self._announced())
        try:
            if self._webhook:
                await self._again_and_again(self._delivered)
            else:
                await self._duty.run(self._polled)
        finally:
            self.ready = False
            menu.cancel()

    async def handle(self, payload: str) -> None:
        """Answer a stored update."""
        await self._receiving.stored(payload)

    def routes(self) -> Sequence[web.RouteDef]:
        """The webhook, where there is a public address."""
        return (web.post(PATH, self._webhook.receive),) if self._webhook else ()

    async def close(self) -> None:
        """Let go of connections."""
        await self._noting.settled()
        await self._api.close()

    # How updates arrive

    async def _polled(self) -> None:
        polling = Polling(self._api, self._receiving.polled, self._is_ready)
        try:
            await self._again_and_again(partial(self._begun, polling))
        finally:
            await polling.finish()

    async def _begun(self, polling: Polling) -> None:
        await self._receiving.myself()  # before anything arrives: what waits for it loses its turn
        await self._api.call("deleteWebhook", {})
        await polling.run()

    async def _delivered(self) -> None:
        if self._webhook:
            await self._webhook.run(self._is_ready)

    def _is_ready(self) -> None:
        self.ready = True
        self._failures = 0

    async def _announced(self) -> None:
        """Beside everything else: a menu is no reason to answer later."""
        try:
            await menus.announce(self._api)
        except TelegramError as error:
            _log.warning("Telegram 的命令菜单没有设上：%s", told(error))

    async def _again_and_again(self, receive: Callable[[], Awaitable[None]]) -> None:
        """Telegram being away ends nothing: what it keeps arrives once it is back."""
        while True:
            try:
                await receive()
            except TelegramError as error:
                self.ready = False
                _log.warning("Telegram：%s", _explained(error))
                await asyncio.sleep(self._pause(error))

    def _pause(self, error: TelegramError) -> float:
        pause = _PAUSES[min(self._failures, len(_PAUSES) - 1)]
        self._failures += 1
        return max(pause, _CONFLICT_PAUSE) if isinstance(error, Conflict) else pause

    def _webhook_of(self, public_url: str) -> Webhook:
        return Webhook(self._api, public_url, self._webhook_secret, self._taken)

    async def _taken(self, update: Update, payload: str) -> None:
        # Nobody says whether it was delivered before.
        await self._receiving.take(update, payload, again=True)

    async def _webhook_secret(self) -> str:
        """The same in all replicas, whether it was chosen or not."""
        if self._secret is None:
            chosen = self._settings.telegram_webhook_secret
            own = await self._office.ledger.secret("telegram-webhook")
            self._secret = chosen.get_secret_value() if chosen else own.hex()
        return self._secret


def _explained(error: TelegramError) -> str:
    match error:
        case InvalidToken() | EndPointNotFound():
            return REFUSED
        case Conflict():
            return "另一个程序在用同一个令牌收消息（409）：停掉它，或者换一个令牌"
        case _:
            return f"连不上，会一直再试（{told(error)}）"
