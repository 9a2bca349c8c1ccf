"""What holds for any text at all."""

from functools import cache
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.reports.model import Reading
from knowledge.reports.understand import understand
from tests.reports.judging import DATA, messages, shown, surroundings

EVERY = [one.text for path in sorted(DATA.glob("*.jsonl")) for one in messages(path.name)]
PIECES = st.sampled_from((
    *("第12项", "三（二）", "12", "第", "项", "①", "İ", "的", "了", "没", "由", "老李", "吗"),
    *("完成", "办结", "卡在", "需", "预计", "月底前", "昨天", "上周五", "不是", "更正", "下一步"),
    *("60%", "六成", "百分之", "分之", "一半", "100%", "999%", "从", "到", "新建", "5个", "万人"),
    *("覆盖率", "一是", "如果", "，", "。", "？", "\n", " "),
))  # fmt: skip


def said(reading: Reading) -> tuple[object, ...]:
    return reading.kind, reading.doubt, str([shown(one) for one in reading.claims])


@cache
def plainly() -> dict[str, tuple[object, ...]]:
    return {text: said(understand(text, surroundings())) for text in EVERY}


@given(st.text() | st.lists(PIECES, max_size=14).map("".join))
def test_any_text_is_read_within_bounds(text):
    reading = understand(text, surroundings())
    assert bool(reading.claims) == (reading.kind in ("report", "correction"))
    assert (reading.doubt is not None) == (reading.kind == "unclear")
    for claim in reading.claims:
        start, end = claim.span
        assert claim.percent is None or 0 <= claim.percent <= 100
        assert 0 <= start < end <= len(text)
        assert claim.says_something


@pytest.mark.parametrize(("before", "after"), [
    ("领导好，", ""),
    ("各位老师下午好！", "，请查收"),
    ("@duban ", "，谢谢"),
    ("麻烦登记一下：", ""),
    ("嗯，", "。辛苦了"),
    ("", "  "),
])  # fmt: skip
def test_politeness_changes_nothing(before, after):
    changed = [
        text
        for text in EVERY
        if said(understand(before + text + after, surroundings())) != plainly()[text]
    ]
    assert not changed, "\n".join(changed)


@pytest.mark.parametrize("word", ["请", "已", "还", "6成", "率", "第12项", "因为", "还剩", " "])
def test_one_word_without_end_holds_nobody_up(word):
    begun = process_time()
    understand(word * 4000, surroundings())
    assert process_time() - begun < 2  # some patterns once took eleven seconds


def test_a_claim_knows_where_it_stands_as_typed():
    text = "領導好，第 3 項完成 80 %；第９項辦結"
    first, second = understand(text, surroundings()).claims
    assert text[slice(*first.span)] == "第 3 項完成 80 %"
    assert text[slice(*second.span)] == "第９項辦結"
