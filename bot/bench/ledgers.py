"""The ledgers that are measured: the five samples, and made-up ones of any size.

Made-up ledgers take minutes to build, so they are kept for later runs in the system's directory
for temporary files, until the tables or the made-up papers change.
"""

import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bot.bench.synthetic import TASKS_A_PAPER, Office
from bot.errors import BadInputError
from db.filling import fill
from db.ledger import Ledger
from db.tables import HEAD
from knowledge.catalog import load_all
from knowledge.papers.model import Paper

_MADE = "2"
"""Counts changes of the made-up papers: what was made before is made anew."""
_CHUNK = 50
_THEN = datetime(2026, 1, 5, tzinfo=UTC)
_SUFFIXES = {"k": 1_000, "m": 1_000_000}

Progress = Callable[[Sequence[int], str], Iterator[int]]
"""Goes through numbers while showing how far it got, under some words."""


@dataclass(frozen=True, slots=True)
class Size:
    """How large a ledger is; `tasks` is None for the five samples."""

    name: str
    tasks: int | None


FIVE = Size("5份文件", None)
SMALL = Size("1k", 1_000)


def size_of(text: str) -> Size:
    """5 (the five samples), or a number of tasks as in 800, 100k, 1m. Raises `BadInputError`."""
    plain = text.strip().lower()
    if plain == "5":
        return FIVE
    number, factor = plain.rstrip("km"), _SUFFIXES.get(plain[-1:], 1)
    if not number.isdecimal() or int(number) * factor < TASKS_A_PAPER:
        raise BadInputError(f"--size 要写成 5,100k,1m 这样：{text}")
    return Size(plain, int(number) * factor)


class Ledgers:
    """Finds ledgers of the wanted sizes in a directory; makes those that are not there."""

    def __init__(self, directory: Path, progress: Progress, *, rebuild: bool = False) -> None:
        self._directory = directory
        self._progress = progress
        self._stale = rebuild
        self._made: set[Size] = set()

    async def url(self, size: Size) -> str:
        """The address of the ledger of that size."""
        path = self.path(size)
        if not path.exists() or (self._stale and size not in self._made):
            await self._make(size, path)
        self._made.add(size)
        return f"sqlite:///{path}"

    def path(self, size: Size) -> Path:
        """Where the ledger of that size is kept."""
        return self._directory / f"{HEAD}-{_MADE}-{size.tasks or 'samples'}.db"

    def scratch(self) -> tempfile.TemporaryDirectory[str]:
        """A directory on the same disk that is gone afterwards."""
        self._directory.mkdir(parents=True, exist_ok=True)
        return tempfile.TemporaryDirectory(dir=self._directory)

    async def _make(self, size: Size, path: Path) -> None:
        # Made under another name: an interrupted run leaves no half a ledger behind.
        with self.scratch() as directory:
            half = Path(directory) / path.name
            url = f"sqlite:///{half}"
            if size.tasks is None:
                async with await Ledger.open(url) as ledger:
                    await ledger.add_samples(load_all(), _THEN)
            else:
                await fill(url, self._papers(size.name, size.tasks // TASKS_A_PAPER), _THEN)
            half.replace(path)

    def _papers(self, name: str, count: int) -> Iterator[list[Paper]]:
        office = Office()
        for first in self._progress(range(0, count, _CHUNK), f"造一本{name}项任务的台账…"):
            numbers = range(first, min(count, first + _CHUNK))
            yield [office.paper(number) for number in numbers]
