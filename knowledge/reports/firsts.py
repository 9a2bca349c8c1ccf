"""Several tasks named by their place: 前三项, 后两项, of what was just listed or of the paper."""

import re
from collections.abc import Sequence
from dataclasses import replace

from knowledge.numerals import to_int
from knowledge.reports.model import Target

_FIRSTS = re.compile(
    r"(?:其中|这|上面的?|列表里?的?)?(?:(?P<front>前面?|头)|后面?|最后|末)的?这?"
    r"(?P<n>[一两二三四五六七八九]|[1-9])[项个条](?:工作|任务|事项)?(?:的?进[展度])?"
)


def firsts_in(words: str) -> Target | None:
    """The first of those that words name so; the others follow from its words."""
    found = _FIRSTS.fullmatch(words)
    if not found:
        return None
    return Target(words=words, pointing="listed", ordinal=1 if found["front"] else -_count(found))


def each_of(target: Target) -> Sequence[Target]:
    """All that a target of `firsts_in` stands for; any other target alone."""
    found = _FIRSTS.fullmatch(target.words) if target.pointing == "listed" else None
    if not found or target.ordinal is None:
        return (target,)
    return [replace(target, ordinal=target.ordinal + place) for place in range(_count(found))]


def _count(found: re.Match[str]) -> int:
    return to_int(found["n"]) or 1
