"""How long something is to hold, as people say it."""

from datetime import date

import pytest

from knowledge.stretches import stretch_in

TODAY = date(2024, 7, 17)  # a Wednesday


@pytest.mark.parametrize(
    ("said", "first", "last"),
    [
        ("暂停所有提醒一周", "07-17", "07-23"),
        ("周五之前别找我", "07-17", "07-18"),
        ("到周五为止", "07-17", "07-19"),
        ("这两天别提醒我", "07-17", "07-18"),
        ("先停三天", "07-17", "07-19"),
        ("这几天别发", "07-17", "07-19"),
        ("半个月内不要发", "07-17", "07-31"),
        ("明天不要发", "07-18", "07-18"),
        ("下周别发提醒", "07-22", "07-28"),
        ("8月1日到8月5日不要提醒", "08-01", "08-05"),
        ("到下周一再提醒", "07-17", "07-21"),
        ("休假到下周一", "07-17", "07-22"),
    ],
)
def test_the_days_that_are_said(said, first, last):
    found = stretch_in(said, TODAY)
    assert found is not None
    assert (f"{found.first:%m-%d}", f"{found.last:%m-%d}") == (first, last)


def test_a_feast_is_named_with_the_days_beside_it():
    found = stretch_in("国庆前后三天都别提醒", TODAY)
    assert found is not None
    assert (found.feast, found.before, found.after) == ("国庆", 3, 3)
    next_year = stretch_in("明年春节期间不要发消息", TODAY)
    assert next_year is not None
    assert (next_year.feast, next_year.year, next_year.rest) == ("春节", 2025, "不要发消息")


@pytest.mark.parametrize("said", ["每天别发", "周末不要发", "上周别发", "第3天"])
def test_other_words_name_none(said):
    assert stretch_in(said, TODAY) is None
