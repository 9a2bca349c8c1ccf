"""What is due is said once, wherever it can be, and no chat waits for another."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import pytest_asyncio

from bot.serving.delivery import LEASE, Delivery
from bot.serving.endings import MAX_DOUBTS
from bot.serving.sending import SendError
from bot.serving.tempo import Tempo
from db.ledger import Ledger
from db.outbox import NewNotice, Notice
from db.records import Account, Place
from handlers.reply import Button
from tests.bot.notices import member, to_channel, to_person
from tests.bot.outlets import ArrivedError, FakeOutlet, LookingOutlet
from tests.db.outbox import channel, order, person, states
from tests.db.papers import NOW

NO_TEMPO = {"telegram": Tempo(0, 0, 0), "slack": Tempo(0, 0, 0)}


@dataclass
class Shop:
    """A process that delivers."""

    ledger: Ledger
    name: str = "a"
    now: datetime = NOW
    tempi: dict[str, Tempo] = field(default_factory=lambda: NO_TEMPO)

    def __post_init__(self) -> None:
        self.telegram, self.slack = FakeOutlet("telegram"), LookingOutlet("slack")
        outlets = {"telegram": self.telegram, "slack": self.slack}
        self.delivery = Delivery(self.ledger, outlets, self.name, lambda: self.now, self.tempi)

    async def plan(self, *notices: NewNotice) -> None:
        await self.ledger.outbox.plan(notices, self.now)

    async def deliver(self, **later: float) -> None:
        """Say all that is due, after some time."""
        self.now += timedelta(**later)
        while await self.delivery.deliver_due():
            await self.delivery.settled()


@pytest_asyncio.fixture
async def ledger(tmp_path: Path) -> AsyncIterator[Ledger]:
    async with await Ledger.open(f"sqlite:///{tmp_path / 'duban.db'}") as opened:
        yield opened


@pytest.fixture
def shop(ledger: Ledger) -> Shop:
    return Shop(ledger)


async def row(ledger: Ledger, key: str) -> Notice:
    return next(one for one in await ledger.outbox.rows() if one.key == key)


async def test_channels_and_persons_hear_what_is_theirs(shop: Shop) -> None:
    group, slack = await channel(shop.ledger, "-1"), await channel(shop.ledger, "C1", "slack")
    zhang = await person(shop.ledger, "张三", Account("telegram", "", "42"))
    await shop.plan(to_channel(group, "甲"), to_channel(slack, "乙"), to_person(zhang, "丙"))

    await shop.deliver()

    assert shop.telegram.seen == {"-1": ["甲"], "42": ["丙"]}
    assert shop.slack.seen == {"C1": ["乙"]}
    assert set((await states(shop.ledger)).values()) == {"sent"}
    assert not await shop.delivery.deliver_due()


async def test_what_is_due_together_is_one_message(shop: Shop) -> None:
    group = await channel(shop.ledger, "-1")
    press = Button("签收", "got:1")
    await shop.plan(
        to_channel(group, "甲"),
        to_channel(group, "乙"),
        to_channel(group, "丙", press),
        to_channel(group, "丁"),
    )

    await shop.deliver()

    assert shop.telegram.seen["-1"] == ["1. 甲\n\n2. 乙\n\n3. 丁", "丙"]
    assert await states(shop.ledger) == {"甲": "sent", "乙": "merged", "丙": "sent", "丁": "merged"}


async def test_the_number_shown_is_the_same_when_it_is_said_again(shop: Shop) -> None:
    group = await channel(shop.ledger, "-1")
    shop.telegram.fails("-1", ArrivedError())
    await shop.plan(to_channel(group, "甲"))

    await shop.deliver()
    assert (await row(shop.ledger, "甲")).state == "unknown"
    await shop.deliver(seconds=10)

    number = str((await row(shop.ledger, "甲")).id)
    assert shop.telegram.deliveries == [number, number]
    assert shop.telegram.seen["-1"] == ["甲", "甲"]
    assert await states(shop.ledger) == {"甲": "sent"}


async def test_slack_looks_first_before_it_says_something_again(shop: Shop) -> None:
    slack = await channel(shop.ledger, "C1", "slack")
    shop.slack.fails("C1", SendError("连接中断", unknown=True))
    await shop.plan(to_channel(slack, "甲"))

    await shop.deliver()
    assert shop.slack.doubted == []
    await shop.deliver(seconds=10)

    assert shop.slack.doubted == [str((await row(shop.ledger, "甲")).id)]


async def test_what_stays_unknown_is_not_repeated_for_ever(shop: Shop) -> None:
    group = await channel(shop.ledger, "-1")
    shop.telegram.fails("-1", *(ArrivedError() for _ in range(99)))
    await shop.plan(to_channel(group, "甲"))

    for _ in range(20):
        await shop.deliver(hours=1)

    assert len(shop.telegram.seen["-1"]) == MAX_DOUBTS
    stands = await row(shop.ledger, "甲")
    assert (stands.state, stands.reason) == ("unknown", "连接中断")


async def test_a_limit_holds_up_that_chat_only(shop: Shop) -> None:
    slow, quick = await channel(shop.ledger, "-1"), await channel(shop.ledger, "-2")
    shop.telegram.fails("-1", SendError("发得太快", retry_after=30))
    await shop.plan(to_channel(slow, "甲"), to_channel(quick, "乙"))

    await shop.deliver()
    await shop.plan(to_channel(quick, "丙"))
    await shop.deliver(seconds=29)
    assert shop.telegram.seen == {"-2": ["乙", "丙"]}

    await shop.deliver(seconds=2)
    assert shop.telegram.seen["-1"] == ["甲"]


async def test_a_chat_that_hangs_holds_up_none(shop: Shop) -> None:
    slow, quick = await channel(shop.ledger, "-1"), await channel(shop.ledger, "-2")
    shop.telegram.fails("-1", "hangs")
    await shop.plan(to_channel(slow, "甲"), to_channel(quick, "乙"))
    await shop.delivery.deliver_due()

    await shop.plan(to_channel(quick, "丙"))
    for _ in range(100):
        await shop.delivery.step()
        if shop.telegram.seen["-2"] == ["乙", "丙"]:
            break

    assert shop.telegram.seen["-2"] == ["乙", "丙"]
    shop.telegram.go_on.set()
    await shop.delivery.settled()
    assert shop.telegram.seen["-1"] == ["甲"]


async def test_a_chat_that_is_gone_is_closed_and_coordinators_hear_it_once(shop: Shop) -> None:
    gone = await channel(shop.ledger, "-1")
    await member(shop.ledger, "王五", "coordinator", "7")
    await member(shop.ledger, "赵六", "admin", "8")
    await member(shop.ledger, "张三", "staff", "9")
    shop.telegram.fails("-1", SendError("机器人已不在群里", gone=True))
    await shop.plan(to_channel(gone, "甲", Button("签收", "x")), to_channel(gone, "乙"))

    await shop.deliver()
    await shop.deliver(hours=1)

    told = ["已停止向“-1”发送：机器人已不在群里"]
    assert [text.splitlines()[:1] for text in shop.telegram.seen["7"]] == [told]
    assert [text.splitlines()[:1] for text in shop.telegram.seen["8"]] == [told]
    assert shop.telegram.seen.keys() == {"7", "8"}
    first, second = await row(shop.ledger, "甲"), await row(shop.ledger, "乙")
    assert (first.state, first.reason) == ("failed", "机器人已不在群里")
    assert (second.state, second.reason) == ("suppressed", "频道已停用：机器人已不在群里")


async def test_one_message_that_is_refused_does_not_close_the_chat(shop: Shop) -> None:
    group = await channel(shop.ledger, "-1")
    shop.telegram.fails("-1", SendError("不接受这条消息", permanent=True))
    await shop.plan(to_channel(group, "甲", Button("签收", "x")), to_channel(group, "乙"))

    await shop.deliver()

    assert await states(shop.ledger) == {"甲": "failed", "乙": "sent"}


async def test_a_chat_that_moved_hears_it_under_its_new_id(shop: Shop) -> None:
    group = await channel(shop.ledger, "-1")
    moved = SendError("群已升级", moved_to=Place("telegram", "", "-1001"))
    shop.telegram.fails("-1", moved)
    await shop.plan(to_channel(group, "甲"))

    await shop.deliver()

    assert shop.telegram.seen == {"-1001": ["甲"]}
    assert await states(shop.ledger) == {"甲": "sent"}


async def test_a_person_is_reached_elsewhere_where_one_account_is_closed(shop: Shop) -> None:
    accounts = (Account("telegram", "", "42"), Account("slack", "T1", "U42"))
    zhang = await person(shop.ledger, "张三", *accounts)
    shop.telegram.fails("42", SendError("被本人屏蔽", gone=True))
    await shop.plan(to_person(zhang, "甲"))

    await shop.deliver()

    assert (shop.telegram.seen, shop.slack.seen) == ({}, {"U42": ["甲"]})


async def test_who_cannot_or_need_not_hear_it_is_said_with_the_reason(shop: Shop) -> None:
    nowhere = await person(shop.ledger, "李四")
    left = await person(shop.ledger, "王五", Account("telegram", "", "5"))
    await shop.plan(to_person(nowhere, "甲"), to_person(left, "乙"))
    await shop.ledger.people.leave(left, order("leave"))

    await shop.deliver()

    reasons = [(await row(shop.ledger, key)).reason for key in ("甲", "乙")]
    assert reasons == ["李四 没有绑定聊天账号", "王五 已离开"]
    assert set((await states(shop.ledger)).values()) == {"suppressed"}
    assert shop.telegram.seen == {}


async def test_what_a_killed_process_was_saying_another_says_again(ledger: Ledger) -> None:
    dead, heir = Shop(ledger, "dead"), Shop(ledger, "heir")
    group = await channel(ledger, "-1")
    dead.telegram.fails("-1", "hangs")
    await dead.plan(to_channel(group, "甲"))
    await dead.delivery.deliver_due()
    for task in dead.delivery._sending:
        task.cancel()

    await heir.deliver(seconds=LEASE.total_seconds() - 1)
    assert heir.telegram.seen == {}
    await heir.deliver(seconds=1)

    assert heir.telegram.seen == {"-1": ["甲"]}
    assert await states(ledger) == {"甲": "sent"}


async def test_a_passing_fault_is_tried_again_with_longer_and_longer_pauses(shop: Shop) -> None:
    group = await channel(shop.ledger, "-1")
    shop.telegram.fails("-1", *(SendError("平台出错") for _ in range(3)))
    await shop.plan(to_channel(group, "甲"))

    tried = []
    for second in range(60):
        before = len(shop.telegram.faults["-1"])
        await shop.deliver(seconds=1)
        if len(shop.telegram.faults["-1"]) < before or shop.telegram.seen["-1"]:
            tried.append(second)
        if shop.telegram.seen["-1"]:
            break

    assert tried == [0, 5, 15, 35]


async def test_an_error_nobody_foresaw_counts_as_unknown(shop: Shop) -> None:
    group = await channel(shop.ledger, "-1")
    shop.telegram.fails("-1", RuntimeError("第12项"))
    await shop.plan(to_channel(group, "甲"))

    await shop.deliver()

    stands = await row(shop.ledger, "甲")
    assert (stands.state, stands.reason) == ("unknown", "发送出错（RuntimeError）")


async def test_what_no_program_understands_ends_visibly(shop: Shop) -> None:
    group = await channel(shop.ledger, "-1")
    odd = NewNotice("odd", "deadline", None, group, {"picture": 1})
    await shop.plan(odd, to_channel(group, "甲"))

    await shop.deliver()

    assert await states(shop.ledger) == {"odd": "failed", "甲": "sent"}


async def test_a_shared_chat_rests_between_messages(ledger: Ledger) -> None:
    shop = Shop(ledger, tempi={"telegram": Tempo(shared=3, private=1)})
    group = await channel(ledger, "-1")
    await shop.plan(*(to_channel(group, f"第{n}条", Button("签收", "x")) for n in range(3)))

    seen = []
    for _ in range(8):
        await shop.deliver()
        seen.append(len(shop.telegram.seen["-1"]))
        shop.now += timedelta(seconds=1)

    assert seen == [1, 1, 1, 2, 2, 2, 3, 3]


async def test_what_was_said_is_written_down_although_the_database_fails_for_a_moment(
    shop: Shop, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    group = await channel(shop.ledger, "-1")
    shop.telegram.fails("-1", "hangs")
    await shop.plan(to_channel(group, "甲"))
    await shop.delivery.deliver_due()

    with closing(sqlite3.connect(tmp_path / "duban.db")) as database:
        database.execute("ALTER TABLE attempts RENAME TO elsewhere")
        shop.telegram.go_on.set()
        await asyncio.sleep(0.05)
        database.execute("ALTER TABLE elsewhere RENAME TO attempts")
    await shop.delivery.settled()

    assert "没有写进台账" in caplog.text
    assert await states(shop.ledger) == {"甲": "sent"}
    assert shop.telegram.seen["-1"] == ["甲"]
