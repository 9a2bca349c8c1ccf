"""What comes while something is written is written together, and each hears of its own."""

import asyncio
from collections.abc import Sequence

import pytest

from bot.serving.gathering import Gathering


class Book:
    """Writes slowly; `broken` pages are torn."""

    def __init__(self) -> None:
        self.pages: list[list[str]] = []
        self.broken = False
        self.gathering = Gathering(self.write)

    async def write(self, several: Sequence[str]) -> None:
        await asyncio.sleep(0.01)
        if self.broken:
            raise OSError("torn")
        self.pages.append(list(several))


async def test_what_comes_meanwhile_is_written_together() -> None:
    book = Book()
    await asyncio.gather(*(book.gathering.add(word) for word in "甲乙丙丁"))
    assert book.pages == [["甲", "乙", "丙", "丁"]]

    first = asyncio.create_task(book.gathering.add("戊"))
    await asyncio.sleep(0.005)
    await asyncio.gather(*(book.gathering.add(word) for word in "己庚"))
    await first
    assert book.pages[1:] == [["戊"], ["己", "庚"]]


async def test_whoever_could_not_be_written_hears_so_and_the_next_are_written() -> None:
    book = Book()
    book.broken = True
    with pytest.raises(OSError, match="torn"):
        await book.gathering.add("甲")

    book.broken = False
    await book.gathering.add("乙")
    assert book.pages == [["乙"]]


async def test_whoever_does_not_wait_any_more_is_written_all_the_same() -> None:
    book = Book()
    impatient = asyncio.create_task(book.gathering.add("甲"))
    await asyncio.sleep(0)
    impatient.cancel()
    await book.gathering.add("乙")

    assert [word for page in book.pages for word in page] == ["甲", "乙"]
