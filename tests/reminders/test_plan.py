"""Planning: the same keys however often, late or in pieces; settings; activation; privacy."""

from dataclasses import replace
from datetime import date, time, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from db.records import Phase
from reminders.facts import Facts
from reminders.plan import Span, plan
from reminders.settings import Settings
from reminders.workdays import Workdays
from tests.reminders.office import (
    OFFICE,
    USUAL,
    at,
    channel,
    days,
    kinds,
    paper,
    person,
    planned,
    task,
    unit,
    when,
)

DUE = task(7, date(2024, 7, 31))
DATES = st.dates(date(2024, 1, 1), date(2024, 12, 31))
PLACES = (
    channel(1),
    channel(2, "甲局"),
    channel(3, "乙局", quiet=(time(18), time(12))),
    person(1, "甲局"),
    person(2, "甲局", position="head"),
    person(3, "乙局", in_charge=True),
)


@st.composite
def offices(draw):
    """Some tasks of two units, due this year or with no date."""
    due = draw(st.lists(st.tuples(DATES, st.sampled_from(("甲局", "乙局"))), max_size=8))
    tasks = [task(number, day, lead) for number, (day, lead) in enumerate(due)]
    return Facts((paper(*tasks),), PLACES)


@given(offices(), DATES, st.integers(1, 40), st.lists(st.integers(0, 40), max_size=4))
@settings(max_examples=60, deadline=None)
def test_in_pieces_late_and_twice_it_is_the_same(facts, start, length, cuts):
    end = start + timedelta(days=length)
    whole = plan(facts, days(start, end), at("2024-01-01"), OFFICE, USUAL)
    late = plan(facts, days(start, end), at("2026-01-01"), OFFICE, USUAL)
    edges = sorted(
        {start, end + timedelta(days=1)}
        | {start + timedelta(days=one) for one in cuts if one <= length}
    )
    pieces = [
        one
        for begin, stop in pairwise(edges)
        for one in plan(
            facts, days(begin, stop - timedelta(days=1)), at("2024-01-01"), OFFICE, USUAL
        )
    ]

    keys = [one.key for one in whole]
    assert len(set(keys)) == len(keys)
    assert [one.key for one in pieces] == keys == [one.key for one in late]
    assert not any(one.late for one in whole if one.at > at("2024-01-01"))
    assert all(one.late for one in late)


@given(offices(), DATES)
@settings(max_examples=40, deadline=None)
def test_nothing_is_lost_to_the_cap(facts, start):
    """With a cap of one message a week everything is said all the same, if later."""
    span = days(start, start + timedelta(days=60))
    strict = Settings(weekly=1)
    owed = {one.key for one in plan(facts, span, span.start, OFFICE, Settings(weekly=99))}
    much_later = Span(span.start - timedelta(days=60), span.end + timedelta(days=120))
    assert owed <= {one.key for one in plan(facts, much_later, span.start, OFFICE, strict)}


def test_nothing_is_said_where_there_is_nothing_to_say():
    assert planned((), PLACES, "2024-01-01", "2024-12-31") == ()
    assert planned(paper(DUE), (), "2024-01-01", "2024-12-31") == ()
    assert planned(paper(task(1)), PLACES, "2024-01-01", "2024-01-20") == ()


def test_only_what_comes_after_the_paper_was_active():
    fresh = paper(DUE, activated_at=at("2024-07-22T10:00"))
    assert when(planned(fresh, channel(), "2024-07-01", "2024-07-31")) == [
        "07-26",
        "07-30",
        "07-31",
    ]
    archived = replace(fresh, document=replace(fresh.document, state="archived"))
    assert planned(archived, channel(), "2024-07-01", "2024-07-31") == ()


def test_only_what_comes_after_it_was_subscribed_to():
    registered = channel(since=at("2024-07-26T12:00"))
    assert when(planned(paper(DUE), registered, "2024-07-01", "2024-07-31")) == ["07-30", "07-31"]
    asked = replace(channel(), documents={1: at("2024-07-31T08:00")})
    assert when(planned(paper(DUE), asked, "2024-07-01", "2024-07-31")) == ["07-31"]
    moved = replace(person(1, "甲局"), bureaus={unit("甲局"): at("2024-07-30")})
    assert when(planned(paper(DUE), moved, "2024-07-01", "2024-07-31")) == ["07-30", "07-31"]


def test_a_channel_hears_the_papers_units_and_kinds_it_asked_for():
    one = paper(DUE, phases=(Phase(1, 1, "plan", "推进", None, date(2024, 7, 31)),))
    for chat in (
        replace(channel(), documents={2: None}),
        replace(channel(), muted=frozenset({"deadline", "phase"})),
    ):
        assert planned(one, chat, "2024-07-31", "2024-07-31") == ()
    other_unit = planned(one, channel(1, "乙局"), "2024-07-31", "2024-07-31")
    assert [each.kind for each in other_unit] == ["phase"]
    only = replace(channel(), kinds=frozenset({"deadline"}))
    assert [each.kind for each in planned(one, only, "2024-07-31", "2024-07-31")] == ["deadline"]


def test_a_minimal_channel_hears_number_and_title_only():
    (row,) = planned(paper(DUE), channel(minimal=True), "2024-07-31", "2024-07-31")
    assert row.text == "第7项“事项7”"


def test_lead_times_are_settings_of_channel_and_paper():
    own = Settings(
        documents={"plan": {"deadline": [2, 0], "escalate_head": 1}},
        channels={2: {"deadline": [5], "off": ["overdue"]}},
    )
    rows = planned(paper(DUE), (channel(1), channel(2)), "2024-07-15", "2024-08-01", own)
    assert when(one for one in rows if one.destination.key == "c1") == ["07-29", "07-31", "08-01"]
    assert when(one for one in rows if one.destination.key == "c2") == ["07-24"]


def test_the_office_may_work_on_other_days():
    shut = Workdays({date(2024, 7, 31): False})
    (row,) = kinds(
        planned(paper(DUE), channel(), "2024-07-30", "2024-07-30", workdays=shut), "deadline"
    )[-1:]
    assert "最后一个工作日" in row.text
    far = paper(task(1, date(2035, 6, 29)))
    rows = planned(far, channel(), "2035-06-29", "2035-06-29")
    assert "2035年放假安排尚未公布，按周末推算" in rows[0].why


def test_urgent_messages_are_said_and_others_wait_for_the_next():
    """A week of seven working days: six messages are owed, five are said."""
    due = [date(2024, 4, 28) + timedelta(days=shift) for shift in range(-6, 5)]
    week = paper(*(task(number, day) for number, day in enumerate(due)))
    rows = planned(week, channel(), "2024-04-22", "2024-04-28")

    assert len({one.message for one in rows}) == 5
    later = {one.key for one in planned(week, channel(), "2024-04-22", "2024-05-10")}
    assert {
        one.key for one in planned(week, channel(), "2024-04-22", "2024-05-10", Settings(weekly=9))
    } == later


def test_colleagues_who_hear_the_same_are_one_message_to_their_unit():
    colleagues = tuple(person(number, "甲局") for number in range(1, 9))
    rows = planned(paper(DUE), colleagues, "2024-07-29", "2024-08-02")
    days_said: dict[str, set[date]] = {one.destination.key: set() for one in rows}
    for one in rows:
        days_said[one.destination.key].add(one.at.date())
    assert len(days_said) == 8
    assert {len(each) for each in days_said.values()} == {4}


def test_a_chat_that_hears_little_is_told_in_time_what_a_crowded_unit_is_not():
    """The same words for both: only the week of the one unit is full."""
    due = [date(2024, 8, 2) + timedelta(days=shift) for shift in (-3, 0, 1, 2, 3, 4, 5, 6, 7)]
    busy = paper(*(task(number, day) for number, day in enumerate(due)))
    phases = (Phase(1, 2, "other", "创建推进阶段", date(2024, 7, 1), date(2024, 7, 31)),)
    other = replace(busy, document=replace(busy.document, id=2), tasks=(), phases=phases)
    head = person(1, "甲局", position="head", overlooks="all")
    quiet_chat, mine = channel(9, documents={2: None}), person(2, "甲局")
    places = (head, mine, quiet_chat)
    rows = planned((busy, other), places, "2024-07-29", "2024-08-02", Settings(weekly=3))
    assert when(one for one in rows if one.destination.key == "c9") == ["07-31"]
    assert len({one.at.date() for one in rows if one.destination.key == "p2"}) <= 3


def test_what_waits_over_the_spring_festival_is_said_after_it():
    due = [date(2024, 2, 4) + timedelta(days=shift) for shift in range(-6, 30)]
    busy = paper(*(task(number, day) for number, day in enumerate(due)))
    rows = planned(busy, channel(), "2024-01-29", "2024-03-31", Settings(weekly=2))
    weeks: dict[tuple[int, int], set[str]] = {one.at.isocalendar()[:2]: set() for one in rows}
    for one in rows:
        weeks[one.at.isocalendar()[:2]].add(one.message)
    assert max(map(len, weeks.values())) == 2
    assert (2024, 7) in weeks  # only the Sunday of that week is worked
