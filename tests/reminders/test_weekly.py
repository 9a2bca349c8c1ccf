"""The digest on the day and at the time that the office settled."""

from dataclasses import replace
from datetime import time

import pytest

from reminders.settings import Settings
from tests.reminders.office import kinds, paper, person, planned


def digests(start, end, *digest):
    boss = replace(person(1), weekly=True)
    settings = Settings(digest=digest or (0, None))
    return [
        f"{one.at:%m-%d %H:%M}"
        for one in kinds(planned(paper(), boss, start, end, settings), "digest")
    ]


@pytest.mark.parametrize(
    ("settled", "said"),
    [
        ((), ["07-22 09:00", "07-29 09:00"]),
        ((1, time(10)), ["07-23 10:00", "07-30 10:00"]),
        ((4, time(16, 30)), ["07-26 16:30", "08-02 16:30"]),
        ((2, time(22)), ["07-24 09:00", "07-31 09:00"]),  # quiet by then
    ],
)
def test_it_comes_when_it_was_settled(settled, said):
    assert digests("2024-07-22", "2024-08-04", *settled) == said


def test_a_day_of_rest_moves_it_within_its_week():
    assert digests("2024-06-10", "2024-06-16") == ["06-11 09:00"]
    assert digests("2024-09-30", "2024-10-06", 3, None) == ["09-30 09:00"]
