"""No event is lost: each is handled or stored before its platform hears that it is safe."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from itertools import groupby
from operator import attrgetter
from typing import Any

from bot.serving.faults import told
from bot.wiring import Clock
from db.inbox import MAX_TRIES, Parcel
from db.ledger import Ledger

HOLD = timedelta(seconds=60)
"""How long a stored event is its process's own; renewed by every sweep, so a second is enough
for a process that lives and a minute for one that was killed."""
AT_ONCE = 16
"""Stored events that one sweep takes."""

Work = Callable[[], Coroutine[Any, Any, None]]
Handle = Callable[[str], Awaitable[None]]

_log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Held:
    """A parcel that is being handled; `kept` is done once it is stored as well."""

    parcel: Parcel
    task: asyncio.Task[None]
    kept: asyncio.Task[None] | None = None


class Inbox:
    """Events in work in this process, and the stored ones whose process is gone."""

    def __init__(
        self, ledger: Ledger, holder: str, clock: Clock, patience: float = 1.5, room: int = 1024
    ) -> None:
        """`patience`: seconds a platform may wait; `room`: how many are in work at most."""
        self._stored = ledger.inbox
        self._holder = holder
        self._clock = clock
        self._patience = patience
        self._room = room
        self._held: dict[str, _Held] = {}
        self._others: set[asyncio.Task[None]] = set()
        self.failures = 0
        """How often handling an event failed since this process began."""

    async def take(self, parcel: Parcel, work: Work) -> None:
        """Start `work`; returns once it is done or the parcel is stored, whichever is first.

        The work goes on where nobody waits any more. Raises when neither was possible: then the
        platform must not hear that the event is safe.
        """
        held = self._held.get(parcel.key)
        if held is None:
            if len(self._held) >= self._room:
                await self._stored.store(replace(parcel, tries=0), "", self._clock())
                return
            held = self._begin(parcel, work)
        await asyncio.wait((held.task,), timeout=self._patience)
        if not _is_done(held.task):
            await self._keep(held)

    async def aside(self, work: Coroutine[Any, Any, None]) -> None:
        """The same for what may not be stored, such as what the guard refuses: once the platform
        has waited long enough it goes on, and is lost with the process. Raises what it raises."""
        task = self._beside(work)
        await asyncio.wait((task,), timeout=self._patience)
        if task.done():
            task.result()
        else:
            task.add_done_callback(_lost)

    async def sweep(self, handles: Mapping[str, Handle]) -> bool:
        """Handle stored events whose process is gone, each platform's in their order.

        `handles`: by platform, what answers an event. Returns whether there were any.
        """
        await self._hold_on()
        if not handles:
            return False
        room = min(AT_ONCE, self._room - len(self._held))
        now = self._clock()
        found = await self._stored.take(self._holder, now, now + HOLD, max(room, 0), tuple(handles))
        by_platform = groupby(sorted(found, key=attrgetter("platform")), attrgetter("platform"))
        rows = [self._in_order(list(each), handles[name]) for name, each in by_platform]
        await asyncio.gather(*rows)
        return bool(found)

    async def settled(self) -> None:
        """Wait until nothing is in work."""
        while waiting := [held.task for held in self._held.values()] + list(self._others):
            await asyncio.wait(waiting)

    async def _in_order(self, parcels: Sequence[Parcel], handle: Handle) -> None:
        """One after another; one that takes long does not make the others wait."""
        for parcel in parcels:
            if parcel.key not in self._held:  # it came again meanwhile and is in work
                held = self._begin(parcel, partial(_handled, handle, parcel.payload))
                held.kept = self._beside(self._see_through(held))
                await asyncio.wait((held.task,), timeout=self._patience)

    async def _hold_on(self) -> None:
        keys = tuple(key for key, held in self._held.items() if held.kept)
        if keys:
            await self._stored.hold(keys, self._holder, self._clock() + HOLD)

    def _begin(self, parcel: Parcel, work: Work) -> _Held:
        held = _Held(parcel, asyncio.create_task(work()))
        self._held[parcel.key] = held
        held.task.add_done_callback(partial(self._ended, parcel))
        return held

    def _ended(self, parcel: Parcel, task: asyncio.Task[None]) -> None:
        del self._held[parcel.key]
        if error := None if task.cancelled() else task.exception():
            self.failures += 1
            last = parcel.tries >= MAX_TRIES
            level = logging.ERROR if last else logging.WARNING
            more = "留在收件箱里不再试" if last else "会再试"
            _log.log(level, "事件 %s 没有处理成，%s：%s", parcel.key, more, told(error))

    async def _keep(self, held: _Held) -> None:
        """Store it, unless that is under way; raises when it is neither stored nor done."""
        if held.kept is None:
            held.kept = self._beside(self._store(held))
        try:
            await asyncio.shield(held.kept)
        except Exception:
            if not _is_done(held.task):
                raise

    async def _store(self, held: _Held) -> None:
        now = self._clock()
        if held.task.done():
            await self._stored.store(held.parcel, "", next_try(held.parcel, now))
        else:
            await self._stored.store(held.parcel, self._holder, now + HOLD)
            self._beside(self._see_through(held))

    async def _see_through(self, held: _Held) -> None:
        """Wait for the work on a stored parcel, and take it out or leave it for another try."""
        await asyncio.wait((held.task,))
        try:
            if _is_done(held.task):
                await self._stored.done(held.parcel.key)
            else:
                later = next_try(held.parcel, self._clock())
                await self._stored.put_off(held.parcel.key, later)
        except Exception as error:  # noqa: BLE001 - its hold runs out, and it is handled again
            _log.warning("事件 %s 还留在收件箱里：%s", held.parcel.key, told(error))

    def _beside(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.create_task(work)
        self._others.add(task)
        task.add_done_callback(self._others.discard)
        return task


def next_try(parcel: Parcel, now: datetime) -> datetime:
    """When to handle it again: after 15 s, 45 s, 2 min, … at most half an hour."""
    return now + min(timedelta(seconds=5 * 3**parcel.tries), timedelta(minutes=30))


def _is_done(task: asyncio.Task[None]) -> bool:
    return task.done() and not task.cancelled() and task.exception() is None


def _lost(task: asyncio.Task[None]) -> None:
    if error := None if task.cancelled() else task.exception():
        _log.warning("一个不许保存的事件没有答复成：%s", told(error))


async def _handled(handle: Handle, payload: str) -> None:
    await handle(payload)
