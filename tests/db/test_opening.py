"""Opening a ledger: new, one's own, somebody else's, from another version, not there at all."""

import asyncio
from pathlib import Path

import pytest
from sqlalchemy import text

from db.engine import open_store
from db.errors import NewerLedgerError, OutdatedLedgerError, UnusableLedgerError
from db.ledger import Ledger
from tests.db.papers import NOW, WORK_PLAN
from tests.db.test_tables import set_revision


async def test_what_was_stored_is_there_after_closing(empty_url: str) -> None:
    async with await Ledger.open(empty_url) as ledger:
        await ledger.import_paper(WORK_PLAN, now=NOW)

    async with await Ledger.open(empty_url) as ledger:
        assert [document.slug for document in await ledger.documents()] == ["health2025"]


async def test_two_that_open_a_new_ledger_at_once_both_get_it(empty_url: str) -> None:
    ledgers = await asyncio.gather(*(Ledger.open(empty_url) for _ in range(4)))

    await ledgers[0].import_paper(WORK_PLAN, now=NOW)

    assert [len(await ledger.documents()) for ledger in ledgers] == [1, 1, 1, 1]
    for ledger in ledgers:
        await ledger.close()


async def test_a_ledger_of_a_newer_program_is_refused(url: str) -> None:
    await (await Ledger.open(url)).close()
    await set_revision(url, "9999")

    with pytest.raises(NewerLedgerError, match="请升级督办助手"):
        await Ledger.open(url)


async def test_a_shared_ledger_of_an_older_program_is_not_moved_unasked(url: str) -> None:
    if url.startswith("sqlite"):
        return
    await set_revision(url, "0000")

    with pytest.raises(OutdatedLedgerError, match="duban db upgrade"):
        await Ledger.open(url)


async def test_a_database_of_another_program_is_left_alone(empty_url: str) -> None:
    store = open_store(empty_url)
    bills = text("CREATE TABLE bills (id INTEGER)")
    await store.write(lambda connection: connection.execute(bills).rowcount)
    await store.close()

    with pytest.raises(UnusableLedgerError, match="不是督办台账"):
        await Ledger.open(empty_url)


@pytest.mark.parametrize(
    "url", ["", "duban.db", "mysql://root@localhost/duban", "sqlite://", "sqlite:///:memory:"]
)
async def test_an_address_that_is_none_of_ours_is_refused(url: str) -> None:
    with pytest.raises(UnusableLedgerError, match="数据库地址"):
        await Ledger.open(url)


async def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "duban.db"
    path.write_text("会议纪要\n" * 400, "utf-8")

    with pytest.raises(UnusableLedgerError, match="无法打开"):
        await Ledger.open(f"sqlite:///{path}")


async def test_a_directory_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnusableLedgerError, match=r"无法打开.*nowhere"):
        await Ledger.open(f"sqlite:///{tmp_path}/nowhere/duban.db")


async def test_a_server_that_does_not_answer_is_named() -> None:
    with pytest.raises(UnusableLedgerError, match=r"无法连接数据库 127\.0\.0\.1"):
        await Ledger.open("postgresql://duban@127.0.0.1:9/duban")
