"""The heartbeat: what comes round again while the program serves, and nothing more.

APScheduler keeps the time and nothing else. It remembers nothing: what is owed follows from facts
and from the rows of the ledger, so a beat that is late, missing or doubled does no harm.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

from bot.serving.faults import told
from bot.serving.metrics import Metrics
from bot.wiring import Clock

_LOOKS = timedelta(seconds=30)

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Beat:
    """Something that comes round: at the start, and then every so often."""

    name: str
    every: timedelta
    work: Callable[[datetime], Awaitable[object]]
    """Is given the office's time."""


class Heartbeat:
    """Lets the beats come round; one that fails is logged and counted, and comes again."""

    def __init__(
        self, beats: Sequence[Beat], clock: Clock, wall_clock: Clock, metrics: Metrics
    ) -> None:
        """`clock`: the office's, which the beats are given; `wall_clock`: never stopped."""
        self._beats = tuple(beats)
        self._clock = clock
        self._wall_clock = wall_clock
        self._metrics = metrics
        self.begun = asyncio.Event()
        """Set once each beat came for the first time."""

    async def run(self, looks: timedelta = _LOOKS) -> None:
        """Each beat once, one after another, and then by the clock until cancelled."""
        for beat in self._beats:
            await self._come(beat)
        self.begun.set()
        scheduler = self._scheduler()
        scheduler.start()
        try:
            while True:
                await asyncio.sleep(looks.total_seconds())
                self._mend(scheduler)
        finally:
            scheduler.shutdown(wait=False)

    def _scheduler(self) -> AsyncIOScheduler:
        """A beat that takes long, or comes late, comes once and not several times at once."""
        scheduler = AsyncIOScheduler(timezone=UTC)
        for beat in self._beats:
            scheduler.add_job(
                self._come_round,
                IntervalTrigger(seconds=beat.every.total_seconds(), timezone=UTC),
                (beat,),
                id=beat.name,
                coalesce=True,
                max_instances=1,
                misfire_grace_time=None,
            )
        return scheduler

    async def _come_round(self, beat: Beat) -> None:
        """As a task of the scheduler's, which would log a stop in the middle of it as an error."""
        with suppress(asyncio.CancelledError):
            await self._come(beat)

    async def _come(self, beat: Beat) -> None:
        try:
            await beat.work(self._clock())
        except Exception as error:  # noqa: BLE001 - it comes again
            self._metrics.failed(beat.name, error)
            _log.warning("%s 这一次没有做成，下次再做：%s", beat.name, told(error))
        else:
            self._metrics.beats.labels(beat.name).inc()

    def _mend(self, scheduler: AsyncIOScheduler) -> None:
        """The machine's clock set back a day must not silence us for a day."""
        now = self._wall_clock()
        for beat in self._beats:
            job = scheduler.get_job(beat.name)
            if job and job.next_run_time and job.next_run_time > now + 2 * beat.every:
                job.modify(next_run_time=now)
