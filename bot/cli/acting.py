"""Commands that change the ledger in somebody's name."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from bot.cli.common import Common
from bot.errors import BadInputError
from bot.wiring import Wired, speaker_of, wired
from db.correcting import Order
from db.ledger import Ledger
from handlers.reply import plain_text
from handlers.rights import Right, refusal
from handlers.turn import Speaker


@dataclass(frozen=True, slots=True)
class Acting:
    """The open ledger, and who acts."""

    parts: Wired
    speaker: Speaker

    @property
    def ledger(self) -> Ledger:
        """What is acted on."""
        return self.parts.ledger

    def order(self, wish: str) -> Order:
        """This call's wish: called again it is another one, so the time that counts is the real."""
        key = f"command/{wish}/{self.parts.wall_clock().isoformat()}"
        return Order(self.speaker.name, self.parts.clock(), key)


@asynccontextmanager
async def acting(common: Common, right: Right) -> AsyncIterator[Acting]:
    """An open ledger for somebody who may change it: raises `BadInputError` where they may not."""
    async with wired(common.settings(), common.now) as parts:
        speaker = await speaker_of(parts.ledger, common.person)
        refused = refusal(speaker, right)
        if refused:
            raise BadInputError(plain_text((refused,)))
        yield Acting(parts, speaker)
