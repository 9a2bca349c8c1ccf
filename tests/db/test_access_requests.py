"""Strangers ask to be let in; somebody decides, once."""

import asyncio

import pytest

from db.errors import TakenError, UnknownRecordError
from db.ledger import Ledger
from db.people import NewPerson
from db.records import AccessRequest
from tests.db.papers import NOW
from tests.db.roster import LATER, SLACK, TELEGRAM, ZHANG, order, trail


async def asked(ledger: Ledger) -> AccessRequest:
    return await ledger.people.ask_access(TELEGRAM, "小张\u202e", NOW)


async def test_asking_twice_is_one_request(ledger: Ledger) -> None:
    every = await asyncio.gather(*(asked(ledger) for _ in range(5)))

    assert len(set(every)) == 1
    assert (every[0].name, every[0].state) == ("小张", "waiting")
    assert await ledger.people.requests() == (every[0],)
    await ledger.people.ask_access(SLACK, "别人", LATER)
    assert [one.name for one in await ledger.people.requests()] == ["小张", "别人"]


async def test_approved_as_somebody_of_the_roster(ledger: Ledger) -> None:
    person_id = await ledger.people.add(ZHANG, order("add"))
    request = await asked(ledger)

    decided = await ledger.people.decide(request.id, person_id, order("k1"))

    assert (decided.state, decided.person_id) == ("approved", person_id)
    person = await ledger.people.of_account(TELEGRAM)
    assert person
    assert person.id == person_id
    assert await ledger.people.requests() == ()


async def test_approved_as_somebody_new(ledger: Ledger) -> None:
    request = await asked(ledger)

    new = NewPerson("张伟", "staff", "信息科")
    one, two = [await ledger.people.decide(request.id, new, order("k1")) for _ in range(2)]

    assert one == two
    (person,) = await ledger.people.everyone()
    assert (person.name, person.accounts, one.person_id) == ("张伟", (TELEGRAM,), person.id)
    actions = [row["action"] for row in await trail(ledger)]
    assert actions == ["person/add", "access/approved"]


async def test_of_two_who_decide_the_second_hears_who_was_first(ledger: Ledger) -> None:
    request = await asked(ledger)
    await ledger.people.decide(request.id, None, order("k1", by="李敏"))

    with pytest.raises(TakenError, match="李敏已经拒绝了小张的申请"):
        await ledger.people.decide(request.id, None, order("k2", by="王芳"))

    assert (await asked(ledger)).state == "refused"
    person_id = await ledger.people.add(ZHANG, order("add"))
    await ledger.people.decide(request.id, person_id, order("k3", by="王芳"))
    with pytest.raises(TakenError, match="王芳已经同意了小张的申请"):
        await ledger.people.decide(request.id, None, order("k4", by="李敏"))
    assert (await ledger.people.of_account(TELEGRAM)) is not None


async def test_who_left_asks_anew(ledger: Ledger) -> None:
    person_id = await ledger.people.add(ZHANG, order("add"))
    request = await asked(ledger)
    await ledger.people.decide(request.id, person_id, order("k1"))
    await ledger.people.leave(person_id, order("k2"))

    again = await asked(ledger)

    assert (again.id, again.state, again.person_id) == (request.id, "waiting", None)


async def test_nobody_asked(ledger: Ledger) -> None:
    assert await ledger.people.request(7) is None
    with pytest.raises(UnknownRecordError, match="没有编号为 7 的申请"):
        await ledger.people.decide(7, None, order("k1"))
