"""What of a claim is not said: set aside for good, put off until later, or left to rest."""

from datetime import timedelta

from db.ledger import Ledger
from db.outbox import Aside, LeftOut, PutOff, owed_at
from tests.db.outbox import Deliverer, channel, only, states, to_channel
from tests.db.papers import NOW

LATER = NOW + timedelta(hours=12)


async def planned(ledger: Ledger, *keys: str) -> None:
    group = await channel(ledger, "-1001")
    await ledger.outbox.plan([to_channel(key, group, NOW) for key in keys], NOW)


async def test_what_no_longer_holds_is_set_aside_and_the_rest_is_said(ledger: Ledger) -> None:
    await planned(ledger, "a", "b")
    shop = Deliverer(ledger)
    claim = await shop.claim()
    why: Aside = ("suppressed", "已办结")
    out = LeftOut(claim.destination, ((claim.notices[0].id, why),))

    await ledger.outbox.leave_out([out], "a", NOW)
    assert await shop.claims() == []  # still leased: the other is about to be said

    assert await states(ledger) == {"a": "suppressed", "b": "planned"}
    rows = await ledger.outbox.rows()
    assert (rows[0].reason, rows[0].ended_at) == ("已办结", NOW)


async def test_what_is_put_off_is_due_later_and_known_to_be_late(ledger: Ledger) -> None:
    await planned(ledger, "a")
    shop = Deliverer(ledger)
    claim = await shop.claim()
    later = PutOff(claim.notices[0], LATER, "不在工作时间")

    await ledger.outbox.leave_out(
        [LeftOut(claim.destination, put_off=(later,), free=True)], "a", NOW
    )

    row = await only(ledger)
    assert (row.state, row.due_at, row.reason) == ("planned", LATER, "不在工作时间")
    assert owed_at(row) == NOW
    assert row.facts["reply"] == "a"
    assert await shop.claims() == []
    shop.now = LATER
    again = (await shop.claim()).notices[0]
    assert owed_at(again) == NOW


async def test_put_off_twice_it_is_still_owed_since_the_first_time(ledger: Ledger) -> None:
    await planned(ledger, "a")
    shop = Deliverer(ledger)
    for moment in (NOW, LATER):
        shop.now = moment
        claim = await shop.claim()
        later = PutOff(claim.notices[0], moment + timedelta(hours=12), "不在工作时间")
        out = LeftOut(claim.destination, put_off=(later,), free=True)
        await ledger.outbox.leave_out([out], "a", moment)
    assert owed_at(await only(ledger)) == NOW


async def test_a_place_that_is_let_go_may_rest(ledger: Ledger) -> None:
    await planned(ledger, "a")
    shop = Deliverer(ledger)
    claim = await shop.claim()
    rest = timedelta(seconds=5)

    await ledger.outbox.leave_out([LeftOut(claim.destination, free=True, rest=rest)], "a", NOW)

    assert await shop.claims() == []
    shop.now = NOW + rest
    assert (await shop.claim()).destination == claim.destination


async def test_what_is_due_may_go_by_another_clock_than_leases(ledger: Ledger) -> None:
    group = await channel(ledger, "-1001")
    await ledger.outbox.plan([to_channel("a", group, LATER)], NOW)
    until = NOW + timedelta(minutes=1)
    for due, found in ((NOW, 0), (LATER, 1)):
        claims = await ledger.outbox.claim("a", NOW, until, ("telegram",), 9, due)
        assert len(claims) == found
