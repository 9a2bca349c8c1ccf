"""A broadcast on both platforms with their real clients: said, confirmed, counted, taken back."""

import asyncio
import contextlib
import shutil
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import pytest

from bot.bench.fakes.slack import FakeSlack
from bot.bench.fakes.telegram.server import FakeTelegram
from bot.serving.broadcasting import Broadcasting
from bot.serving.serve import serve
from bot.settings import Settings, load_settings
from bot.wiring import Wired, moment, wired
from db.broadcasts import Broadcast
from db.channels import ChannelWish
from db.correcting import Order
from db.people import NewPerson
from db.records import Account, PersonRole, Place
from tests.bot.serving import on_slack, on_telegram
from tests.waiting import until

GROUP, CHANNEL = -1001, "C1"
WORDS = "静安创建进入迎接评审阶段，*请*<准备>"
PEOPLE: dict[str, tuple[PersonRole, str, list[Account]]] = {
    "陈静": ("coordinator", "市卫生健康委", [on_telegram(11)]),
    "王芳": ("staff", "市医保局", [on_telegram(12), on_slack("U12")]),
    "李明": ("staff", "市财政局", [on_slack("U13")]),
}


@dataclass
class Town:
    """`duban serve` on both platforms, at a time that the test moves on."""

    telegram: FakeTelegram
    slack: FakeSlack
    parts: Wired
    time: list[datetime] = field(default_factory=list)

    async def beats(self, **later: int) -> None:
        """So much later, once round."""
        self.time[0] += timedelta(**later)
        await Broadcasting(self.parts.ledger).beat(self.time[0])

    async def broadcast(self) -> Broadcast:
        return (await self.parts.ledger.broadcasts.latest())[0]

    def in_group(self):
        return self.telegram.chats.said(GROUP)

    def in_channel(self):
        return self.slack.space.screen.said(CHANNEL, by=self.slack.space.bot)

    async def group_reads(self, words: str):
        return await until(lambda: [one for one in self.in_group() if words in one.text])

    async def channel_reads(self, words: str):
        return await until(lambda: [one for one in self.in_channel() if words in one.words])


@pytest.fixture(scope="module")
def ledger_file(tmp_path_factory):
    """A ledger with the samples and the people."""
    file = tmp_path_factory.mktemp("ledger") / "duban.db"
    asyncio.run(settle(load_settings(f"sqlite:///{file}")))
    return file


@pytest.fixture
async def town(tmp_path, ledger_file):
    shutil.copy(ledger_file, tmp_path / "duban.db")
    async with FakeTelegram() as telegram, FakeSlack() as slack:
        settings = Settings.model_validate(
            {
                "database_url": f"sqlite:///{tmp_path / 'duban.db'}",
                "listen": "127.0.0.1:0",
                "admin_listen": "127.0.0.1:0",
                "telegram_token": telegram.token,
                "telegram_api_url": telegram.url,
                "slack_bot_token": slack.bot_token,
                "slack_app_token": slack.app_token,
                "slack_api_url": slack.api_url,
            }
        )
        for number, name in ((11, "陈静"), (12, "王芳"), (99, "路人")):
            telegram.person(number, name)
        for user in ("U12", "U13", "U99"):
            slack.space.person(user)
        telegram.group(GROUP)
        # Telegram lets a bot write only to who wrote first.
        for number in (11, 12):
            telegram.chats[number].opened = telegram.chats[number].member = True
        async with wired(settings, None) as parts:
            time = [moment("2024-07-25T14:05", settings)]
            town = Town(telegram, slack, replace(parts, clock=lambda: time[0]), time)
            async with running(settings, town.parts):
                yield town


async def settle(settings: Settings) -> None:
    async with wired(settings, None) as parts:
        ledger, now = parts.ledger, parts.clock()
        for name, (role, unit, accounts) in PEOPLE.items():
            new = NewPerson(name, role, unit, accounts=tuple(accounts))
            await ledger.people.add(new, Order("测试", now, f"add {name}"))
        for place in (Place("telegram", "", str(GROUP)), Place("slack", "T1", CHANNEL)):
            order = Order("测试", now, f"bind {place}")
            await ledger.channels.bind(place, ChannelWish(place.chat), order)


@contextlib.asynccontextmanager
async def running(settings: Settings, parts: Wired):
    serving = asyncio.create_task(serve(settings, parts))
    try:
        yield
    finally:
        serving.cancel()
        await asyncio.gather(serving, return_exceptions=True)


async def announced(town: Town, said: str = f"通知所有人：{WORDS}") -> None:
    """陈静 drafts it in private and confirms."""
    drafter = town.telegram.person(11, "陈静")
    card = await drafter.asks(said)
    assert WORDS in card.text
    drafter.presses(card, "确认")


async def test_said_everywhere_confirmed_once_counted_and_taken_back(town):
    await announced(town)
    (there,) = await town.group_reads(WORDS)
    (here,) = await town.channel_reads(WORDS)
    wang, stranger = town.telegram.person(12, "王芳"), town.telegram.person(99, "路人")
    await until(lambda: [one for one in wang.sees() if WORDS in one.text])
    direct = town.slack.space.direct("U13")
    await until(lambda: town.slack.space.screen.said(direct))

    # The same person in the group, in private and on the other platform.
    wang.presses(there, "已签收")
    wang.presses(next(one for one in wang.sees() if WORDS in one.text), "已签收")
    await town.slack.press("U12", here, "已签收")
    await town.slack.press("U13", here, "已签收")
    stranger.presses(there, "已签收")

    async def names():
        readers = await town.parts.ledger.broadcasts.readers(await town.broadcast())
        return {one.name for one in readers if one.received_at} == {"王芳", "李明"}

    await until(names)
    await until(lambda: [one for one in wang.sees() if "您已签收" in one.text])
    assert not any("已签收：" in one.text for one in town.in_group())

    await town.beats(minutes=2)
    (counted,) = await town.group_reads("签收已截止：2/2个单位、2人")
    assert counted.message == there.message
    (counted,) = await town.channel_reads("2/2个单位")
    assert counted.ts == here.ts
    drafter = town.telegram.person(11, "陈静")
    await until(lambda: [one for one in drafter.sees() if "已全部签收" in one.text])


async def test_corrected_and_taken_back_where_it_stands(town):
    await announced(town)
    (there,) = await town.group_reads(WORDS)
    (here,) = await town.channel_reads(WORDS)
    await town.beats(minutes=1)
    drafter = town.telegram.person(11, "陈静")
    card = await drafter.asks("更正通知：评审改到9月")
    drafter.presses(card, "确认")
    (changed,) = await town.group_reads("评审改到9月")
    assert changed.message == there.message
    assert [one.ts for one in await town.channel_reads("评审改到9月")] == [here.ts]

    card = await drafter.asks("撤回通知")
    drafter.presses(card, "确认")
    await town.group_reads("已撤回")
    await town.channel_reads("已撤回")
    wang = town.telegram.person(12, "王芳")
    await until(lambda: [one for one in wang.sees() if "已撤回" in one.text])
    assert len(town.in_group()) == len(town.in_channel()) == 1


async def test_receipts_of_many_are_one_edit(town):
    await announced(town, f"通知所有人：{WORDS}，请本人签收")
    (there,) = await town.group_reads(WORDS)
    await town.channel_reads(WORDS)
    wang = town.telegram.person(12, "王芳")
    wang.presses(there, "已签收")

    async def received():
        readers = await town.parts.ledger.broadcasts.readers(await town.broadcast())
        return any(one.received_at for one in readers)

    await until(received)
    await town.beats(seconds=20)  # too soon after it was said
    await town.beats(seconds=50)
    (counted,) = await town.group_reads("已签收：1/2人、1/2个单位")
    assert counted.edited
    rows = await town.parts.ledger.outbox.rows()
    faces = [row for row in rows if row.key.endswith("/r1")]
    assert len(faces) == 2  # one for each shared chat
    await town.beats(minutes=5)
    assert len(await town.parts.ledger.outbox.rows()) == len(rows)
