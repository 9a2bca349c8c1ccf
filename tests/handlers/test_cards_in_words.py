"""A card is decided on, shortened and put right in the words that people use."""

import pytest

from tests.handlers.team import PAPER, led, text

THREE = "第12项新建站点5个，第13项完成80%，第14项还没启动"


@pytest.fixture
async def staff(team):
    return await team.has("张三", "coordinator", bureau=await led(team))


def refs(reply):
    return [one.ref for one in reply.drafts or [fact.said for fact in reply.recorded]]


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("第三条去掉", ["12", "13"]),
        ("13那条先不报", ["12", "14"]),
        ("第12项不要，那个还没验收", ["13", "14"]),
        ("最后一条删掉吧", ["12", "13"]),
        ("先去掉第一个", ["13", "14"]),
        ("站点那条别报", ["13", "14"]),
    ],
)
async def test_a_line_is_taken_off_the_card(staff, said, left):
    assert refs(await staff.says(THREE, document=PAPER)) == ["12", "13", "14"]
    assert refs(await staff.says(said)) == left
    assert refs(await staff.says("好，确认")) == left


async def test_the_last_line_takes_the_card_with_it(staff):
    await staff.says("第12项完成60%", document=PAPER)
    assert "已取消" in text(await staff.says("这条先不报了"))
    assert "没有等待确认" in text(await staff.says("确认"))


async def test_without_a_card_such_words_are_about_the_papers(staff):
    assert "卡片" not in text(await staff.says("第12项去掉", document=PAPER))


async def test_what_blocks_stays_on_a_card_whose_percent_is_changed(staff):
    await staff.says("第12项完成65%，困难是资金不够", document=PAPER)
    (draft,) = (await staff.says("改成70%")).drafts
    assert (draft.percent, draft.blocker) == (70, "资金不够")
    assert "卡在：资金不够" in text(await staff.says("没问题了，提交吧"))


async def test_what_was_not_understood_changes_no_card_and_says_so(staff):
    await staff.says("第12项完成65%", document=PAPER)
    assert "卡片没有改" in text(await staff.says("食堂今天供应红烧肉吗"))
    assert "卡片没有改" not in text(await staff.says("谢谢"))


@pytest.mark.parametrize("said", ["报错了，撤销", "刚才那条撤回", "把刚报的那条撤回吧"])
async def test_what_was_just_reported_is_taken_back(staff, said):
    await staff.says("第12项完成65%", document=PAPER)
    await staff.says("确认")
    assert "已撤销" in text(await staff.says(said))


async def test_a_correction_that_replies_to_an_answer_is_of_what_that_one_recorded(staff):
    await staff.says("第12项完成60%", document=PAPER)
    await staff.says("确认")
    first = f"m{staff.last.context.count}"
    await staff.says("第14项完成30%")
    await staff.says("确认")
    (draft,) = (await staff.says("更正：应为65%", reply_to=first)).drafts
    assert (draft.ref, draft.percent) == ("12", 65)
    assert draft.corrects


async def test_a_card_about_what_was_not_meant_is_gone(staff):
    await staff.says("第12项完成25%", document=PAPER)
    card = await staff.says("取消刚才的，不是第12项，是第14项完成25%")
    assert refs(card) == ["14"]
    assert "前面还有" not in text(card)


async def test_words_of_putting_right_name_no_figure(staff):
    await staff.says("第12项科普讲座办了8场", document=PAPER)
    (draft,) = (await staff.says("八场写错了，应该是9场")).drafts
    assert [(one.name, one.value) for one in draft.quantities] == [("科普讲座", 9)]
    await staff.says("确认")
    (draft,) = (await staff.says("第12项刚才报的科普讲座9场有误，更正为7场")).drafts
    assert [(one.name, one.value) for one in draft.quantities] == [("科普讲座", 7)]


async def test_a_rate_that_several_indicators_are_called_by_is_asked_about(staff):
    given = await staff.says("健康管理率已经达到90%", document="jingan2020")
    assert given.clarify
    assert sum("健康管理率" in one.label for one in given.buttons) > 1


async def test_figures_of_something_else_do_not_go_onto_the_card(staff):
    await staff.says("五（二）完成30%", document="banan2024")
    assert (await staff.says("人才引进这块今年签了7个，其中高级职称2个")).clarify
    (draft,) = (await staff.says("藏红花扩种到300亩")).drafts
    assert draft.ref == "五/(二)"


async def test_a_part_of_the_card_is_dropped_whoever_says_so(team):
    wang = await team.has("王芳", bureau=await led(team))
    await wang.says("第12项完成65%，困难是资金不够", document=PAPER)
    (draft,) = (await wang.says("困难那条去掉吧")).drafts
    assert (draft.percent, draft.blocker) == (65, None)


async def test_more_of_the_same_has_the_name_of_what_was_counted_before(staff):
    await staff.says("第12项示范站点新建20个", document=PAPER)
    await staff.says("好的确认")
    await staff.says("第12项又新建了6个")
    assert "示范站点26个" in text(await staff.says("确认"))


async def test_what_is_put_right_by_its_value_is_that(staff):
    await staff.says("第12项传承工作室累计70个，完成45%，困难是用地紧张", document=PAPER)
    (draft,) = (await staff.says("45改成47")).drafts
    assert (draft.percent, draft.quantities[0].value) == (47, 70)
    (draft,) = (await staff.says("核过了，是62%")).drafts
    assert (draft.percent, draft.blocker) == (62, "用地紧张")
    assert (await staff.says("困难改成住房补贴没落实")).drafts[0].blocker == "住房补贴没落实"
    assert (await staff.says("下一步加上：年底考核")).drafts[0].next_step == "年底考核"
    assert refs(await staff.says("不是第12项，是第14项我们负责的部分")) == ["14"]


async def test_one_figure_is_dropped_and_the_others_stay(staff):
    await staff.says("第12项筛查了1.1万人，门诊建成4个", document=PAPER)
    (draft,) = (await staff.says("门诊那个数去掉，还没挂牌")).drafts
    assert [one.name for one in draft.quantities] == ["筛查"]
    assert "已取消" in text(await staff.says("筛查那个数也去掉"))


async def test_a_figure_put_right_counts_as_it_did(staff):
    await staff.says("第12项床位新增60张，人员培训150名", document=PAPER)
    beds, _people = (await staff.says("床位是80张")).drafts[0].quantities
    assert (beds.value, beds.mode) == (80, "increment")
    beds, _people = (await staff.says("床位累计80张")).drafts[0].quantities
    assert beds.mode == "total"


async def test_a_shorter_name_of_what_was_counted_adds_up_with_it(staff):
    await staff.says("第12项口腔检查新增3000人次", document=PAPER)
    await staff.says("确认")
    await staff.says("第12项今天又检查了500人次")
    assert "口腔检查3500人次" in text(await staff.says("确认"))


async def test_how_a_figure_counts_is_said(staff):
    await staff.says("第12项讲座办了8场", document=PAPER)
    for said, mode in (("是累计", "total"), ("是新增", "increment"), ("不是新增是累计", "total")):
        (figure,) = (await staff.says(said)).drafts[0].quantities
        assert (figure.value, figure.mode) == (8, mode)
