"""Who is on the roster, what they may be called by, and what stays of those who left."""

import asyncio
from dataclasses import replace
from datetime import date, timedelta

import pytest

from db.errors import (
    AmbiguousNameError,
    BadValueError,
    InvitationError,
    TakenError,
    UnknownRecordError,
)
from db.ledger import Ledger
from db.people import NewPerson, PersonChange
from db.records import Account
from knowledge.papers.model import Paper
from tests.db.papers import NOW, SCREENING, WORK_PLAN
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


async def in_charge(ledger: Ledger, person_id: int) -> tuple[int, ...]:
    person = await ledger.people.by_id(person_id)
    return person.in_charge_of if person else ()


async def units_of(ledger: Ledger, person_id: int) -> list[str]:
    person = await ledger.people.by_id(person_id)
    return [one.bureau for one in person.memberships] if person else []


async def test_a_number_that_ends_alike_is_another_number(ledger: Ledger) -> None:
    person_id = await ledger.people.add(ZHANG, order("k1"))

    await ledger.people.change(person_id, PersonChange(phone="021-66660188"), order("k2"))

    assert len(await trail(ledger)) == 2


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


# Which unit a name means


async def unit_of(ledger: Ledger, name: str, key: str) -> str:
    person_id = await ledger.people.add(NewPerson("某人", "staff", name), order(key))
    person = await ledger.people.by_id(person_id)
    assert person
    bureau = {one.id: one for one in (await ledger.names()).bureaus}[person.bureaus[0]]
    return f"{bureau.jurisdiction}/{bureau.name}"


@pytest.mark.parametrize("said", ["区教育局", "教育局", "临江区教育局", "区 教育局"])
async def test_a_unit_is_found_however_people_call_it(ledger: Ledger, said: str) -> None:
    await ledger.import_paper(WORK_PLAN, now=NOW)

    assert await unit_of(ledger, said, "k1") == "海州市临江区/区教育局"


async def test_a_unit_that_no_paper_names_is_made_once(ledger: Ledger) -> None:
    await ledger.import_paper(WORK_PLAN, now=NOW)

    assert await unit_of(ledger, "信息科", "k1") == await unit_of(ledger, "信息科", "k2")
    names = [one.name for one in (await ledger.names()).bureaus]
    assert names.count("信息科") == 1


async def test_a_group_is_no_unit_but_the_government_is(ledger: Ledger) -> None:
    task = replace(SCREENING, lead=("各区人民政府",))
    await ledger.import_paper(replace(WORK_PLAN, tasks=(task,)), now=NOW)

    assert await unit_of(ledger, "区政府", "k1") == "None/区政府"
    with pytest.raises(BadValueError, match="统称"):
        await unit_of(ledger, "各区人民政府", "k2")


def elsewhere(place: str, slug: str) -> Paper:
    task = replace(SCREENING, lead=("区教育局",), cooperating=())
    return Paper(slug=slug, title=f"{place}工作要点", jurisdiction=place, tasks=(task,))


async def test_a_name_that_two_places_have_is_asked_back(ledger: Ledger) -> None:
    await ledger.import_paper(elsewhere("海州市临江区", "a"), now=NOW)
    await ledger.import_paper(elsewhere("海州市望山区", "b"), now=NOW)

    with pytest.raises(AmbiguousNameError, match="海州市临江区教育局、海州市望山区教育局"):
        await unit_of(ledger, "区教育局", "k1")

    assert await unit_of(ledger, "望山区教育局", "k2") == "海州市望山区/区教育局"


async def test_the_offices_own_papers_come_before_the_samples(ledger: Ledger) -> None:
    await ledger.add_samples([elsewhere("海州市望山区", "sample")], NOW)
    assert await unit_of(ledger, "区教育局", "k1") == "海州市望山区/区教育局"

    await ledger.import_paper(elsewhere("海州市临江区", "own"), now=NOW)

    assert await unit_of(ledger, "区教育局", "k2") == "海州市临江区/区教育局"


async def test_who_tried_the_samples_works_in_the_offices_own_unit_later(ledger: Ledger) -> None:
    samples = [elsewhere("海州市望山区", "one"), elsewhere("海州市临水区", "two")]
    await ledger.add_samples(samples, NOW)
    person_id = await ledger.people.add(ZHANG, order("k1"))
    trying = await ledger.people.by_id(person_id)
    assert trying
    assert len(trying.bureaus) == 2

    await ledger.import_paper(elsewhere("海州市临江区", "own"), now=NOW)

    person = await ledger.people.by_id(person_id)
    assert person
    (bureau_id,) = person.bureaus
    bureaus = {one.id: one for one in (await ledger.names()).bureaus}
    assert bureaus[bureau_id].jurisdiction == "海州市临江区"


async def test_of_units_that_only_samples_name_the_one_that_somebody_joined_is_meant(
    ledger: Ledger,
) -> None:
    samples = [
        replace(
            elsewhere(place, slug),
            tasks=(replace(SCREENING, lead=(f"区教育局（{beside}）",), cooperating=()),),
        )
        for place, slug, beside in (
            ("海州市望山区", "one", "区语委办"),
            ("海州市临水区", "two", "区体育办"),
        )
    ]
    await ledger.add_samples(samples, NOW)
    trying = await ledger.people.by_id(await ledger.people.add(ZHANG, order("k1")))
    assert trying
    assert len(trying.bureaus) == 2
    await ledger.people.leave(trying.id, order("k2"))

    assert await unit_of(ledger, "望山区教育局", "k3") == "海州市望山区/区教育局（区语委办）"
    li = replace(LI_MIN, bureau="区教育局")
    joined = await ledger.people.by_id(await ledger.people.add(li, order("k4")))
    assert joined
    assert len(joined.bureaus) == 1


async def test_a_unit_of_the_roster_is_the_one_a_later_paper_names(ledger: Ledger) -> None:
    assert await unit_of(ledger, "区教育局", "k1") == "None/区教育局"

    await ledger.import_paper(elsewhere("海州市临江区", "own"), now=NOW)

    (person,) = await ledger.people.named("某人")
    bureaus = {one.id: one for one in (await ledger.names()).bureaus}
    assert bureaus[person.bureaus[0]].jurisdiction == "海州市临江区"
    assert [one.name for one in bureaus.values()] == ["区教育局"]
