"""The outbox on both platforms with their real clients, while all that can go wrong goes wrong.

At the end of every run: each notice ended or stands visibly unknown, nothing sent was not seen, and
nobody saw more repetitions than there were moments in which a platform may have taken a message.
"""

import asyncio
import re
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from bot.bench.fakes.slack import FakeSlack, Fault
from bot.bench.fakes.telegram import FakeTelegram
from bot.serving.delivery import Delivery
from bot.serving.tempo import Tempo
from db.ledger import Ledger
from db.records import Account
from handlers.reply import Button
from tests.bot.both import both_platforms
from tests.bot.notices import to_channel, to_person
from tests.db.outbox import channel, person
from tests.db.papers import NOW

TEMPI = {"telegram": Tempo(0, 0, 0), "slack": Tempo(0, 0, 0)}
PRESS = Button("签收", "got")


@dataclass
class Town:
    """Both platforms, a ledger, and somebody who delivers."""

    telegram: FakeTelegram
    slack: FakeSlack
    ledger: Ledger
    delivery: Delivery
    time: list[datetime] = field(default_factory=lambda: [NOW])

    async def deliver(self, rounds: int = 1) -> None:
        """Say what is due; between the rounds an hour goes by."""
        for _ in range(rounds):
            while await self.delivery.deliver_due():
                await self.delivery.settled()
            self.time[0] += timedelta(hours=1)
            await asyncio.sleep(0.02)  # a platform's own pause counts real seconds

    def messages(self) -> list[str]:
        """Everything of the outbox that stands on some screen."""
        screen = self.slack.space.screen
        texts = [shown.words for chat in screen.channels.values() for shown in chat.values()]
        texts += [shown.text for chat in CHATS for shown in self.telegram.chats.said(chat)]
        return [text for text in texts if "号事" in text]

    def seen(self) -> Counter[str]:
        """How often each notice stands there."""
        words = " ".join(self.messages())
        return Counter(re.findall(r"第\d+号事", words))


CHATS = (-1001, -1002, 42)


@pytest.fixture
async def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Town]:
    monkeypatch.setattr("bot.platforms.slack.failures.PASSING", 0.01)
    async with both_platforms(tmp_path / "duban.db") as both:
        for chat in CHATS[:2]:
            both.telegram.group(chat)
        both.telegram.person(42, "张三").says("你好")
        time = [NOW]
        delivery = Delivery(both.ledger, both.outlets, "a", lambda: time[0], TEMPI)
        yield Town(both.telegram, both.slack, both.ledger, delivery, time)


async def test_where_the_connection_broke_slack_is_looked_up_and_telegram_shows_one_number(
    town: Town,
) -> None:
    group, chat = await channel(town.ledger, "-1001"), await channel(town.ledger, "C1", "slack")
    await town.ledger.outbox.plan([to_channel(group, "第1号事"), to_channel(chat, "第2号事")], NOW)
    town.telegram.fault("drop-after")
    town.slack.faults.add("chat.postMessage", Fault("dropped", when="after"))

    await town.deliver(rounds=2)

    assert town.seen() == {"第1号事": 2, "第2号事": 1}
    said = {shown.text for shown in town.telegram.chats.said(-1001)}
    assert said == {"第1号事\n通知编号 1"}
    assert await town.ledger.outbox.counts() == {"sent": 2}


async def test_another_process_looks_up_what_a_dead_one_said_on_slack(town: Town) -> None:
    chat = await channel(town.ledger, "C1", "slack")
    await town.ledger.outbox.plan([to_channel(chat, "第2号事")], NOW)
    town.slack.faults.add("chat.postMessage", Fault("dropped", when="after"))
    await town.deliver()
    town.delivery._outlets["slack"]._begun.clear()  # type: ignore[attr-defined]

    await town.deliver()

    assert town.seen() == {"第2号事": 1}
    assert await town.ledger.outbox.counts() == {"sent": 1}


@pytest.mark.parametrize("seed", range(3))
async def test_nothing_lost_nothing_said_too_often(town: Town, seed: int) -> None:
    chance = Random(seed)  # noqa: S311 - a script of faults
    channels = [await channel(town.ledger, str(chat)) for chat in CHATS[:2]]
    channels += [await channel(town.ledger, f"C{number}", "slack") for number in range(3)]
    zhang = await person(town.ledger, "张三", Account("telegram", "", "42"))
    notices = [to_channel(chance.choice(channels), f"第{n}号事", PRESS) for n in range(50)]
    notices += [to_person(zhang, f"第{n}号事") for n in range(50, 60)]
    await town.ledger.outbox.plan(notices, NOW)

    doubts = sum(_fault(town, chance) for _ in range(30))
    await town.deliver(rounds=12)

    seen, counts = town.seen(), await town.ledger.outbox.counts()
    assert counts.keys() <= {"sent", "merged", "unknown"}
    for row in await town.ledger.outbox.rows(("sent",)):
        assert seen[row.key] >= 1, row.key
    for row in await town.ledger.outbox.rows(("unknown",)):
        assert row.reason
    assert len(town.messages()) - len(set(town.messages())) <= doubts
    assert not await town.delivery.deliver_due()


def _fault(town: Town, chance: Random) -> bool:
    """Let something go wrong; whether it leaves a doubt."""
    if chance.random() < 0.5:
        kind = chance.choice(["429", "500", "502", "drop-before", "drop-after"])
        town.telegram.fault(kind, chat=chance.choice(CHATS), seconds=0.01)
        return kind == "drop-after"
    fault = chance.choice(
        [
            Fault("limited", seconds=0),
            Fault("refused", "internal_error"),
            Fault("broken"),
            Fault("dropped", when="before"),
            Fault("dropped", when="after"),
        ]
    )
    town.slack.faults.add("chat.postMessage", fault, channel=f"C{chance.randrange(3)}")
    return False  # Slack is looked up
