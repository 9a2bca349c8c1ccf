"""What the office settles in chat: a card with before and after, 确认, one audit row, 撤销."""

import pytest
from sqlalchemy import select

from db.channels import ChannelWish
from db.records import Place
from db.tables.records import audit
from tests.handlers.team import labels, text


@pytest.fixture
async def zhou(team):
    return await team.has("周督办", "coordinator", "市卫生健康委")


async def deeds(team):
    query = select(audit.c.action, audit.c.by).where(audit.c.subject == "setting")
    rows = await team.ledger._store.read(lambda c: list(c.execute(query.order_by(audit.c.id))))
    return [tuple(row) for row in rows]


async def rules(team, name="reminders"):
    return await team.ledger.due.house_rules(name)


async def test_a_rule_is_shown_before_and_after_and_holds_once_confirmed(team, zhou):
    card = await zhou.says("截止提醒改为提前10、5、1个工作日")
    assert card.intent == "settings"
    assert "临近提醒：提前30、14、7、3、1个工作日和当天 → 提前10、5、1个工作日" in text(card)
    assert "范围：全部" in text(card)
    assert await rules(team) == {}
    done = await zhou.presses("确认", card)
    assert done.intent == "settled"
    assert "周督办 7月25日 14:05 已确认" in text(done)
    assert await rules(team) == {"rules": {"deadline": [10, 5, 1]}}
    ((action, by),) = await deeds(team)
    assert action == "settle/reminders"
    assert "周督办" in by
    assert "本来就是这样" in text(await zhou.says("截止提醒改为提前10、5、1个工作日"))

    assert (await zhou.says("撤销")).intent == "undone"
    assert await rules(team) == {}


async def test_for_a_paper_and_for_a_chat(team, zhou):
    await zhou.says("静安创建2024不再提醒没动静")
    await zhou.says("确认")
    assert await rules(team) == {"documents": {"jingan2024": {"off": ["silent"]}}}
    chat = zhou.in_chat("-1")
    assert "还没有绑定" in text(await chat.says("这个群每周最多3条"))
    channel = await team.ledger.channels.bind(
        Place("telegram", "", "-1"), ChannelWish("群"), team.order()
    )
    assert "范围：这个群" in text(await chat.says("这个群每周最多3条"))
    await chat.says("确认")
    assert (await rules(team))["channels"] == {str(channel.id): {"weekly": 3}}
    shown = text(await zhou.says("提醒设置"))
    assert "另设：不发的提醒 没有动静" in shown
    assert "没有看懂“明月计划”" in text(await zhou.says("明月计划的截止提醒改为提前5天"))


async def test_lights_and_the_calendar(team, zhou):
    await zhou.says("落后20%亮黄灯，落后40%亮红灯")
    await zhou.says("确认")
    assert await rules(team, "lights") == {"behind": 20, "far_behind": 40}
    await zhou.says("到期前5个工作日亮黄灯")
    await zhou.says("确认")
    assert (await rules(team, "lights"))["soon_workdays"] == 5
    await zhou.says("2027年2月6日上班")
    await zhou.says("确认")
    assert await rules(team) == {"days": {"2027-02-06": True}}


async def test_what_holds_is_shown_with_where_it_comes_from(team, zhou):
    await zhou.says("提醒时间改成9点半")
    await zhou.says("确认")
    shown = text(await zhou.says("提醒设置"))
    assert "提醒时间：09:30（全部）" in shown
    assert "安静时间：18:00—08:30（默认）" in shown
    assert "必须收到、不能退订的：逾期催办、升级提醒（默认）" in shown
    assert "黄灯（日历日）：到期前14天（默认）" in shown
    assert "改的时候直接说" in shown
    staff = await team.has("张三", bureau="市医保局")
    assert "改的时候直接说" not in text(await staff.says("提醒设置"))


async def test_how_it_reminds_is_a_question_about_the_settings(team, zhou):
    for said in ("怎么提醒的", "现在逾期怎么催的", "提前几天提醒", "多久催一次"):
        assert "逾期催办：" in text(await zhou.says(said))
    for said in ("逾期的怎么办", "提醒我一下"):
        assert (await zhou.says(said)).intent != "settings"


async def test_bad_values_are_told_and_nothing_changes(team, zhou):
    assert "天数要在0到366之间" in text(await zhou.says("截止提醒改为提前1000个工作日"))
    assert "不能对一份文件设" in text(await zhou.says("静安创建2024每周最多3条"))
    assert "小于" in text(await zhou.says("落后50%亮黄灯"))
    assert await deeds(team) == []


async def test_only_coordinators_settle(team, zhou):
    staff = await team.has("张三", bureau="市医保局")
    assert (await staff.says("截止提醒改为提前5天")).intent == "refused"
    card = await zhou.says("每周最多4条")
    assert labels(card) == ["确认", "取消"]
    assert (await zhou.says("取消")).intent == "cancelled"
    assert await deeds(team) == []


async def test_a_card_does_not_overwrite_what_another_settled_since(team, zhou):
    card = await zhou.says("每周最多4条")
    await team.ledger.due.settle("reminders", {"weekly": 2}, team.order())
    assert "别人刚改过" in text(await zhou.presses("确认", card))
    assert await rules(team) == {"weekly": 2}


async def test_a_coordinators_word_is_for_all_and_everybody_elses_for_themselves(team, zhou):
    card = await zhou.says("关闭阶段提醒")
    assert "范围：全部" in text(card)
    assert "只想自己不收" in text(card)
    assert (await zhou.says("别再提醒我没动静的")).intent == "muting"
    staff = await team.has("张三", bureau="市医保局")
    assert (await staff.says("关闭阶段提醒")).intent == "muting"
    assert await deeds(team) == []
