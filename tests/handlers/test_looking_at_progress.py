"""What became of a task, for whom it is: courses, days in the past, lists, lights, evidence."""

from datetime import datetime, timedelta

import pytest

from tests.handlers.team import PAPER, led, reports, stands, task_of, text


async def test_the_course_tells_who_said_what_and_what_it_changed(team, staff):
    await reports(staff, "第12项完成40%")
    team.later(days=3)
    await reports(staff, "第12项受阻，卡在经费")

    course = text(await staff.says("第12项的进展"))
    assert "7月25日" in course
    assert "张三（市中医药管理局） 报：推进中，40%" in course
    assert "推进中，40% → 受阻，40%" in course


async def test_a_day_in_the_past_is_answered_from_history(team, staff):
    await reports(staff, "第12项完成40%")
    team.later(days=10)
    await reports(staff, "第12项完成80%")

    assert "推进中，40%" in text(await staff.says("截至7月30日第12项进展"))
    assert "未启动" in text(await staff.says("截至6月30日第12项进展"))


async def test_progress_is_not_for_everybody(team, staff):
    await reports(staff, "第12项完成40%，卡在经费")
    other = await team.has("王五", bureau="市体育局")

    assert (await other.says("第12项的进展", document=PAPER)).intent == "refused"
    card = text(await other.says("第12项"))
    assert "40%" not in card
    assert "经费" not in card
    assert "40%" in text(await staff.says("第12项"))


async def test_leaders_see_what_is_in_their_scope(team, staff):
    await reports(staff, "第12项完成40%")
    within = await team.has("王局", "manager", scope=f"document:{PAPER}")
    without = await team.has("周局", "manager", scope="document:banan2024")
    assert (await within.says("第12项的进展", document=PAPER)).intent == "timeline"
    assert (await without.says("第12项的进展", document=PAPER)).intent == "refused"


async def test_lists_by_how_things_stand(team, staff):
    chief = await team.has("李四", "coordinator")
    await reports(staff, "第12项受阻，卡在经费")

    assert [one.ref for one in (await chief.says("受阻的", document=PAPER)).tasks] == ["12"]
    assert len((await chief.says("逾期的有哪些")).tasks) == 35
    assert "12" not in [one.ref for one in (await chief.says("谁还没签收")).tasks]
    team.later(days=15)
    assert "12" in [one.ref for one in (await chief.says("没动静的")).tasks]


async def test_who_did_not_report_is_counted_from_the_period_that_applies(team, staff):
    chief = await team.has("李四", "coordinator")
    await chief.says("第12项截止改到每月5日前", document=PAPER)
    await chief.says("确认")
    team.now = datetime(2024, 7, 4, 9, 0, tzinfo=team.now.tzinfo)
    await reports(staff, "第12项完成20%")
    assert "12" not in [one.ref for one in (await chief.says("谁还没报")).tasks]

    team.now = datetime(2024, 7, 25, 9, 0, tzinfo=team.now.tzinfo)
    silent = await chief.says("谁还没报")
    assert "12" in [one.ref for one in silent.tasks]
    assert "（2024年8月5日（周一）应报）" in text(silent)
    assert "从本月1日（2024年7月1日（周一））起算" in text(silent)

    await reports(staff, "第12项完成30%")
    team.now = datetime(2024, 8, 2, 9, 0, tzinfo=team.now.tzinfo)
    assert "12" not in [one.ref for one in (await chief.says("谁还没报")).tasks]


async def test_the_day_after_a_due_date_shows_who_missed_it(team, staff):
    chief = await team.has("李四", "coordinator")
    await chief.says("第12项截止改到每月5日前", document=PAPER)
    await chief.says("确认")
    team.now = datetime(2024, 8, 6, 9, 0, tzinfo=team.now.tzinfo)
    missed = await chief.says("谁还没报")
    assert "12" in [one.ref for one in missed.tasks]
    assert "（2024年8月5日（周一）应报）" in text(missed)
    assert "从本月1日" in text(missed)

    await reports(staff, "第12项完成30%")
    assert "12" not in [one.ref for one in (await chief.says("谁还没报")).tasks]
    team.now = datetime(2024, 8, 25, 9, 0, tzinfo=team.now.tzinfo)
    again = await chief.says("谁还没报")
    assert "（2024年9月5日（周四）应报）" not in text(again), "it reported since the last one"
    team.now = datetime(2024, 9, 6, 9, 0, tzinfo=team.now.tzinfo)
    assert "12" not in [one.ref for one in (await chief.says("谁还没报")).tasks]


async def test_while_a_month_has_only_begun_the_month_before_is_asked_about(team, staff):
    chief = await team.has("李四", "coordinator")
    await reports(staff, "第12项完成30%")
    team.now = datetime(2024, 8, 1, 9, 0, tzinfo=team.now.tzinfo)
    first = await chief.says("谁还没报", document=PAPER)
    assert "12" not in [one.ref for one in first.tasks]
    assert "从上月1日（2024年7月1日（周一））起算" in text(first)
    team.now = datetime(2024, 8, 6, 9, 0, tzinfo=team.now.tzinfo)
    assert "12" in [one.ref for one in (await chief.says("谁还没报", document=PAPER)).tasks]


async def test_what_is_done_is_no_more_overdue(team, staff):
    chief = await team.has("李四", "coordinator")
    await reports(staff, "第12项已全部办结")
    await chief.says("第12项审核通过", document=PAPER)
    reply = await chief.says("逾期的有哪些")
    assert len(reply.tasks) == 34
    assert "🔵已办结" in text(await chief.says("第12项"))


async def test_of_a_list_everybody_sees_only_what_is_theirs(team, staff):
    other = await team.has("王五", bureau="市医保局")
    await reports(staff, "第12项受阻，卡在经费")
    assert (await other.says("受阻的", document=PAPER)).not_found


async def test_who_asked_for_more_time_and_until_when(team, staff):
    await staff.says("第12项申请延期到2025年3月31日，招标没有完成", document=PAPER)
    coordinator = await team.has("李督办", "coordinator")
    asked = await coordinator.says("哪些任务申请了延期", document=PAPER)
    assert [task.ref for task in asked.tasks] == ["12"]
    assert "第12项：张三申请延到2025年3月31日（周一）" in text(asked)
    await coordinator.says("同意第12项延期", document=PAPER)
    assert (await coordinator.says("待审批的延期申请", document=PAPER)).not_found


async def test_of_one_task_its_units_that_said_nothing_are_named(team, staff):
    await staff.says("签收第12项", document=PAPER)
    signed = text(await staff.says("第12项谁还没签收"))
    assert "已签收：市中医药管理局" in signed
    silent = await staff.says("第12项谁还没报")
    assert "市中医药管理局（牵头）" in text(silent)
    assert [task.ref for task in silent.tasks] == ["12"]
    await reports(staff, "第12项完成40%")
    assert "已报送：市中医药管理局（7月25日" in text(await staff.says("第12项谁还没报"))
    other = await team.has("王五", bureau="市体育局")
    assert (await other.says("第12项谁还没报", document=PAPER)).intent == "refused"


async def test_an_indicator_is_read_and_shown_beside_its_target(team):
    chief = await team.has("李四", "coordinator")
    card = await chief.says("中医馆累计建成23个", document="banan2024")
    assert card.drafts[0].target == "indicator"
    await chief.presses("确认", card)
    assert "23" in text(await chief.says("指标完成情况"))


async def test_an_indicator_without_lead_is_reported_by_who_has_the_tasks_that_name_it(team):
    said = "市级中医名科累计建成2个"
    others = await team.has("王五", bureau="区体育局")
    refused = await others.says(said, document="banan2024")
    assert refused.intent == "refused"
    assert "由区发展改革委、区财政局、区卫生健康委、区疾控局承办" in text(refused)
    assert "请找督办人员" in text(refused)

    finance = await team.has("钱七", bureau="区财政局")
    await finance.says(said, document="banan2024")
    assert (await finance.says("确认")).recorded


async def test_an_indicator_that_no_unit_answers_for_is_the_coordinators(team):
    said = "高血压、糖尿病中医健康管理率达到70%"
    await team.has("李四", "coordinator")
    others = await team.has("王五", bureau="市体育局")
    refused = text(await others.says(said, document="jingan2020"))
    assert "由督办人员报，有数请告诉他们。请找督办人员（李四）" in refused


async def test_the_card_is_changed_by_its_form(team, staff):
    card = await staff.says("第12项完成60%", document=PAPER)
    asked = await staff.presses("修改", card)
    assert asked.form is not None
    values = {one.name: one.value for one in asked.form.fields}
    assert values["percent"] == "60"

    card = await staff.fills_in("amend", **values | {"percent": "70", "next_step": "组织验收"})
    assert card.drafts[0].percent == 70
    await staff.presses("确认", card)
    standing = await stands(team)
    assert (standing.percent, standing.next_step) == (70, "组织验收")


async def test_several_tasks_in_one_message_are_filed_together(team, staff):
    card = await staff.says("第12项完成60%，第8项办结，第9项受阻，卡在编制", document=PAPER)
    assert [one.ref for one in card.drafts] == ["12", "8", "9"]
    done = await staff.presses("确认", card)
    assert [one.state for one in done.recorded] == ["in_progress", "waiting", "blocked"]
    assert await team.ledger.broken_audit() is None


async def test_the_card_says_that_the_state_moved_on_and_both_are_kept(team, staff):
    other = await team.has("陈一", bureau=await led(team))
    mine = await staff.says("第12项完成60%", document=PAPER)
    theirs = await other.says("第12项完成50%", document=PAPER)
    await other.presses("确认", theirs)
    team.now += timedelta(minutes=5)

    done = await staff.presses("确认", mine)
    assert "又有一次报送" in text(done)
    assert "50%" in text(done)
    task = await task_of(team)
    assert len(await team.ledger.progress.reports("task", task.id)) == 2
    assert (await stands(team)).percent == 60


async def test_when_a_light_changes_is_the_offices_to_settle(team, staff):
    team.now = datetime(2023, 7, 25, 14, 5, tzinfo=team.now.tzinfo)
    await reports(staff, "第12项完成40%")
    assert "🟡滞后" in text(await staff.says("第12项"))
    await team.ledger.due.settle("lights", {"behind": 30, "far_behind": 60}, team.order())
    assert "🟢未到期限" in text(await staff.says("第12项"))
    await team.ledger.due.settle("lights", {"far_behind": 10}, team.order())
    assert "🔴严重滞后" in text(await staff.says("第12项"))


@pytest.mark.parametrize(
    "asked",
    [
        "截至7月26日第12项的进展",
        "第12项截至7月26日的进展",
        "第12项在7月26日是什么情况",
        "2023年上海市中医药工作要点第12项截至7月26日怎么样",
    ],
)
async def test_an_earlier_day_may_be_said_anywhere(team, staff, asked):
    await reports(staff, "第12项完成30%")
    team.later(days=5)
    await reports(staff, "第12项完成70%")
    then = await staff.says(asked)
    assert then.intent == "timeline"
    assert "当时：推进中，30%" in text(then)


async def test_how_a_units_tasks_stood_on_an_earlier_day(team, staff):
    await reports(staff, "第12项完成30%")
    team.later(days=5)
    await reports(staff, "第12项完成70%")
    then = await staff.says(f"截至7月26日{await led(team)}进展", document=PAPER)
    assert then.intent == "worklist"
    assert "推进中，30%" in text(then)
    assert "推进中1项" in text(then)
    other = await team.has("王五", bureau="市体育局")
    assert (await other.says(f"截至7月26日{await led(team)}进展", document=PAPER)).not_found
