"""A code links one account to one person, once, within seven days."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import select

from db.errors import InvitationError
from db.ledger import Ledger
from db.records import Account
from db.tables.people import invitations
from tests.db.papers import NOW
from tests.db.roster import LI_MIN, SLACK, TELEGRAM, ZHANG, order, trail


async def invited(ledger: Ledger) -> tuple[int, str]:
    await ledger.people.add(LI_MIN, order("admin"))
    person_id = await ledger.people.add(ZHANG, order("add"))
    return person_id, await ledger.people.invite(person_id, order("invite"))


async def test_whoever_has_the_code_is_that_person(ledger: Ledger) -> None:
    person_id, code = await invited(ledger)

    person = await ledger.people.use_invitation(f" {code}\n", TELEGRAM, "小张", NOW)

    assert (person.id, person.accounts) == (person_id, (TELEGRAM,))
    assert await ledger.people.of_account(TELEGRAM) == person
    inviter = await ledger.people.inviter(person_id)
    assert inviter
    assert inviter.name == "李敏"


async def test_it_works_once_but_answers_the_same_account_again(ledger: Ledger) -> None:
    person_id, code = await invited(ledger)
    await ledger.people.use_invitation(code, TELEGRAM, "小张", NOW)

    again = await ledger.people.use_invitation(code, TELEGRAM, "小张", NOW)

    assert again.id == person_id
    with pytest.raises(InvitationError, match="已经用过"):
        await ledger.people.use_invitation(code, SLACK, "别人", NOW)
    assert [row["action"] for row in await trail(ledger)].count("person/join") == 1


async def test_of_many_who_use_it_at_once_one_gets_in(ledger: Ledger) -> None:
    _person_id, code = await invited(ledger)
    accounts = [Account("telegram", "", str(number)) for number in range(1, 9)]

    uses = [ledger.people.use_invitation(code, one, "某人", NOW) for one in accounts]
    results = await asyncio.gather(*uses, return_exceptions=True)

    assert sum(isinstance(one, InvitationError) for one in results) == 7
    owners = [await ledger.people.of_account(one) for one in accounts]
    assert sum(one is not None for one in owners) == 1


async def test_it_ends_after_seven_days_and_with_the_next_one(ledger: Ledger) -> None:
    person_id, code = await invited(ledger)
    with pytest.raises(InvitationError, match="失效"):
        await ledger.people.use_invitation(code, TELEGRAM, "小张", NOW + timedelta(days=7))

    await ledger.people.invite(person_id, order("invite again"))

    with pytest.raises(InvitationError, match="失效"):
        await ledger.people.use_invitation(code, TELEGRAM, "小张", NOW)


async def test_asked_for_twice_the_code_last_shown_counts(ledger: Ledger) -> None:
    person_id, lost = await invited(ledger)

    shown = await ledger.people.invite(person_id, order("invite"))

    with pytest.raises(InvitationError, match="不对"):
        await ledger.people.use_invitation(lost, TELEGRAM, "小张", NOW)
    assert (await ledger.people.use_invitation(shown, TELEGRAM, "小张", NOW)).id == person_id
    assert [row["action"] for row in await trail(ledger)].count("person/invite") == 1
    with pytest.raises(InvitationError, match="重新邀请"):
        await ledger.people.invite(person_id, order("invite"))


async def test_the_code_itself_is_kept_nowhere(ledger: Ledger) -> None:
    _person_id, code = await invited(ledger)

    rows = await ledger._store.read(lambda c: c.execute(select(invitations)).all())

    assert code not in repr(rows)
    assert code not in repr(await trail(ledger))


async def test_guessing_is_heard_five_times_a_day(ledger: Ledger) -> None:
    _person_id, code = await invited(ledger)
    for _ in range(5):
        with pytest.raises(InvitationError, match="不对"):
            await ledger.people.use_invitation("guess", TELEGRAM, "某人", NOW)

    with pytest.raises(InvitationError, match="太多"):
        await ledger.people.use_invitation(code, TELEGRAM, "某人", NOW)

    await ledger.people.use_invitation(code, SLACK, "小张", NOW)
    with pytest.raises(InvitationError, match="不对"):
        await ledger.people.use_invitation("guess", TELEGRAM, "某人", NOW + timedelta(days=1))


async def test_an_account_of_somebody_else_stays_theirs(ledger: Ledger) -> None:
    _person_id, code = await invited(ledger)
    (li,) = await ledger.people.named("李敏")
    await ledger.people.link(li.id, TELEGRAM, order("link"))

    with pytest.raises(InvitationError, match="李敏"):
        await ledger.people.use_invitation(code, TELEGRAM, "李敏", NOW)

    assert (await ledger.people.use_invitation(code, SLACK, "小张", NOW)).name == "张伟"
