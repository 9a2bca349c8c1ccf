"""What is given back, suspended or resumed: how far it had come, and who may take it up again."""

import pytest

from db.records import TaskQuery
from handlers.wording import number, said_ref
from tests.handlers.team import PAPER, led, reports, stands, task_of, text


async def test_what_is_returned_has_come_as_far_as_before(team, staff, chief):
    await reports(staff, "第12项完成60%")
    await reports(staff, "第12项已全部办结")
    assert (await stands(team)).percent == 100

    returned = await chief.says("第12项退回，缺验收报告", document=PAPER)
    assert "推进中，60%" in text(returned)
    assert "待审核，100% → 推进中，60%" in text(await chief.says("第12项的进展"))


async def test_what_was_closed_and_is_taken_up_again_too(team, staff, chief):
    await reports(staff, "第12项完成60%")
    await reports(staff, "第12项已全部办结")
    for words in ("第12项审核通过", "第12项销号", "恢复第12项"):
        await chief.says(words, document=PAPER)
    standing = await stands(team)
    assert (standing.state, standing.percent) == ("in_progress", 60)


async def test_a_report_does_not_resume_what_was_suspended_by_order(team, staff, chief):
    await reports(staff, "第12项完成30%")
    await chief.says("中止第12项，上级政策调整", document=PAPER)
    card = await staff.says("第12项完成40%", document=PAPER)
    assert "仍为中止" in text(card)
    assert "中止，40%" in text(await staff.says("确认"))

    await chief.says("恢复第12项", document=PAPER)
    standing = await stands(team)
    assert (standing.state, standing.percent) == ("in_progress", 40)


async def test_who_put_their_own_task_off_goes_on_with_it(team, staff):
    await reports(staff, "第12项暂缓")
    assert (await stands(team)).state == "suspended"
    await reports(staff, "第12项完成40%")
    assert (await stands(team)).state == "in_progress"


async def test_what_follows_its_measures_does_so_after_a_report_is_taken_back(team, chief):
    paper = "banan2024"
    for words in ("二（一）的一是办完", "确认", "二（一）新建站点3个", "确认", "撤销"):
        await chief.says(words, document=paper)
    assert "推进中，33%" in text(await chief.says("二（一）", document=paper))
    course = await chief.says("截至7月25日二（一）的进展", document=paper)
    assert "当时：推进中，33%" in text(course)


async def test_a_part_is_said_to_be_kept_as_a_part(team):
    other = await team.has("王五", bureau=(await task_of(team, "7")).units("cooperating")[0])
    recorded = text(await reports(other, "第7项完成90%"))
    assert "本单位的部分：推进中，90%" in recorded


async def test_the_course_says_whom_somebody_urged(team, staff, chief):
    await chief.says("催办第12项，省里要来检查", document=PAPER)
    course = text(await chief.says("第12项的进展"))
    assert f"李四 催办{await led(team)}" in course


@pytest.mark.parametrize(
    ("words", "gone"),
    [
        ("去掉困难", "设备采购"),
        ("不写原因", "设备采购"),
        ("下一步不要", "装修"),
        ("不要下一步", "装修"),
    ],
)
async def test_words_on_a_card_can_be_taken_off_it(team, staff, words, gone):
    await staff.says("第12项完成60%，卡在设备采购，下一步装修", document=PAPER)
    card = await staff.says(words)
    assert [one.percent for one in card.drafts] == [60]
    assert gone not in text(card)


async def test_a_coordinators_done_may_mean_the_review(team, staff, chief):
    await reports(staff, "第12项已全部办结")
    asked = await chief.says("第12项办结", document=PAPER)
    assert asked.clarify
    assert "审核通过，还是退回" in text(asked)
    await chief.presses("审核通过", asked)
    assert (await stands(team)).state == "done"


async def test_a_percent_that_goes_back_is_to_be_looked_at(staff, chief):
    await reports(staff, "第12项完成60%")
    assert "比现在的60%低" in text(await chief.says("第12项完成20%", document=PAPER))


@pytest.mark.parametrize("said", ["第12项完成20%", "第12项目前只到四成"])
async def test_a_lower_percent_of_ones_own_puts_right_what_was_said_before_it(staff, said):
    await reports(staff, "第12项完成60%")
    assert "替换7月25日 14:05报的“第12项完成60%”" in text(await staff.says(said, document=PAPER))


async def test_a_correction_says_what_it_puts_right(staff):
    await reports(staff, "第12项完成60%")
    card = text(await staff.says("更正：第12项不是60%是50%", document=PAPER))
    assert "替换7月25日 14:05报的“第12项完成60%”" in card
    assert "比现在" not in card


async def test_a_sum_stands_beside_what_the_paper_wants(team, chief):
    task = next(
        one
        for one in (await team.ledger.tasks(TaskQuery(limit=500))).tasks
        if len(one.quantities) == 1 and one.quantities[0].unit == "个" and one.quantities[0].name
    )
    wanted = task.quantities[0]
    ref = said_ref(task.ref)
    await chief.says(f"{ref}新增{wanted.name}2个", document=task.document)
    recorded = text(await chief.says("确认"))
    assert f"2个（目标{'≥' if wanted.op == '>=' else ''}{number(wanted.value)}" in recorded
