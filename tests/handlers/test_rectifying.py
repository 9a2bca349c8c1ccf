"""Few words that change an open card, or put right what was just reported."""

import re

import pytest

from tests.handlers.team import PAPER


def figures(reply):
    [draft] = reply.drafts
    return [(one.value, one.unit) for one in draft.quantities]


async def test_a_figure_of_the_open_card_is_changed_by_naming_the_new_one(staff):
    await staff.says("第12项新建站点5个", document=PAPER)
    assert figures(await staff.says("改成6个")) == [(6, "个")]
    assert figures(await staff.says("不对，是7个")) == [(7, "个")]


async def test_the_date_of_the_open_card_is_changed(staff):
    await staff.says("第12项完成60%", document=PAPER)
    card = await staff.says("日期改成12月底")
    assert card.drafts[0].percent == 60
    assert card.drafts[0].expected_on == "2024-12-31"


async def test_a_correction_without_a_number_is_of_what_one_just_reported(staff):
    await staff.says("第12项新建站点5个", document=PAPER)
    await staff.says("确认")
    card = await staff.says("更正：站点6个")
    assert figures(card) == [(6, "个")]
    assert card.drafts[0].ref == "12"
    assert card.drafts[0].corrects


async def test_such_words_alone_report_nothing(staff):
    assert not (await staff.says("改成6个", document=PAPER)).drafts
    assert not (await staff.says("日期改成12月底", document=PAPER)).drafts


async def test_a_correction_is_of_the_report_whose_words_it_has(staff):
    for said in ("第12项新建站点5个", "确认", "第12项完成60%", "确认"):
        await staff.says(said, document=PAPER)
    await staff.says("第7项完成40%", document=PAPER)
    await staff.says("确认")
    card = await staff.says("更正：站点是6个")
    assert [one.ref for one in card.drafts] == ["12"]
    await staff.says("取消")
    assert [one.ref for one in (await staff.says("更正：应为45%")).drafts] == ["7"]


@pytest.mark.parametrize(("said", "correction", "figure"), [
    ("第12项培训骨干176人", "上一条培训人数报错了，改为167人", ("骨干", 167)),
    ("第12项办了义诊15场", "刚才义诊场数写错了，应该是12场", ("义诊", 12)),
    ("第12项新建站点5个，培训骨干20人", "前面报的站点数有误，是6个", ("站点", 6)),
])  # fmt: skip
async def test_a_corrected_figure_keeps_its_name(staff, said, correction, figure):
    await staff.says(said, document=PAPER)
    await staff.says("确认")
    [draft] = (await staff.says(correction)).drafts
    assert draft.corrects
    assert figure in [(one.name, one.value) for one in draft.quantities]
    assert len(draft.quantities) == len(re.findall(r"\d+[人场个]", said))
