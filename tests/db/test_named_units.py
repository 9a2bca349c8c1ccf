"""Which unit of the ledger is meant by the name that somebody gives for it."""

from dataclasses import replace

import pytest

from db.errors import (
    AmbiguousNameError,
    BadValueError,
)
from db.ledger import Ledger
from db.people import NewPerson
from knowledge.papers.model import Paper
from tests.db.papers import NOW, SCREENING, WORK_PLAN
from tests.db.roster import LI_MIN, ZHANG, order


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
