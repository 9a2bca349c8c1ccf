"""The titles of tasks that people write out in full, and the numbers that stand for them."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from knowledge.text import fold

_SHORTEST = 8
"""Characters of a title that nobody types without meaning it."""
_PATH = re.compile(r"(?P<top>[一二三四五六七八九十]+)/\((?P<low>[一二三四五六七八九十]+)\)")


class Titled(Protocol):
    """An item of a paper; `key` is the caller's."""

    @property
    def key(self) -> int: ...

    @property
    def title(self) -> str: ...

    @property
    def ref(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Written:
    """A folded title that only one of the tasks has, and the number of that task."""

    title: str
    ref: str
    key: int


def titles_of(tasks: Iterable[Titled]) -> tuple[Written, ...]:
    """The titles that may be written out, longest first."""
    every = [Written(fold(one.title).lower(), one.ref, one.key) for one in tasks]
    often = Counter(one.title for one in every)
    alone = (one for one in every if often[one.title] == 1 and number_of(one.ref))
    return tuple(
        sorted(
            (one for one in alone if len(one.title) >= _SHORTEST), key=lambda one: -len(one.title)
        )
    )


def number_of(ref: str) -> str:
    """How people write the number: 第12项, 三(二); empty for others."""
    if ref.isdecimal():
        return f"第{ref}项"
    path = _PATH.fullmatch(ref)
    return f"{path['top']}({path['low']})" if path else ""
