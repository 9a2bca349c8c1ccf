"""Answers kept for as long as the ledger stays the same."""

from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable, Sized
from typing import Any, TypeVar

from db.records import Listed, Listing, Page

T = TypeVar("T")

ROOM = 20_000
"""Records kept at most: some tens of MiB."""
_A_RECORD = 8
"""So many tasks that are merely listed take the room of one record."""


class Remembered:
    """What reading gave, by question and version of the ledger; the oldest goes first."""

    def __init__(self) -> None:
        self._version = -1
        self._answers: OrderedDict[Hashable, tuple[int, Any]] = OrderedDict()
        self._size = 0

    async def get(self, version: int, question: Hashable, read: Callable[[], Awaitable[T]]) -> T:
        """The answer as of `version` or later, from memory or by `read`."""
        if version != self._version:
            self._forget(version)
        if kept := self._answers.get(question):
            self._answers.move_to_end(question)
            return kept[1]  # type: ignore[no-any-return]  # what `read` gave
        answer = await read()
        if version == self._version and question not in self._answers:
            self._keep(question, answer)
        return answer

    def _forget(self, version: int) -> None:
        self._version = version
        self._answers.clear()
        self._size = 0

    def _keep(self, question: Hashable, answer: object) -> None:
        size = 1 + _records(answer)
        self._answers[question] = (size, answer)
        self._size += size
        while self._size > ROOM and len(self._answers) > 1:
            _, (freed, _) = self._answers.popitem(last=False)
            self._size -= freed


def _records(answer: object) -> int:
    found = answer.tasks if isinstance(answer, Page | Listing) else answer
    if not isinstance(found, Sized):
        return 1
    light = isinstance(found, tuple) and bool(found) and isinstance(found[0], Listed)
    return len(found) // _A_RECORD if light else len(found)
