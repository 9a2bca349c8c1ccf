"""已知悉 and 稍后 on the items of one message, pressed on both platforms by real clients."""

import asyncio
from dataclasses import replace

from bot.serving.composing import facts_of
from db.outbox import NewNotice
from handlers.reply import Reply, say
from tests.bot.items import chat as chat
from tests.bot.items import ledger_file as ledger_file
from tests.bot.items import office as office
from tests.ground import NOW
from tests.waiting import until


async def test_one_item_is_put_aside_and_the_others_keep_their_buttons(office, chat):
    await office.remind(chat.name, "7", "8")
    assert chat.labels() == ["1 已知悉", "1 稍后…", "2 已知悉", "2 稍后…"]

    await chat.press("李明", "1 已知悉")

    await until(lambda: "李明 7月25日 14:05 已知悉，到期当天再提醒" in chat.said()[-1])
    assert len(chat.said()) == 1
    assert chat.labels() == ["2 已知悉", "2 稍后…"]
    (hush,) = await office.ledger.hushes.on([1, 2])
    assert hush == 1


async def test_later_asks_until_when_and_says_until_when(office, chat):
    await office.remind(chat.name, "7", "8")
    await chat.press("陈静", "2 稍后…")
    await until(lambda: "2 下周一" in chat.labels())
    await chat.press("陈静", "2 返回")
    await until(lambda: "2 稍后…" in chat.labels())
    await chat.press("陈静", "2 稍后…")
    await until(lambda: "2 三个工作日" in chat.labels())
    await chat.press("陈静", "2 三个工作日")

    await until(lambda: "陈静 7月25日 14:05 选了稍后，7月30日（周二）再提醒" in chat.said()[-1])
    assert chat.labels() == ["1 已知悉", "1 稍后…"]


async def test_whose_it_is_not_is_told_so_alone(office, chat):
    await office.remind(chat.name, "7", "8")
    before = chat.said()

    await chat.press("王芳", "1 已知悉")

    assert "市医保局、市中医药管理局" in await chat.told_alone("王芳")
    assert chat.said() == before
    assert not await office.ledger.hushes.on([1, 2])


async def test_alone_in_its_message_it_has_plain_buttons(office, chat):
    await office.remind(chat.name, "7")
    await chat.press("李明", "稍后…")
    await until(lambda: "下周一" in chat.labels())
    await chat.press("李明", "下周一")
    await until(lambda: "7月29日（周一）再提醒" in chat.said()[-1])
    assert chat.labels() == []


async def test_pressed_twice_it_is_done_once(office, chat):
    await office.remind(chat.name, "7", "8")
    await asyncio.gather(chat.press("李明", "1 已知悉"), chat.press("陈静", "1 已知悉"))
    await until(lambda: "已知悉，" in chat.said()[-1])
    await office.house.office.inbox.settled()
    await asyncio.sleep(0.05)
    assert chat.said()[-1].count("✓") == 1
    assert len(chat.said()) == 1


async def test_the_rest_of_a_long_message_is_for_who_asks(office, chat):
    await chat.greeted_by("陈静")
    refs = [str(number) for number in range(1, 13)]
    await office.remind(chat.name, *refs)
    assert "还有2项，点“看其余2项”。" in chat.said()[-1]
    assert "第12项" not in chat.said()[-1]

    await chat.press("陈静", "看其余2项")
    assert "12. 第12项" in await chat.shown_alone("陈静")
    await chat.press_alone("陈静", "11 已知悉")
    await until(lambda: "陈静 7月25日 14:05 已知悉" in chat.alone("陈静"))
    assert "第12项" not in chat.said()[-1]
    (notice,) = await office.ledger.hushes.on(range(1, 20))
    assert notice


async def test_one_task_keeps_one_thread_there(office, chat):
    for key in ("T-7", "T-3", "T-1"):
        await office.remind(chat.name, "7", key=key)
    first, *_ = ids = chat.ids()
    assert len(ids) == 3
    assert chat.threads() == ["", first, first]


async def test_what_is_out_of_date_is_changed_there_or_left(office, chat):
    await office.remind(chat.name, "7", "8")
    attempt = await office.ledger.said.with_notice(1)
    note = {"item": 1, "note": "7月25日 李明：已办结，不用再管"}
    channel = (await office.ledger.outbox.by_id(1)).channel
    facts = facts_of(Reply("notice", (say("已办结"),))) | note
    edit = NewNotice("outdated/1", "outdated", None, channel, facts, edits_id=attempt.id)
    await office.ledger.outbox.plan([edit], NOW)
    await office.deliver()
    assert "✓ 7月25日 李明：已办结，不用再管" in chat.said()[-1]
    assert chat.labels() == ["2 已知悉", "2 稍后…"]

    chat.delete()
    await office.ledger.outbox.plan([replace(edit, key="outdated/2")], NOW)
    await office.deliver()
    row = next(one for one in await office.ledger.outbox.rows() if one.key == "outdated/2")
    assert row.state == "suppressed"
    assert "原消息改不了" in row.reason
