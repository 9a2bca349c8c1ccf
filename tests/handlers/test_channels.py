"""Shared chats: bound by coordinators, shown there only what they are bound to."""

import pytest

from tests.handlers.team import labels, text

GROUP = "-1001"


@pytest.fixture
async def zhou(team):
    """A coordinator in the group."""
    return (await team.has("周督办", "coordinator", "市卫生健康委")).in_chat(GROUP)


@pytest.fixture
async def zhang(team):
    """Staff of the bureau of medical insurance in the group."""
    return (await team.has("张三", bureau="市医保局")).in_chat(GROUP)


async def bound(zhou, wish=""):
    return await zhou.presses("确认", await zhou.says(f"绑定 {wish}"))


async def test_a_group_is_bound_after_a_card(team, zhou):
    card = await zhou.says("绑定 2023年上海中医药要点 市医保局 精简 免打扰19:00-8:00 周报")
    for shown in ("2023年上海市中医药工作要点", "市医保局", "精简", "19:00—08:00", "周报"):
        assert shown in text(card)
    done = await zhou.presses("确认", card)
    assert (done.intent, done.settles) == ("bound", True)
    assert "周督办 7月25日 14:05 已确认" in text(done)
    (channel,) = await team.ledger.channels.everyone()
    assert channel.minimal
    assert (len(channel.documents), len(channel.bureaus), channel.kinds) == (1, 1, ("digest",))


@pytest.mark.parametrize(
    ("said", "zone"),
    [
        ("时区乌鲁木齐", "Asia/Urumqi"),
        ("新疆时间", "Asia/Urumqi"),
        ("时区 Asia/Kashgar", "Asia/Kashgar"),
        ("europe/berlin", "Europe/Berlin"),
    ],
)
async def test_a_group_has_its_own_clock(team, zhou, said, zone):
    card = await zhou.says(f"绑定 {said} 免打扰19:00-10:00")
    assert zone in text(card)
    await zhou.presses("确认", card)
    (channel,) = await team.ledger.channels.everyone()
    assert channel.timezone == zone
    assert zone in text(await zhou.says("绑定了什么"))


@pytest.mark.parametrize(
    "said", ["这个群时区改成乌鲁木齐", "本群按新疆时间", "时区改为 Asia/Urumqi"]
)
async def test_the_clock_of_a_bound_group_alone_is_changed(team, zhou, said):
    await zhou.says("绑定 2023年上海中医药要点 周报")
    await zhou.says("确认")
    card = text(await zhou.says(said))
    assert "2023年上海市中医药工作要点" in card
    assert "乌鲁木齐时间（Asia/Urumqi）" in card
    (before,) = await team.ledger.channels.everyone()
    await zhou.says("确认")
    (after,) = await team.ledger.channels.everyone()
    assert (before.timezone, after.timezone) == (None, "Asia/Urumqi")
    assert (after.documents, after.kinds) == (before.documents, before.kinds)


async def test_a_clock_that_is_none_is_said(zhou):
    assert "没有看懂，未计入：时区asia/nowhere" in text(await zhou.says("绑定 时区asia/nowhere"))


async def test_a_group_is_known_by_what_people_call_it(team, zhou):
    await zhou.presses("确认", await zhou.says("绑定", title="中医药专班"))
    await zhou.presses("确认", await zhou.says("绑定 精简"))
    await zhou.sees("removed", GROUP)
    assert "频道已停用：中医药专班，" in text((await team.hears("周督办"))[-1])


async def test_what_was_not_understood_of_it_is_said(zhou):
    assert "没有看懂，未计入：星际方案" in text(await zhou.says("绑定 星际方案"))


async def test_papers_are_bound_by_place_and_year_too(zhou):
    card = text(await zhou.says("绑定 静安2024"))
    assert "静安区创建" in card
    assert "2020年静安区" not in card
    assert "没有看懂" not in card


async def test_a_question_about_binding_binds_nothing(zhou):
    assert not (await zhou.says("绑定怎么用？")).buttons


async def test_staff_bind_nothing(team, zhang):
    refused = await zhang.says("绑定")
    assert refused.intent == "refused"
    assert not refused.buttons


async def test_binding_is_for_shared_chats(team):
    zhou = await team.has("周督办", "coordinator")
    assert "请到要绑定的群" in text(await zhou.says("绑定"))


async def test_what_is_bound_can_be_asked_and_undone(team, zhou):
    assert "还没有绑定" in text(await zhou.says("绑定了什么"))
    await bound(zhou, "市医保局")
    assert "单位 市医保局" in text(await zhou.says("这个群绑定了什么"))
    await zhou.presses("确认", await zhou.says("解除绑定"))
    assert await team.ledger.channels.everyone() == ()


async def test_in_a_group_nobody_bound_answers_are_private_and_say_how(zhang):
    reply = await zhang.says("市医保局牵头哪些任务")
    assert reply.private
    assert "督办人员在群里说“绑定”" in text(reply)
    assert not (await zhang.says("帮助")).private


async def test_what_the_group_is_bound_to_is_shown_there(team, zhou, zhang):
    await bound(zhou, "2023年上海中医药要点")
    assert not (await zhang.says("市医保局牵头哪些任务")).private
    other = await zhang.says("巴南方案里区教委有哪些任务")
    assert other.private
    assert "不在这个群（频道）绑定的范围里" in text(other)


async def test_a_bound_group_talks_of_its_own_papers_first(zhou, zhang):
    await bound(zhou, "2023年上海中医药要点")
    reply = await zhang.says("第7项")
    assert [task.document for task in reply.tasks] == ["sh2023-tcm"]
    assert not reply.private


async def test_a_list_that_names_other_units_tasks_is_private(zhou, zhang):
    await bound(zhou, "2023年上海中医药要点 市医保局")
    assert not (await zhang.says("市医保局有哪些任务")).private
    assert (await zhang.says("市教委有哪些任务")).private
    assert (await zhang.says("有哪些任务")).private


async def test_indicators_of_a_paper_that_is_not_bound_are_private(zhou, zhang):
    await bound(zhou, "2023年上海中医药要点")
    assert (await zhang.says("巴南方案中医馆目标多少")).private


async def test_minimal_mode_shows_number_title_and_light_only(team, zhou, zhang):
    await bound(zhou, "2023年上海中医药要点 精简")
    reply = await zhang.says("市医保局有哪些任务")
    assert not reply.private
    assert "🔴已过期限 第7项 持续完善" in text(reply)
    assert "牵头" not in text(reply)
    assert "2023年12月31日" not in text(reply)

    card = await zhang.presses("第7项", reply)
    assert card.private
    assert "牵头：市医保局" in text(card)


async def test_minimal_mode_shows_the_tasks_of_the_page(zhou, zhang):
    await bound(zhou, "2023年上海中医药要点 精简")
    first = await zhang.says("市中医药管理局牵头哪些任务")
    assert "一共27项" in text(first)
    assert [line.split(" ")[1] for line in text(first).splitlines()[:2]] == ["第1项", "第2项"]
    more = await zhang.says("还有呢")
    assert len([line for line in text(more).splitlines() if "🔴" in line]) == 8
    assert not set(text(first).splitlines()[:8]) & set(text(more).splitlines()[:8])


async def test_what_minimal_mode_cannot_show_is_private(zhou, zhang):
    await bound(zhou, "2023年上海中医药要点 精简")
    assert (await zhang.says("2023年上海中医药要点的文号")).private
    assert (await zhou.says("改第9项牵头为市卫健委")).private


async def test_a_new_chat_is_greeted_with_how_to_bind(team, zhou):
    hello = await zhou.sees("joined", GROUP)
    assert "绑定" in text(hello)
    assert not labels(hello)


@pytest.mark.parametrize("change", ["removed", "archived", "blocked"])
async def test_being_thrown_out_ends_the_channel_and_tells_the_coordinators_once(
    team, zhou, change
):
    await bound(zhou)
    stranger = team.stranger("群主")
    assert not (await stranger.sees(change, GROUP)).blocks
    await stranger.sees(change, GROUP)
    (told,) = await team.hears("周督办")
    assert "频道已停用" in text(told)
    assert await team.ledger.channels.everyone() == ()


async def test_a_chat_that_nobody_bound_ends_without_a_word(team, zhou):
    await team.stranger("群主").sees("removed", GROUP)
    assert not team.notices


async def test_a_group_that_became_a_supergroup_keeps_everything(team, zhou, zhang):
    await bound(zhou, "2023年上海中医药要点")
    await team.stranger("群主").sees("moved", GROUP, moved_to="-2002")
    assert "绑定和提醒照旧" in text((await team.hears("周督办"))[0])
    assert not (await zhang.in_chat("-2002").says("市医保局牵头哪些任务")).private


async def test_two_questions_in_one_message_are_as_private_as_the_more_private_of_them(zhou, zhang):
    await bound(zhou, "2023年上海中医药要点 市医保局")
    assert (await zhang.says("市教委牵头哪些任务？市医保局牵头哪些任务？")).private
    assert (await zhang.says("我的任务？市医保局牵头哪些任务？")).private


async def test_a_press_under_anothers_answer_is_shown_by_the_same_rules(team, zhou, zhang):
    await bound(zhou, "2023年上海中医药要点 精简")
    shown = await zhang.says("市医保局有哪些任务")
    other = (await team.has("李四", bureau="市教委")).in_chat(GROUP)
    assert (await other.presses("第7项", shown, answer="telegram:-1001:1#m1")).private
    assert (await team.stranger("王五").in_chat(GROUP).presses("第7项", shown)).tasks == ()
