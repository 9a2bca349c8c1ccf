"""Killed in the middle of an import, the ledger has the paper whole or not at all."""

import subprocess
import sys
from pathlib import Path

from db.ledger import Ledger
from db.records import TaskQuery
from tests.db.papers import NOW, numbered

ROOT = Path(__file__).parents[2]
COMMAND = [sys.executable, "-m", "tests.db.importer"]


def killed_after(url: str, confirmed: int) -> list[int]:
    """The papers that a process confirmed before it was killed, deep in the next one."""
    with subprocess.Popen([*COMMAND, url], cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        said = [int(process.stdout.readline()) for _ in range(confirmed)]
        process.kill()
        return said + [int(line) for line in process.stdout.read().splitlines()]


async def test_killed_while_importing(url: str) -> None:
    said = killed_after(url, 3)

    async with await Ledger.open(url) as ledger:
        documents = await ledger.documents()
        whole = [await contents(ledger, document.id) for document in documents]
        assert len(documents) - len(said) in (0, 1)
        assert whole == [(3, 1, 2, 3)] * len(documents)
        again = await ledger.import_paper(numbered(len(said)), now=NOW)
        assert again.kind in ("new", "same")
        assert await contents(ledger, again.document_id) == (3, 1, 2, 3)
        assert await ledger.broken_audit() is None


async def test_killed_with_everything_written_but_the_commit(url: str) -> None:
    died = subprocess.run([*COMMAND, url, "die"], cwd=ROOT, check=False)  # noqa: ASYNC221
    assert died.returncode < 0

    async with await Ledger.open(url) as ledger:
        assert await ledger.documents() == ()
        assert (await ledger.names()).bureaus == ()
        assert await ledger.version() == 0
        assert (await ledger.import_paper(numbered(0), now=NOW)).kind == "new"


async def contents(ledger: Ledger, document_id: int) -> tuple[int, int, int, int]:
    """How many tasks, indicators, duties and tasks found by a word the document has."""
    tasks = await ledger.tasks(TaskQuery(documents=(document_id,)))
    assert all(task.assignments for task in tasks.tasks)
    found = await ledger.find(["视力", "床位", "热线"], documents=[document_id])
    return (
        tasks.total,
        len(await ledger.indicators([document_id])),
        len(await ledger.duties([document_id])),
        sum(hit.kind == "task" for hit in found),
    )
