"""What people say to be left in peace, and what only sounds like it."""

from datetime import date

import pytest

from knowledge.questions.muting import muting_in

OFF = {
    "别再提醒我没动静的": ("silent", "me"),
    "不要再发阶段提醒": ("phase", ""),
    "请不要再给我发阶段提醒了": ("phase", "me"),
    "不用提醒我到期的了": ("deadline", "me"),
    "别催我了": ("", "me"),
    "不要再提醒我": ("", "me"),
    "关闭周报": ("digest", ""),
    "关掉逾期提醒": ("overdue", ""),
    "别在群里发阶段提醒": ("phase", "here"),
    "本群不要再发久未反馈的提醒": ("silent", "here"),
    "不想收到进度滞后的消息": ("behind", ""),
    "不要再给我发到期提醒和阶段提醒": ("deadline phase", "me"),
    "停止推送定期报送提醒": ("recurring", ""),
    "屏蔽签收提醒": ("receipt", ""),
    "别老提醒我没有进展的任务": ("silent", "me"),
    "以后不要再提醒我了！": ("", "me"),
    "周报我不要看了": ("digest", "me"),
    "这个群阶段提醒不要了": ("phase", "here"),
    "阶段提醒关掉": ("phase", ""),
    "通知别发我了": ("broadcast", "me"),
}
ON = {
    "恢复提醒": ("", ""),
    "恢复阶段提醒": ("phase", ""),
    "重新给我发到期提醒": ("deadline", "me"),
    "打开逾期提醒": ("overdue", ""),
    "继续提醒我吧": ("", "me"),
    "恢复我的提醒": ("", "me"),
}
NEITHER = (
    "第7项不用提醒我",
    "恢复第7项",
    "取消",
    "不要了",
    "关闭",
    "逾期的有哪些",
    "阶段提醒是什么",
    "不要再发第3项的提醒",
    "取消第12项的延期申请",
    "别忘了第5项",
    "恢复",
    "继续",
    "第3项受阻，缺经费",
    "不需要评估",
    "提醒我明天开会",
    "签收第7项",
    "停止第7项",
    "没有进展",
    "催办第7项",
    "取消周三那个提醒",
    "只要逾期的",
)
TODAY = date(2024, 7, 17)  # a Wednesday
TITLES = ("上海市静安区2024年健康社区建设行动计划", "静安区创建全国基层中医药工作示范区实施方案")


@pytest.mark.parametrize("text", OFF)
def test_to_be_left_in_peace(text):
    found = muting_in(text)
    assert found, text
    assert (" ".join(found.kinds), found.whom) == OFF[text]
    assert found.wish == "mute"


@pytest.mark.parametrize("text", ON)
def test_to_be_told_again(text):
    found = muting_in(text)
    assert found, text
    assert (" ".join(found.kinds), found.whom) == ON[text]
    assert found.wish == "unmute"


@pytest.mark.parametrize(
    "text", ["我的提醒设置", "看一下我的提醒设置", "我关了哪些提醒？", "我会收到哪些提醒"]
)
def test_to_see_what_was_set(text):
    found = muting_in(text)
    assert found
    assert found.wish == "show"


@pytest.mark.parametrize("text", NEITHER)
def test_something_else(text):
    assert muting_in(text) is None


def test_only_some_kinds_are_wanted():
    here = muting_in("这个群以后只要逾期的")
    assert here
    assert (here.wish, here.kinds, here.whom) == ("only", ("overdue",), "here")


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("这两天出差，周五之前别找我", "07-18"),
        ("今天先别催我了", "07-17"),
        ("休假到下周一，期间不要提醒我", "07-22"),
    ],
)
def test_to_be_left_in_peace_for_some_days(text, last):
    found = muting_in(text, TODAY)
    assert found
    assert found.whom != "here"
    assert f"{found.last:%m-%d}" == last


def test_a_paper_may_be_named_by_a_part_of_its_title():
    found = muting_in("健康社区的提醒不用发我", TODAY, TITLES)
    assert found
    assert found.paper == 0
    assert muting_in("静安区的提醒不用发我", TODAY, TITLES) is None
