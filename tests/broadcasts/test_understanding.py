"""Messages about 通知 are understood as the people who wrote them meant."""

from datetime import date, time

import pytest

from knowledge.broadcasts.drafts import draft_in
from knowledge.broadcasts.moments import moments_in
from tests.broadcasts.judging import TODAY, expected, messages, read


@pytest.mark.parametrize("one", messages(), ids=lambda one: one["text"][:20])
def test_the_message_is_understood(one):
    assert read(one["text"]) == expected(one)


@pytest.mark.parametrize(
    ("said", "day", "clock"),
    [
        ("明早9点", date(2024, 7, 26), time(9)),
        ("今晚7点半", date(2024, 7, 25), time(19, 30)),
        ("下周三14:30", date(2024, 7, 31), time(14, 30)),
        ("周三", date(2024, 7, 31), None),
        ("30日中午", date(2024, 7, 30), time(12)),
        ("5号", date(2024, 8, 5), None),
        ("9月1日上午9点一刻", date(2024, 9, 1), time(9, 15)),
        ("1月5日", date(2025, 1, 5), None),
        ("三个工作日内", date(2024, 7, 30), None),
        ("2024-08-01 09:05", date(2024, 8, 1), time(9, 5)),
    ],
)
def test_moments_are_read_as_they_are_said(said, day, clock):
    if said.startswith("1月5日"):
        assert moments_in(said, date(2024, 12, 20))[0].day == day
        return
    (found,) = moments_in(said, TODAY)
    assert (found.day, found.clock) == (day, clock)


def test_a_day_that_the_calendar_does_not_have_is_none():
    assert moments_in("2月30日9点", TODAY) == []


def test_words_stay_as_they_were_typed():
    words = "“静安”创建 —— 进入（迎接评审）阶段，①请准备；②谢谢！"
    draft = draft_in(f"通知：{words}", TODAY)
    assert draft is not None
    assert draft.words == words
