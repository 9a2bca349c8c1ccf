"""A ledger to begin from: making one anew takes longer than most of what is said to it."""

import asyncio
import shutil
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from db.importing import Import
from db.ledger import Ledger
from knowledge.catalog import load_all

NOW = datetime(2024, 7, 25, 14, 5, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture(scope="session")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger to copy that knows the five built-in papers, and nobody yet."""
    file: Path = tmp_path_factory.mktemp("ground") / "ledger.db"
    asyncio.run(_lay(file))
    return file


@pytest.fixture
def duban_db(ground: Path, tmp_path: Path) -> Path:
    """A copy of it where the program looks for its ledger."""
    return Path(shutil.copy(ground, tmp_path / "duban.db"))


async def _lay(file: Path) -> None:
    async with await Ledger.open(f"sqlite:///{file}") as ledger:
        await ledger.import_papers(load_all(), Import(NOW, "sample"))
