"""A year of the five papers, day by day: all that is owed, nothing twice, nobody pestered."""

from collections import Counter, defaultdict
from datetime import date, time, timedelta
from functools import cache

import chinese_calendar
import pytest

from reminders.facts import Facts
from reminders.plan import Planned, plan
from tests.reminders.office import OFFICE, USUAL, channel, days, person, samples, unit

DAY = timedelta(days=1)
FACTS = Facts(
    samples(),
    (
        channel(1),
        channel(2, "市医保局"),
        channel(3, "市卫生健康委", quiet=(time(17), time(10))),
        person(1, "市中医药管理局"),
        person(2, "市医保局", position="head"),
        person(3, "市卫生健康委", position="head"),
        person(4, "市卫生健康委", position="head", in_charge=True),
        person(5, overlooks="all"),
        person(6, "市中医药管理局", "市卫生健康委"),
    ),
)


def day_by_day(start: date, end: date) -> list[Planned]:
    """As a program that wakes up every morning would have it."""
    said: list[Planned] = []
    day = start
    while day <= end:
        span = days(day, day)
        said += plan(FACTS, span, span.start, OFFICE, USUAL)
        day += DAY
    return said


@pytest.fixture(scope="module")
def year() -> list[Planned]:
    return day_by_day(date(2024, 1, 1), date(2024, 12, 31))


def test_day_by_day_is_the_same_as_all_at_once(year):
    span = days(date(2024, 1, 1), date(2024, 12, 31))
    whole = plan(FACTS, span, span.start, OFFICE, USUAL)
    assert [(one.key, one.at, one.message) for one in whole] == [
        (one.key, one.at, one.message) for one in year
    ]


def test_none_twice(year):
    assert [key for key, times in Counter(one.key for one in year).items() if times > 1] == []
    assert len(year) > 1000


def test_none_on_a_day_of_rest_or_in_quiet_hours(year):
    days_said = {one.at.date() for one in year}
    assert [day for day in days_said if not chinese_calendar.is_workday(day)] == []
    clocks = {(one.destination.key, f"{one.at:%H:%M}") for one in year}
    assert clocks == {("c3", "10:00")} | {
        (one.key, "09:00") for one in FACTS.destinations if one.key != "c3"
    }


def test_one_message_a_destination_and_day(year):
    messages = defaultdict(set)
    for one in year:
        messages[one.destination.key, one.at.date()].add(one.message)
    assert [day for day, several in messages.items() if len(several) > 1] == []
    assert len({one.message for one in year}) < len(year) / 3


def test_no_unit_gets_more_than_five_messages_a_week(year):
    weeks = defaultdict(set)
    for one in year:
        place = one.destination
        units = [each.bureau for each in place.units if not each.in_charge] or place.bureaus
        for each in units or (place.key,):
            weeks[each, one.at.isocalendar()[:2]].add(one.message)
    assert max(map(len, weeks.values())) == 5
    assert weeks[unit("市医保局"), (2024, 2)]


def test_what_waits_because_of_full_weeks_is_said_soon_and_says_so(year):
    waited = [one for one in year if "消息已够多" in one.why]
    assert waited
    assert not any(one.kind == "escalation" and one.destination.person == 2 for one in waited)


def test_every_deadline_and_phase_that_is_owed_is_said(year):
    """Counted once more, in the plainest way."""
    first, last = date(2024, 1, 1), date(2024, 12, 31)
    owed = {
        f"deadline/{fact.task.id}/{due:%Y%m%d}/T-{lead}/c1"
        for paper in FACTS.papers
        for fact in paper.tasks
        if (due := fact.task.deadline.date) and due.year < 2026
        for lead in (30, 14, 7, 3, 1, 0)
        if first <= _back(due, lead) <= last
    }
    owed |= {
        f"phase/{one.document_id}/{one.name}/{one.end:%Y%m%d}/T-{lead}/{key}"
        for paper in FACTS.papers
        for one in paper.phases
        for lead in (7, 0)
        for key in ("c1", "c2", "c3", "p5")
        if one.end and first <= _back(one.end - timedelta(days=lead), 0) <= last
    }
    said = {one.key for one in year}
    assert len(owed) > 200
    assert sorted(owed - said) == []
    extra = {key for key in said if key.startswith("deadline") and key.endswith("/c1")} - owed
    assert all("cooperating" in key for key in extra)


@cache
def _back(day: date, count: int) -> date:
    while True:
        if chinese_calendar.is_workday(day):
            if count == 0:
                return day
            count -= 1
        day -= DAY


def test_the_five_months_of_one_paper_read_well(year):
    """2024-05 to 2024-09 of jingan2024, day by day, as its channel hears it."""
    rows = [
        one
        for one in year
        if date(2024, 4, 30) <= one.at.date() <= date(2024, 9, 30)
        and one.document == "jingan2024"
        and one.destination.key == "c1"
    ]

    said = [(f"{one.at:%m-%d}", one.kind, len(one.tasks)) for one in rows if one.kind != "deadline"]
    assert said == [
        ("04-30", "phase", 0),
        ("05-29", "silent", 6),
        ("06-21", "phase", 0),
        ("06-26", "silent", 6),
        ("06-28", "phase", 0),
        ("07-01", "phase", 0),
        ("07-24", "phase", 0),
        ("07-24", "silent", 6),
        ("07-31", "phase", 0),
        ("08-01", "phase", 0),
        ("08-21", "silent", 6),
        ("09-23", "phase", 0),
        ("09-30", "phase", 0),
    ]
    due = Counter(f"{one.at:%m-%d}" for one in rows if one.kind == "deadline")
    assert due == dict.fromkeys(("08-19", "09-10", "09-20", "09-26", "09-29", "09-30"), 6)
    assert all("推定" in one.text for one in rows if one.kind == "deadline")
