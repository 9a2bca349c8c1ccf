"""Fifty chats on each platform, some of them in trouble: nobody else waits for those."""

import asyncio
import time
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.bench.fakes.slack import FakeSlack, Fault
from bot.bench.fakes.telegram import FakeTelegram
from bot.serving.delivery import Delivery
from bot.wiring import Clock
from db.ledger import Ledger
from tests.bot.both import both_platforms
from tests.bot.notices import member, to_channel
from tests.db.outbox import channel
from tests.db.papers import NOW

COUNT = 50
GROUPS = [-1001 - number for number in range(COUNT)]
CHANNELS = [f"C{number}" for number in range(COUNT)]
LIMITED, KICKED, MIGRATED = GROUPS[:3]
SLOW, ARCHIVED, LEFT = CHANNELS[:3]
TROUBLED = {str(one) for one in (LIMITED, KICKED, MIGRATED, SLOW, ARCHIVED, LEFT)}
NEW_ID = -1_001_000_000_001
RETRY = 6.0
"""Seconds, real ones: the platforms' clients count them themselves."""
COORDINATOR = 42


@dataclass
class Town:
    """Both platforms with the real clients, and a delivery at the platforms' own pace."""

    telegram: FakeTelegram
    slack: FakeSlack
    ledger: Ledger
    delivery: Delivery
    clock: Clock
    skipped: list[timedelta]

    async def plan(self, words: str, channels: list[int]) -> None:
        """Something for each of them, due at this moment."""
        notices = [to_channel(one, f"{words}第{one}群") for one in channels]
        await self.ledger.outbox.plan(notices, self.clock())

    async def deliver(self, done: int) -> None:
        """Until so many notices have ended."""
        async with asyncio.timeout(30):
            while sum((await self.ended()).values()) < done:
                await self.delivery.step()
        await self.delivery.settled()

    async def ended(self) -> Counter[str]:
        rows = await self.ledger.outbox.rows(limit=1000)
        return Counter(row.state for row in rows if row.ended_at)

    def heard(self, chat: int | str) -> list[str]:
        """What stands on the screen of a chat."""
        if isinstance(chat, int):
            return [shown.text for shown in self.telegram.chats.said(chat)]
        return [shown.words for shown in self.slack.space.screen.channels.get(chat, {}).values()]


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    async with both_platforms(tmp_path / "duban.db") as both:
        both.telegram.person(COORDINATOR, "王五").says("你好")
        begin, skipped = time.monotonic(), [timedelta()]

        def clock() -> datetime:
            return NOW + timedelta(seconds=time.monotonic() - begin) + sum(skipped, timedelta())

        delivery = Delivery(both.ledger, both.outlets, "a", clock)
        yield Town(both.telegram, both.slack, both.ledger, delivery, clock, skipped)


async def test_a_limit_a_kick_an_archive_and_a_move_hold_up_nobody_else(town: Town) -> None:
    await member(town.ledger, "王五", "coordinator", str(COORDINATOR))
    chats = {one.id: one for one in map(town.telegram.group, GROUPS)}
    town.telegram.group(NEW_ID)
    chats[KICKED].member = False
    chats[MIGRATED].moved_to = NEW_ID
    town.telegram.fault("429", chat=LIMITED, seconds=RETRY)
    town.slack.faults.add("chat.postMessage", Fault("limited", seconds=RETRY), channel=SLOW)
    town.slack.space.archived.add(ARCHIVED)
    town.slack.space.left.add(LEFT)
    ids = [await channel(town.ledger, str(group)) for group in GROUPS]
    ids += [await channel(town.ledger, one, "slack") for one in CHANNELS]
    await town.plan("到", ids)

    # All but the two that have to wait, and three words to the coordinator about those that end.
    await town.deliver(2 * COUNT - 2 + 3)

    waits = sorted(await _waits(town))
    assert len(waits) == 2 * COUNT - len(TROUBLED)
    assert waits[int(0.95 * len(waits))] < timedelta(seconds=5)
    assert (town.heard(LIMITED), town.heard(SLOW)) == ([], [])

    town.skipped.append(timedelta(seconds=RETRY + 1))
    await town.deliver(2 * COUNT + 3)
    # Whatever else comes, those that are gone are left alone and nobody hears of them again.
    await town.plan("再到", ids)
    town.skipped.append(timedelta(hours=1))
    await town.deliver(4 * COUNT + 3)

    every: list[int | str] = [*GROUPS, *CHANNELS, NEW_ID]
    heard = {chat: len(town.heard(chat)) for chat in every}
    gone = (KICKED, MIGRATED, ARCHIVED, LEFT)
    assert {chat: count for chat, count in heard.items() if count != 2} == dict.fromkeys(gone, 0)
    told = [text for text in town.heard(COORDINATOR) if "已停止向" in text]
    assert len("".join(told).split("已停止向")) - 1 == 3
    ended = await town.ended()
    assert (ended["failed"], ended["suppressed"]) == (3, 3)
    assert ended["sent"] + ended["merged"] == 4 * COUNT - 6 + 3


async def _waits(town: Town) -> list[timedelta]:
    """How long the others waited, until it was written down that they had theirs."""
    rows = await town.ledger.outbox.rows(limit=1000)
    places = {one.id: one.place.chat for one in await town.ledger.channels.everyone()}
    return [
        row.ended_at - row.due_at
        for row in rows
        if row.ended_at
        and row.channel
        and places.get(row.channel, "") not in {*TROUBLED, str(NEW_ID)}
        and row.state == "sent"
    ]
