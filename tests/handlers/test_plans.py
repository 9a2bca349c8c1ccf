"""Coordinators look at the plan in chat and thin it out; others see what comes to themselves."""

from datetime import date

import pytest
from sqlalchemy import select

from db.channels import ChannelWish
from db.records import Place
from db.reshaping import NewTask
from db.tables.records import audit
from knowledge.papers.model import Deadline
from reminders.outlook import outlook, span_of
from reminders.settings import ZONE
from tests.handlers.team import labels, text

SLUG = "jingan2024"


@pytest.fixture
async def office(team):
    """An active paper since May, a chat, a coordinator."""
    now, team.now = team.now, team.now.replace(month=5, day=6)
    zhou = await team.has("周督办", "coordinator", "市卫生健康委")
    (paper,) = [one for one in await team.ledger.documents() if one.slug == SLUG]
    await team.ledger.set_state(paper.id, "active", team.order())
    wish = ChannelWish("创建专班", kinds=("phase", "deadline"))
    await team.ledger.channels.bind(Place("telegram", "", "-1"), wish, team.order())
    team.now = now
    return zhou


async def planned(team, first, last):
    span = span_of(first, last, ZONE)
    return (await outlook(team.ledger, span, team.now, ZONE)).planned


async def deeds(team):
    query = select(audit.c.action, audit.c.by).where(audit.c.subject == "plan").order_by(audit.c.id)
    return [tuple(row) for row in await team.ledger._store.read(lambda c: list(c.execute(query)))]


async def test_the_plan_is_shown_by_day_and_destination_with_reasons(team, office):
    shown = await office.says("下周会提醒什么")
    said = text(shown)
    assert shown.intent == "plan"
    assert "2024年7月31日（周三）09:00 → 周督办" in said
    assert "2024年7月31日（周三）09:00 → “创建专班”" in said
    assert "第1条 《静安区" in said
    assert "为什么：阶段结束当天（日历日）" in said
    assert shown.count == 4
    assert "第1条不发" in labels(shown)


async def test_entries_are_dropped_moved_and_merged_in_words_and_taken_back(team, office):
    await office.says("下周会提醒什么")
    done = await office.says("第1条不发")
    assert done.intent == "replanned"
    assert "不发了：《静安区" in text(done)
    assert "周督办 7月25日 14:05 决定" in text(done)
    moved = await office.says("第2条改到周五")
    assert "改到2024年8月2日（周五）09:00" in text(moved)
    assert "已撤下" in text(await office.says("下周会提醒什么"))
    assert "（另有1条已撤下）" in text(await office.says("下周会提醒什么"))
    assert [action for action, _by in await deeds(team)] == ["replan/drop", "replan/move"]
    assert all("周督办" in by for _action, by in await deeds(team))

    await office.says("第1条并到下一条")
    assert (await office.says("撤销")).intent == "undone"
    states = [one.decided.action for one in await _week(team) if one.decided]
    assert sorted(states) == ["drop", "move"]


async def test_the_plan_of_one_chat_or_person_is_asked_for_by_name(team, office):
    for said, name in (("下周给创建专班发什么", "“创建专班”"), ("下周给周督办发什么", "周督办")):
        shown = await office.says(said)
        assert shown.count == 2
        assert text(shown).count(f"→ {name}") == 2
    assert (await office.says("下周会提醒什么")).count == 4


async def test_entries_that_go_to_one_place_are_put_together(team, office):
    shown = text(await office.says("下周会提醒什么"))
    first, second = (
        shown.index("→ “创建专班”", at) for at in (0, shown.index("8月1日（周四）09:00"))
    )
    assert first < second
    assert "不是发给同一处" in text(await office.says("第1条和第2条合并"))
    assert "改到2024年8月1日（周四）09:00发" in text(await office.says("第1条、第3条合成一条"))
    assert "本来就合为一条" in text(await office.says("第1条和第3条合并"))


async def _week(team):
    monday = team.now.date().replace(day=29)
    return await planned(team, monday, monday.replace(month=8, day=4))


async def test_a_weekday_is_the_next_one_from_the_entrys_own_day(team, office):
    await office.says("下周会提醒什么")  # the first is of Wednesday, 31 July
    assert "改到2024年8月2日（周五）09:00发" in text(await office.says("第1条改到周五"))
    assert "改到2024年7月30日（周二）09:00发" in text(await office.says("第2条提前到周二"))


async def test_the_same_by_buttons(team, office):
    shown = await office.says("下周会提醒什么")
    done = await office.presses("第1条不发", shown)
    assert "不发了" in text(done)
    undone = await office.presses("撤销", done)
    assert "已撤销，1条" in text(undone)
    assert not any(one.decided for one in await _week(team))
    merged = await office.presses("并到下一条", shown)
    assert "并到2024年8月1日（周四）09:00" in text(merged)
    opened = await office.presses("改期…", await office.says("下周会提醒什么"))
    assert any("下一个工作日" in one for one in labels(opened))
    moved = await office.presses("下一个工作日", opened)
    assert "改到" in text(moved)
    again = await office.says("下周会提醒什么")
    assert any("恢复" in one for one in labels(again))
    assert "照原计划发" in text(await office.presses("恢复", again))


async def test_what_cannot_be_is_said_and_changes_nothing(team, office):
    await office.says("下周会提醒什么")
    assert "休息日" in text(await office.says("第1条改到7月28日"))
    assert "免打扰" in text(await office.says("第1条改到周五22点"))
    assert "已经过了" in text(await office.says("第1条改到今天"))
    assert "没有看懂" in text(await office.says("第1条改到有空的时候"))
    assert "第1—4条" in text(await office.says("第9条不发"))
    assert await deeds(team) == []


async def test_a_number_means_an_entry_only_where_the_plan_was_shown(team, office):
    reply = await office.says("第1条不发")
    assert reply.intent != "replanned"
    await office.says("下周会提醒什么")
    await office.says("静安创建有哪些任务")
    assert (await office.says("第1条不发")).intent != "replanned"


async def test_others_see_what_comes_to_themselves_and_change_nothing(team, office):
    staff = await team.has("张三", bureau="区卫生健康委")
    (paper,) = await team.ledger.documents("active")
    due = Deadline("explicit", date(2024, 9, 20))
    new = NewTask("筹备大会", lead=("区卫生健康委",), deadline=due)
    await team.ledger.add_task(paper.id, new, by="测试", now=team.now, key="add")
    shown = await staff.says("9月会提醒什么")
    assert "→ 张三" in text(shown)
    assert "→ 周督办" not in text(shown)
    assert shown.buttons == () or labels(shown) == ["更多"]
    drop = (await office.says("下周会提醒什么")).buttons[0]
    pressed = type(shown)("", (), buttons=(drop,))
    assert (await staff.presses("第1条不发", pressed)).intent == "refused"
    await staff.says("9月会提醒什么")
    assert (await staff.says("第1条不发")).intent == "refused"
    assert await deeds(team) == []
    mine = await office.says("我下周会收到什么提醒")
    assert "创建专班" not in text(mine)


async def test_the_days_a_chat_and_a_paper_are_asked_for(team, office):
    assert (await office.says("明天发什么")).count == 0
    here = await office.in_chat("-1").says("这个群下周会发什么提醒")
    assert here.private
    assert here.count == 2
    assert (await office.says("静安创建下周的提醒")).count == 4
    assert (await office.says("巴南方案下周的提醒")).count == 0


async def test_long_plans_have_pages_and_numbers_go_on(team, office):
    shown = await office.says("9月要发哪些提醒")
    assert "更多" in labels(shown)
    more = await office.says("还有呢")
    assert "第7条" in text(more)
    assert "第1条" not in text(more)
    done = await office.says("第7条不发")
    assert done.intent == "replanned"


async def test_a_decision_that_comes_again_counts_once(team, office):
    await office.says("下周会提醒什么")
    for _ in range(2):
        await office.says("第1条不发", event="telegram:again")
    assert len(await deeds(team)) == 1


async def test_ten_years_are_too_much_at_once(team, office):
    assert "最多看今后一年" in text(await office.says("未来10年会提醒什么"))
