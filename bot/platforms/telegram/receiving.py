"""Updates on their way in, by polling or webhook: each is handled or stored before it is safe."""

import logging
from dataclasses import replace
from functools import partial
from typing import Any

from bot.guarding import refusal
from bot.platforms.telegram.answering import answer
from bot.platforms.telegram.api import Api
from bot.platforms.telegram.desk import Desk
from bot.platforms.telegram.events import PLATFORM, Heard, heard
from bot.platforms.telegram.payload import Update, User, read_update, update_of, written
from bot.serving.faults import told
from db.inbox import Parcel

_log = logging.getLogger(__name__)


class Receiving:
    """Takes updates in for one bot."""

    def __init__(self, api: Api, desk: Desk) -> None:
        self._api = api
        self._desk = desk
        self._me: User | None = None

    @property
    def who(self) -> str:
        """The bot's name, once Telegram told it."""
        return f"@{self._me.username}" if self._me else "还没有连上"

    async def introduce(self) -> User:
        """Ask Telegram who the bot is. Raises `TelegramError`."""
        self._me = await self._api.me()
        return self._me

    async def myself(self) -> User:
        """Who the bot is, asked once. Raises `TelegramError`."""
        return self._me or await self.introduce()

    async def polled(self, plain: dict[str, Any], again: bool) -> None:
        """Take an update from a poll; safe when this returns."""
        try:
            update = update_of(plain)
        except ValueError as error:
            # Of a shape that nobody foresaw; it would come again for ever.
            _log.warning("更新 %s 读不懂，跳过：%s", plain.get("update_id"), told(error))
            return
        await self.take(update, written(plain), again=again)

    async def stored(self, payload: str) -> None:
        """Answer an update that was stored."""
        me = await self.myself()
        found = heard(read_update(payload), me, again=True)
        if found:
            await answer(self._desk, found, me)

    async def take(self, update: Update, payload: str, *, again: bool) -> None:
        """Handled or stored when it returns; raises where neither was possible."""
        me = await self.myself()
        found = heard(update, me, again=again)
        if found is None:
            return
        office = self._desk.office
        if isinstance(found, Heard):
            if refusal(found.event.inbound):
                await office.inbox.aside(answer(self._desk, found, me))
                return
            found = replace(found, event=replace(found.event, passed=True))
        work = partial(answer, self._desk, found, me)
        parcel = Parcel(f"{PLATFORM}:{update.update_id}", PLATFORM, payload, office.wall_clock())
        await office.inbox.take(parcel, work)
