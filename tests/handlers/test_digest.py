"""The digest in chat: read in a minute, and every number opens."""

import pytest

from db.correcting import Order
from handlers import actions
from handlers.digesting import digest_reply
from handlers.inbound import Press
from reminders.digest import digest
from reminders.week import week_until
from reminders.week_gathering import UnknownScopeError, gather_week, scope_of
from tests.handlers.team import text

PAPER = "sh2023-tcm"


@pytest.fixture
async def office(team):
    """An active paper, its coordinator, and staff who report."""
    papers = {one.slug: one.id for one in await team.ledger.documents()}
    before = team.now.replace(month=5)
    await team.ledger.set_state(papers[PAPER], "active", Order("测试", before, "activate"))
    return team


async def reply_of(team, scope="all"):
    found = scope_of(scope, await team.ledger.names())
    facts = await gather_week(team.ledger, week_until(team.now), found)
    return digest_reply(digest(facts))


async def blocked(team):
    staff = await team.has("张三", bureau="市中医药管理局")
    asked = await staff.says("第12项受阻，卡在经费，完成40%", document=PAPER)
    await staff.presses("确认", asked)
    team.later(hours=1)


async def test_it_says_what_has_to_be_decided_and_by_whom(office):
    await office.has("王局", "manager", in_charge_of=("市中医药管理局",))
    await blocked(office)

    told = text(await reply_of(office))

    assert "【受阻】第12项" in told
    assert "卡在经费" in told
    assert "市中医药管理局分管领导（王局）协调" in told
    assert "没有反馈的单位" in told
    assert len(told.splitlines()) <= 30


async def test_behind_every_number_are_its_tasks(office):
    chief = await office.has("李四", "coordinator")
    await blocked(office)
    reply = await reply_of(office)

    for button in reply.buttons:
        opened = await chief.presses(button.label, reply)
        assert opened.intent == "digest"
        assert opened.tasks or opened.indicators, button.label
        assert len(button.value.encode()) <= 45

    moved = await chief.presses("有反馈的", reply)
    assert [one.ref for one in moved.tasks] == ["12"]
    decided = await chief.presses("要决定的（35）", reply)
    assert len(decided.tasks) == 35
    assert "卡在经费" in text(decided)


async def test_whoever_presses_sees_what_is_theirs(office):
    await blocked(office)
    other = await office.has("王五", bureau="市体育局")
    reply = await reply_of(office)

    assert "经费" not in text(await other.presses("要决定的", reply))
    stranger = office.stranger("路人")
    assert (await stranger.presses("要决定的", reply)).intent == "refused"


async def test_a_weeks_numbers_stay_those_of_the_week(office):
    chief = await office.has("李四", "coordinator")
    await blocked(office)
    reply = await reply_of(office)
    office.later(days=30)

    assert [one.ref for one in (await chief.presses("有反馈的", reply)).tasks] == ["12"]


@pytest.mark.parametrize("rest", ["", "t", "t:1:2:x", "t:1:2:d99", "z:1:2:", "t:99999999999:1:a9"])
async def test_a_button_that_nobody_made_says_so(office, rest):
    chief = await office.has("李四", "coordinator")
    given = await chief._does(Press(chief._key, f"{actions.DIGEST}:{rest}", None, None, None))
    assert given.intent in ("stale", "digest")


async def test_a_unit_sees_its_own_part(office):
    await blocked(office)
    part = text(await reply_of(office, "bureau:市中医药管理局"))
    assert "督办周报 · 市中医药管理局" in part
    assert "第12项" in part
    assert "没有反馈的单位" not in part


async def test_samples_are_in_no_digest(team):
    assert "没有在办的文件" in text(await reply_of(team))
    with pytest.raises(UnknownScopeError, match="激活"):
        scope_of(f"document:{PAPER}", await team.ledger.names())


# Asked for in chat


async def test_whoever_looks_after_things_asks_for_the_weeks(office):
    chief = await office.has("李四", "coordinator")
    await blocked(office)

    for words in ("周报发我一份", "这周有什么动态", "本周有什么要我决定的"):
        assert (await chief.says(words)).intent == "digest"
    asked = await chief.says("周报")
    assert asked.intent == "digest"
    assert asked.private
    assert "全部在办文件" in text(asked)
    assert "卡在经费" in text(asked)
    assert "没有变化" in text(await chief.says("上周周报"))
    assert "督办周报 · 市中医药管理局" in text(await chief.says("看一下市中医药管理局本周的周报"))


async def test_on_a_monday_this_week_is_what_a_mondays_digest_is_about(office):
    chief = await office.has("李四", "coordinator")
    await blocked(office)
    office.later(days=7 - office.now.weekday())

    asked = text(await chief.says("这周什么情况"))

    assert "受阻" in asked
    assert f"{office.now.month}月{office.now.day - 7}日" in asked.splitlines()[0]


async def test_a_months_digest_speaks_of_the_month(office):
    chief = await office.has("李四", "coordinator")
    await blocked(office)

    asked = text(await chief.says("这个月的周报"))

    assert asked.startswith("督办月报")
    assert "本月没有办结的" in asked
    assert "本周" not in asked
    assert "上周" not in asked


async def test_a_manager_gets_what_is_in_scope_and_no_more(office):
    await blocked(office)
    wang = await office.has("王局", "manager", scope="bureau:市中医药管理局")

    assert "督办周报 · 市中医药管理局" in text(await wang.says("周报"))
    refused = await wang.says("市卫生健康委周报")
    assert "不在您的范围里" in text(refused)
    assert "经费" not in text(refused)


async def test_staff_get_their_own_units_week(office):
    await blocked(office)
    staff = await office.has("王五", bureau="市体育局")
    lone = await office.has("赵六")

    assert "督办周报 · 市体育局" in text(await staff.says("我局周报"))
    assert "督办周报 · 市体育局" in text(await staff.says("周报"))
    assert "不在您的范围里" in text(await staff.says("市中医药管理局的周报"))
    assert "周报给领导和督办人员看" in text(await lone.says("周报"))


@pytest.mark.parametrize(
    "said", ["周报怎么写", "周报改到周二发", "第3项写进周报", "周报什么时候发"]
)
async def test_other_words_about_digests_ask_for_none(office, said):
    chief = await office.has("李四", "coordinator")
    assert (await chief.says(said)).intent != "digest"
