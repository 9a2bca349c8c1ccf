"""Times of day as people write them."""

from datetime import time

import pytest

from knowledge.clocks import clocks_in, roughly


@pytest.mark.parametrize(
    ("said", "at"),
    [
        ("9点半", time(9, 30)),
        ("下午2:30", time(14, 30)),
        ("早上八点45分", time(8, 45)),
        ("晚上8点", time(20)),
        ("中午1点", time(13)),
        ("24点", time(0)),
        ("晚上12点", time(0)),
        ("25点", None),
    ],
)
def test_a_time_of_day(said, at):
    (found,) = clocks_in(said)
    assert found.time == at


def test_midnight_ends_the_day_that_is_named_with_it():
    assert clocks_in("24点")[0].on_its_day == time(23, 59)
    assert clocks_in("0点")[0].on_its_day == time(0)


def test_a_part_of_the_day_has_its_usual_hour():
    found = [roughly(said) for said in ("下午", "上午", "晚上", "下午4点")]
    assert [one and one.time for one in found] == [time(14), time(9), time(19), time(16)]
    assert roughly("周五") is None
