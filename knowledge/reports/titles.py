"""The titles of tasks that people write out in full, and the numbers that stand for them."""

import re
from collections import Counter
from collections.abc import Iterable
from typing import Protocol

from knowledge.text import fold

_SHORTEST = 8
"""Characters of a title that nobody types without meaning it."""
_PATH = re.compile(r"(?P<top>[一二三四五六七八九十]+)/\((?P<low>[一二三四五六七八九十]+)\)")


class Titled(Protocol):
    """An item of a paper."""

    @property
    def title(self) -> str: ...

    @property
    def ref(self) -> str: ...


def titles_of(tasks: Iterable[Titled]) -> tuple[tuple[str, str], ...]:
    """Folded titles with their refs, longest first: those that only one of the tasks has."""
    every = [(fold(one.title).lower(), one.ref) for one in tasks]
    titles, refs = Counter(title for title, _ in every), Counter(ref for _, ref in every)
    alone = ((title, ref) for title, ref in every if titles[title] == refs[ref] == 1)
    telling = (one for one in alone if len(one[0]) >= _SHORTEST and number_of(one[1]))
    return tuple(sorted(telling, key=lambda one: -len(one[0])))


def number_of(ref: str) -> str:
    """How people write the number: 第12项, 三(二); empty for others."""
    if ref.isdecimal():
        return f"第{ref}项"
    path = _PATH.fullmatch(ref)
    return f"{path['top']}({path['low']})" if path else ""
