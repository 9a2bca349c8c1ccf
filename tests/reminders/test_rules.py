"""Each rule: on which day it speaks, to whom, and that it keeps still otherwise."""

from datetime import date

import pytest

from db.records import Indicator, Phase
from knowledge.papers.model import Deadline, Period, Target
from reminders.facts import IndicatorFact
from tests.reminders.office import at, channel, kinds, paper, person, planned, task, unit, when

CHAT = channel()
YEAR = Period(date(2024, 1, 1), date(2024, 12, 31))


def said(one, start, end, *destinations, kind):
    return kinds(planned(one, destinations or (CHAT,), start, end), kind)


def test_a_deadline_is_said_30_14_7_3_1_and_0_working_days_before():
    rows = said(paper(task(7, date(2024, 9, 30))), "2024-08-01", "2024-09-30", kind="deadline")

    assert when(rows) == ["08-19", "09-10", "09-20", "09-26", "09-29", "09-30"]  # 09-29: 调休
    assert [one.key for one in rows][2] == "deadline/7/20240930/T-7/c1"
    assert (
        "第7项“事项7”（牵头：甲局）应于2024年9月30日（周一）前完成，还有7个工作日" in rows[2].text
    )
    assert "今天到期" in rows[-1].text
    assert "原文写明的时限“限期”" in rows[2].why
    assert "推定" not in rows[2].text


def test_a_deadline_in_the_holidays_is_said_on_the_working_day_before():
    rows = said(paper(task(7, date(2024, 10, 5))), "2024-09-27", "2024-10-05", kind="deadline")
    assert when(rows) == ["09-29", "09-30"]
    assert "最后一个工作日" in rows[-1].text


def test_an_assumed_deadline_is_said_to_be_assumed():
    assumed = task(1, Deadline("period", date(2024, 9, 30)))
    rows = said(paper(assumed), "2024-09-30", "2024-10-08", kind="deadline")
    late = said(paper(assumed), "2024-10-08", "2024-10-08", kind="overdue")

    assert "原文未写明时限，按文件期限推定" in rows[0].text
    assert "推定" in rows[0].why
    assert "按文件期限推定" in late[0].text


def test_cooperating_units_are_asked_ahead_of_the_lead():
    fact = task(7, date(2024, 9, 20), cooperating=("乙局", "丙局"))
    rows = said(paper(fact), "2024-08-15", "2024-09-20", channel(2, "乙局"), kind="deadline")

    assert when(rows) == ["09-05", "09-13"]  # their part is due on 09-14, a Saturday worked
    assert "（乙局、丙局）在2024年9月14日（周六）前" in rows[0].text
    assert "提前3个工作日" in rows[0].why


def test_what_is_late_is_said_on_working_days_then_weekly():
    fact = task(7, date(2024, 7, 5))
    rows = said(paper(fact), "2024-07-05", "2024-12-31", kind="overdue")

    assert when(rows)[:10] == [f"07-{day:02}" for day in (8, 9, 10, 11, 12, 15, 16, 17, 18, 19)]
    assert when(rows)[10:14] == ["07-26", "08-02", "08-09", "08-16"]
    assert rows[-1].at < at("2024-10-04")
    assert "已过3天，还没有报过进展" in rows[0].text


def test_lateness_climbs_from_the_staff_to_the_head_to_the_leader():
    fact = task(7, date(2024, 7, 5))
    people = (
        person(1, "甲局"),
        person(2, "甲局", position="head"),
        person(3, "甲局", position="head", in_charge=True),
        person(4, "乙局", position="head"),
    )
    rows = planned(paper(fact), people, "2024-07-06", "2024-08-10")

    first = {one.destination.key: one.at.date() for one in reversed(rows)}
    assert first == {
        "p1": date(2024, 7, 8),
        "p2": date(2024, 7, 10),
        "p3": date(2024, 7, 19),
    }
    assert {one.kind for one in rows if one.destination.key == "p1"} == {"overdue"}
    head = [one for one in rows if one.destination.key == "p2"]
    assert when(head) == ["07-10", "07-17", "07-24", "07-31"]
    assert "请本单位第一责任人关注" in head[0].text


def test_who_was_asked_hears_it_instead_of_the_whole_unit():
    people = (person(1, "甲局"), person(2, "甲局"))
    rows = planned(
        paper(task(7, date(2024, 7, 31), assigned_to=2)), people, "2024-07-31", "2024-07-31"
    )
    assert [one.destination.key for one in rows] == ["p2"]


def test_the_staff_are_not_told_in_person_what_their_own_chat_hears():
    people = (channel(1, "甲局"), channel(2, "乙局"), channel(3), person(1, "甲局"))
    rows = planned(paper(task(7, date(2024, 7, 31))), people, "2024-07-31", "2024-07-31")
    assert [one.destination.key for one in rows] == ["c1", "c3"]


@pytest.mark.parametrize("state", ["done", "closed", "suspended", "waiting"])
def test_what_is_done_stopped_or_under_review_is_left_in_peace(state):
    one = paper(task(7, date(2024, 7, 31), standing={"state": state}))
    assert planned(one, CHAT, "2024-06-01", "2024-12-31") == ()


PHASES = (
    Phase(1, 1, "plan", "部署阶段", date(2024, 5, 1), date(2024, 6, 30), "开会"),
    Phase(2, 1, "plan", "推进阶段", date(2024, 7, 1), date(2024, 7, 31)),
)


def test_a_phase_begins_ends_in_a_week_and_ends():
    rows = said(paper(phases=PHASES), "2024-04-01", "2024-08-31", kind="phase")

    assert when(rows) == ["04-30", "06-21", "06-28", "07-01", "07-24", "07-31"]
    assert "“部署阶段”2024年5月1日（周三）开始" in rows[0].text
    assert "休息日，提前到2024年4月30日（周二）" in rows[0].why
    assert "还有7天。下一阶段“推进阶段”从2024年7月1日（周一）开始" in rows[1].text
    assert rows[1].at == at("2024-06-21T09:00")


def test_recurring_reports_are_said_before_and_on_their_day():
    monthly = Deadline("recurring", text="每月5日前", recurrence="monthly", recurrence_day="5")
    one = paper(task(7, monthly), period=YEAR)

    rows = said(one, "2024-10-01", "2025-02-28", kind="recurring")
    assert when(rows) == ["10-31", "11-05", "12-02", "12-05"]
    assert "每月报送一次，这一次应于2024年11月5日（周二）前报送，还有3个工作日" in rows[0].text
    assert "原文“每月5日前”" in rows[0].why


def test_plans_of_years_are_evaluated_half_way_and_at_the_end():
    years = Period(date(2024, 1, 1), date(2027, 12, 31))
    rows = said(paper(period=years), "2024-01-01", "2028-01-31", kind="evaluation")

    assert [f"{one.at:%Y-%m-%d}" for one in rows] == [
        "2025-12-01",
        "2025-12-31",
        "2027-12-01",
        "2027-12-31",
    ]
    assert "中期评估" in rows[0].text
    assert said(paper(period=YEAR), "2024-01-01", "2025-01-31", kind="evaluation") == []


def beds(**read):
    one = Indicator(5, 1, "plan", "床位", "张", 2023, 100, (Target(2027, 200),))
    return paper(indicators=(IndicatorFact(one, **read),))


def test_an_indicator_behind_its_course_is_said_each_quarter():
    rows = said(beds(), "2024-01-01", "2024-12-31", kind="behind")

    assert when(rows) == ["03-29", "06-28", "09-30", "12-31"]
    assert "应到150张" not in rows[0].text
    assert "到2024年12月31日（周二）应到125张，最近的数是100张" in rows[-1].text

    kept = beds(value=124, read_on=date(2024, 12, 20))
    assert said(kept, "2024-12-01", "2024-12-31", kind="behind") == []
    lacking = beds(value=115, read_on=date(2024, 12, 20))
    assert (
        "115张（2024年12月20日（周五）报的）"
        in said(lacking, "2024-12-01", "2024-12-31", kind="behind")[0].text
    )


def test_no_news_for_weeks_is_one_notice_a_unit():
    tasks = [task(number, date(2024, 12, 31)) for number in range(1, 6)]
    tasks.append(task(6, date(2024, 12, 31), standing={"heard_at": at("2024-02-20")}))
    one = paper(*tasks, period=YEAR)

    unit_chat, rows = channel(2, "甲局"), said(one, "2024-01-01", "2024-03-10", kind="silent")
    assert when(rows) == ["01-29", "02-26"]
    assert rows[1].tasks == ("1", "2", "3", "4", "5")
    assert "等5项，已有4周没有新的进展" in rows[1].text
    (own, *_) = said(one, "2024-01-01", "2024-03-10", unit_chat, kind="silent")
    assert own.key == f"silent/1/{unit('甲局')}/20240129/c2"


STUCK = {
    "state": "blocked",
    "blocker": "经费未到位",
    "need": "请财政局协调",
    "spoken_at": at("2024-07-25T10:20"),
    "report_id": 3,
}


def test_a_blocker_is_raised_the_same_day_and_not_to_who_said_it():
    one = paper(task(7, date(2024, 12, 31), standing=STUCK, blocked_by=2))
    people = (
        person(1, overlooks="all"),
        person(2, overlooks="all"),
        person(3, overlooks=("document", 9)),
        person(4, "甲局", position="head", in_charge=True),
        person(5, "甲局"),
    )
    rows = planned(one, people, "2024-07-25", "2024-07-26")

    assert [(one.destination.key, one.at) for one in rows] == [
        ("p1", at("2024-07-25T10:20")),
        ("p4", at("2024-07-25T10:20")),
    ]
    assert "受阻：经费未到位。需要：请财政局协调。" in rows[0].text


def test_a_blocker_of_the_evening_waits_for_the_morning():
    late = STUCK | {"spoken_at": at("2024-07-26T20:15")}  # a Friday
    one = paper(task(7, date(2024, 12, 31), standing=late))
    (row,) = planned(one, person(1, overlooks="all"), "2024-07-25", "2024-07-31")
    assert row.at == at("2024-07-29T09:00")
