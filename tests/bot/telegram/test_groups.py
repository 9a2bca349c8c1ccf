from dataclasses import replace

from bot.platforms.telegram.events import place_in
from handlers.inbound import ChatChanged, Message
from handlers.reply import Item, Reply, say, words
from tests.bot.telegram.conftest import BUTTONS
from tests.waiting import until

NAME = "@duban_test_bot"


async def test_a_group_is_answered_only_when_spoken_to(bot, fake, alice, bob, echo):
    group = fake.group(-500)
    alice.says("市医保局牵头哪些任务", group)
    alice.says("@somebody_else 看一下", group)
    bob.says(f"{NAME} 市医保局牵头哪些", group)
    bob.says("督办助手，第3项到哪了", group)
    bob.says("/ask@duban_test_bot 第4项", group)
    bob.says("/ask@other_bot 第5项", group)
    bob.says("督办助手的任务", group)
    await until(lambda: len(fake.said(group)) == 3)
    assert echo.texts == ["市医保局牵头哪些", "第3项到哪了", "第4项"]


async def test_an_answer_in_a_group_quotes_its_question(bot, fake, alice, echo):
    group = fake.group(-500)
    question = alice.says(f"{NAME} 第3项", group)
    await until(lambda: fake.said(group))
    assert fake.said(group)[0].reply_to == question
    inbound = echo.events[0].inbound
    assert inbound == Message("telegram:-500::42", "第3项", channel=inbound.channel, title="工作群")
    assert inbound.channel == place_in(-500)


async def test_a_mention_is_found_behind_characters_beyond_the_basic_plane(bot, fake, alice, echo):
    alice.says(f"😀😀 {NAME} 第3项", fake.group(-500))
    await until(lambda: echo.texts)
    assert echo.texts == ["😀😀 第3项"]


async def test_a_reply_to_what_another_was_told_names_whose_it_is(bot, fake, alice, bob, echo):
    group = fake.group(-500)
    alice.says(f"{NAME} 第3项", group)
    await until(lambda: fake.said(group))
    bob.says("完成60%", group, reply_to=fake.said(group)[0].message)
    await until(lambda: len(echo.events) == 2)
    assert echo.events[1].inbound.reply_to == "telegram:-500::42#m1"


async def test_a_topic_is_answered_in_the_topic_and_remembered_apart(bot, fake, alice, echo):
    group = fake.group(-1_001_000_000_001, forum=True)
    alice.says("大家好", group, topic=7)  # in a topic every message replies to its first one
    alice.says(f"{NAME} 第3项", group, topic=7)
    await until(lambda: fake.said(group))
    assert fake.said(group)[0].topic == 7
    assert echo.texts == ["第3项"]
    assert echo.events[0].inbound.conversation == "telegram:-1001000000001:7:42"
    assert echo.events[0].inbound.channel == place_in(-1_001_000_000_001, 7)


async def test_what_is_private_is_told_in_private(bot, fake, alice, echo):
    group = fake.group(-500)
    await alice.asks("你好")
    echo.answers["我的进展"] = Reply("mine", (say("只给您看"),), private=True, buttons=BUTTONS)
    alice.says(f"{NAME} 我的进展", group)
    await until(lambda: len(alice.sees()) == 2)
    assert alice.sees()[1].text == "只给您看"
    assert not fake.said(group)
    alice.presses(alice.sees()[1], "确认")
    await until(lambda: len(echo.events) == 3)
    pressed = echo.events[2].inbound
    assert (pressed.conversation, pressed.answer) == ("telegram:-500::42", "m2")


async def test_who_never_opened_a_private_chat_is_shown_the_way(bot, fake, alice, echo):
    group = fake.group(-500)
    echo.answers["我的进展"] = Reply("mine", (say("只给您看"),), private=True)
    alice.says(f"{NAME} 我的进展", group)
    await until(lambda: fake.said(group))
    shown = fake.said(group)[0]
    assert "只给您看" not in shown.text
    assert shown.buttons == ((("打开私聊", "https://t.me/duban_test_bot?start=hi"),),)


async def test_a_press_is_answered_over_the_button_where_only_the_presser_cares(
    bot, fake, alice, bob, echo
):
    group = fake.group(-500)
    echo.answers["办结"] = Reply("draft", (say("请确认"),), buttons=BUTTONS)
    refusal = Reply("refused", (say("这张卡片要督办人员确认。"),), private=True)
    echo.answers |= {"confirm": refusal, "cancel": replace(refusal, blocks=(say("长" * 300),))}
    alice.says(f"{NAME} 办结", group)
    await until(lambda: fake.said(group))
    card = fake.said(group)[0]
    query = bob.presses(card, "确认")
    await until(lambda: query in fake.toasts)
    assert fake.toasts[query] == "这张卡片要督办人员确认。"
    query = bob.presses(card, "取消")  # too long for that, and no private chat to say it in
    await until(lambda: query in fake.toasts)
    assert fake.opened[query] == "https://t.me/duban_test_bot?start=hi"
    await bob.asks("你好")
    query = bob.presses(card, "取消")
    await until(lambda: query in fake.toasts)
    assert fake.toasts[query] == "已私下发给您"
    assert len(fake.said(group)) == 1


async def test_an_edit_that_speaks_to_nobody_is_passed_over(bot, fake, alice, echo):
    group = fake.group(-500)
    question = alice.says("随便聊聊", group)
    alice.edits(question, "还是随便聊聊", group)
    alice.says(f"{NAME} 第3项", group)
    await until(lambda: fake.said(group))
    assert echo.texts == ["第3项"]


async def test_an_edit_that_drops_the_mention_still_counts(bot, fake, alice, echo):
    group = fake.group(-500)
    question = alice.says(f"{NAME} 第3项", group)
    await until(lambda: fake.said(group))
    alice.edits(question, "第4项", group)
    await until(lambda: fake.said(group)[0].text == "收到：第4项")


async def test_an_anonymous_admin_is_asked_to_show_themselves(bot, fake, echo):
    group = fake.group(-1_001_000_000_001)
    nobody = fake.person(1087968824, "Group", is_bot=True)
    nobody.says(f"{NAME} 第3项", group, sender_chat=group.described())
    await until(lambda: fake.said(group))
    assert "本人" in fake.said(group)[0].text
    assert not echo.events


async def test_being_let_in_and_thrown_out_is_heard_of(bot, fake, alice, echo):
    group = fake.group(-500)
    echo.answers["ChatChanged"] = Reply("joined", (say("大家好"),))
    fake.let_in(group, alice)
    await until(lambda: fake.said(group))
    fake.throw_out(group, alice)
    alice.blocks()
    await until(lambda: len(echo.events) == 3)
    changes = [one.inbound.change for one in echo.events if isinstance(one.inbound, ChatChanged)]
    assert changes == ["joined", "removed", "blocked"]
    assert len(fake.said(group)) == 1


async def test_a_group_that_moved_is_told_of_and_answered_in_its_new_place(bot, fake, alice, echo):
    group = fake.group(-500)
    alice.says(f"{NAME} 第3项", group)
    moved = fake.migrate(group, -1_001_000_000_500, alice)
    await until(lambda: fake.said(moved))
    assert fake.said(moved)[0].text == "收到：第3项"
    (change,) = [one.inbound for one in echo.events if isinstance(one.inbound, ChatChanged)]
    assert (change.place.chat, change.moved_to) == ("-500", place_in(-1_001_000_000_500))


async def test_who_looks_something_up_from_another_chat_is_answered_alone(bot, fake, alice, echo):
    item = Item(words("第3项：加强 <b>队伍</b>"), (("牵头", words("市医保局")),))
    echo.answers["InlineQuery"] = Reply("search", (say("1项"), item))
    query = alice.looks_up("队伍")
    await until(lambda: query in fake.inline)
    given = fake.inline[query]
    assert given["is_personal"]
    assert given["cache_time"] == 0
    (result,) = given["results"]
    assert result["title"] == "第3项：加强 <b>队伍</b>"
    assert result["description"] == "牵头：市医保局"


async def test_a_look_up_that_finds_nothing_sends_nothing_anywhere(bot, fake, alice, echo):
    echo.answers["InlineQuery"] = Reply("refused", (say("您好，我还不认识您。"),))
    query = alice.looks_up("队伍")
    await until(lambda: query in fake.inline)
    assert not fake.inline[query]["results"]
    assert fake.inline[query]["button"]["text"] == "您好，我还不认识您。"
