"""The questions before a whole plan: how far back one looks, days on which nothing can fall."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from db.channels import ChannelWish
from db.correcting import Order
from db.hushes import Press
from db.ledger import Ledger
from db.outbox import NewNotice
from db.records import Place
from db.replanning import Decision
from reminders.owing import BACK, LONGEST, is_at_rest, program, span_owed, worth_saying
from reminders.plan import Span
from reminders.settings import ZONE
from tests.reminders.office import at, channel, paper, planned, task

PLACE = Place("telegram", "", "-1")
SATURDAY = Span(at("2024-09-21"), at("2024-09-22"))


def order(key: str) -> Order:
    return Order("张三", SATURDAY.start, key)


@pytest.fixture
async def ledger(tmp_path: Path) -> AsyncIterator[Ledger]:
    async with await Ledger.open(f"sqlite:///{tmp_path / 'duban.db'}") as opened:
        yield opened


def noon(day: str) -> datetime:
    return at(f"{day}T12:00")


def test_as_far_back_as_the_bot_was_away_but_not_for_ever() -> None:
    now = noon("2024-09-20")
    tonight = at("2024-09-21")
    assert span_owed(now, tonight, ZONE) == Span(now - BACK, tonight)
    away = at("2024-08-20")
    assert span_owed(now, away, ZONE) == Span(away, tonight)
    assert span_owed(now, None, ZONE) == Span(now - LONGEST, tonight)
    assert span_owed(now, at("2023-08-20"), ZONE).start == now - LONGEST


def test_of_what_is_long_past_the_last_about_the_same_is_said() -> None:
    late, soon = task(1, at("2024-08-12").date()), task(2, at("2024-09-25").date())
    owed = planned(paper(late, soon), channel(), "2024-08-10", "2024-09-24")
    said = worth_saying(owed, noon("2024-08-26"))
    past = [one for one in said if one.at < at("2024-08-27")]
    assert [f"{one.key[:10]} {one.at:%m-%d}" for one in past] == [
        # Nothing followed this one; of the other task all that the last seven days owed.
        "deadline/2 08-13",
        "overdue/1/ 08-20",
        "overdue/1/ 08-21",
        "overdue/1/ 08-22",
        "overdue/1/ 08-23",
        "overdue/1/ 08-26",
    ]
    assert [one for one in said if one.at > noon("2024-08-26")] == [
        one for one in owed if one.at > noon("2024-08-26")
    ]


def test_what_nothing_followed_is_said_however_late() -> None:
    owed = planned(paper(task(1, at("2024-09-30").date())), channel(), "2024-08-01", "2024-09-30")
    first = owed[0]
    assert first in worth_saying(owed, first.at + 2 * BACK - timedelta(days=1))


def test_every_process_goes_by_the_same_rules() -> None:
    assert program(ZONE) == program(ZONE)
    assert len(program(ZONE)) == 16


async def test_a_day_of_rest(ledger: Ledger) -> None:
    assert await is_at_rest(ledger, SATURDAY, ZONE)
    assert not await is_at_rest(ledger, Span(at("2024-09-20"), at("2024-09-22")), ZONE)
    # Worked in exchange for a holiday; and as the office settled it.
    assert not await is_at_rest(ledger, Span(at("2024-09-14"), at("2024-09-15")), ZONE)
    await ledger.due.settle("reminders", {"days": {"2024-09-21": True}}, order("days"))
    assert not await is_at_rest(ledger, SATURDAY, ZONE)


async def test_where_people_live_by_another_clock_it_may_still_be_friday(ledger: Ledger) -> None:
    wish = ChannelWish("组", timezone="America/Los_Angeles")
    await ledger.channels.bind(PLACE, wish, order("bind"))
    assert not await is_at_rest(ledger, SATURDAY, ZONE)


async def test_what_was_put_off_until_a_day_of_rest(ledger: Ledger) -> None:
    place = await ledger.channels.bind(PLACE, ChannelWish("组"), order("bind"))
    notice = NewNotice(
        "deadline/1/20240930/T-7/c1", "deadline", None, place.id, {}, target="task", target_id=1
    )
    await ledger.outbox.plan([notice], SATURDAY.start)
    (row,) = await ledger.outbox.rows()
    await ledger.hushes.add(Press(row.id, "张三", until=noon("2024-09-21")), order("later"))
    assert not await is_at_rest(ledger, SATURDAY, ZONE)


async def test_what_was_moved_to_a_day_of_rest(ledger: Ledger) -> None:
    moved = Decision("k", "move", noon("2024-09-20"), noon("2024-09-21"))
    await ledger.replanning.decide([moved], order("move"))
    assert not await is_at_rest(ledger, SATURDAY, ZONE)
