"""What was planned, looked at again when its moment has come."""

from collections import defaultdict
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from db.records import Phase
from knowledge.papers.model import Deadline
from reminders.facts import Facts
from reminders.office_hours import held_until, late_mark
from reminders.plan import Span, plan
from reminders.rechecking.asked import Asked, Gone, Still
from reminders.rechecking.current import current
from reminders.settings import ZONE, Settings
from tests.reminders.office import OFFICE, USUAL, at, channel, paper, person, planned, task
from tests.reminders.test_year import FACTS

DUE = date(2024, 9, 30)
CHAT = channel(1)
TASK = task(7, DUE)


def asked(one):
    return Asked(
        key=one.key,
        kind=one.kind,
        destination=one.destination.key,
        document_id=one.document_id,
        target=one.target,
        target_id=one.target_id,
        day=one.day,
        at=one.at,
    )


def looked_at(facts, several, now=None, settings=USUAL):
    """Each when its moment has come, or all at that moment."""
    if now is not None:
        return current(facts, map(asked, several), now, OFFICE, settings)
    each = [current(facts, [asked(one)], one.at, OFFICE, settings) for one in several]
    return {key: words for said in each for key, words in said.items()}


def planned_of(fact, start, end=None, place=CHAT):
    return planned(paper(fact), place, start, end or start)


def reason(fact, several, *, place=CHAT, **more):
    given = looked_at(Facts((replace(paper(fact), **more),), (place,)), several)
    (one,) = given.values()
    return one.reason if isinstance(one, Gone) else None


def test_where_nothing_changed_it_says_what_was_planned():
    span = Span(datetime(2024, 1, 1, tzinfo=ZONE), datetime(2025, 1, 1, tzinfo=ZONE))
    every = plan(FACTS, span, span.start, OFFICE, USUAL)
    moments = defaultdict(list)
    for one in every:
        if one.at.date() <= one.day:  # what waited for the next message counts its days anew
            moments[one.at].append(one)
    assert len(moments) > 100

    for moment, several in moments.items():
        said = looked_at(FACTS, several, moment)
        texts = {key: f"{still.paper}{still.text}" for key, still in said.items()}
        assert texts == {one.key: one.text for one in several}


@pytest.mark.parametrize(
    ("state", "why"),
    [
        ("done", "已办结"),
        ("closed", "已销号"),
        ("suspended", "已中止"),
        ("waiting", "已申请办结，等待审核"),
    ],
)
def test_whoever_is_through_with_it_is_not_reminded(state, why):
    (notice,) = planned_of(TASK, "2024-09-30")
    assert reason(task(7, DUE, standing={"state": state}), [notice]) == why


def test_other_reasons_to_say_nothing():
    (notice,) = planned_of(TASK, "2024-09-30")
    gone = task(7, DUE)
    removed = replace(gone, task=replace(gone.task, removed=True))
    archived = replace(paper(TASK).document, state="archived")

    assert reason(task(7, date(2024, 10, 15)), [notice]) == "时限已改为2024年10月15日（周二）"
    assert reason(removed, [notice]) == "任务已移出"
    assert reason(TASK, [notice], document=archived) == "文件已归档"
    assert reason(TASK, [notice], place=channel(1, "乙局")) == "这个群（频道）已不再订阅"
    assert reason(TASK, [notice], place=channel(2)) == "不再向这里发提醒"
    off = Settings(channels={1: {"off": ["deadline"]}})
    (said,) = looked_at(Facts((paper(TASK),), (CHAT,)), [notice], settings=off).values()
    assert said == Gone("这类提醒已关闭")


def test_what_was_reported_meanwhile_is_in_the_words():
    (notice,) = planned_of(TASK, "2024-10-08")
    facts = Facts((paper(task(7, DUE, standing={"percent": 60})),), (CHAT,))
    (said,) = looked_at(facts, [notice]).values()
    assert "目前60%" in said.text
    assert "还没有报过进展" in notice.text


def test_whoever_reported_for_this_time_is_not_asked_once_more():
    monthly = Deadline("recurring", recurrence="monthly", recurrence_day="5")
    last = planned_of(task(7, monthly), "2024-09-01", "2024-09-05")[-1]
    heard = [
        task(7, monthly, standing={"heard_at": at(day)}) for day in ("2024-08-20", "2024-09-03")
    ]
    assert [reason(one, [last]) for one in heard] == [None, "这一次已报送"]


def test_a_blocker_that_is_gone_and_one_that_has_gone_to_another():
    spoken = at("2024-09-03T10:00")
    stuck = {"state": "blocked", "blocker": "经费", "spoken_at": spoken, "report_id": 1}
    leader = person(4, "甲局", in_charge=True)
    several = planned_of(task(7, DUE, standing=stuck), "2024-09-03", place=leader)

    assert reason(TASK, several, place=leader) == "已不再受阻"
    assert reason(task(7, DUE, standing=stuck), several, place=person(4)) == "已不归这个人"


def test_days_are_counted_from_the_day_it_is_said():
    several = planned_of(TASK, "2024-09-26")
    facts = Facts((paper(TASK),), (CHAT,))
    assert "还有3个工作日" in several[0].text

    for now, words in (
        ("2024-09-27T09:00", "还有2个工作日"),
        ("2024-09-30T10:00", "今天到期"),
        ("2024-10-09T09:00", "已过9天"),
    ):
        (said,) = looked_at(facts, several, at(now)).values()
        assert words in said.text


def test_a_phase_that_is_over_is_not_said_to_end_any_more():
    phases = (
        Phase(1, 1, "plan", "推进阶段", date(2024, 7, 1), date(2024, 7, 31)),
        Phase(2, 1, "plan", "评审阶段", date(2024, 8, 1), date(2024, 9, 30)),
    )
    facts = Facts((paper(phases=phases),), (CHAT,))
    (ends,) = planned(facts.papers, CHAT, "2024-07-31", "2024-07-31")
    assert "请做好收尾" in looked_at(facts, [ends])[ends.key].text

    late = looked_at(facts, [ends], at("2024-08-05T09:00"))[ends.key].text
    assert "“推进阶段”已于2024年7月31日（周三）结束。" in late
    assert "收尾" not in late
    assert "从2024年8月1日" not in late


def test_of_several_about_the_same_the_latest_says_it_all():
    several = planned_of(TASK, "2024-09-29", "2024-10-09")
    facts = Facts((paper(TASK),), (CHAT,))
    assert len(several) == 4

    said = looked_at(facts, several, at("2024-10-09T09:30"))

    still = [key for key, one in said.items() if isinstance(one, Still)]
    assert still == [several[-1].key]
    assert {one.reason for one in said.values() if isinstance(one, Gone)} == {
        "已过时，由更新的一条代替"
    }


def test_what_can_wait_waits_for_office_hours():
    for now, until in (
        ("2024-09-26T09:00", None),
        ("2024-09-26T20:00", "2024-09-27T09:00"),
        ("2024-09-27T07:00", "2024-09-27T09:00"),
        ("2024-09-28T10:00", "2024-09-29T09:00"),  # a Sunday that is worked
        ("2024-10-01T10:00", "2024-10-08T09:00"),
    ):
        assert held_until(at(now), CHAT, USUAL, OFFICE) == (at(until) if until else None)


def test_late_is_what_matters_to_whoever_reads_it():
    owed = at("2024-07-25T09:00")
    assert late_mark(owed, owed + timedelta(hours=1), USUAL) == ""
    assert late_mark(owed, at("2024-07-26T11:00"), USUAL) == "补发：原定7月25日（周四）09:00"
    assert late_mark(owed, at("2025-01-02T11:00"), USUAL).startswith("补发：原定2024年7月25日")
