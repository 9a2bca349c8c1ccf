"""What people see when they talk to the bot over Socket Mode, and what handlers get to know."""

from dataclasses import replace

import pytest

from bot.bench.fakes.slack import Fault
from bot.serving.composing import reply_of
from db.correcting import Order
from db.people import NewPerson
from db.records import Account, Place
from handlers.inbound import ChatChanged, Form, HomeOpened, Message, Upload
from handlers.reply import Attachment, Field, FormShown, Reply, plain_text, say
from tests.bot.slack.saying import CHOICE, told
from tests.db.papers import NOW

TEAM = Place("slack", "", "CTEAM")


async def test_a_direct_message_is_answered_in_the_dm(desk):
    answer = await desk.slack.ask("UALICE", "第12项谁牵头")
    assert (answer.channel, answer.words, answer.thread) == ("DALICE", "第12项谁牵头", "")
    (event,) = desk.script.events
    assert event.account == Account("slack", "T1", "UALICE")
    assert event.inbound == Message("slack:DALICE", "第12项谁牵头")


async def test_a_mention_is_answered_in_its_thread(desk):
    answer = await desk.slack.ask("UALICE", "<@UBOT> 你好 &lt;b&gt;", channel="CTEAM")
    asked = desk.screen.said("CTEAM", by="UALICE")[0]
    assert (answer.words, answer.thread) == ("你好 <b>", asked.ts)
    (event,) = desk.script.events
    assert event.inbound.conversation == f"slack:CTEAM:{asked.ts}:UALICE"
    assert event.inbound.channel == TEAM


async def test_in_a_thread_the_conversation_goes_on(desk):
    first = await desk.slack.ask("UALICE", "<@UBOT> 一", channel="CTEAM")
    waiting = desk.slack.space.expect("CTEAM")
    await desk.slack.says("UALICE", "<@UBOT> 二", channel="CTEAM", thread=first.thread)
    assert (await waiting).thread == first.thread
    assert len({event.inbound.conversation for event in desk.script.events}) == 1


async def test_an_answer_in_the_thread_of_what_the_bot_said_replies_to_it(desk):
    first = await desk.slack.ask("UALICE", "第1项")
    waiting = desk.slack.space.expect("DALICE")
    await desk.slack.says("UALICE", "完成60%", thread=first.ts)
    assert (await waiting).thread == first.ts
    assert desk.script.events[-1].inbound.reply_to == "m1"


async def test_what_bots_and_the_bot_itself_write_is_not_answered(desk):
    message = {"type": "message", "channel": "DALICE", "ts": "1.1", "text": "x"}
    for more in ({"user": "UBOT"}, {"user": "U1", "bot_id": "B2"}, {"subtype": "message_deleted"}):
        delivery = await desk.slack.event(message | more)
        await delivery.acked
    assert desk.script.events == []


async def test_a_private_answer_in_a_channel_is_seen_by_the_asker_alone(desk):
    desk.script.answer = lambda event: replace(CHOICE, private=True)
    await desk.slack.says("UALICE", "<@UBOT> 我的任务", channel="CTEAM")
    await desk.slack.until(lambda: desk.screen.ephemeral)
    (card,) = desk.screen.for_one("CTEAM", "UALICE")
    assert desk.screen.said("CTEAM", by="UBOT") == []
    desk.script.answer = lambda event: told("已登记", settles=True)
    await desk.slack.press("UALICE", card, "确认")
    await desk.slack.until(lambda: card.edits)
    assert card.words == "已登记"


async def test_a_private_answer_with_a_file_brings_the_file_in_the_dm(desk):
    file = Attachment("台账.xlsx", b"PK")
    desk.script.answer = lambda event: told("见私信", private=True, attachments=(file,))
    await desk.slack.says("UALICE", "<@UBOT> 导出", channel="CTEAM")
    await desk.slack.until(lambda: desk.screen.said("DALICE"))
    (sent,) = desk.screen.said("DALICE")
    assert [each["name"] for each in sent.files] == ["台账.xlsx"]
    assert desk.screen.said("CTEAM", by="UBOT") == []


async def test_where_nothing_can_be_whispered_the_answer_comes_in_the_dm(desk):
    desk.script.answer = lambda event: replace(CHOICE, private=True)
    desk.slack.faults.add("chat.postEphemeral", Fault("refused", "user_not_in_channel"))
    waiting = desk.slack.space.expect("DALICE")
    await desk.slack.says("UALICE", "<@UBOT> 第12项完成60%", channel="CTEAM")
    card = await waiting
    desk.script.answer = lambda event: told("已登记", settles=True)
    waiting = desk.slack.space.expect("DALICE")
    await desk.slack.press("UALICE", card, "确认")
    assert (await waiting).words == "已登记"
    asked = desk.screen.said("CTEAM")[0].ts
    assert desk.script.events[-1].inbound.answer == f"slack:CTEAM:{asked}:UALICE#m1"


async def test_a_command_is_answered_for_the_asker_alone_also_where_the_bot_is_not(desk):
    desk.slack.space.left.add("CELSE")
    await desk.slack.command("UALICE", "我的任务", channel="CELSE")
    await desk.slack.until(lambda: desk.screen.ephemeral)
    assert [m.words for m in desk.screen.for_one("CELSE", "UALICE")] == ["我的任务"]
    conversation = "slack:CELSE:command:UALICE"
    place = Place("slack", "", "CELSE")
    said = Message(conversation, "我的任务", channel=place, title="#x", forms=True)
    assert desk.script.events[0].inbound == said


async def test_a_command_without_words_asks_for_help(desk):
    await desk.slack.command("UALICE", "  ", channel="CTEAM")
    await desk.slack.until(lambda: desk.screen.ephemeral)
    assert desk.script.events[0].inbound.text == "帮助"


FORM = FormShown(
    "newtask",
    "新增任务",
    (
        Field("title", "标题"),
        Field("due", "时限", "date", "2024-12-31"),
        Field("unit", "单位", "choice", choices=(("b1", "市医保局"), ("b2", "市卫健委"))),
    ),
)


async def test_a_form_opens_as_a_modal_and_is_answered_where_it_was_opened(desk):
    desk.script.answer = lambda event: CHOICE
    card = await desk.slack.ask("UALICE", "<@UBOT> 新增任务", channel="CTEAM")
    desk.script.answer = lambda event: told("请填写", form=FORM)
    await desk.slack.press("UALICE", card, "确认")
    await desk.slack.until(lambda: desk.screen.modals)
    desk.script.answer = lambda event: told("已新增")
    waiting = desk.slack.space.expect("CTEAM")
    await desk.slack.submit("UALICE", title="建中医馆", unit="b2")
    assert ((await waiting).words, (await waiting).thread) == ("已新增", card.thread)
    conversation = f"slack:CTEAM:{card.thread}:UALICE"
    values = (("title", "建中医馆"), ("due", "2024-12-31"), ("unit", "b2"))
    assert desk.script.events[-1].inbound == Form(conversation, "newtask", values, channel=TEAM)


async def test_a_form_that_comes_too_late_is_asked_for_in_words(desk):
    desk.script.answer = lambda event: told("请按这个格式写：标题、时限、单位", form=FORM)
    desk.slack.space.triggers.clear()
    answer = await desk.slack.ask("UALICE", "新增任务")
    assert answer.words == "请按这个格式写：标题、时限、单位"
    assert desk.screen.modals == {}


async def test_the_shortcut_registers_a_colleague_s_message_as_progress(desk):
    shown = await desk.slack.says("UBOB", "<@UBOT> 第12项 已签约5家", channel="CTEAM")
    await desk.slack.shortcut("UALICE", shown, "report")
    await desk.slack.until(lambda: desk.screen.modals)
    (blank,) = desk.screen.modals["UALICE"]["blocks"]
    assert blank["element"]["initial_value"] == "第12项 已签约5家"
    waiting = desk.slack.space.expect("DALICE")
    desk.script.answer = lambda event: told(dict(event.inbound.values)["text"])
    await desk.slack.submit("UALICE", text="第12项已签约5家，完成60%")
    assert (await waiting).words == "第12项已签约5家，完成60%"
    values = (("text", "第12项已签约5家，完成60%"),)
    assert desk.script.events[-1].inbound == Form("slack:DALICE", "progress", values)


async def test_home_shows_my_work_and_what_is_pressed_there_renews_it(desk):
    desk.script.answer = lambda event: replace(CHOICE, blocks=(say("我的任务 3 项"),))
    view = await desk.slack.opens_home("UALICE")
    assert view["type"] == "home"
    assert desk.script.events[0].inbound == HomeOpened("slack:DALICE")
    desk.script.answer = lambda event: (
        told("我的任务 2 项") if isinstance(event.inbound, HomeOpened) else told("已确认")
    )
    waiting = desk.slack.space.expect("DALICE")
    await desk.slack.press_home("UALICE", "确认")
    assert (await waiting).words == "已确认"
    await desk.slack.until(lambda: desk.screen.homes["UALICE"] is not view)
    assert "2 项" in str(desk.screen.homes["UALICE"])
    pressed = desk.script.events[1].inbound
    assert (pressed.conversation, pressed.value) == ("slack:DALICE", "yes:1")


async def test_files_are_fetched_with_the_words_that_came_with_them(desk):
    desk.script.answer = lambda event: told("收到 " + event.inbound.name)
    files = (("方案.docx", b"PK1"), ("附件.txt", b"2"))
    await desk.slack.writes("UALICE", "请导入", files=files)
    await desk.slack.until(lambda: len(desk.screen.said("DALICE", by="UBOT")) == 2)
    assert [event.inbound for event in desk.script.events] == [
        Upload("slack:DALICE", "方案.docx", b"PK1", "请导入"),
        Upload("slack:DALICE", "附件.txt", b"2"),
    ]


@pytest.mark.parametrize(
    ("change", "told_now"),
    [
        ({"size": 21 << 20}, "20 MiB"),
        ({"url_private_download": "https://evil.example/x"}, "不在 Slack 上"),
        ({"url_private_download": "http://files.slack.com/x"}, "不在 Slack 上"),
    ],
)
async def test_a_file_that_cannot_be_had_is_explained(desk, change, told_now):
    file = {"id": "F1", "name": "a.txt", "size": 3} | change
    message = {"type": "message", "subtype": "file_share", "user": "UALICE", "ts": "1.1"}
    waiting = desk.slack.space.expect("DALICE")
    await desk.slack.event(message | {"channel": "DALICE", "files": [file]})
    assert told_now in (await waiting).words
    assert desk.script.events == []


@pytest.mark.parametrize(
    ("event", "change"),
    [
        ({"type": "channel_archive", "user": "UALICE"}, "archived"),
        ({"type": "group_left"}, "removed"),
        ({"type": "member_joined_channel", "user": "UBOT"}, "joined"),
    ],
)
async def test_what_becomes_of_a_channel_is_known(desk, event, change):
    desk.script.answer = lambda event: Reply("chat", ())
    delivery = await desk.slack.event(event | {"channel": "CTEAM"})
    await delivery.acked
    (event,) = desk.script.events
    assert event.inbound == ChatChanged("slack:CTEAM", change, TEAM, channel=TEAM)


async def test_a_channel_that_is_renamed_says_its_new_name(desk):
    desk.script.answer = lambda event: Reply("chat", ())
    channel = {"id": "CTEAM", "name": "中医药专班", "created": 1}
    delivery = await desk.slack.event({"type": "channel_rename", "channel": channel})
    await delivery.acked
    (event,) = desk.script.events
    said = ChatChanged("slack:CTEAM", "renamed", TEAM, channel=TEAM, title="#中医药专班")
    assert event.inbound == said


@pytest.mark.parametrize("event", ["app_uninstalled", "tokens_revoked"])
async def test_being_uninstalled_shows_and_admins_hear_of_it_elsewhere(desk, event):
    assert desk.bot.ready
    people, outbox = desk.office.ledger.people, desk.office.ledger.outbox
    here, there = Account("slack", "T1", "UALICE"), Account("telegram", "", "7")
    for name, accounts in (("甲", (here, there)), ("乙", (replace(here, account="UBOB"),))):
        new = NewPerson(name, "admin", None, accounts=accounts)
        await people.add(new, Order("测试", NOW, f"add {name}"))
    for _ in range(2):
        delivery = await desk.slack.event({"type": event})
        await delivery.acked
    assert not desk.bot.ready
    assert "重新安装" in (await desk.bot.details())["slack"]
    (told,) = await outbox.rows()
    assert "重新安装应用" in plain_text(reply_of(told).blocks)
    assert (await people.by_id(told.person)).name == "甲"
