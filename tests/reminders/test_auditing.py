"""What the rules owed beside what became of it."""

from datetime import datetime, timedelta

from db.notices import Notice
from reminders.auditing import PATIENCE, Became, audit_of, confirmed, problems
from tests.reminders.office import at, channel, paper, person, planned, task

NOW = at("2024-09-30T15:00")
HOUR = timedelta(hours=1)


def owed(*destinations):
    """What is owed at 09:00 on that day."""
    where = destinations or (channel(1),)
    return planned(paper(task(1, NOW.date())), where, "2024-09-30", "2024-09-30")


def row(number=1, state="planned", ended: datetime | None = None, **more) -> Notice:
    known = {
        "key": f"k{number}",
        "kind": "deadline",
        "person": None,
        "channel": 1,
        "due_at": NOW - HOUR,
        "reason": None,
    } | more
    return Notice(
        id=number,
        document_id=None,
        target=None,
        target_id=None,
        state=state,
        facts={},
        ended_at=ended,
        **known,
    )


def audit(notices=(), rows=(), keys=(), now=NOW, rests=lambda _where: False):
    return audit_of(notices, Became(keys, rows), now, rests)


def test_all_is_well():
    every = owed()
    assert audit(every, keys={one.key for one in every}) == ()


def test_what_is_not_in_the_outbox_is_missing():
    (one,) = owed()
    (found,) = audit([one])
    assert (found.trouble, found.key, found.destination) == ("missing", one.key, "c1")
    assert found.due_at == at("2024-09-30T09:00")


def test_nobody_is_impatient():
    every, nine = owed(), at("2024-09-30T09:00")
    assert audit(every, now=nine + PATIENCE - timedelta(seconds=1)) == ()
    assert len(audit(every, now=nine + PATIENCE)) == 1


def test_rows_that_did_not_go_out():
    rows = [
        row(1),
        row(2, "unknown"),
        row(3, "unknown", NOW, reason="连接中断"),
        row(4, "failed", NOW, channel=None, person=7),
    ]
    found = audit(rows=rows)
    assert [(one.id, one.trouble, one.destination) for one in found] == [
        (1, "late", "c1"),
        (2, "late", "c1"),
        (3, "unknown", "c1"),
        (4, "failed", "p7"),
    ]


def test_an_alarm_rings_no_alarm():
    assert audit(rows=[row(kind="audit", state="failed", ended=NOW)]) == ()


def test_in_quiet_hours_nothing_is_late_but_what_failed_failed():
    rows = [row(1), row(2, "failed", NOW)]
    assert [one.trouble for one in audit(owed(), rows, rests=lambda where: where == "c1")] == [
        "failed"
    ]


def test_what_may_come_right_by_itself_is_told_of_when_it_is_seen_again():
    first = audit(rows=[row(1), row(2, "failed", NOW)])
    again = audit(rows=[row(1), row(2, "failed", NOW), row(3)])
    assert [one.id for one in confirmed(first, ())] == [2]
    assert [one.id for one in confirmed(again, first)] == [1, 2]


def test_one_problem_a_trouble_destination_and_day():
    yesterday = NOW - timedelta(days=1)
    rows = [row(1), row(2), row(3, channel=2), row(4, "failed", NOW), row(5, "failed", yesterday)]
    assert sorted(one.key for one in problems(audit(rows=rows))) == [
        "audit/20240929/failed/c1",
        "audit/20240930/failed/c1",
        "audit/20240930/late/c1",
        "audit/20240930/late/c2",
    ]


def test_where_everybody_is_in_trouble_it_is_told_together():
    (one,) = problems(audit(rows=[row(number, channel=number) for number in range(1, 51)]))
    assert one.key == "audit/20240930/late/many"
    assert (len(one.destinations), len(one.several)) == (50, 50)


def test_what_no_longer_holds_is_owed_no_more():
    closed = task(1, NOW.date(), standing={"state": "done"})
    assert planned(paper(closed), (channel(1), person(1, "甲局")), "2024-09-30", "2024-09-30") == ()
