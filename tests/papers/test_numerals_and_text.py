"""Numbers in every spelling, and folding that keeps each character's place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.numerals import behind, to_chinese, to_int, to_number
from knowledge.text import fold, squeeze


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("十二", 12),
        ("二十", 20),
        ("廿三", 23),
        ("一百零五", 105),
        ("两", 2),
        ("二〇二四", 2024),
        ("二○二四", 2024),
        ("２７", 27),
        ("⑫", 12),
        ("㈢", 3),
        ("⒎", 7),
        ("iv", 4),
        ("（七）", 7),
        ("十万", 100_000),
    ],
)
def test_it_reads_numbers_however_they_are_written(written, number):
    assert to_int(written) == number


@pytest.mark.parametrize("word", ["", "中医馆", "3.5", "第", "二三级医院", "1" * 30])
def test_it_takes_no_other_word_for_a_number(word):
    assert to_int(word) is None


@given(st.integers(0, 9999))
def test_it_reads_back_what_it_writes(number):
    assert to_int(to_chinese(number)) == number


@pytest.mark.parametrize(
    ("written", "value"), [("1.2万", 12_000), ("3,000", 3000), ("95.5", 95.5), ("三十", 30)]
)
def test_it_reads_figures_with_decimals_and_scales(written, value):
    assert to_number(written) == value


@given(st.text())
def test_folding_keeps_every_place_and_settles_at_once(text):
    folded = fold(text)
    assert len(folded) == len(text)
    assert fold(folded) == folded


def test_folding_brings_together_what_means_the_same():
    assert (
        fold("牽頭單位：市衞生健康委（區）２０２４—２０２７年")
        == "牵头单位:市卫生健康委(区)2024-2027年"
    )
    assert fold("⼀、⼆○二四") == "一、二〇二四"


def test_squeezing_drops_spaces_beside_chinese_only():
    assert squeeze(" 责 任 单 位 ： 区 卫 健 委 ") == "责任单位：区卫健委"
    assert squeeze("5G cloud 平台") == "5G cloud平台"


def test_a_unit_that_begins_with_a_figure_does_not_run_into_the_value():
    assert [f"9.8{behind(unit)}" for unit in ("1/10万", "%", None)] == ["9.8/10万", "9.8%", "9.8"]
