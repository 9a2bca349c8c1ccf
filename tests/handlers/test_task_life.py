"""From 交办 to 销号: who takes which step, who hears of it, and what stands in the way."""

from datetime import timedelta

import pytest

from handlers.inbound import Message
from handlers.turn import Speaker
from tests.handlers.team import PAPER, labels, led, stands, task_of, text


async def applied(team, staff):
    """A 办结申请, as the coordinators hear of it."""
    await staff.says("第12项已全部办结", document=PAPER)
    await staff.says("确认")
    return (await team.hears("李四"))[-1]


async def test_done_is_applied_for_and_reviewed_by_another(team, staff, chief):
    card = await applied(team, staff)
    assert "办结申请" in text(card)
    assert (await stands(team)).state == "waiting"

    reply = await chief.presses("审核通过", card)
    assert reply.intent == "step"
    assert "已办结" in text(reply)
    assert (await stands(team)).state == "done"
    assert "审核通过" in text((await team.hears("张三"))[-1])

    await chief.says("第12项销号", document=PAPER)
    assert (await stands(team)).state == "closed"


async def test_it_is_returned_with_a_reason_that_is_asked_for(team, staff, chief):
    card = await applied(team, staff)
    asked = await chief.presses("退回", card)
    assert asked.clarify
    assert asked.form is not None
    assert (await stands(team)).state == "waiting"

    reply = await chief.fills_in("step", **{f.name: f.value for f in asked.form.fields} | {
        "reason": "缺验收报告"
    })  # fmt: skip
    assert (await stands(team)).state == "in_progress"
    assert "缺验收报告" in text(reply)
    assert "缺验收报告" in text((await team.hears("张三"))[-1])


async def test_nobody_reviews_their_own(team, chief):
    own = await team.has("赵六", "coordinator", bureau=await led(team))
    await own.says("第12项已全部办结", document=PAPER)
    await own.says("确认")

    reply = await own.says("第12项审核通过")
    assert "您自己提交" in text(reply)
    assert (await stands(team)).state == "waiting"
    assert await team.hears("赵六") == []
    await chief.says("第12项审核通过", document=PAPER)
    assert (await stands(team)).state == "done"


async def test_whoever_has_the_terminal_may_review_what_was_said_there(team):
    local = Speaker("本机")
    for words in ("第12项已全部办结", "确认", "第12项审核通过"):
        await team.answered(Message("terminal", words, PAPER), local)
    assert (await stands(team)).state == "done"


async def test_a_step_that_is_not_possible_says_why(chief):
    reply = await chief.says("第12项销号", document=PAPER)
    assert "审核之后才能销号" in text(reply)


async def test_receipt_is_given_once(team, staff, chief):
    assert "已签收" in text(await staff.says("签收第12项", document=PAPER))
    assert "已经签收过了" in text(await staff.says("签收第12项"))
    task = await task_of(team)
    steps = await team.ledger.progress.steps("task", task.id)
    assert [one.kind for one in steps] == ["received"]


async def test_a_later_date_is_asked_for_and_granted_and_the_first_stays_visible(
    team, staff, chief
):
    reply = await staff.says("第12项申请延期到9月底，因为招标流标", document=PAPER)
    assert "2024年9月30日（周一）" in text(reply)
    card = (await team.hears("李四"))[-1]
    assert "招标流标" in text(card)
    assert "原因：招标流标" in text(await chief.says("延期申请有哪些", document=PAPER))

    await chief.presses("同意延期", card)
    task = await task_of(team)
    assert task.deadline.date.isoformat() == "2024-09-30"
    assert "deadline" in task.corrected
    assert "没有等待审批" in text(await chief.presses("同意延期", card))
    assert "原定：2023年12月31日" in text(await staff.says("第12项什么时候到期"))


async def test_an_extension_may_be_asked_for_behind_its_reason(team, staff, chief):
    told = text(await staff.says("第12项招标流标，没按时完成，申请延期到9月底", document=PAPER))
    assert "2024年9月30日（周一）" in told
    assert "招标流标,没按时完成" in text(await chief.says("延期申请有哪些", document=PAPER))


async def test_an_extension_is_to_a_later_day(staff):
    reply = await staff.says("第12项申请延期到2023年9月底，招标没有完成", document=PAPER)
    assert "要比它晚" in text(reply)


@pytest.mark.parametrize("words", ["把第12项交给王五负责", "第12项由王五承办", "指派第12项给王五"])
async def test_however_a_task_is_given_to_somebody(team, chief, words):
    await team.has("王五", bureau=await led(team))
    assert "承办人：王五" in text(await chief.says(words, document=PAPER))


async def test_an_extension_needs_a_reason_and_a_date(team, staff, chief):
    assert "请说明原因" in text(await staff.says("第12项申请延期到9月底", document=PAPER))
    reply = await staff.says("招标流标，要重新走程序")
    assert "2024年9月30日" in text(reply)
    assert "招标流标，要重新走程序" in text((await team.hears("李四"))[-1])

    asked = await staff.says("第8项申请延期，因为招标流标", document=PAPER)
    assert "要延到的日期" in text(asked)
    assert "2024年10月31日" in text(await staff.says("10月底"))
    assert "招标流标" in text((await team.hears("李四"))[-1])


@pytest.mark.parametrize(
    "why",
    [
        "缺验收报告",
        "原因是进展没有更新，材料也不全",
        "第12项还差3个站点没有验收",
        "数据与台账不一致",
    ],
)
async def test_a_reason_that_is_missing_is_said_in_the_next_message(team, staff, chief, why):
    await applied(team, staff)
    asked = await chief.says("退回第12项", document=PAPER)
    assert "请说明退回的原因" in text(asked)
    assert (await stands(team)).state == "waiting"

    reply = await chief.says(why)
    assert reply.intent == "step"
    assert (await stands(team)).state == "in_progress"
    assert why.removeprefix("原因是") in text((await team.hears("张三"))[-1])


@pytest.mark.parametrize(
    "other", ["取消", "第8项", "谁负责治未病？", "我的任务", "哪些任务受阻", "第8项完成60%", "谢谢"]
)
async def test_what_is_no_reason_returns_nothing_and_lets_go_of_it(team, staff, chief, other):
    await applied(team, staff)
    await chief.says("退回第12项", document=PAPER)
    await chief.says(other)
    assert (await stands(team)).state == "waiting"
    await chief.says("缺验收报告")
    assert (await stands(team)).state == "waiting"


async def test_a_reason_said_much_later_is_about_something_else(team, staff, chief):
    await applied(team, staff)
    await chief.says("退回第12项", document=PAPER)
    team.later(hours=2)
    await chief.says("缺验收报告")
    assert (await stands(team)).state == "waiting"


async def test_where_a_form_asks_for_the_reason_what_is_said_next_is_none(team, staff, chief):
    card = await applied(team, staff)
    assert (await chief.presses("退回", card, forms=True)).form
    await chief.says("缺验收报告")
    assert (await stands(team)).state == "waiting"


async def test_no_reason_is_asked_of_who_may_not_or_where_it_is_not_possible(team, staff, chief):
    assert "由督办人员办" in text(await staff.says("中止第12项", document=PAPER))
    assert "没有可以退回的办结申请" in text(await chief.says("退回第12项", document=PAPER))


async def test_several_are_suspended_for_one_reason(team, chief):
    await chief.says("中止第12项、第8项", document=PAPER)
    await chief.says("政策调整")
    assert {(await stands(team, ref)).state for ref in ("12", "8")} == {"suspended"}


async def test_a_unit_is_urged_twice_a_week_at_most(team, staff, chief):
    for _ in range(2):
        assert "已催办" in text(await chief.says("催办第12项 月底要汇总", document=PAPER))
    assert "本周已经催办2次" in text(await chief.says("催办第12项"))
    assert len(await team.hears("张三")) == 2
    team.now += timedelta(days=7)
    assert "催办的原因" in text(await chief.says("催办第12项"))
    assert "已催办" in text(await chief.says("月底要汇总"))
    assert "月底要汇总" in text((await team.hears("张三"))[-1])


async def test_leaders_comment_and_do_not_report(team, staff):
    boss = await team.has("王局", "manager", scope="all")
    reply = await boss.says("批示第12项：请加快进度", document=PAPER)
    assert "已批示" in text(reply)
    assert "请加快进度" in text((await team.hears("张三"))[-1])
    assert (await boss.says("第12项完成60%")).intent == "refused"


async def test_a_suspended_task_goes_on_when_resumed(team, chief):
    await chief.says("中止第12项，因为政策调整", document=PAPER)
    assert (await stands(team)).state == "suspended"
    await chief.says("恢复第12项")
    assert (await stands(team)).state == "in_progress"


async def test_a_task_without_units_is_assigned_and_then_reported_on(team, chief):
    paper = "sh2024-health"
    staff = await team.has("钱七", bureau="区疾控中心")
    refused = await staff.says("第3项完成20%", document=paper)
    assert "先要由督办人员指派" in text(refused)

    card = await chief.says("指派第3项给区疾控中心", document=paper)
    assert labels(card) == ["确认", "取消"]
    await chief.presses("确认", card)
    told = (await team.hears("钱七"))[-1]
    assert "签收" in labels(told)

    assert "已签收" in text(await staff.presses("签收", told))
    assert (await staff.says("第3项完成20%", document=paper)).drafts


async def test_a_withdrawn_report_counts_no_more_and_stays_in_the_course(team, staff):
    await staff.says("第12项完成60%", document=PAPER)
    await staff.says("确认")
    assert (await staff.says("撤销")).intent == "withdrawn"
    assert (await stands(team)).percent is None
    assert "已撤销" in text(await staff.says("第12项的历史"))


async def test_who_has_nothing_to_withdraw_hears_just_that(team, staff, chief):
    assert text(await staff.says("撤销")) == "没有可以撤销的。"
    assert "没有可以撤销的更改" in text(await chief.says("撤销"))


async def test_what_was_accepted_is_opened_again_before_its_report_is_withdrawn(team, staff, chief):
    await chief.presses("审核通过", await applied(team, staff))
    for said in ("撤销", "撤销第12项"):
        refused = text(await staff.says(said, document=PAPER))
        assert "已经审核办结" in refused
        assert "“退回”并写明原因" in refused
    assert (await stands(team)).state == "done"
    await chief.says("退回第12项，原因：还差验收", document=PAPER)
    assert (await staff.says("撤销第12项", document=PAPER)).intent == "withdrawn"
    assert (await stands(team)).counted == 0


async def test_a_correction_that_is_withdrawn_leaves_what_it_put_right(team, staff):
    await staff.says("第12项完成60%", document=PAPER)
    await staff.says("确认")
    await staff.says("更正：不是60%是50%")
    await staff.says("确认")
    await staff.says("撤销")
    assert (await stands(team)).percent == 60


async def test_measures_are_ticked_off_and_the_task_follows(team, chief):
    paper = "banan2024"
    await chief.says("二（一）的一是办完，二是推进中", document=paper)
    await chief.says("确认")
    card = text(await chief.says("二（一）", document=paper))
    assert "推进中，33%" in card
    assert "一是 已办结" in card


async def test_of_a_card_with_several_the_one_to_change_has_to_be_named(staff):
    await staff.says("第12项完成60%，第8项完成50%", document=PAPER)
    assert (await staff.says("改成70%")).clarify
    card = await staff.says("第8项改成70%")
    assert [(one.ref, one.percent) for one in card.drafts] == [("12", 60), ("8", 70)]


async def test_who_else_than_the_speaker_may_not_confirm_the_card(team, staff):
    card = await staff.says("第12项完成60%", document=PAPER)
    other = await team.has("王五", bureau=await led(team))
    assert (await other.presses("确认", card)).intent == "stale"
    assert (await stands(team)).counted == 0


async def test_in_a_shared_chat_a_card_is_shown_as_the_chat_is_bound(team, staff):
    unbound = await staff.in_chat("-9").says("第12项完成60%", document=PAPER)
    assert unbound.private
    assert (await staff.in_chat("-9").presses("确认", unbound)).recorded


async def test_an_event_that_comes_again_is_told_what_it_did(team, staff, chief):
    for event in ("e1", "e2", "e2"):
        reply = await chief.says("催办第12项 月底要汇总", event=event, document=PAPER)
        assert "已催办" in text(reply)
    task = await task_of(team)
    assert len(await team.ledger.progress.steps("task", task.id)) == 2
    assert len(await team.hears("张三")) == 2
