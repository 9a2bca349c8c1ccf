"""暂停 in chat: what it changes in the plan, and how it ends; everything back as it was."""

import pytest

from db.channels import ChannelWish
from db.records import Place
from tests.handlers.team import text


@pytest.fixture
async def office(team):
    """A coordinator; a paper in hand since May, and a chat."""
    now, team.now = team.now, team.now.replace(month=5, day=6)
    zhou = await team.has("周督办", "coordinator", "市卫生健康委")
    (paper,) = [one for one in await team.ledger.documents() if one.slug == "jingan2024"]
    await team.ledger.set_state(paper.id, "active", team.order())
    await team.ledger.channels.bind(
        Place("telegram", "", "-1"), ChannelWish("专班群"), team.order()
    )
    team.now = now
    return zhou


async def planned(office, said):
    return (await office.says(said)).count


async def test_nothing_is_said_in_a_pause_and_nothing_is_lost(team, office):
    before = await planned(office, "8月会提醒什么")
    week = await planned(office, "下周会提醒什么")
    assert week > 0
    card = await office.says("下周先别发提醒")
    assert "暂停提醒：没有 → 2024年7月29日（周一）至2024年8月4日（周日）" in text(card)
    assert "不会丢" in text(card)
    await office.presses("确认", card)
    assert await planned(office, "下周会提醒什么") == 0
    resumed = text(await office.says("8月5日会提醒什么"))
    assert "暂停期间不发" in resumed
    assert before < await planned(office, "8月会提醒什么") <= before + week

    card = await office.says("恢复提醒")
    assert "→ 没有" in text(card)
    await office.presses("确认", card)
    assert await planned(office, "下周会提醒什么") == week


async def test_a_feast_is_known_by_its_name(team, office):
    told = text(await office.says("国庆前后三天都别提醒"))
    assert "2024年9月28日（周六）至2024年10月10日（周四）" in told
    await office.says("取消")
    assert "都是休息日，本来就不发提醒" in text(await office.says("春节期间不要发消息"))
    assert "本来就只在工作日发" in text(await office.says("周末不要发"))
    assert "还没有公布" in text(await office.says("2040年春节期间不要发消息"))


async def test_a_pause_for_a_chat_or_a_paper_alone(team, office):
    chat = office.in_chat("-1")
    await chat.says("这个群暂停三天")
    await chat.says("确认")
    await office.says("静安创建2024的提醒先停一周")
    await office.says("确认")
    rules = await team.ledger.due.house_rules("reminders")
    assert rules["channels"]["1"] == {"pause": [["2024-07-25", "2024-07-27"]]}
    assert rules["documents"]["jingan2024"] == {"pause": [["2024-07-25", "2024-07-31"]]}
    assert (await office.says("项目暂停两周")).intent != "settings"


async def test_everything_as_before_anybody_settled_anything(team, office):
    for said in ("提前20天和5天提醒就行", "每周五下午发周报", "每天早上8点45发"):
        await office.says(said)
        await office.says("确认")
    card = text(await office.says("所有设置恢复默认"))
    assert "临近提醒：提前20、5个工作日 → 提前30、14、7、3、1个工作日和当天" in card
    assert "周报：周五14:00 → 周一，与提醒同时" in card
    assert "提醒时间：08:45 → 09:00" in card
    await office.says("确认")
    assert "都是默认" in text(await office.says("恢复默认"))


async def test_quiet_hours_said_in_a_chat_are_those_of_the_chat(team, office):
    chat = office.in_chat("-1")
    assert "免打扰：20:00—09:00" in text(await chat.says("免打扰改成晚上8点到早上9点"))
    await chat.says("确认")
    (channel,) = await team.ledger.channels.everyone()
    assert f"{channel.quiet[0]:%H:%M}" == "20:00"
    assert "本来就是这样" in text(await chat.says("这个群晚上8点以后别响"))
