"""Of several replicas one polls: whoever has the lease; the others stand by and take over."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import timedelta

from bot.serving.faults import told
from bot.wiring import Clock
from db.leases import Leases

LEASE = "telegram-polling"
TERM = 30.0
"""Seconds that a lease lasts; a killed replica is followed after that and a fifth at most."""

_log = logging.getLogger(__name__)


class Duty:
    """The right to poll, shared by replicas through the ledger."""

    def __init__(self, leases: Leases, holder: str, clock: Clock, term: float = TERM) -> None:
        self._leases = leases
        self._holder = holder
        self._clock = clock
        self._term = term

    async def run(self, work: Callable[[], Awaitable[None]]) -> None:
        """Do the work whenever it is ours; when it is not any more, the work is cancelled.

        Raises what the work raises.
        """
        while True:
            while not await self._taken():  # noqa: ASYNC110 (the ledger does not call)
                await asyncio.sleep(self._term / 5)
            try:
                await self._while_ours(work)
            finally:
                await asyncio.shield(self._released())

    async def whose(self) -> str:
        """Machine and process of who has it at this moment; what a log says too."""
        holder = await self._leases.holder(LEASE, self._clock())
        return holder.rpartition(":")[0] or holder if holder else "暂时没有"

    async def _while_ours(self, work: Callable[[], Awaitable[None]]) -> None:
        working = asyncio.ensure_future(work())
        keeping = asyncio.create_task(self._keep())
        try:
            await asyncio.wait((working, keeping), return_when=asyncio.FIRST_COMPLETED)
            if working.done():
                working.result()
        finally:
            for task in (working, keeping):
                task.cancel()
            await asyncio.gather(working, keeping, return_exceptions=True)

    async def _keep(self) -> None:
        """Returns when the lease is another's, or could not be renewed in time."""
        failures = 0
        while failures < 2:
            await asyncio.sleep(self._term / 4)
            mine = await self._renewed()
            if mine is False:
                _log.warning("现在由另一个进程接收 Telegram 的消息")
                return
            failures = 0 if mine else failures + 1

    async def _renewed(self) -> bool | None:
        """Whether the lease is still ours; None where nobody could be asked."""
        try:
            async with asyncio.timeout(self._term / 4):
                return await self._taken()
        except Exception as error:  # noqa: BLE001 - an edge: the next try may do
            _log.warning("接收 Telegram 消息的租约没有续上：%s", told(error))
            return None

    async def _taken(self) -> bool:
        now = self._clock()
        until = now + timedelta(seconds=self._term)
        return await self._leases.take(LEASE, self._holder, now, until)

    async def _released(self) -> None:
        try:
            await self._leases.release(LEASE, self._holder)
        except Exception as error:  # noqa: BLE001 - it runs out by itself
            _log.info("接收 Telegram 消息的租约没有交还，会自己到期：%s", told(error))
