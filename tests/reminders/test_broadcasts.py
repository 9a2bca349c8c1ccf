"""Whom a broadcast reaches, whom to ask again, and how its messages should look: pure."""

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from db.broadcasts import Audience, Broadcast, Part, Reader
from reminders.broadcasts import Crowd, Somebody, moment, reach
from reminders.faces import PACE, faces
from reminders.facts import Destination, Unit
from reminders.receipts import chases, missing, over, tally
from reminders.settings import Settings
from reminders.workdays import Workdays

NOW = datetime(2024, 7, 25, 14, 5, tzinfo=ZoneInfo("Asia/Shanghai"))  # a Thursday
SETTINGS, WORKDAYS = Settings(), Workdays()
BOTH = frozenset({"telegram", "slack"})


def broadcast(**more) -> Broadcast:
    usual = Broadcast(
        id=1,
        document_id=5,
        title="通知",
        state="sent",
        version=1,
        audience=Audience("paper"),
        compulsory=False,
        asks_receipt=True,
        due_at=None,
        sent_at=NOW,
        receipt_by=NOW + timedelta(days=20),
        by="周督办（9号）",
        person_id=9,
        at=NOW,
        ended_at=None,
    )
    return replace(usual, **more)


def person(number: int, unit: int, platforms=BOTH, role="staff") -> Somebody:
    place = Destination(
        f"p{number}", person=number, name=f"人{number}", units=(Unit(unit, "staff"),)
    )
    return Somebody(place, frozenset(platforms), role)


def channel(number: int, platform="telegram", units=(), documents=(), **more) -> Somebody:
    place = Destination(
        f"c{number}",
        channel=number,
        bureaus=dict.fromkeys(units),
        documents=dict.fromkeys(documents),
        **more,
    )
    return Somebody(place, frozenset({platform}))


def names(places) -> set[str]:
    return {one.key for one in places}


def test_who_reads_it_in_a_channel_of_their_unit_is_not_told_twice():
    people = (person(1, 10), person(2, 20), person(3, 10, {"slack"}))
    crowd = Crowd((channel(1, "telegram", units=(10,)), channel(2)), people)
    to = reach(broadcast(), {10, 20}, crowd)
    assert names(to.channels) == {"c1", "c2"}
    assert names(to.privately) == {"p2", "p3"}  # who is elsewhere does not read it there
    assert {one.person_id for one in to.readers} == {1, 2, 3}
    personal = broadcast(audience=Audience("paper", personal=True))
    assert names(reach(personal, {10, 20}, crowd).privately) == {"p1", "p2", "p3"}


def test_who_drafted_it_who_left_units_without_people_and_who_cannot_be_reached():
    people = (person(9, 10), person(2, 20, ()))
    to = reach(broadcast(), {10, 20, 30}, Crowd((), people))
    assert to.destinations == ()
    assert to.unreachable == ("人2",)
    assert to.nobody == (30,)
    assert [one.reachable for one in to.readers] == [False]


def test_named_units_are_told_in_their_own_channels():
    crowd = Crowd((channel(1, units=(10,)), channel(2), channel(3, documents=(6,))), ())
    units = broadcast(audience=Audience("units", (10,)))
    assert names(reach(units, {10}, crowd).channels) == {"c1"}
    assert names(reach(broadcast(), {10}, crowd).channels) == {"c1", "c2"}
    everyone = broadcast(audience=Audience("everyone"))
    assert names(reach(everyone, (), crowd).channels) == {"c1", "c2", "c3"}


def test_who_wants_none_gets_only_what_is_compulsory():
    deaf = channel(1, kinds=frozenset({"deadline"}))
    crowd = Crowd((deaf,), (person(1, 10),), quieted=frozenset({1}))
    assert reach(broadcast(), {10}, crowd).destinations == ()
    forced = reach(broadcast(compulsory=True), {10}, crowd)
    assert names(forced.destinations) == {"c1", "p1"}


def test_leaders_are_told_only_where_a_unit_has_nobody_else():
    people = (person(1, 10), person(2, 10, role="manager"), person(3, 20, role="manager"))
    to = reach(broadcast(), {10, 20}, Crowd((), people))
    assert names(to.privately) == {"p1", "p3"}


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (NOW, "2024-07-25T14:05"),
        (NOW.replace(hour=20), "2024-07-26T09:00"),
        (NOW + timedelta(days=2), "2024-07-29T09:00"),  # a Saturday
        (datetime(2024, 9, 30, 19, tzinfo=NOW.tzinfo), "2024-10-08T09:00"),
    ],
)
def test_quiet_hours_and_days_of_rest_hold_unless_it_is_compulsory(at, said):
    place = Destination("c1")
    found = moment(broadcast(), place, at, SETTINGS, WORKDAYS)
    assert found.isoformat(timespec="minutes").startswith(said)
    assert moment(broadcast(compulsory=True), place, at, SETTINGS, WORKDAYS) == at


# Receipts


def reader(number: int, unit: int, *, done: bool = False) -> Reader:
    return Reader(number, f"人{number}", unit, received_at=NOW if done else None)


READERS = (reader(1, 10, done=True), reader(2, 10), reader(3, 20))


def test_one_of_a_unit_is_enough_unless_each_confirms_in_person():
    assert [one.person_id for one in missing(broadcast(), READERS)] == [3]
    personal = broadcast(audience=Audience("paper", personal=True))
    assert [one.person_id for one in missing(personal, READERS)] == [2, 3]
    counted = tally(READERS)
    assert (counted.persons, counted.of_persons, counted.units, counted.of_units) == (1, 3, 1, 2)


def test_it_is_over_when_all_confirmed_or_the_time_has_come():
    one = broadcast()
    assert not over(one, READERS, (), NOW)
    assert over(one, READERS[:2], (), NOW)
    assert over(one, READERS, (), NOW + timedelta(days=20))
    assert not over(one, READERS[:2], (part(1, state="planned", attempt=None),), NOW)


def chased(at: datetime, told=(), one: Broadcast | None = None) -> list[str]:
    crowd = Crowd((), (person(1, 10), person(2, 10), person(3, 20)))
    found = chases(one or broadcast(), READERS, crowd, told, at, SETTINGS, WORKDAYS)
    return [each.key for each in found]


def morning(day: int) -> datetime:
    return NOW.replace(day=day, hour=9, minute=0)


def test_the_missing_are_asked_again_on_the_second_and_fifth_working_day():
    assert chased(morning(26)) == []
    assert chased(morning(29) - timedelta(minutes=1)) == []
    assert chased(morning(29)) == ["broadcast/1/v1/chase/2/p3"]
    assert chased(morning(31)) == ["broadcast/1/v1/chase/2/p3"]  # late, but its key is known
    later = datetime(2024, 8, 1, 9, tzinfo=NOW.tzinfo)
    assert chased(later) == ["broadcast/1/v1/chase/5/p3"]
    assert chased(later.replace(hour=20)) == []
    assert chased(later + timedelta(days=2)) == []  # a Saturday
    assert chased(later, one=broadcast(receipt_by=later)) == []


def test_a_unit_that_heard_enough_this_week_is_asked_next_week():
    told = [(3, morning(29) + timedelta(hours=n)) for n in range(5)]
    at = morning(31)
    assert chased(at, told) == []
    assert chased(at, told[:4]) == ["broadcast/1/v1/chase/2/p3"]
    together = [(3, morning(29) + timedelta(minutes=n)) for n in range(5)]
    assert chased(at, together) == ["broadcast/1/v1/chase/2/p3"]


# What stands in the chats


def part(number: int, kind="words", state="sent", attempt: int | None = 7, **more) -> Part:
    usual = Part(
        notice_id=number,
        key=f"broadcast/1/v1/c{number}",
        part=kind,
        version=1,
        person=None,
        channel=number,
        state=state,
        reason=None,
        due_at=NOW,
        ended_at=NOW if state not in ("planned", "unknown") else None,
        attempt_id=attempt,
    )
    return replace(usual, **more)


LATER = NOW + PACE


def looks(one: Broadcast, parts, count=0, now=LATER):
    return [(each.key, each.edits, each.replaces) for each in faces(one, parts, count, now)]


def test_receipts_are_counted_in_place_and_not_too_often():
    said = part(1)
    assert looks(broadcast(), [said], 3) == [("broadcast/1/v1/c1/r3", 7, None)]
    assert looks(broadcast(), [said], 3, NOW) == []
    shown = part(2, "face", main=1, count=3, due_at=LATER)
    assert looks(broadcast(), [said, shown], 3) == []
    assert looks(broadcast(), [said, shown], 4) == []
    assert looks(broadcast(), [said, shown], 4, LATER + PACE) == [("broadcast/1/v1/c1/r4", 7, None)]


def test_an_edit_that_nobody_made_yet_is_exchanged_for_the_newer_one():
    waiting = part(2, "face", "planned", None, main=1, count=3)
    assert looks(broadcast(), [part(1), waiting], 9) == [("broadcast/1/v1/c1/r9", 7, 2)]


def test_in_private_nothing_is_counted():
    private = part(1, person=4, channel=None)
    assert looks(broadcast(), [private], 3) == []


def test_a_correction_edits_what_was_said_and_takes_the_place_of_what_was_not():
    second = broadcast(version=2)
    unsaid = part(2, state="planned", attempt=None)
    assert looks(second, [part(1), unsaid]) == [
        ("broadcast/1/v2/c1", 7, None),
        ("broadcast/1/v2/c2", None, 2),
    ]


def test_what_was_taken_back_says_so_wherever_it_was_said():
    gone = broadcast(state="cancelled")
    chase = part(3, "chase", attempt=8, key="broadcast/1/v1/chase/2/p3")
    unsaid = part(2, state="planned", attempt=None)
    assert looks(gone, [part(1), unsaid, chase]) == [
        ("broadcast/1/v1/c1/withdrawn", 7, None),
        ("broadcast/1/v1/c2", None, 2),
        ("broadcast/1/v1/chase/2/p3/withdrawn", 8, None),
    ]
    shown = part(4, "face", main=1, look="withdrawn")
    assert looks(gone, [part(1), shown]) == []


def test_at_the_end_the_count_is_closed_once():
    closed = broadcast(state="closed")
    assert looks(closed, [part(1)], 2) == [("broadcast/1/v1/c1/closed", 7, None)]
    assert looks(closed, [part(1), part(2, "face", main=1, look="closed")], 2) == []


def test_what_never_arrived_is_left_alone():
    assert looks(broadcast(version=2), [part(1, state="failed", attempt=None)]) == []
