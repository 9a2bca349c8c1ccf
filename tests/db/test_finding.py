"""Finding by words: all of them first, then ever fewer, within the papers in talk."""

from dataclasses import replace

import pytest
from sqlalchemy import update

from db.engine import open_store
from db.ledger import Ledger
from db.tables.records import ledger as ledger_row
from tests.db.papers import HOTLINE, NOW, NURSING, SCREENING, WORK_PLAN, other_paper


async def found(ledger: Ledger, *terms: str, **scope: object) -> list[str]:
    return [hit.title for hit in await ledger.find(terms, **scope)]  # type: ignore[arg-type]


async def test_texts_with_all_words_come_before_texts_with_some(ledger: Ledger) -> None:
    await ledger.import_paper(WORK_PLAN, now=NOW)

    assert await found(ledger, "视力筛查", "档案") == [SCREENING.title, "区教育局"]
    assert await found(ledger, "护理床位") == [NURSING.title]
    assert (await found(ledger, "热线", "床位")) == [HOTLINE.title, NURSING.title]


async def test_nothing_fits_nothing(ledger: Ledger) -> None:
    await ledger.import_paper(WORK_PLAN, now=NOW)

    for terms in ([], [""], ["，。"], ["量子计算"], ['"'], ["'"], ["AND"], ["doc1"]):
        assert await found(ledger, *terms) == []


async def test_section_titles_steps_and_points_are_found_too(ledger: Ledger) -> None:
    points = replace(HOTLINE, points=("夜班轮值",))
    await ledger.import_paper(replace(WORK_PLAN, tasks=(SCREENING, points)), now=NOW)

    assert await found(ledger, "夜班") == [HOTLINE.title]
    assert await found(ledger, "守护心理") == [HOTLINE.title]
    assert await found(ledger, "健康档案") == [SCREENING.title]


@pytest.mark.parametrize("many", [False, True], ids=["few documents", "many documents"])
async def test_the_scope_holds(ledger: Ledger, many: bool) -> None:
    await ledger.import_paper(WORK_PLAN, now=NOW)
    other = await ledger.import_paper(other_paper(7), now=NOW, activate=True)
    padding = tuple(range(1000, 1400)) if many else ()

    assert await found(ledger, "医院", documents=[other.document_id, *padding]) == [
        "建设第7家智慧医院"
    ]
    assert await found(ledger, "视力", documents=[other.document_id, *padding]) == []
    assert await found(ledger, "医院", states=["active"]) == ["建设第7家智慧医院"]
    assert await found(ledger, "视力", states=["active"]) == []
    everywhere = (*padding, *(document.id for document in await ledger.documents()))
    assert await found(ledger, "视力", states=["archived"], documents=everywhere)


async def test_no_more_than_asked_for_and_the_newest_first(ledger: Ledger) -> None:
    for number in range(5):
        await ledger.import_paper(other_paper(number), now=NOW)

    assert await found(ledger, "智慧医院", limit=2) == ["建设第4家智慧医院", "建设第3家智慧医院"]


async def test_a_shelf_is_everything_of_a_document(ledger: Ledger) -> None:
    result = await ledger.import_paper(WORK_PLAN, now=NOW)

    shelf = await ledger.shelf([result.document_id])

    assert [hit.title for hit in shelf.keys] == [
        SCREENING.title,
        NURSING.title,
        HOTLINE.title,
        "区教育局",
        "区财政局",
    ]
    assert "建立健康档案" in shelf.keys[0].text


async def test_an_index_cut_with_another_dictionary_is_made_anew(url: str) -> None:
    async with await Ledger.open(url) as ledger:
        await ledger.import_paper(WORK_PLAN, now=NOW)
    store = open_store(url)
    old = update(ledger_row).values(dictionary="another/1")
    await store.write(lambda connection: connection.execute(old).rowcount)
    await store.close()

    async with await Ledger.open(url) as ledger:
        assert await found(ledger, "护理床位") == [NURSING.title]
        await ledger.import_paper(other_paper(1), now=NOW)
        assert await found(ledger, "智慧医院") == ["建设第1家智慧医院"]


async def test_samples_are_found_although_they_came_without_an_index(ledger: Ledger) -> None:
    await ledger.add_samples([WORK_PLAN], NOW)

    assert await found(ledger, "护理床位") == [NURSING.title]
