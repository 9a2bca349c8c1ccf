"""Working days: holidays, swapped days, unpublished years, counting across all of them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reminders.workdays import Workdays

OFFICE = Workdays()
DAYS = st.dates(date(2004, 1, 1), date(2035, 12, 31))


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        (date(2024, 10, 1), False),  # 国庆
        (date(2024, 9, 29), True),  # a Sunday worked for it
        (date(2024, 10, 12), True),  # a Saturday worked for it
        (date(2024, 9, 28), False),
        (date(2024, 7, 25), True),
        (date(2026, 2, 17), False),  # 春节
    ],
)
def test_days_are_worked_as_the_state_council_says(day, worked) -> None:
    assert OFFICE.is_workday(day) is worked


def test_a_year_not_yet_published_goes_by_weekends_and_says_so() -> None:
    assert not OFFICE.is_published(2035)
    assert OFFICE.is_workday(date(2035, 1, 1))
    assert not OFFICE.is_workday(date(2035, 1, 6))
    assert OFFICE.is_published(2024)


def test_the_office_may_know_better() -> None:
    office = Workdays({date(2035, 1, 1): False, date(2035, 1, 6): True})
    assert office.is_published(2035)
    assert not office.is_workday(date(2035, 1, 1))
    assert office.is_workday(date(2035, 1, 6))


def test_a_date_in_the_holidays_is_due_on_the_day_before_them() -> None:
    assert OFFICE.on_or_before(date(2024, 10, 5)) == date(2024, 9, 30)
    assert OFFICE.on_or_after(date(2024, 10, 5)) == date(2024, 10, 8)


def test_days_are_counted_across_the_holidays() -> None:
    assert OFFICE.before(date(2024, 10, 9), 2) == date(2024, 9, 30)
    assert OFFICE.between(date(2024, 9, 30), date(2024, 10, 9)) == 2
    assert OFFICE.between(date(2024, 10, 9), date(2024, 9, 30)) == -2


@given(DAYS, st.integers(0, 40))
def test_counting_back_and_forth_meets(day: date, count: int) -> None:
    start = OFFICE.before(day, count)
    assert OFFICE.is_workday(start)
    assert OFFICE.between(start, OFFICE.on_or_before(day)) == count
    assert OFFICE.after(start, count) == OFFICE.on_or_before(day)
    assert start <= day < OFFICE.on_or_before(day) + timedelta(days=15)
