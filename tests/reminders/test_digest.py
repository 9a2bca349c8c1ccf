"""What a manager is told of a week: pure, from facts made up here."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from db.records import Assignment, Document, Indicator, Phase, Task
from db.standing import Report, Standing
from knowledge.papers.model import Deadline, Period, Target
from reminders.digest import digest
from reminders.digest_records import Entry
from reminders.facts import IndicatorFact
from reminders.week import Leaders, Read, WeekFacts, Work, week_of, week_until
from tests.reminders.office import at

NOW = at("2024-10-14T09:00")
WEEK = week_until(NOW)
PAPER = Document(
    1, "plan", "《工作方案》", "active", period=Period(date(2024, 1, 1), date(2024, 12, 31))
)
HEALTH = Assignment(7, "市医保局", "lead")
DUE = Deadline("explicit", date(2024, 12, 20))


def task(number, deadline=DUE, *units):
    return Task(
        number,
        1,
        "plan",
        str(number),
        number,
        f"任务{number}",
        "",
        assignments=units or (HEALTH,),
        deadline=deadline,
    )


def work(number, state="in_progress", before="in_progress", deadline=DUE, **stands):
    now = Standing("task", number, 1, state=state, **stands)
    then = before and Standing("task", number, 1, state=before)
    return Work(task(number, deadline), PAPER, now, then)


def made(*works, **more):
    return digest(WeekFacts(WEEK, documents=(PAPER,), works=works, **more))


def refs(entries):
    return [one.ref if isinstance(one, Entry) else one.entry.ref for one in entries]


def said(number, by=HEALTH.bureau_id):
    return Report(1, "task", number, 1, NOW - timedelta(days=1), "张三", bureau_id=by)


def lights(found):
    return {one.light: (refs(one.now), refs(one.before)) for one in found.lights}


def test_lights_now_and_a_week_ago_with_the_tasks_behind_each():
    late = Deadline("explicit", date(2024, 10, 10))
    found = made(work(1, deadline=late), work(2, "done"), work(3))
    assert lights(found) == {
        "red": (["1"], []),
        "yellow": ([], ["1"]),
        "green": (["3"], ["2", "3"]),
        "blue": (["2"], []),
        "none": ([], []),
    }
    assert refs(found.moved) == ["1", "2"]


def test_what_came_in_within_the_week_did_not_move():
    found = made(work(1, before=None))
    assert found.moved == ()
    assert lights(found)["green"] == (["1"], [])


def test_closed_is_what_was_decided_this_week():
    found = made(work(1, "done", done_on=date(2024, 10, 9)), work(2, "closed", "done"))
    assert [(one.entry.ref, one.on) for one in found.closed] == [("1", date(2024, 10, 9))]


@pytest.mark.parametrize(
    ("days_ago", "role", "names"),
    [(1, "牵头单位", ()), (7, "主要负责人", ("赵主任",)), (30, "分管领导", ("王局",))],
)
def test_the_later_it_is_the_higher_it_goes(days_ago, role, names):
    late = Deadline("explicit", WEEK.today - timedelta(days=days_ago))
    leaders = {7: Leaders(("赵主任",), ("王局",))}
    (one,) = made(work(1, deadline=late), leaders=leaders).troubles
    assert (one.kind, one.days, one.decider.unit) == ("overdue", days_ago, "市医保局")
    assert (one.decider.role, one.decider.names) == (role, names)


def test_each_task_waits_for_one_decision_the_most_urgent_first():
    late = Deadline("explicit", date(2024, 9, 1))
    found = made(
        work(1, "waiting", deadline=late),
        replace(work(2, deadline=late), asking=True, asks_for=date(2024, 11, 1)),
        work(3, deadline=late),
        work(4, "blocked", blocker="经费", need="财政支持"),
        work(5, "suspended", deadline=late),
    )
    assert [(one.kind, one.entry.ref) for one in found.troubles] == [
        ("blocked", "4"),
        ("overdue", "3"),
        ("extension", "2"),
        ("review", "1"),
    ]
    assert (found.troubles[0].blocker, found.troubles[0].decider.role) == ("经费", "分管领导")
    assert {one.decider.role for one in found.troubles[2:]} == {"督办人员"}


def test_a_late_task_without_unit_is_for_the_coordinators():
    lone = Work(
        replace(task(1, Deadline("explicit", date(2024, 9, 1))), assignments=()),
        PAPER,
        Standing("task", 1),
        Standing("task", 1),
    )
    (one,) = made(lone).troubles
    assert (one.decider.role, one.decider.unit) == ("督办人员", "")


def test_units_that_reported_nothing_are_those_that_file_for_something_open():
    other, group = Assignment(8, "市教委", "lead"), Assignment(9, "各区人民政府", "lead")
    helper = Assignment(10, "市体育局", "cooperating")
    works = [
        replace(work(1), task=task(1, DUE, HEALTH, helper)),
        replace(work(2), task=task(2, DUE, other)),
        replace(work(3), task=task(3, DUE, group)),
        replace(work(4, "done"), task=task(4, DUE, Assignment(11, "市科委", "lead"))),
    ]
    found = made(*works, reports=(said(1),), groups=frozenset({9}))
    assert [(one.name, refs(one.entries)) for one in found.silent] == [("市教委", ["2"])]


def test_what_a_coordinator_entered_for_a_unit_is_no_silence():
    assert made(work(1), reports=(said(1, None),)).silent == ()


def indicator(read_on, value, **more):
    given = Indicator(5, 1, "plan", "中医馆", "个", 2023, 20, (Target(2024, 40),), **more)
    return Read(IndicatorFact(given, read_on, value), IndicatorFact(given))


def test_an_indicator_beside_what_is_expected_and_its_target():
    (one,) = made(work(1), indicators=(indicator(date(2024, 10, 9), 22),)).gauges
    assert (one.actual, one.expected, one.target, one.year) == (22, 35, 40, 2024)
    assert (one.before, one.behind, one.paper) == (20, True, "工作方案")
    (kept,) = made(indicators=(indicator(date(2024, 10, 9), 36),)).gauges
    assert not kept.behind


def test_the_next_two_weeks_and_the_next_phase():
    dates = [Deadline("explicit", WEEK.today + timedelta(days=days)) for days in (0, 14, 15)]
    again = Deadline("recurring", recurrence="monthly", recurrence_day="25")
    works = [work(number, deadline=one) for number, one in enumerate([*dates, again], 1)]
    phases = (
        Phase(1, 1, "plan", "推进阶段", date(2024, 5, 1), date(2024, 10, 31)),
        Phase(2, 1, "plan", "验收阶段", date(2024, 11, 1), date(2024, 11, 30)),
        Phase(3, 1, "plan", "总结阶段", date(2024, 12, 1), None),
    )
    found = made(*works, phases=phases)
    assert [(one.day.day, one.entry.ref, one.again) for one in found.coming] == [
        (25, "4", True),
        (28, "2", False),
    ]
    assert [(one.name, one.runs) for one in found.phases] == [
        ("推进阶段", True),
        ("验收阶段", False),
    ]


def test_the_less_there_is_to_say_the_shorter():
    assert made(work(1)).weight == "nothing"
    assert made(work(1, "blocked", "blocked")).weight == "short"
    assert made(work(1), reports=(said(1),)).weight == "full"
    assert made(work(1, "done")).weight == "full"
    assert made(work(1, before=None)).weight == "full"


def test_a_calendar_week_ends_on_its_sunday_or_now():
    whole, running = week_of(date(2024, 10, 9), NOW), week_of(date(2024, 10, 14), NOW)
    assert whole is not None
    assert running is not None
    assert (whole.since, whole.today) == (at("2024-10-07"), date(2024, 10, 13))
    assert running.until == NOW
    assert week_of(date(2024, 10, 21), NOW) is None
