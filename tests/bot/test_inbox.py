"""An event is handled or stored before its platform hears that it is safe."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import pytest_asyncio

from bot.serving.inbox import HOLD, Inbox
from db.inbox import MAX_TRIES, Parcel
from db.ledger import Ledger

NOW = datetime(2025, 3, 3, 1, 0, tzinfo=UTC)


@dataclass
class Desk:
    """Some process: what it handled, whether handling works, what time it is."""

    ledger: Ledger
    name: str = "a"
    patience: float = 0.05
    room: int = 100
    now: datetime = NOW
    handled: list[str] = field(default_factory=list)
    broken: bool = False
    go_on: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self.inbox = Inbox(self.ledger, self.name, lambda: self.now, self.patience, self.room)

    async def quick(self, payload: str = "quick") -> None:
        if self.broken:
            raise RuntimeError(payload)
        self.handled.append(payload)

    async def slow(self, payload: str = "slow") -> None:
        await self.go_on.wait()
        await self.quick(payload)

    async def sweep(self, **more: float) -> bool:
        self.now += timedelta(**more)
        found = await self.inbox.sweep({"telegram": self.quick})
        await self.inbox.settled()
        return found


@pytest_asyncio.fixture
async def ledger(tmp_path: Path) -> AsyncIterator[Ledger]:
    async with await Ledger.open(f"sqlite:///{tmp_path / 'duban.db'}") as opened:
        yield opened


@pytest.fixture
def desk(ledger: Ledger) -> Desk:
    return Desk(ledger)


def parcel(number: int = 1) -> Parcel:
    return Parcel(f"k{number}", "telegram", f"p{number}", NOW + timedelta(seconds=number))


async def test_what_is_handled_at_once_is_never_stored(desk: Desk) -> None:
    await desk.inbox.take(parcel(), desk.quick)

    assert desk.handled == ["quick"]
    assert not await desk.sweep(hours=1)


async def test_what_takes_long_is_stored_and_goes_on(desk: Desk) -> None:
    await desk.inbox.take(parcel(), desk.slow)
    assert (desk.handled, await desk.ledger.inbox.waiting()) == ([], 1)

    desk.go_on.set()
    await desk.inbox.settled()

    assert (desk.handled, await desk.ledger.inbox.waiting()) == (["slow"], 0)


async def test_what_comes_again_while_in_work_is_handled_once(desk: Desk) -> None:
    takes = [asyncio.create_task(desk.inbox.take(parcel(), desk.slow)) for _ in range(3)]
    await asyncio.sleep(0)
    desk.go_on.set()
    await asyncio.gather(*takes)

    assert desk.handled == ["slow"]


async def test_what_failed_is_stored_and_tried_again_later(desk: Desk) -> None:
    desk.broken = True
    await desk.inbox.take(parcel(), desk.quick)
    assert (await desk.ledger.inbox.waiting(), desk.inbox.failures) == (1, 1)
    assert not await desk.sweep(seconds=1)

    desk.broken = False
    assert await desk.sweep(minutes=1)

    assert (desk.handled, await desk.ledger.inbox.waiting()) == (["p1"], 0)


async def test_what_fails_late_is_tried_again_too(desk: Desk) -> None:
    desk.broken = True
    await desk.inbox.take(parcel(), desk.slow)
    desk.go_on.set()
    await desk.inbox.settled()

    desk.broken = False
    assert await desk.sweep(minutes=1)
    assert desk.handled == ["p1"]


async def test_what_never_works_rests_where_it_is_seen(desk: Desk) -> None:
    desk.broken = True
    await desk.inbox.take(parcel(), desk.quick)
    while await desk.sweep(hours=1):
        pass

    assert desk.inbox.failures == MAX_TRIES
    assert (await desk.ledger.inbox.waiting(), await desk.ledger.inbox.stuck()) == (0, 1)


async def test_neither_done_nor_stored_is_said(desk: Desk, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "duban.db")) as broken:
        broken.execute("DROP TABLE inbox")
    desk.broken = True

    with pytest.raises(Exception, match="inbox"):
        await desk.inbox.take(parcel(), desk.quick)


async def test_whoever_waits_may_leave_and_the_work_goes_on(desk: Desk) -> None:
    waiter = asyncio.create_task(desk.inbox.take(parcel(), desk.slow))
    await asyncio.sleep(0)
    waiter.cancel()
    desk.go_on.set()
    await desk.inbox.settled()

    assert desk.handled == ["slow"]


async def test_events_of_a_dead_process_are_handled_in_their_order(ledger: Ledger) -> None:
    dead = Desk(ledger, "dead", patience=0)
    for number in (1, 2, 3):
        await dead.inbox.take(parcel(number), dead.slow)
    heir = Desk(ledger, "heir")

    assert not await heir.sweep()
    assert await heir.sweep(seconds=HOLD.seconds + 5)

    assert heir.handled == ["p1", "p2", "p3"]
    dead.go_on.set()
    await dead.inbox.settled()


async def test_a_live_process_keeps_what_it_works_on(ledger: Ledger) -> None:
    busy, idle = Desk(ledger, "busy"), Desk(ledger, "idle")
    await busy.inbox.take(parcel(), busy.slow)

    busy.now += HOLD
    await busy.inbox.sweep({"telegram": busy.quick})
    assert not await idle.sweep(seconds=HOLD.seconds)

    busy.go_on.set()
    await busy.inbox.settled()
    assert busy.handled == ["slow"]


async def test_what_finds_no_room_is_stored_for_later(ledger: Ledger) -> None:
    desk = Desk(ledger, room=1)
    await desk.inbox.take(parcel(1), desk.slow)
    await desk.inbox.take(parcel(2), desk.slow)
    assert await ledger.inbox.waiting() == 2

    desk.go_on.set()
    await desk.inbox.settled()
    assert await desk.sweep()
    assert desk.handled == ["slow", "p2"]


async def test_events_of_a_platform_that_does_not_run_here_are_left(desk: Desk) -> None:
    await desk.ledger.inbox.store(Parcel("s1", "slack", "{}", NOW), "gone", NOW)

    assert not await desk.sweep()
    assert await desk.ledger.inbox.waiting() == 1


async def test_a_log_never_says_what_was_written(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    async def fail() -> None:
        raise ValueError("第12项完成60%")

    await desk.inbox.take(parcel(), fail)

    assert "k1" in caplog.text
    assert "ValueError at test_inbox.py" in caplog.text
    assert "第12项" not in caplog.text


async def test_what_may_not_be_stored_is_waited_for_a_moment_and_then_goes_on(desk: Desk) -> None:
    await desk.inbox.aside(desk.slow())
    assert await desk.ledger.inbox.waiting() == 0

    desk.go_on.set()
    await desk.inbox.settled()
    assert desk.handled == ["slow"]


async def test_what_may_not_be_stored_and_fails_at_once_is_not_safe(desk: Desk) -> None:
    desk.broken = True
    with pytest.raises(RuntimeError):
        await desk.inbox.aside(desk.quick())


async def test_what_may_not_be_stored_and_fails_later_is_in_the_log_without_its_words(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    desk.broken = True
    await desk.inbox.aside(desk.slow("第12项"))
    desk.go_on.set()
    await desk.inbox.settled()

    assert "RuntimeError" in caplog.text
    assert "第12项" not in caplog.text
