"""The bare libraries that marks are measured against.

Loaded by name: they are the yardstick here, not a part of the house, whose floors keep them in one
place each.
"""

import subprocess
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from time import perf_counter
from typing import Any

IMPORTS = "import sqlalchemy, jieba; jieba.initialize()"
"""What any program with this job has to load."""

_IDLE = f"{IMPORTS}; from bot.bench.resident import resident; print(resident())"
_ROOT = Path(__file__).resolve().parents[2]


class Jieba:
    """jieba as it comes, its dictionary loaded."""

    def __init__(self) -> None:
        self._jieba: Any = import_module("jieba")
        self._jieba.initialize()

    def cut(self, text: str) -> object:
        """All words of the text."""
        return self._jieba.lcut(text)


def python(*arguments: str) -> str:
    """What a fresh interpreter prints."""
    command = [sys.executable, *arguments]
    return subprocess.run(  # noqa: S603 - our own code, our own arguments
        command, cwd=_ROOT, check=True, stdout=subprocess.PIPE, text=True
    ).stdout


def idle_memory() -> float:
    """MiB of a process that has loaded what any such program needs, and does nothing."""
    return float(python("-c", _IDLE))


def raw_commits(path: Path, count: int) -> float:
    """One-row transactions a second by the driver alone, each on the disk when it returns."""
    connection = import_module("sqlite3").connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("CREATE TABLE IF NOT EXISTS noted (id INTEGER PRIMARY KEY, said TEXT)")
    start = perf_counter()
    for number in range(count):
        connection.execute("INSERT INTO noted (said) VALUES (?)", (f"第{number}项完成60%",))
    seconds = perf_counter() - start
    connection.close()
    return count / seconds


class BareIndex:
    """The ledger's own text index, asked without the ledger."""

    def __init__(self, path: Path) -> None:
        self._connection = import_module("sqlite3").connect(path)

    def newest(self, words: Sequence[str], limit: int) -> float:
        """Seconds for the newest entries that hold all the words (row ids are negative)."""
        match = " AND ".join(f'"{word}"' for word in words)
        query = "SELECT rowid FROM entry_words WHERE entry_words MATCH ? ORDER BY rowid LIMIT ?"
        start = perf_counter()
        self._connection.execute(query, (match, limit)).fetchall()
        return perf_counter() - start

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()
