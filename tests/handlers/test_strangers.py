"""Who is not on the roster: a polite no, a way in, and nothing of the ledger on the way."""

import pytest

from db.people import NewPerson
from tests.handlers.team import labels, text


@pytest.mark.parametrize(
    "said", ["你好", "帮助", "市医保局牵头哪些任务", "改第9项牵头为市卫健委", "第7项"]
)
async def test_a_stranger_hears_only_how_to_get_in(team, said):
    reply = await team.stranger("王五").says(said)
    assert "不认识您" in text(reply)
    assert labels(reply) == ["申请开通"]
    assert (reply.tasks, reply.bureaus, reply.private) == ((), (), True)


async def test_a_stranger_can_open_nothing_by_pressing(team):
    zhang = await team.has("张三", bureau="市医保局")
    shown = await zhang.says("市医保局牵头哪些任务")
    stranger = team.stranger("王五")
    assert "不认识您" in text(await stranger.presses("第7项", shown))


async def test_one_press_lets_a_stranger_in_as_the_one_person_of_that_name(team):
    admin = await team.has("钱主任", "admin")
    await team.ledger.people.add(NewPerson("王五", "staff", "市医保局"), team.order())
    stranger = team.stranger("王五")
    asked = await stranger.presses("申请开通", await stranger.says("你好"))
    assert "转给管理员" in text(asked)

    (card,) = await team.hears("钱主任")
    assert "王五（市医保局，工作人员）" in text(card)
    done = await admin.presses("开通", card)
    assert done.settles
    assert "钱主任 7月25日 14:05 已开通" in text(done)
    assert "已经开通" in text((await team.hears("王五"))[0])
    assert (await stranger.says("市医保局牵头哪些任务")).tasks


async def test_asking_twice_tells_the_admin_once(team):
    await team.has("钱主任", "admin")
    stranger = team.stranger("王五")
    await stranger.says("申请开通")
    await stranger.says("申请开通")
    assert len(await team.hears("钱主任")) == 1


async def test_coordinators_are_told_where_there_is_no_admin(team):
    await team.has("李督办", "coordinator")
    await team.stranger("王五").says("申请开通")
    assert len(await team.hears("李督办")) == 1


async def test_nobody_to_tell_is_said(team):
    assert "还没有管理员" in text(await team.stranger("王五").says("申请开通"))


async def test_where_no_admin_is_reached_the_stranger_hears_whom_to_tell(team):
    await team.ledger.people.add(NewPerson("钱主任", "admin"), team.order())
    asked = text(await team.stranger("王五").says("申请开通"))
    assert "已转给" not in asked
    assert "管理员（钱主任），请当面" in asked
    assert len(await team.ledger.people.requests()) == 1

    await team.has("孙主任", "admin")  # on Telegram
    team.platforms = ("slack",)
    assert "钱主任、孙主任" in text(await team.stranger("赵六").says("申请开通"))
    team.platforms = ("slack", "telegram")
    assert "转给管理员" in text(await team.stranger("陈七").says("申请开通"))


async def test_only_an_admin_lets_in(team):
    await team.has("钱主任", "admin")
    staff = await team.has("张三")
    await team.stranger("王五").says("申请开通")
    (card,) = await team.hears("钱主任")
    assert "管理员（钱主任）" in text(await staff.presses("开通", card))
    assert len(await team.ledger.people.requests()) == 1


async def test_an_unknown_name_is_asked_back_and_settled_in_words(team):
    admin = await team.has("钱主任", "admin")
    await team.ledger.people.add(NewPerson("王小五", "staff", "市医保局"), team.order())
    stranger = team.stranger("Wang5")
    await stranger.says("申请开通")
    (card,) = await team.hears("钱主任")
    asked = await admin.presses("开通", card)
    assert asked.clarify
    assert "王小五（市医保局" in text(await admin.says("开通 王小五"))
    assert (await stranger.says("帮助")).intent == "help"


async def test_two_of_the_name_are_chosen_from(team):
    admin = await team.has("钱主任", "admin")
    for bureau in ("市医保局", "市教委"):
        await team.ledger.people.add(NewPerson("王五", "staff", bureau), team.order())
    stranger = team.stranger("王五")
    await stranger.says("申请开通")
    asked = await admin.presses("开通", (await team.hears("钱主任"))[0])
    assert len(labels(asked)) == 3
    await admin.presses("市教委", asked)
    person = await team.ledger.people.of_account(stranger.account)
    assert [one.bureau for one in person.memberships] == ["市教委"]


async def test_somebody_new_joins_the_roster_with_a_unit(team):
    admin = await team.has("钱主任", "admin")
    stranger = team.stranger("W")
    await stranger.says("我是赵六，市医保局")
    (card,) = await team.hears("钱主任")
    assert "自称：赵六，市医保局" in text(card)
    await admin.presses("开通", card)
    assert "请写上单位" in text(await admin.says("开通 赵六"))
    assert "已开通" in text(await admin.says("开通 赵六 市医保局"))
    person = await team.ledger.people.of_account(stranger.account)
    assert (person.name, person.role) == ("赵六", "staff")


async def test_a_form_says_who_they_are(team):
    await team.has("钱主任", "admin")
    stranger = team.stranger("W")
    asked = await stranger.says("申请开通")
    form = await stranger.presses("补充姓名和单位", asked)
    assert [one.name for one in form.form.fields] == ["name", "bureau"]
    await stranger.fills_in("access", name="赵六", bureau="市医保局")
    assert "赵六，市医保局" in text((await team.hears("钱主任"))[-1])


async def test_who_introduced_themselves_stands_so_in_the_list_and_is_let_in_from_there(team):
    admin = await team.has("钱主任", "admin")
    stranger = team.stranger("W")
    await stranger.says("申请开通")
    await stranger.says("我是赵六，市医保局")
    await stranger.says("申请开通")
    await team.ledger.people.add(NewPerson("赵六", "staff", "市医保局"), team.order())
    listed = await admin.says("开通申请")
    assert "赵六，市医保局" in text(listed)
    assert "7月25日 14:05" in text(listed)
    assert "赵六（市医保局" in text(await admin.presses("开通 赵六", listed))


async def test_the_second_admin_hears_that_it_is_decided(team):
    one, two = await team.has("钱主任", "admin"), await team.has("孙主任", "admin")
    await team.stranger("王五").says("申请开通")
    (card,) = await team.hears("钱主任")
    await one.presses("拒绝", card)
    after = await two.presses("拒绝", card)
    assert "已经拒绝" in text(after)
    assert after.settles
    assert not (await one.presses("拒绝", card)).settles


async def test_who_decides_hears_that_others_wait(team):
    admin = await team.has("钱主任", "admin")
    for name in ("王五", "赵六"):
        await team.stranger(name).says("申请开通")
    listed = await admin.says("开通申请")
    assert "还有1份申请在等" in text(await admin.presses("拒绝 王五", listed))
    assert "在等" not in text(await admin.presses("拒绝 赵六", listed))


async def test_who_is_known_has_nothing_to_ask_for(team):
    assert "已经开通" in text(await (await team.has("张三")).says("申请开通"))


async def test_who_was_refused_hears_it_with_the_next_message(team):
    admin = await team.has("钱主任", "admin")
    stranger = team.stranger("王五")
    await stranger.says("申请开通")
    await admin.presses("拒绝", (await team.hears("钱主任"))[0])
    assert "没有通过" in text(await stranger.says("申请开通"))
    assert len(team.notices) == 1


async def test_joining_without_a_code_is_told_what_to_write(team):
    assert "加入 邀请码" in text(await team.stranger("王五").says("加入"))
    assert "加入 邀请码" in text(await (await team.has("张三")).says("加入 x"))


@pytest.mark.parametrize("how", ["加入 {}", "/start {}", "/start@duban_bot {}"])
async def test_an_invitation_links_the_account_and_the_admin_hears_who_used_it(team, how):
    await team.has("钱主任", "admin")
    person = await team.ledger.people.add(NewPerson("王五", "staff", "市医保局"), team.order())
    code = await team.ledger.people.invite(person, team.order())
    joined = await team.stranger("Wang Wu").says(how.format(code))
    assert "王五，您好" in text(joined)
    assert "市医保局牵头哪些任务" in text(joined)
    (told,) = await team.hears("钱主任")
    assert "王五已用邀请码加入" in text(told)
    assert "Wang Wu" in text(told)


async def test_an_invitation_used_in_a_group_is_answered_there(team):
    person = await team.ledger.people.add(NewPerson("王五", "staff", "市医保局"), team.order())
    code = await team.ledger.people.invite(person, team.order())
    joined = await team.stranger("Wang Wu").in_chat("-9").says(f"加入 {code}")
    assert "已开通" in text(joined)
    assert not joined.private
    again = await team.stranger("别人").in_chat("-9").says(f"加入 {code}")
    assert "用过" in text(again)
    assert not again.private


async def test_an_invitation_works_once_and_for_seven_days(team):
    person = await team.ledger.people.add(NewPerson("王五", "staff"), team.order())
    code = await team.ledger.people.invite(person, team.order())
    await team.stranger("王五").says(f"加入 {code}")
    assert "用过" in text(await team.stranger("别人").says(f"加入 {code}"))

    late = await team.ledger.people.invite(person, team.order())
    team.later(days=8)
    assert "失效" in text(await team.stranger("第三人").says(f"加入 {late}"))
    assert not team.notices
