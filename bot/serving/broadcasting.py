"""Broadcasts as time passes: due ones go out, receipts are counted and chased, reports are made."""

import logging
from datetime import datetime

from bot.serving.faults import told
from db.ledger import Ledger
from handlers.broadcasting.advancing import KEPT, advance
from handlers.broadcasting.offering import offer

_log = logging.getLogger(__name__)


class Broadcasting:
    """Lets every broadcast go on; what fails with one holds up none of the others."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    async def beat(self, now: datetime) -> None:
        """Once round. Raises nothing of a single broadcast: it is logged, and tried again."""
        for one in await self._ledger.broadcasts.in_hand(now - KEPT):
            try:
                await advance(self._ledger, one.id, now)
            except Exception as error:  # noqa: BLE001 - the others go on
                _log.warning("通知第%s号这一步没有做成，下次再做：%s", one.id, told(error))
        await offer(self._ledger, now)
