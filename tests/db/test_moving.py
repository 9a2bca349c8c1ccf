"""Who moves to another unit, at once or on a day ahead, and who leaves."""

import asyncio
from dataclasses import replace
from datetime import date, timedelta

import pytest

from db.errors import (
    InvitationError,
    UnknownRecordError,
)
from db.ledger import Ledger
from db.people import NewPerson, PersonChange
from tests.db.papers import NOW
from tests.db.roster import LI_MIN, SLACK, TELEGRAM, ZHANG, order, trail


async def test_moving_keeps_where_somebody_was(ledger: Ledger) -> None:
    person_id = await ledger.people.add(ZHANG, order("k1"))

    since = date(2025, 3, 10)
    then = NOW + timedelta(days=9)
    await ledger.people.move(person_id, "区民政局", since, order("k2", now=then))

    person = await ledger.people.by_id(person_id)
    assert person
    assert [one.bureau for one in person.memberships] == ["区民政局"]
    told = [(one.bureau, one.since, one.until) for one in await ledger.people.history(person_id)]
    assert told == [
        ("区教育局", NOW.date(), date(2025, 3, 9)),
        ("区民政局", since, None),
    ]


async def test_a_move_dated_ahead_is_made_on_its_day(ledger: Ledger) -> None:
    person_id = await ledger.people.add(ZHANG, order("k1"))
    since = date(2025, 4, 1)
    await ledger.people.move(person_id, "区民政局", since, order("k2"))

    assert not await ledger.people.arrive(NOW)
    assert await units_of(ledger, person_id) == ["区教育局"]
    assert [one.since for one in await ledger.people.coming()] == [since]
    assert len(await ledger.people.history(person_id)) == 1

    later = NOW + timedelta(days=40)
    gathered = await asyncio.gather(*(ledger.people.arrive(later) for _ in range(3)))
    assert any(gathered)
    assert await units_of(ledger, person_id) == ["区民政局"]
    told = [(one.bureau, one.until) for one in await ledger.people.history(person_id)]
    assert told == [("区教育局", date(2025, 3, 31)), ("区民政局", None)]
    assert await ledger.people.coming() == ()
    actions = [row["action"] for row in await trail(ledger)]
    assert actions == ["person/add", "person/move-ahead", "person/move"]


async def test_who_moves_or_leaves_before_that_does_not_move_then(ledger: Ledger) -> None:
    person_id = await ledger.people.add(ZHANG, order("k1"))
    await ledger.people.move(person_id, "区民政局", date(2025, 4, 1), order("k2"))
    await ledger.people.move(person_id, "区财政局", date(2025, 4, 2), order("k3"))
    assert [one.bureau for one in await ledger.people.coming()] == ["区财政局"]

    await ledger.people.move(person_id, "区文旅局", NOW.date(), order("k4"))
    assert await ledger.people.coming() == ()
    await ledger.people.move(person_id, "区财政局", date(2025, 4, 2), order("k5"))
    await ledger.people.leave(person_id, order("k6"))
    assert not await ledger.people.arrive(NOW + timedelta(days=40))


async def test_what_somebody_is_in_charge_of_is_handed_over_on_the_day_they_move(
    ledger: Ledger,
) -> None:
    head = NewPerson("王局", "manager", "区教育局", "head", in_charge_of=("信息科",))
    mover = await ledger.people.add(head, order("k1"))
    heir = await ledger.people.add(LI_MIN, order("k2"))
    await ledger.people.move(mover, "区民政局", date(2025, 4, 1), order("k3"), heir)
    assert await in_charge(ledger, heir) == ()

    await ledger.people.arrive(NOW + timedelta(days=40))
    assert len(await in_charge(ledger, heir)) == 1
    assert await in_charge(ledger, mover) == ()


async def test_who_leaves_speaks_no_more_and_hands_over(ledger: Ledger) -> None:
    head = NewPerson("王局", "manager", "区教育局", "head", in_charge_of=("信息科", "督查室"))
    leaver = await ledger.people.add(replace(head, accounts=(SLACK,)), order("k1"))
    heir = await ledger.people.add(ZHANG, order("k2"))
    code = await ledger.people.invite(leaver, order("k3"))

    await ledger.people.change(
        leaver, PersonChange(email="wang@x.cn", phone="5550188"), order("k6")
    )
    await ledger.people.leave(leaver, order("k4"), successor=heir)
    await ledger.people.leave(leaver, order("k4"), successor=heir)

    assert [person.name for person in await ledger.people.everyone()] == ["张伟"]
    assert await ledger.people.of_account(SLACK) is None
    with pytest.raises(InvitationError, match="失效"):
        await ledger.people.use_invitation(code, TELEGRAM, "王", NOW)
    gone, successor = await ledger.people.by_id(leaver), await ledger.people.by_id(heir)
    assert gone
    assert successor
    assert (gone.left_at, gone.email, gone.phone) == (NOW, None, None)
    in_charge = [one.bureau for one in successor.memberships if one.kind == "in-charge"]
    assert in_charge == ["信息科", "督查室"]
    assert len(await ledger.people.history(leaver)) == 3
    actions = [row["action"] for row in await trail(ledger)]
    assert actions[-2:] == ["person/take-over", "person/leave"]
    with pytest.raises(UnknownRecordError, match="王局已经离开"):
        await ledger.people.change(leaver, PersonChange(role="staff"), order("k5"))
    assert "wang@x.cn" not in repr(await trail(ledger))


async def in_charge(ledger: Ledger, person_id: int) -> tuple[int, ...]:
    person = await ledger.people.by_id(person_id)
    return person.in_charge_of if person else ()


async def units_of(ledger: Ledger, person_id: int) -> list[str]:
    person = await ledger.people.by_id(person_id)
    return [one.bureau for one in person.memberships] if person else []
