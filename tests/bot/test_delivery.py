"""What is due is said once, wherever it can be, and no chat waits for another."""

from datetime import timedelta

from bot.serving.endings import MAX_DOUBTS
from bot.serving.sending import SendError
from bot.serving.tempo import Tempo
from db.ledger import Ledger
from db.records import Account, Place
from handlers.reply import Button
from tests.bot.notices import member, to_channel, to_person
from tests.bot.outlets import ArrivedError
from tests.bot.shop import Shop, row
from tests.bot.shop import ledger as ledger
from tests.bot.shop import shop as shop
from tests.db.outbox import channel, order, person, states


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
