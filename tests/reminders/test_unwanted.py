"""What people put aside: what comes nevertheless, what comes later, and that it comes once."""

from dataclasses import replace
from datetime import date, time
from zoneinfo import ZoneInfo

import pytest

from db.hushes import Hush
from db.opt_outs import OptOut
from reminders.facts import Facts
from reminders.house_rules import settings_of
from reminders.rechecking.asked import Asked, Gone
from reminders.rechecking.current import current
from reminders.settings import ZONE
from reminders.unwanted_gathering import opted
from tests.reminders.office import (
    OFFICE,
    USUAL,
    at,
    channel,
    kinds,
    paper,
    person,
    planned,
    task,
    when,
)

# A Wednesday; reminders come on 07-22 (T-7), 07-26 (T-3), 07-30 (T-1), 07-31 and then overdue.
DUE = paper(task(7, date(2024, 7, 31)), task(8, date(2024, 7, 31)))


def known(fact="deadline/7/20240731", when="2024-07-22T10:00", **more) -> Hush:
    usual = Hush(1, None, 1, "task", 7, "known", fact, at(when), "王芳")
    return replace(usual, **more)


def snoozed(until: str, when="2024-07-22T10:00", **more) -> Hush:
    return known(when=when, kind="snoozed", until=at(until), **more)


def about_seven(*hushes: Hush, start="2024-07-22", end="2024-08-02", paper=DUE) -> list[str]:
    rows = planned(paper, replace(channel(), hushes=hushes), start, end)
    return when(one for one in rows if one.target_id == 7 and "cooperating" not in one.key)


def test_who_knows_is_reminded_on_the_day_itself_and_when_it_is_late():
    assert about_seven() == ["07-22", "07-26", "07-30", "07-31", "08-01", "08-02"]
    assert about_seven(known()) == ["07-22", "07-31", "08-01", "08-02"]


def test_to_know_of_one_date_is_not_to_know_of_another():
    assert about_seven(known("deadline/7/20240630")) == about_seven()
    assert about_seven(known("overdue/7/20240731")) == about_seven()


def test_the_other_task_and_the_other_chat_go_on():
    hushed = replace(channel(1), hushes=(known(),))
    rows = planned(DUE, (hushed, channel(2)), "2024-07-26", "2024-07-26")
    assert [(one.destination.key, one.target_id) for one in rows] == [
        ("c1", 8),
        ("c2", 7),
        ("c2", 8),
    ]


def test_of_what_was_put_off_the_last_comes_once_when_it_ends():
    put_off = snoozed("2024-07-31T09:00", when="2024-07-22T10:00")
    assert about_seven(put_off) == ["07-22", "07-31", "08-01", "08-02"]
    over = snoozed("2024-07-29T09:00")
    assert about_seven(over) == ["07-22", "07-29", "07-30", "07-31", "08-01", "08-02"]
    (held,) = (
        one
        for one in planned(DUE, replace(channel(), hushes=(over,)), "2024-07-29", "2024-07-29")
        if one.target_id == 7
    )
    assert held.key == "deadline/7/20240731/T-3/c1"
    assert "王芳选了稍后" in held.why


def test_put_off_holds_for_what_is_late_as_well():
    late = snoozed("2024-08-05T09:00", when="2024-08-01T10:00")
    rows = about_seven(late, start="2024-08-01", end="2024-08-06")
    assert rows == ["08-01", "08-05", "08-06"]


def out(kind: str, since="2024-07-01", until: str | None = None, **more) -> OptOut:
    return OptOut(1, kind, at(since), at(until) if until else None, **more)


def test_what_a_person_opted_out_of_is_not_told_and_not_told_later_either():
    usual = person(1, "甲局")
    assert when(planned(DUE, usual, "2024-07-29", "2024-07-31"))[::2] == ["07-30", "07-31"]
    quiet = replace(usual, opt_outs=(out("deadline", until="2024-07-31T08:00"),))
    assert when(planned(DUE, quiet, "2024-07-29", "2024-07-31")) == ["07-31", "07-31"]
    other = replace(usual, opt_outs=(out("deadline", document_id=2), out("phase")))
    assert len(planned(DUE, other, "2024-07-29", "2024-07-31")) == 4


@pytest.mark.parametrize(("kind", "left"), [("overdue", []), ("phase", ["phase"])])
def test_what_is_compulsory_cannot_be_left_out(kind, left):
    assert [one.kind for one in opted(out(kind), USUAL)] == left
    every = {one.kind for one in opted(out("*"), USUAL)}
    assert {"silent", "deadline"} <= every
    assert not every & {"overdue", "escalation"}


def test_what_is_compulsory_is_for_the_office_to_say():
    settings = settings_of({"compulsory": ["deadline"]}, ZONE)
    assert [one.kind for one in opted(out("deadline"), settings)] == []
    assert [one.kind for one in opted(out("overdue"), settings)] == ["overdue"]


def test_a_channel_has_its_own_clock():
    far = replace(channel(), zone=ZoneInfo("Asia/Urumqi"), quiet=(time(19), time(10)))
    (first, *_) = planned(DUE, far, "2024-07-31", "2024-07-31")
    assert first.at == at("2024-07-31T12:00")
    assert f"{first.at:%H:%M}" == "10:00"
    here = kinds(planned(DUE, channel(), "2024-07-31", "2024-07-31"), "deadline")[0]
    assert here.at == at("2024-07-31T09:00")


def why(row, *hushes: Hush, now: str, **more) -> str | None:
    """Why it is not said after all, looked at again when it is about to be."""
    asked = Asked(
        row.key, row.kind, row.destination.key, 1, row.target, row.target_id, row.day, row.at
    )
    place = replace(row.destination, hushes=hushes, **more)
    said = current(Facts((DUE,), (place,)), [asked], at(now), OFFICE, USUAL)[row.key]
    return said.reason if isinstance(said, Gone) else None


def test_what_was_put_aside_after_it_was_planned_is_not_said():
    row = kinds(planned(DUE, channel(), "2024-07-26", "2024-07-26"), "deadline")[0]
    assert why(row, now="2024-07-26T09:00") is None
    late = known(when="2024-07-26T09:30")
    assert why(row, late, now="2024-07-26T10:00") == "王芳已知悉"
    mine = kinds(planned(DUE, person(1, "甲局"), "2024-07-26", "2024-07-26"), "deadline")[0]
    quiet = (out("deadline", since="2024-07-26T09:30"),)
    assert why(mine, now="2024-07-26T10:00", opt_outs=quiet) == "本人不要这类提醒"


def test_of_several_that_were_put_off_to_one_day_the_last_is_said():
    rows = planned(DUE, channel(), "2024-07-22", "2024-07-30")
    seven = [replace(one, at=at("2024-07-30T09:00")) for one in rows if one.target_id == 7]
    asked = [
        Asked(one.key, one.kind, "c1", 1, one.target, one.target_id, one.day, one.at)
        for one in seven
    ]
    said = current(Facts((DUE,), (channel(),)), asked, at("2024-07-30T09:00"), OFFICE, USUAL)
    assert [key for key, one in said.items() if not isinstance(one, Gone)] == [seven[-1].key]
