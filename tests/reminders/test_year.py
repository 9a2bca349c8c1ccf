"""A year of the five papers, day by day: all that is owed, nothing twice, nobody pestered."""

from collections import Counter, defaultdict
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import pairwise

import chinese_calendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.papers.model import Deadline, Period
from reminders.facts import Facts
from reminders.plan import Planned, Span, plan
from reminders.settings import ZONE
from tests.reminders import oracle, printed
from tests.reminders.office import (
    OFFICE,
    USUAL,
    at,
    channel,
    days,
    paper,
    person,
    samples,
    task,
    unit,
)

DAY = timedelta(days=1)
FIRST, LAST = date(2024, 1, 1), date(2024, 12, 31)
MADE = paper(
    task(901, Deadline("recurring", recurrence="monthly", recurrence_day="5"), "市疾控局"),
    task(902, Deadline("recurring", recurrence="quarterly"), "市医保局"),
    task(903, date(2024, 6, 28), "市中医药管理局", cooperating=("市医保局", "市疾控局")),
    period=Period(date(2023, 7, 1), date(2025, 6, 30)),
)
"""What the five papers have none of: reports that come again, a half-time within the year."""
PAPERS = (*samples(), replace(MADE, document=replace(MADE.document, id=9)))
FACTS = Facts(
    PAPERS,
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
    return day_by_day(FIRST, LAST)


@pytest.fixture(scope="module")
def whole() -> tuple[Span, list[tuple[str, datetime, str]]]:
    """The same year planned all at once."""
    span = days(FIRST, LAST)
    said = plan(FACTS, span, span.start, OFFICE, USUAL)
    return span, [(one.key, one.at, one.message) for one in said]


def test_day_by_day_is_the_same_as_all_at_once(year, whole):
    assert [(one.key, one.at, one.message) for one in year] == whole[1]


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
    """Colleagues who hear the same hear one message."""
    places = {one.key: one for one in FACTS.destinations}
    messages = defaultdict(set)
    for one in year:
        where = one.destination.key
        messages[where, one.at].add(one.key.removesuffix(where))
    weeks = defaultdict(set)
    for (where, moment), content in messages.items():
        place = places[where]
        units = [each.bureau for each in place.units if not each.in_charge] or place.bureaus
        for each in units or (where,):
            weeks[each, moment.isocalendar()[:2]].add((moment, frozenset(content)))
    assert max(map(len, weeks.values())) == 5
    assert weeks[unit("市医保局"), (2024, 2)]


def test_what_waits_because_of_full_weeks_is_said_soon_and_says_so(year):
    waited = [one for one in year if "消息已够多" in one.why]
    assert waited
    assert not any(one.kind == "escalation" and one.destination.person == 2 for one in waited)


KINDS = {"deadline", "overdue", "escalation", "phase", "recurring", "evaluation", "silent"}
WAITS = timedelta(weeks=3)
"""Longer than anything waits because of full weeks."""


def test_all_that_is_owed_is_said_and_nothing_else(year):
    """As an oracle counts it, once more and in the plainest way."""
    due = oracle.owed(FACTS, FIRST - WAITS, LAST)
    said = {one.key: one.at.date() for one in year if one.kind in KINDS}

    due_by_then = {key for key, day in due if FIRST <= day <= LAST - WAITS}
    assert len(due_by_then) > 1000
    assert {key.split("/")[0] for key in due_by_then} == KINDS
    assert sorted(due_by_then - said.keys()) == []
    assert sorted(said.keys() - {key for key, _ in due}) == []


def test_nothing_is_said_before_its_day_and_only_full_weeks_put_off(year):
    days_owed = dict(oracle.owed(FACTS, FIRST - WAITS, LAST))
    for one in year:
        if one.kind in KINDS and one.at.date() != days_owed[one.key]:
            assert one.at.date() > days_owed[one.key]
            assert "消息已够多" in one.why


CUTS = st.lists(st.datetimes(datetime(2024, 1, 1), datetime(2024, 12, 31)), max_size=9)  # noqa: DTZ001 - given a zone below


@settings(max_examples=8, deadline=None)
@given(cuts=CUTS)
def test_however_the_year_is_cut_the_keys_and_moments_are_the_same(whole, cuts):
    """In pieces of seconds or of months, as downtime and restarts cut it."""
    moments = sorted(cut.replace(tzinfo=ZONE) for cut in cuts)
    edges = [whole[0].start, *moments, whole[0].end]
    pieces = [
        one
        for start, end in pairwise(edges)
        for one in plan(FACTS, Span(start, end), start, OFFICE, USUAL)
    ]
    assert [(one.key, one.at, one.message) for one in pieces] == whole[1]


def test_nothing_is_older_than_the_activation_or_the_subscription():
    activated, joined = at("2024-05-20T10:00"), at("2024-07-01T12:00")
    papers = tuple(
        replace(one, document=replace(one.document, activated_at=activated)) for one in PAPERS
    )
    late = replace(channel(9), since=joined)
    said = plan(Facts(papers, (channel(1), late)), days(FIRST, LAST), activated, OFFICE, USUAL)
    assert min(one.at for one in said) >= activated
    assert min(one.at for one in said if one.destination.key == "c9") >= joined
    assert {one.kind for one in said} >= {"deadline", "overdue", "phase", "recurring"}


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


def test_the_plan_to_be_read_is_what_the_rules_say():
    """`make plan` writes it anew."""
    assert printed.FILE.read_text("utf-8") == printed.printed()
