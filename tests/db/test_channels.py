"""Where teams talk, and what each subscribed to."""

import asyncio
from dataclasses import replace
from datetime import time, timedelta
from typing import get_args

import pytest
from sqlalchemy import select

from db.channels import ChannelWish
from db.errors import BadValueError, UnknownRecordError
from db.ledger import Ledger
from db.records import Channel, Place
from db.subscribing import KINDS
from db.tables.sending import subscriptions
from reminders.occasions import Kind
from tests.db.papers import NOW, WORK_PLAN
from tests.db.roster import LATER, order, trail

GROUP = Place("telegram", "", "-42")
TOPIC = replace(GROUP, topic="7")
MOVED = Place("telegram", "", "-10042")
NIGHT = (time(18), time(8, 30))


async def bound(ledger: Ledger, place: Place = GROUP, **wish: object) -> Channel:
    key = f"bind {place} {wish}"
    return await ledger.channels.bind(place, ChannelWish(**wish), order(key))  # type: ignore[arg-type]


async def test_a_channel_has_what_it_subscribed_to(ledger: Ledger) -> None:
    document_id = (await ledger.import_paper(WORK_PLAN, now=NOW)).document_id

    channel = await bound(
        ledger,
        name="督办群",
        documents=(document_id,),
        bureaus=("教育局", "信息科"),
        kinds=("deadline", "digest"),
        quiet=NIGHT,
        minimal=True,
    )

    names = {one.id: one.name for one in (await ledger.names()).bureaus}
    assert [names[one] for one in channel.bureaus] == ["区教育局", "信息科"]
    assert (channel.documents, channel.kinds) == ((document_id,), ("deadline", "digest"))
    assert (channel.name, channel.quiet, channel.minimal) == ("督办群", NIGHT, True)
    assert await ledger.channels.of_place(GROUP) == channel
    assert await ledger.channels.by_id(channel.id) == channel
    assert await ledger.channels.everyone() == (channel,)


async def test_a_topic_has_its_own_channel_or_the_chats(ledger: Ledger) -> None:
    assert await ledger.channels.of_place(TOPIC) is None
    chat = await bound(ledger)
    assert await ledger.channels.of_place(TOPIC) == chat

    topic = await bound(ledger, TOPIC)

    assert await ledger.channels.of_place(TOPIC) == topic
    assert await ledger.channels.of_place(replace(TOPIC, topic="8")) == chat
    assert await ledger.channels.of_place(replace(GROUP, chat="-43")) is None


async def test_bound_again_it_changes_and_what_stays_keeps_its_age(ledger: Ledger) -> None:
    first = await bound(ledger, kinds=("deadline", "digest"), name="一")

    wish = ChannelWish("二", kinds=("digest", "overdue"))
    second = await ledger.channels.bind(GROUP, wish, order("again", now=LATER))

    assert (second.id, second.name, second.kinds) == (first.id, "二", ("digest", "overdue"))
    query = select(subscriptions.c.kind, subscriptions.c.since).order_by(subscriptions.c.id)
    rows = await ledger._store.read(lambda c: c.execute(query).all())
    assert [tuple(row) for row in rows] == [("digest", NOW), ("overdue", LATER)]
    _one, row = await trail(ledger)
    assert (row["before"]["name"], row["after"]["name"]) == ("一", "二")


async def test_the_same_wish_at_once_is_one_channel(ledger: Ledger) -> None:
    wish = ChannelWish("群", kinds=("digest",))

    every = await asyncio.gather(
        *(ledger.channels.bind(GROUP, wish, order("k1")) for _ in range(5))
    )

    assert len(set(every)) == 1
    assert len(await trail(ledger)) == 1


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"documents": (9,)}, "没有编号为 9 的文件"),
        ({"bureaus": (9,)}, "没有编号为 9 的单位"),
        ({"bureaus": ("各区人民政府",)}, "统称"),
        ({"kinds": ("gossip",)}, "没有这种提醒：gossip"),
        ({"quiet": (time(8), time(8))}, "不能相同"),
    ],
)
async def test_what_cannot_be_is_refused(
    ledger: Ledger, wrong: dict[str, object], why: str
) -> None:
    with pytest.raises((BadValueError, UnknownRecordError), match=why):
        await bound(ledger, GROUP, **wrong)

    assert await ledger.channels.everyone() == ()


async def test_thrown_out_the_bot_says_nothing_there_any_more(ledger: Ledger) -> None:
    await bound(ledger)
    await bound(ledger, TOPIC)
    assert await ledger.channels.of_place(GROUP)

    assert await ledger.channels.close(GROUP, "已被移出群", NOW)

    assert await ledger.channels.of_place(TOPIC) is None
    assert await ledger.channels.everyone() == ()
    assert not await ledger.channels.close(GROUP, "已被移出群", LATER)
    assert [row["after"].get("closed") for row in await trail(ledger)][2:] == ["已被移出群"] * 2
    again = await ledger.channels.bind(GROUP, ChannelWish(), order("again"))
    assert (await ledger.channels.everyone(), again.closed_because) == ((again,), None)


async def test_a_renamed_chat_is_called_so_and_asked_twice_changes_nothing(ledger: Ledger) -> None:
    place = Place("slack", "", "C1")
    bound = await ledger.channels.bind(place, ChannelWish("#旧名"), order("k1"))
    assert await ledger.channels.rename(place, "#新名", LATER)
    assert not await ledger.channels.rename(place, "#新名", LATER)
    assert not await ledger.channels.rename(Place("slack", "", "C2"), "#别处", LATER)
    found = await ledger.channels.by_id(bound.id)
    assert found
    assert found.name == "#新名"
    assert [row["action"].rpartition("/")[2] for row in await trail(ledger)][-1:] == ["rename"]


async def test_a_removed_channel_is_none(ledger: Ledger) -> None:
    channel = await bound(ledger)

    await ledger.channels.remove(channel.id, order("k1"))
    await ledger.channels.remove(channel.id, order("k1"))

    assert await ledger.channels.everyone() == ()
    with pytest.raises(UnknownRecordError, match="没有编号为"):
        await ledger.channels.remove(channel.id, order("k2"))


async def test_a_group_that_became_a_supergroup_keeps_everything(ledger: Ledger) -> None:
    chat = await bound(ledger, kinds=("digest",))
    topic = await bound(ledger, TOPIC)
    await ledger.save_context("telegram:-42:7:1001", '{"document": 1}', NOW)
    await ledger.save_context("telegram:-421::1001", "{}", NOW)

    assert await ledger.channels.move(GROUP, MOVED, NOW)

    assert await ledger.channels.of_place(MOVED) == replace(chat, place=MOVED)
    there = replace(MOVED, topic="7")
    assert await ledger.channels.of_place(there) == replace(topic, place=there)
    assert await ledger.channels.of_place(GROUP) is None
    assert await ledger.load_context("telegram:-10042:7:1001") == '{"document": 1}'
    assert await ledger.load_context("telegram:-421::1001") == "{}"
    assert not await ledger.channels.move(GROUP, MOVED, LATER)


async def test_told_by_many_at_once_it_moves_and_closes_once(ledger: Ledger) -> None:
    await bound(ledger)
    times = [NOW + timedelta(seconds=each) for each in range(5)]

    moved = await asyncio.gather(*(ledger.channels.move(GROUP, MOVED, at) for at in times))
    closed = await asyncio.gather(*(ledger.channels.close(MOVED, "移出", at) for at in times))

    assert (sum(moved), sum(closed)) == (1, 1)
    assert len(await trail(ledger)) == 3


async def test_where_the_new_id_was_bound_already_that_one_stays(ledger: Ledger) -> None:
    await bound(ledger, name="旧")
    stays = await bound(ledger, MOVED, name="新")

    await ledger.channels.move(GROUP, MOVED, NOW)

    assert await ledger.channels.everyone() == (stays,)


def test_every_kind_that_the_rules_plan_can_be_subscribed_to() -> None:
    assert set(get_args(Kind)) <= set(KINDS)
