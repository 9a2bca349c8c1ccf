"""What was said is gone on from in its thread, and changed in place where it is out of date."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
import pytest_asyncio

from bot.serving.composing import facts_of
from bot.serving.sending import SendError
from db.channels import ChannelWish
from db.ledger import Ledger
from db.outbox import NewNotice
from db.records import Place
from handlers.reply import Reply, bold, say
from tests.bot.shop import Shop, row
from tests.db.outbox import channel, order, states

GONE = SendError("原消息已被删除", permanent=True)


@pytest_asyncio.fixture
async def shop(tmp_path: Path) -> AsyncIterator[Shop]:
    async with await Ledger.open(f"sqlite:///{tmp_path / 'duban.db'}") as ledger:
        yield Shop(ledger)


def about(task: int, key: str, group: int, **more) -> NewNotice:
    facts = facts_of(Reply("notice", (say(key),))) | more.pop("facts", {})
    new = NewNotice(key, "deadline", None, group, facts, target="task", target_id=task)
    return replace(new, **more)


async def test_one_task_keeps_one_thread(shop: Shop) -> None:
    group = await channel(shop.ledger, "-1")
    for key, *tasks in (("甲", 7), ("乙", 7, 8), ("丙", 7), ("丁", 7), ("戊", 8)):
        await shop.plan(*(about(task, f"{key}{task}", group) for task in tasks))
        await shop.deliver(hours=1)

    assert shop.telegram.seen["-1"] == ["甲7", "1. 乙7\n\n2. 乙8", "丙7", "丁7", "戊8"]
    assert shop.telegram.unders == ["", "", "m1", "m1", ""]


async def test_a_thread_is_not_gone_on_from_in_another_chat(shop: Shop) -> None:
    here, there = await channel(shop.ledger, "-1"), await channel(shop.ledger, "-2")
    await shop.plan(about(7, "甲", here))
    await shop.deliver()
    await shop.plan(about(7, "乙", there))
    await shop.deliver(hours=1)
    assert shop.telegram.unders == ["", ""]


async def said(shop: Shop, *notices: NewNotice) -> int:
    """The id of the try."""
    await shop.plan(*notices)
    await shop.deliver()
    attempt = await shop.ledger.said.with_notice((await row(shop.ledger, notices[0].key)).id)
    assert attempt is not None
    return attempt.id


async def test_other_words_take_the_place_of_what_was_said(shop: Shop) -> None:
    group = await channel(shop.ledger, "-1")
    first = await said(shop, about(7, "甲", group))

    await shop.plan(about(7, "更正：乙", group, edits_id=first), about(8, "丙", group))
    await shop.deliver(minutes=1)

    assert shop.telegram.edited == [("-1", ("m1",), "更正：乙")]
    assert shop.telegram.seen["-1"] == ["甲", "丙"]
    assert set((await states(shop.ledger)).values()) == {"sent"}


async def test_of_a_message_of_several_only_that_item_changes(shop: Shop) -> None:
    group = await channel(shop.ledger, "-1")
    first = await said(shop, about(7, "甲", group), about(8, "乙", group))
    item = (await row(shop.ledger, "乙")).id

    note = {"item": item, "note": "7月25日 李明 已办结，不用再管"}
    await shop.plan(about(8, "outdated", group, edits_id=first, facts=note))
    await shop.deliver(minutes=1)

    ((_, _, text),) = shop.telegram.edited
    assert text == "1. 甲\n\n2. 乙\n✓ 7月25日 李明 已办结，不用再管"


async def test_what_is_gone_is_not_said_anew(shop: Shop) -> None:
    group = await channel(shop.ledger, "-1")
    first = await said(shop, about(7, "甲", group))
    shop.telegram.fails("-1", GONE)
    await shop.plan(about(7, "乙", group, edits_id=first))
    await shop.deliver(minutes=1)

    changed = await row(shop.ledger, "乙")
    assert (changed.state, changed.reason) == ("suppressed", "原消息改不了：原消息已被删除")
    assert shop.telegram.seen["-1"] == ["甲"]
    assert not (await shop.ledger.channels.everyone())[0].closed_at


@pytest.mark.parametrize(
    "fault", [SendError("断了", unknown=True), SendError("忙", retry_after=5.0)], ids=str
)
async def test_a_change_is_made_again_until_it_is_made(shop: Shop, fault: SendError) -> None:
    group = await channel(shop.ledger, "-1")
    first = await said(shop, about(7, "甲", group))
    shop.telegram.fails("-1", fault, fault)
    await shop.plan(about(7, "乙", group, edits_id=first))
    await shop.deliver(minutes=1)
    assert (await row(shop.ledger, "乙")).state == "planned"
    await shop.deliver(minutes=1)
    await shop.deliver(minutes=1)
    assert shop.telegram.edited == [("-1", ("m1",), "乙")]
    assert (await row(shop.ledger, "乙")).state == "sent"


async def test_what_was_never_sent_is_not_changed(shop: Shop) -> None:
    group = await channel(shop.ledger, "-1")
    shop.telegram.fails("-1", SendError("不接受", permanent=True))
    await shop.plan(about(7, "甲", group))
    await shop.deliver()
    (tried,) = await shop.ledger.outbox.attempts((await row(shop.ledger, "甲")).id)
    await shop.plan(about(7, "乙", group, edits_id=tried.id))
    await shop.deliver(minutes=1)
    assert (await row(shop.ledger, "乙")).state == "suppressed"
    assert shop.telegram.seen["-1"] == []


async def test_a_minimal_chat_reads_the_headline_only(shop: Shop) -> None:
    place = Place("telegram", "", "-9")
    wish = ChannelWish(name="精简", minimal=True)
    group = (await shop.ledger.channels.bind(place, wish, order("bind"))).id
    lines = (say(bold("催办"), "：第7项 创建"), say("原因：进度慢"), say("陈静 14:05办理。"))
    step = NewNotice("urged/1", "urged", None, group, facts_of(Reply("step", lines)))
    await shop.plan(step)
    await shop.deliver()
    assert shop.telegram.seen["-9"] == ["催办：第7项 创建\n精简模式：详情请私下问我。"]


async def test_what_is_most_urgent_stands_on_the_first_page(shop: Shop) -> None:
    group = await channel(shop.ledger, "-1")
    mild = [about(n, f"第{n}项缓", group, facts={"urgency": 7}) for n in range(1, 13)]
    await shop.plan(*mild, about(99, "第99项急", group, facts={"urgency": 1}))
    await shop.deliver()
    (message,) = shop.telegram.seen["-1"]
    assert "10. 第99项急" in message
    assert "第10项缓" not in message
    assert message.endswith("还有3项，点“看其余3项”。")
