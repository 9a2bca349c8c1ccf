"""Delivering to many chats, with the real clients on fake platforms, beside the documented pace.

Telegram: 30 messages a second in all. Slack: one a second in each channel.
"""

import asyncio
from collections import defaultdict
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from shutil import copyfile
from time import perf_counter

from bot.bench.fakes.slack import FakeSlack
from bot.bench.fakes.telegram import FakeTelegram
from bot.bench.ledgers import FIVE
from bot.bench.rows import Mark, Row
from bot.bench.setup import Setup
from bot.serving.composing import facts_of
from bot.serving.delivery import Delivery
from bot.serving.house import built
from bot.serving.sending import Outlet
from bot.serving.tempo import TEMPI
from bot.settings import Settings
from bot.wiring import Wired, wired
from db.channels import ChannelWish
from db.correcting import Order
from db.outbox import NewNotice
from db.records import Account, Place
from handlers.reply import Button, Reply, say

_MARK = Mark("ratio", 0.95, at_least=True)
_SLACK_CHANNELS, _ALONE = 50, Button("知道了", "got")
_FEW, _MANY = 100, 500


@dataclass
class _Watched:
    """An outlet, and when what was said where."""

    outlet: Outlet
    said: dict[Place, list[float]] = field(default_factory=lambda: defaultdict(list))

    async def send(
        self, place: Place, reply: Reply, *, delivery: str = "", under: str = ""
    ) -> tuple[str, ...]:
        """Say it, and note when."""
        self.said[place].append(perf_counter())
        return await self.outlet.send(place, reply, delivery=delivery, under=under)

    async def private(self, account: Account) -> Place:
        """Where that person is reached."""
        return await self.outlet.private(account)

    async def edit(self, place: Place, messages: Sequence[str], reply: Reply) -> tuple[str, ...]:
        """Put it in the place of what stands there."""
        return await self.outlet.edit(place, messages, reply)

    @property
    def closest(self) -> float:
        """The shortest pause between two messages in one chat; seconds."""
        pauses = (later - at for times in self.said.values() for at, later in pairwise(times))
        return min(pauses, default=0.0)


async def delivering(setup: Setup) -> list[Row]:
    """Telegram to many groups, one message each; Slack to fewer channels, several each."""
    await setup.ledgers.url(FIVE)
    many = _MANY if setup.rounds > 2 else _FEW
    return [
        await _row(setup, "telegram", many, 1),
        await _row(setup, "slack", _SLACK_CHANNELS, many // _SLACK_CHANNELS),
    ]


async def _row(setup: Setup, platform: str, chats: int, each: int) -> Row:
    with setup.ledgers.scratch() as directory:
        copy = Path(directory) / "ledger.db"
        copyfile(setup.ledgers.path(FIVE), copy)
        seconds, watched = await _delivered(f"sqlite:///{copy}", platform, chats, each)
    # The first goes out at once, wherever it goes.
    ideal = (chats - 1) * TEMPI["telegram"].overall
    if platform == "slack":
        ideal = (each - 1) * TEMPI["slack"].shared
    what = f"{platform.capitalize()}：{chats}个群各{each}条，按平台公布的速度发出"
    pace = (chats * each / seconds, chats * each / ideal)
    note = f"同一个群两条之间至少 {watched.closest:.2f} 秒" if each > 1 else ""
    return Row("deliver", what, "条/秒", *pace, "平台公布的速度", _MARK, note=note)


async def _delivered(url: str, platform: str, chats: int, each: int) -> tuple[float, _Watched]:
    """Seconds from the first to the last."""
    async with AsyncExitStack() as stack:
        telegram = await stack.enter_async_context(FakeTelegram())
        slack = await stack.enter_async_context(FakeSlack())
        settings = Settings(
            database_url=url,
            telegram_token=telegram.token,  # type: ignore[arg-type] # pydantic makes it one
            telegram_api_url=telegram.url,
            slack_bot_token=slack.bot_token,  # type: ignore[arg-type]
            slack_app_token=slack.app_token,  # type: ignore[arg-type]
            slack_api_url=slack.api_url,
        )
        parts = await stack.enter_async_context(wired(settings, None))
        house = await built(settings, parts)
        (here,) = (one for one in house.platforms if one.name == platform)
        for each_one in house.platforms:
            stack.push_async_callback(each_one.close)
        watched = _Watched(here.outlet)
        names = [f"-{1001 + number}" for number in range(chats)]
        if platform == "telegram":
            for name in names:
                telegram.group(int(name))
        else:
            names = [f"C{number}" for number in range(chats)]
        await _planned(parts, [Place(platform, "", name) for name in names], each)
        delivery = Delivery(parts.ledger, {platform: watched}, "bench", parts.wall_clock)
        async with asyncio.timeout(10 * chats):
            while sum(map(len, watched.said.values())) < chats * each:
                await delivery.step()
        await delivery.settled()
        times = sorted(at for several in watched.said.values() for at in several)
        return times[-1] - times[0], watched


async def _planned(parts: Wired, places: Sequence[Place], each: int) -> None:
    now, facts = (
        parts.clock(),
        facts_of(Reply("notice", (say("第7项今天到期"),), buttons=(_ALONE,))),
    )
    notices = []
    for place in places:
        order = Order("本机", now, f"bench {place.chat}")
        channel = await parts.ledger.channels.bind(place, ChannelWish(place.chat), order)
        keys = (f"bench/{channel.id}/{number}" for number in range(each))
        notices += [NewNotice(key, "channel", None, channel.id, facts) for key in keys]
    await parts.ledger.outbox.plan(notices, now)
