"""Date phrases as papers print them, and the days they mean."""

from datetime import date

import pytest

from knowledge.dates import Anchor, find_dates
from knowledge.recurrences import find_recurrences

ANCHOR = Anchor(year=2024, issued_on=date(2024, 5, 8))


def spans(text, anchor=ANCHOR):
    return [(it.text, it.first.isoformat(), it.last.isoformat()) for it in find_dates(text, anchor)]


@pytest.mark.parametrize(
    ("phrase", "last"),
    [
        ("2024年9月底前", "2024-09-30"),
        ("二〇二五年六月三十日", "2025-06-30"),
        ("2025年", "2025-12-31"),
        ("2025年上半年", "2025-06-30"),
        ("下半年", "2024-12-31"),
        ("年底前", "2024-12-31"),
        ("年内", "2024-12-31"),
        ("第三季度", "2024-09-30"),
        ("一季度末", "2024-03-31"),
        ("9月中旬", "2024-09-20"),
        ("9月上旬", "2024-09-10"),
        ("8—9月", "2024-09-30"),
        ("2024年5月—2025年2月", "2025-02-28"),
        ("11月至次年2月", "2025-02-28"),
        ("5月1—15日", "2024-05-15"),
        ("2024.6.30", "2024-06-30"),
        ("2024-06", "2024-06-30"),
        ("印发后30日内", "2024-06-07"),
        ("方案印发之日起3个月内", "2024-08-08"),
        ("印发之日起10个工作日内", "2024-05-22"),
        ("“十四五”末", "2025-12-31"),
        ("24年底", "2024-12-31"),
        ("次年3月", "2025-03-31"),
        ("2024年 6 月底", "2024-06-30"),
        ("十二月月底", "2024-12-31"),
    ],
)
def test_the_last_day_of_what_is_printed(phrase, last):
    (found,) = find_dates(f"{phrase}完成", ANCHOR)
    assert found.text == phrase
    assert found.last.isoformat() == last


def test_a_range_has_both_ends():
    assert spans("（2024年5-6月）") == [("2024年5-6月", "2024-05-01", "2024-06-30")]
    assert spans("即日起至7月底") == [("即日起至7月底", "2024-05-08", "2024-07-31")]


def test_a_year_printed_once_holds_for_the_dates_that_follow():
    assert [last for _, _, last in spans("2026年6月底前建成，9月底前验收")] == [
        "2026-06-30",
        "2026-09-30",
    ]


def test_positions_are_those_of_the_printed_text():
    text = "力争（２０２５年６月底前）完成"
    (found,) = find_dates(text, ANCHOR)
    assert text[found.start : found.end] == "２０２５年６月底前"


@pytest.mark.parametrize(
    "text",
    [
        "三年行动计划",
        "0—6岁儿童",
        "3—5个病种",
        "青年中医骨干",
        "一年内",
        "2.0版平台",
        "10日前",
        "30%",
        "第七批",
    ],
)
def test_what_only_looks_like_a_date(text):
    assert find_dates(text, ANCHOR) == []


def test_without_a_year_to_lean_on_nothing_is_guessed():
    assert find_dates("6月底前完成", Anchor()) == []
    assert find_dates("印发后30日内", Anchor(year=2024)) == []


def test_a_day_the_calendar_lacks_is_left_out():
    assert find_dates("2023年2月30日", Anchor()) == []


@pytest.mark.parametrize(
    ("phrase", "every", "day"),
    [
        ("每月5日前", "monthly", "5"),
        ("每季度末", "quarterly", None),
        ("每半年", "half-yearly", None),
        ("每年12月底前", "yearly", None),
        ("每周", "weekly", None),
        ("每季度末月20日前", "quarterly", "20"),
    ],
)
def test_recurring_phrases(phrase, every, day):
    (found,) = find_recurrences(f"{phrase}报送进展")
    assert (found.text, found.every, found.day) == (phrase, every, day)
    assert find_dates(f"{phrase}报送进展", ANCHOR) == []
