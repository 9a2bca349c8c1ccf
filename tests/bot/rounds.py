"""A delivery whose clock stands still but for the moments that it has to wait."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from bot.serving.delivery import Delivery
from bot.serving.digests import Digests
from bot.serving.sending import Outlet
from bot.serving.sifting import Sifting
from bot.serving.tempo import Tempo
from bot.serving.words_now import WordsNow
from db.ledger import Ledger
from reminders.settings import ZONE

_NEVER = datetime(2000, 1, 1, tzinfo=ZONE)
_MOMENT = timedelta(seconds=2)


class Rounds:
    """Delivers all that is due, digests that are made beside it included."""

    def __init__(self, ledger: Ledger, outlets: Mapping[str, Outlet], holder: str) -> None:
        self._now = _NEVER
        self._digests = Digests(ledger, ZONE)
        sifting = Sifting(ledger, WordsNow(ledger, ZONE, self._digests), ZONE, self._clock)
        tempi = dict.fromkeys(outlets, Tempo(0, 0, 0))
        self.delivery = Delivery(ledger, outlets, holder, self._clock, tempi, sifting)

    async def deliver(self, now: datetime) -> None:
        """What is due at that time."""
        self._now = now
        for _ in range(2):
            while await self.delivery.deliver_due():
                await self.delivery.settled()
            await self._digests.made()
            self._now += _MOMENT

    def _clock(self) -> datetime:
        return self._now
