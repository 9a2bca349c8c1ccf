"""A backup taken while the ledger is in use brings back exactly that moment."""

from pathlib import Path

import pytest

from db.errors import NewerLedgerError, UnusableBackupError
from db.ledger import Ledger
from db.records import TaskQuery
from tests.db.conftest import Server
from tests.db.papers import NOW, WORK_PLAN, other_paper


async def test_a_backup_brings_everything_back(url: str, tmp_path: Path) -> None:
    file = tmp_path / "backup"
    async with await Ledger.open(url) as ledger:
        await ledger.import_paper(WORK_PLAN, now=NOW, activate=True)
        before = (await ledger.tasks(TaskQuery())).tasks, await ledger.indicators()
        documents = await ledger.documents()
        await ledger.backup(file)
        await ledger.import_paper(other_paper(1), now=NOW)
        last = await ledger.version()

    await Ledger.restore(url, file)

    async with await Ledger.open(url) as ledger:
        assert ((await ledger.tasks(TaskQuery())).tasks, await ledger.indicators()) == before
        assert await ledger.documents() == documents
        assert [hit.title for hit in await ledger.find(["近视防控"])] == ["推进儿童青少年近视防控"]
        assert await ledger.version() > last
        added = await ledger.import_paper(other_paper(2), now=NOW)
        assert added.document_id not in {document.id for document in documents}


async def test_a_backup_moves_to_the_other_kind_of_database(
    url: str, server: Server, tmp_path: Path
) -> None:
    async with await Ledger.open(url) as ledger:
        await ledger.import_paper(WORK_PLAN, now=NOW)
        tasks = await ledger.tasks(TaskQuery())
        await ledger.backup(tmp_path / "backup")

    sqlite = f"sqlite:///{tmp_path / 'moved.db'}"
    elsewhere = server.empty_url() if url.startswith("sqlite") else sqlite
    await Ledger.restore(elsewhere, tmp_path / "backup")

    async with await Ledger.open(elsewhere) as ledger:
        assert await ledger.tasks(TaskQuery()) == tasks


async def test_a_ledger_in_use_notices_the_restore(url: str, tmp_path: Path) -> None:
    async with await Ledger.open(url) as ledger:
        await ledger.backup(tmp_path / "backup")
        await ledger.import_paper(WORK_PLAN, now=NOW)
        assert len((await ledger.names()).documents) == 1

        await Ledger.restore(url, tmp_path / "backup")

        assert (await ledger.names()).documents == ()


@pytest.mark.parametrize(
    "content",
    [b"", b"minutes of a meeting\n", b"SQLite format 3\x00" + b"x" * 99, "纪要".encode("gbk")],
)
async def test_what_is_no_backup_changes_nothing(url: str, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "backup"
    file.write_bytes(content)
    async with await Ledger.open(url) as ledger:
        await ledger.import_paper(WORK_PLAN, now=NOW)

        with pytest.raises(UnusableBackupError):
            await Ledger.restore(url, file)

        assert len(await ledger.documents()) == 1


async def test_a_cut_off_backup_changes_nothing(url: str, tmp_path: Path) -> None:
    file = tmp_path / "backup"
    async with await Ledger.open(url) as ledger:
        await ledger.import_paper(WORK_PLAN, now=NOW)
        await ledger.backup(file)
        file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])

        with pytest.raises(UnusableBackupError):
            await Ledger.restore(url, file)

        assert len(await ledger.documents()) == 1


async def test_a_missing_file_is_said(url: str, tmp_path: Path) -> None:
    with pytest.raises(UnusableBackupError, match="无法读取"):
        await Ledger.restore(url, tmp_path / "nowhere")


async def test_a_dump_of_a_newer_program_is_refused(url: str, tmp_path: Path) -> None:
    file = tmp_path / "backup"
    file.write_text('{"duban": "9999"}\n', "utf-8")

    with pytest.raises(NewerLedgerError):
        await Ledger.restore(url, file)
