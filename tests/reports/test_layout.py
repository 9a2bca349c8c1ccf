"""Forms, lists and headed parts are read as the plain sentences they stand for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.reports.layout import Laid, plainly

DECIMALS = frozenset({"2.1", "3.4"})


def plain(text):
    return plainly(Laid(text, tuple(range(len(text)))), DECIMALS).text


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        (
            "任务:急救普及\n进度:55%\n问题:采购流标\n需要:县财政局支持\n下一步:重新招标",
            "急救普及\n55%\n问题:采购流标\n需要县财政局支持\n下一步重新招标",
        ),
        ("存在问题:无\n下步打算:9月完成", "下一步9月完成"),
        ("1.改造5个 2.投放4辆", "1.改造5个\n2.投放4辆"),
        ("1.改造5个 3.投放4辆", "1.改造5个 3.投放4辆"),
        ("2.1办结,3.4 五成五", "第2.1项办结,第3.4项 五成五"),
        ("4.1办结", "4.1办结"),
        ("2.1万人参加,3.4%", "2.1万人参加,3.4%"),
        (
            "一、完成情况:第1项75%。二、存在问题:第1项雨季影响。三、下一步:抢工期",
            "第1项75%。第1项问题:雨季影响。下一步抢工期",
        ),
        ("一、进展情况\n第1项70%\n二、存在问题\n第1项钢材涨价", "\n第1项70%\n\n第1项问题:钢材涨价"),
    ],
)
def test_what_is_set_out_is_read_as_sentences(typed, read):
    assert plain(typed) == read


@given(st.text(alphabet="一二1.2、:;。\n 任务进度问题需要下一步无第项5%", max_size=60))
def test_every_character_is_known_to_be_typed_somewhere(text):
    laid = plainly(Laid(text, tuple(range(len(text)))), DECIMALS)
    assert len(laid.text) == len(laid.places)
    assert all(0 <= place < len(text) for place in laid.places)
