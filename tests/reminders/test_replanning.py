"""Coordinators thin out the plan: dropped, moved, merged, and back; keys stay what they are."""

from datetime import date

from db.replanning import Decision
from reminders.facts import Facts
from reminders.plan import plan
from tests.reminders.office import OFFICE, USUAL, at, channel, days, paper, task, when

FACTS = Facts((paper(task(7, date(2024, 7, 31))),), (channel(1), channel(2)))
NOW = at("2024-07-01")


def planned(start, end, *decided, dropped=False):
    facts = Facts(FACTS.papers, FACTS.destinations, {one.key: one for one in decided})
    span = days(date.fromisoformat(start), date.fromisoformat(end))
    rows = plan(facts, span, NOW, OFFICE, USUAL, dropped=dropped)
    return [one for one in rows if one.destination.key == "c1"]


def key(day):
    """Of the first chat's notice of that day."""
    return planned(day, day)[0].key


def test_what_is_dropped_is_not_owed_and_can_still_be_seen():
    drop = Decision(key("2024-07-26"), "drop", at("2024-07-26T09:00"), by="周督办", at=NOW)
    rest = planned("2024-07-01", "2024-07-31", drop)
    assert drop.key not in {one.key for one in rest}
    assert len(rest) == len(planned("2024-07-01", "2024-07-31")) - 1
    (shown,) = planned("2024-07-26", "2024-07-26", drop, dropped=True)
    assert shown.dropped
    assert "周督办撤下" in shown.why


def test_what_is_moved_is_said_then_under_the_same_key_also_weeks_later():
    moved = Decision(
        key("2024-07-22"), "move", at("2024-07-22T09:00"), at("2024-08-20T09:00"), "周督办", NOW
    )
    assert planned("2024-07-22", "2024-07-22", moved) == []
    rows = planned("2024-08-20", "2024-08-20", moved)
    (there,) = [one for one in rows if one.key == moved.key]
    assert there.message == "c1/20240820T0900"
    assert "周督办改到这一天（原定2024年7月22日（周一））" in there.why
    assert "（天数按2024年7月22日（周一）算）" in there.text
    whole = planned("2024-07-01", "2024-08-31", moved)
    assert {one.key for one in whole} == {one.key for one in planned("2024-07-01", "2024-08-31")}


def test_what_is_merged_goes_out_with_the_other():
    other = planned("2024-07-30", "2024-07-30")[0]
    merged = Decision(key("2024-07-26"), "merge", at("2024-07-26T09:00"), other.at, "周督办", NOW)
    rows = planned("2024-07-30", "2024-07-30", merged)
    assert len({one.message for one in rows}) == 1
    assert when(rows) == ["07-30", "07-30"]


def test_others_stay_where_they_were():
    before = {one.key: one.at for one in planned("2024-07-01", "2024-08-31")}
    gone = Decision(key("2024-07-26"), "drop", at("2024-07-26T09:00"), by="周督办", at=NOW)
    after = {one.key: one.at for one in planned("2024-07-01", "2024-08-31", gone)}
    assert after == {name: moment for name, moment in before.items() if name != gone.key}
