from functools import partial

from bot.uploads import MAX_FILE
from handlers.inbound import Edit, Message, Press, Upload
from handlers.reply import Attachment, Reply, say
from tests.bot.telegram.conftest import BUTTONS
from tests.waiting import until


async def test_a_question_is_answered_and_then_let_go_of(bot, alice, fake, echo):
    shown = await alice.asks("市医保局牵头哪些任务")
    assert shown.text == "收到：市医保局牵头哪些任务"
    await until(lambda: not fake.updates.waiting)
    event = echo.events[0]
    assert event.account.account == "42"
    assert event.name == "张三"
    assert event.inbound == Message("telegram:42", "市医保局牵头哪些任务")


async def test_what_is_said_quickly_is_answered_in_order(bot, alice, echo):
    for number in range(20):
        alice.says(f"第{number}项")
    await until(lambda: len(alice.sees()) == 20)
    assert [shown.text for shown in alice.sees()] == [f"收到：第{n}项" for n in range(20)]


async def test_a_long_answer_comes_in_pages_with_the_buttons_below_the_last(bot, alice, echo):
    echo.answers["清单"] = Reply("list", (say("任务" * 4000),), buttons=BUTTONS)
    alice.says("清单")
    await until(lambda: len(alice.sees()) == 2)
    first, second = alice.sees()
    assert (first.text + second.text).count("任务") == 4000
    assert not first.buttons
    assert [label for row in second.buttons for label, _ in row] == ["确认", "取消"]


async def test_a_pressed_button_says_its_value_and_what_it_stood_under(bot, alice, fake, echo):
    echo.answers["办结"] = Reply("draft", (say("请确认"),), buttons=BUTTONS)
    query = alice.presses(await alice.asks("办结"), "确认")
    await until(lambda: query in fake.toasts and len(alice.sees()) == 2)
    assert echo.events[1].inbound == Press("telegram:42", "confirm", answer="m1")
    assert alice.sees()[1].text == "按了：confirm"


async def test_what_is_settled_takes_the_place_of_the_card(bot, alice, fake, echo):
    echo.answers["办结"] = Reply("draft", (say("请确认"),), buttons=BUTTONS)
    echo.answers["confirm"] = Reply("recorded", (say("张三 已确认"),), settles=True)
    card = await alice.asks("办结")
    alice.presses(card, "确认")
    await until(lambda: alice.sees()[0].text == "张三 已确认")
    assert len(alice.sees()) == 1
    assert not alice.sees()[0].buttons


async def test_a_forged_button_is_refused_and_stops_spinning(bot, alice, fake, echo):
    card = await alice.asks("你好")
    for forged in ("confirm", "confirm.AAAAAAAAAA", "", "�.é"):
        query = alice.presses(card, data=forged)
        await until(partial(fake.toasts.__contains__, query))
        assert "已失效" in fake.toasts[query]
    assert len(echo.events) == 1


async def test_an_edited_question_changes_its_answer_in_place(bot, alice, echo):
    question = alice.says("第12项")
    await until(alice.sees)
    alice.edits(question, "第13项")
    await until(lambda: alice.sees()[0].text == "收到：第13项")
    assert len(alice.sees()) == 1
    assert isinstance(echo.events[1].inbound, Edit)
    assert echo.events[1].inbound.message == str(question)


async def test_an_edited_answer_may_grow_and_shrink(bot, alice, echo):
    echo.answers["长"] = Reply("list", (say("长" * 9000),))
    question = alice.says("短")
    await until(alice.sees)
    alice.edits(question, "长")
    await until(lambda: len(alice.sees()) == 3)
    alice.edits(question, "短")
    await until(lambda: len(alice.sees()) == 1)
    assert alice.sees()[0].text == "收到：短"


async def test_a_reply_to_an_answer_names_it(bot, alice, echo):
    shown = await alice.asks("第12项")
    alice.says("完成60%", reply_to=shown.message)
    await until(lambda: len(echo.events) == 2)
    assert echo.events[1].inbound.reply_to == "m1"


async def test_a_file_is_fetched_with_its_words(bot, alice, echo):
    alice.uploads("方案.docx", b"x" * 70_000, "静安区的")
    await until(alice.sees)
    assert alice.sees()[0].text == "方案.docx 有 70000 字节"
    sent = echo.events[0].inbound
    assert isinstance(sent, Upload)
    assert sent.text == "静安区的"


async def test_a_file_too_large_is_refused_in_words(bot, alice, fake, echo):
    alice.uploads("大.pdf", b"0" * (MAX_FILE + 1))
    await until(alice.sees)
    assert "超过 20 MiB" in alice.sees()[0].text
    assert not echo.events


async def test_files_and_pictures_come_below_the_words(bot, alice, echo):
    files = (
        Attachment("台账.xlsx", b"xlsx"),
        Attachment("灯.png", b"png", "picture", "三个红灯"),
    )
    echo.answers["导出"] = Reply("export", (say("台账在这里"),), attachments=files)
    alice.says("导出")
    await until(lambda: len(alice.sees()) == 3)
    words, file, picture = alice.sees()
    assert words.text == "台账在这里"
    assert file.file == ("台账.xlsx", b"xlsx")
    assert picture.text == "三个红灯"


async def test_what_cannot_be_read_is_answered_in_words(bot, alice, echo):
    alice.says("", sticker={"file_id": "x"})
    await until(alice.sees)
    assert "文字" in alice.sees()[0].text
    assert not echo.events


async def test_commands_say_their_chinese_words(bot, alice, echo):
    for said in ("/start", "/start AbCd1234efgh", "/ask 市医保局", "/duban 绑定", "/nosuch"):
        alice.says(said)
    await until(lambda: len(echo.texts) == 5)
    assert echo.texts == ["你好", "加入 AbCd1234efgh", "市医保局", "绑定", "帮助"]


async def test_other_bots_are_left_alone(bot, fake, alice, echo):
    fake.person(99, "别的机器人", is_bot=True).says("你好")
    await alice.asks("你好")
    assert len(echo.events) == 1


async def test_the_menu_is_chinese_and_set_once(bot, fake, house):
    await until(lambda: len(fake.commands) == 6)
    assert all(
        "一" <= one["description"][0] <= "鿿" for menu in fake.commands.values() for one in menu
    )
    async with house.running("two"):
        await until(lambda: fake.calls["getmycommands"] == 12)
    assert fake.calls["setmycommands"] == 6


async def test_a_server_of_ones_own_may_leave_files_on_its_disk(bot, alice, fake, tmp_path):
    path = tmp_path / "方案.docx"
    path.write_bytes(b"local")
    alice.uploads("方案.docx", b"remote")
    fake.local_paths["file0"] = str(path)
    await until(alice.sees)
    assert alice.sees()[0].text == "方案.docx 有 5 字节"


async def test_a_chosen_inline_result_is_no_question(bot, alice, fake, echo):
    alice.says("第3项 加强队伍建设", via_bot=fake.me)
    await alice.asks("你好")
    assert echo.texts == ["你好"]
