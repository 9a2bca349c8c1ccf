"""Orders about entries of the plan."""

from datetime import date, time

import pytest

from knowledge.plans.thinning import Thinning, described_in, thinning_in

TODAY = date(2024, 7, 25)  # a Thursday


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("第3条不发", Thinning("drop", (3,))),
        ("第3条不用发了", Thinning("drop", (3,))),
        ("第三条不要发", Thinning("drop", (3,))),
        ("第3、5条不发", Thinning("drop", (3, 5))),
        ("第3条和第5条不发", Thinning("drop", (3, 5))),
        ("第3到6条都不发", Thinning("drop", (3, 4, 5, 6))),
        ("撤下第2条", Thinning("drop", (2,))),
        ("全部不发", Thinning("drop", all=True)),
        ("这条不发", Thinning("drop")),
        ("第2条改到周五", Thinning("move", (2,), weekday=4)),
        ("把第2条推迟到下周一", Thinning("move", (2,), day=date(2024, 7, 29))),
        ("第2条改到7月30日再发", Thinning("move", (2,), day=date(2024, 7, 30))),
        ("第2条提前到明天", Thinning("move", (2,), day=date(2024, 7, 26), earlier=True)),
        ("第2条提前到周三", Thinning("move", (2,), weekday=2, earlier=True)),
        ("第2条改到明天下午3点", Thinning("move", (2,), day=date(2024, 7, 26), clock=time(15))),
        ("第2条改到10点半", Thinning("move", (2,), clock=time(10, 30))),
        ("第2条往后推两天", Thinning("move", (2,), shift=2)),
        ("第2条推迟一周", Thinning("move", (2,), shift=7)),
        ("第2条提前1天", Thinning("move", (2,), shift=-1)),
        ("第4条并到下一条", Thinning("merge", (4,))),
        ("第4条和下一条合并", Thinning("merge", (4,))),
        ("把第4条跟下一条一起发", Thinning("merge", (4,))),
        ("恢复第3条", Thinning("restore", (3,))),
        ("第3条照常发", Thinning("restore", (3,))),
        ("第2条改到有空的时候", Thinning("move", (2,), unclear="有空的时候")),
    ],
)
def test_what_is_to_become_of_which(text, wanted):
    assert thinning_in(text, TODAY) == wanted


@pytest.mark.parametrize(
    "text",
    ["第3条", "第3条是什么", "不发", "第3项完成60%", "第3条为什么发", "改到周五", "市医保局不发"],
)
def test_anything_else_is_no_such_order(text):
    assert thinning_in(text, TODAY) is None


@pytest.mark.parametrize(
    ("said", "action", "of"),
    [
        ("别发给区医保局第1项那条", "drop", "给区医保局第1项"),
        ("体育局那条先不要发了", "drop", "体育局"),
        ("后天的都挪到下周二", "move", "后天"),
        ("给医保局的那条改到周五", "move", "给医保局"),
        ("刚才不发的那条还是发吧", "restore", "刚才不发"),
    ],
)
def test_entries_are_described(said, action, of):
    found = described_in(said, TODAY)
    assert found is not None
    assert (found.action, found.described) == (action, of)


@pytest.mark.parametrize("said", ["取消第3项那个", "别发了", "第3条不发", "第3项先不办"])
def test_other_words_describe_none(said):
    assert described_in(said, TODAY) is None
