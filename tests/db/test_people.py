"""Who is on the roster, what they may be called by, and what stays of those who left."""

import asyncio
from dataclasses import replace

import pytest

from db.errors import (
    BadValueError,
    TakenError,
    UnknownRecordError,
)
from db.ledger import Ledger
from db.people import PersonChange
from db.records import Account
from tests.db.papers import NOW
from tests.db.roster import LI_MIN, SLACK, TELEGRAM, ZHANG, order, trail


async def test_a_new_person_is_known_by_name_email_and_account(ledger: Ledger) -> None:
    person_id = await ledger.people.add(replace(ZHANG, accounts=(SLACK,)), order("k1"))

    (person,) = await ledger.people.everyone()
    assert (person.id, person.name, person.role) == (person_id, "张伟", "staff")
    assert [one.bureau for one in person.memberships] == ["区教育局"]
    assert await ledger.people.named("张伟") == (person,)
    assert await ledger.people.with_email("zhang.wei@example.CN") == (person,)
    assert await ledger.people.of_account(SLACK) == person
    assert await ledger.people.of_account(TELEGRAM) is None


async def test_the_same_wish_twice_is_one_person_and_one_audit_row(ledger: Ledger) -> None:
    ids = await asyncio.gather(*(ledger.people.add(LI_MIN, order("k1")) for _ in range(5)))

    assert len(set(ids)) == 1
    (row,) = await trail(ledger)
    assert (row["action"], row["subject_id"], row["by"]) == ("person/add", ids[0], "李敏")
    assert row["before"] is None
    assert row["after"]["bureaus"] == ["督查室"]


async def test_who_is_added_counts_at_once(ledger: Ledger) -> None:
    assert await ledger.people.of_account(TELEGRAM) is None
    version = await ledger.version()

    await ledger.people.add(replace(LI_MIN, accounts=(TELEGRAM,)), order("k1"))

    assert await ledger.version() > version
    assert await ledger.people.of_account(TELEGRAM) is not None


async def test_a_change_says_what_was_and_what_is(ledger: Ledger) -> None:
    person_id = await ledger.people.add(ZHANG, order("k1"))

    change = PersonChange(role="manager", phone="13800138000", in_charge_of=("信息科",), email="")
    await ledger.people.change(person_id, change, order("k2"))
    await ledger.people.change(person_id, change, order("k3"))

    person = await ledger.people.by_id(person_id)
    assert person
    assert (person.role, person.phone, person.email) == ("manager", "13800138000", None)
    assert [one.bureau for one in person.memberships] == ["区教育局", "信息科"]
    _added, row = await trail(ledger)
    assert (row["before"]["role"], row["after"]["role"]) == ("staff", "manager")
    assert (row["before"]["phone"], row["after"]["phone"]) == ("…0188", "…8000")


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"name": " "}, "缺少姓名"),
        ({"name": "12"}, "不能只是数字"),
        ({"role": "boss"}, "没有这种角色：boss"),
        ({"position": "chief"}, "没有这种职务：chief"),
        ({"scope": "everything"}, "范围要写成"),
        ({"scope": "document:none"}, "没有这份文件：none"),
        ({"scope": "bureau:没有的局"}, "没有这个单位：没有的局"),
        ({"email": "zhang"}, "不像邮箱"),
        ({"phone": "abc"}, "不像电话"),
        ({"bureau": "各区人民政府"}, "统称"),
        ({"accounts": (Account("telegram", "", "@zhang"),)}, "账号不对|数字编号"),
        ({"accounts": (Account("fax", "", "1"),)}, "没有这种平台：fax"),
    ],
)
async def test_what_cannot_be_is_refused_and_nobody_is_added(
    ledger: Ledger, wrong: dict[str, str], why: str
) -> None:
    with pytest.raises((BadValueError, UnknownRecordError), match=why):
        await ledger.people.add(replace(ZHANG, **wrong), order("k1"))  # type: ignore[arg-type]

    assert await ledger.people.everyone() == ()
    assert await trail(ledger) == []


async def test_an_account_is_one_persons_only(ledger: Ledger) -> None:
    li = await ledger.people.add(replace(LI_MIN, accounts=(SLACK,)), order("k1"))
    zhang = await ledger.people.add(ZHANG, order("k2"))

    for account in (SLACK, replace(SLACK, team="")):
        with pytest.raises(TakenError, match=f"李敏（编号 {li}，督查室）"):
            await ledger.people.link(zhang, account, order("k3"))
    await ledger.people.unlink(SLACK, order("k4"))
    await ledger.people.unlink(SLACK, order("k4"))
    await ledger.people.link(zhang, SLACK, order("k5"))

    owner = await ledger.people.of_account(SLACK)
    assert owner
    assert owner.id == zhang
    with pytest.raises(UnknownRecordError, match="没有和名册里的人关联"):
        await ledger.people.unlink(TELEGRAM, order("k6"))


async def test_an_account_without_team_adopts_the_one_it_speaks_from(ledger: Ledger) -> None:
    entered = Account("slack", "", "U1")
    await ledger.people.add(replace(LI_MIN, accounts=(entered,)), order("k1"))
    assert await ledger.people.of_account(Account("slack", "T2", "U1")) is not None

    await asyncio.gather(*(ledger.people.of_account(SLACK, NOW) for _ in range(3)))

    person = await ledger.people.of_account(SLACK)
    assert person
    assert person.accounts == (SLACK,)
    assert await ledger.people.of_account(Account("slack", "T2", "U1")) is None
    assert [row["action"] for row in await trail(ledger)] == ["person/add", "person/adopt"]


async def test_a_number_that_ends_alike_is_another_number(ledger: Ledger) -> None:
    person_id = await ledger.people.add(ZHANG, order("k1"))

    await ledger.people.change(person_id, PersonChange(phone="021-66660188"), order("k2"))

    assert len(await trail(ledger)) == 2
