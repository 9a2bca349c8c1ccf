"""What answering takes, in one argument."""

import asyncio
import logging
from dataclasses import dataclass

from telegram.error import TelegramError

from bot.platforms.telegram.api import Api
from bot.platforms.telegram.outlet import TelegramOutlet
from bot.platforms.telegram.sender import Given
from bot.serving.faults import told
from bot.serving.noting import Noting
from bot.serving.office import Office
from bot.serving.pacing import Pace

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Desk:
    """The parts that the answers of one bot share."""

    api: Api
    office: Office
    outlet: TelegramOutlet
    noting: Noting
    order: Pace
    """Turns of conversations: what comes later is answered later."""
    gate: asyncio.Semaphore
    """So many updates are worked on at the same time."""
    files: asyncio.Semaphore
    """Few files at once: each may take twenty mebibytes."""

    async def try_to(self, method: str, given: Given) -> None:
        """A call that may fail: after a while Telegram knows nothing of a press or query."""
        try:
            await self.api.call(method, given)
        except TelegramError as error:
            _log.info("Telegram 没有接受 %s：%s", method, told(error))
