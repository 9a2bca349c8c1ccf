"""One's own page: what waits for me, what is late or due soon, what is mine at all."""

from datetime import datetime

from tests.handlers.team import NOW, labels, text


def on(team, day):
    team.now = datetime.fromisoformat(day).replace(hour=9, tzinfo=NOW.tzinfo)


async def test_the_page_is_for_its_owner_alone_and_begins_with_what_is_urgent(team):
    zhang = await team.has("张三", bureau="市医保局")
    on(team, "2023-12-25")
    page = await zhang.opens_home()
    assert page.private
    assert "张三（市医保局） 的任务共4项：🟡临近期限4项" in text(page)
    on(team, "2024-01-05")
    assert "🔴 已过期限" in text(await zhang.says("我的任务"))


async def test_what_waits_for_my_confirmation_stands_first_and_can_be_confirmed_there(team):
    zhou = await team.has("周督办", "coordinator", "市卫生健康委")
    await zhou.says("改第9项牵头为市卫健委", document="sh2023-tcm")
    await zhou.says("2023年上海中医药要点")
    await zhou.says("改第9项牵头为市卫健委")
    page = await zhou.says("我的任务")
    assert text(page).startswith("等您确认")
    assert (await zhou.presses("确认", page)).intent == "corrected"


async def test_an_admin_sees_who_waits_to_be_let_in(team):
    admin = await team.has("钱主任", "admin", "市卫生健康委")
    await team.stranger("王五").says("申请开通")
    assert "开通申请1份" in text(await admin.says("我的任务"))


async def test_a_unit_that_several_places_have_is_ones_own(team):
    of_banan = await team.has("张三", bureau="巴南区卫生健康委")
    of_jingan = await team.has("李四", bureau="静安区卫生健康委")
    asked = "区卫健委有哪些任务"
    for member, own in ((of_banan, "banan2024"), (of_jingan, "jingan2024")):
        there = await member.says(asked)
        assert {one.document for one in there.tasks} <= {own}
    assert (await of_banan.says(asked)).tasks


async def test_a_long_page_goes_on(team):
    zhou = await team.has("周督办", "coordinator", "市中医药管理局")
    page = await zhou.says("我的任务")
    assert labels(page)[-1] == "更多"
    assert "第13—20项，共35项" in text(await zhou.presses("更多", page))


async def test_who_is_in_no_unit_is_asked(team):
    nobody = await team.has("张三")
    assert "名册里还没有写您的单位" in text(await nobody.says("我的任务"))


async def test_a_leader_sees_the_units_in_charge_of(team):
    leader = await team.has("赵主任", "manager", in_charge_of=("市医保局", "市教委"))
    assert "赵主任（市医保局、市教委） 的任务共11项" in text(await leader.says("我的任务"))
    assert len((await leader.says("我分管的单位牵头的有哪些")).tasks) == 2


async def test_opening_the_page_does_not_change_what_is_talked_about(team):
    zhou = await team.has("周督办", "coordinator", "市中医药管理局")
    await zhou.says("市医保局牵头哪些任务")
    page = await zhou.opens_home()
    assert "第13—20项" in text(await zhou.presses("更多", page, answer="m2"))
    await zhou.says("市医保局牵头哪些任务")
    await zhou.opens_home()
    assert len((await zhou.says("那配合的呢")).tasks) == 3
