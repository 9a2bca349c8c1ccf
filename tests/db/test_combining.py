"""Many callers' wishes go into one transaction, and each hears of its own."""

import asyncio
from collections.abc import Callable, Sequence
from typing import Any, cast

import pytest

from db.combining import combined
from db.engine import Store


class Book:
    """Writes slowly; no page with `torn` on it can be kept."""

    def __init__(self) -> None:
        self.pages: list[list[str]] = []
        self.add = combined(cast("Store", self), self._put)

    async def write(self, function: Callable[[Any], Any]) -> Any:
        await asyncio.sleep(0.01)
        return function(None)

    def _put(self, _connection: Any, words: Sequence[str]) -> list[str]:
        if "torn" in words:
            raise OSError("torn")
        self.pages.append(list(words))
        return [f"{word}。" for word in words]


async def test_what_comes_meanwhile_is_written_together() -> None:
    book = Book()
    assert await asyncio.gather(*map(book.add, "甲乙丙")) == ["甲。", "乙。", "丙。"]
    assert book.pages == [["甲", "乙", "丙"]]


async def test_nobody_fails_for_anothers_sake() -> None:
    book = Book()
    given = await asyncio.gather(*map(book.add, ("甲", "torn", "乙")), return_exceptions=True)
    assert [given[0], given[2]] == ["甲。", "乙。"]
    assert isinstance(given[1], OSError)
    assert await book.add("丙") == "丙。"


async def test_whoever_does_not_wait_any_more_is_written_all_the_same() -> None:
    book = Book()
    impatient = asyncio.create_task(book.add("甲"))
    await asyncio.sleep(0)
    impatient.cancel()
    with pytest.raises(asyncio.CancelledError):
        await impatient
    await book.add("乙")
    assert [word for page in book.pages for word in page] == ["甲", "乙"]
