"""Yes and no, as people say them to a card."""

import pytest

from knowledge.decisions import decision_in


@pytest.mark.parametrize(
    "text",
    [
        *("确认", "对的", "好的，谢谢", "没错", "可以，登记吧", "嗯嗯，就这样", "核对过了，没问题"),
        *("确认无误", "是对的，提交吧", "OK", "就按这个报", "行，报上去吧", "确认导入"),
        *("好的确认", "刚才那张卡确认", "没问题确认吧"),
    ],
)
def test_yes(text):
    assert decision_in(text) is True


@pytest.mark.parametrize(
    "text",
    [
        *("取消", "算了", "先不报了，取消", "别登记了", "等会儿再报", "暂时不报", "这张卡片不要了"),
        *("不用了，谢谢", "不改了"),
    ],
)
def test_no(text):
    assert decision_in(text) is False


@pytest.mark.parametrize(
    "text",
    [
        *(
            "好的，第3项完成60%",
            "不对，是55%",
            "可以吗",
            "算了，就这样吧",
            "谢谢",
            "收到",
            "确认什么",
        ),
        *("第2条不要", "没问题吗", "对了，第5项呢", "报一下第3项"),
    ],
)
def test_neither(text):
    assert decision_in(text) is None
