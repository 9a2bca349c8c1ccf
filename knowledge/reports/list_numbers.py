"""Numbers at the head of parts that are the numbers of tasks: 六、备案9家；十五、质控2轮.

Nothing in such a number says so but the paper: the task of that number speaks of what stands
behind it. Numbers that run through from 1 only count what is said.
"""

import re
from collections.abc import Sequence
from functools import partial
from itertools import pairwise

from knowledge.numerals import to_int
from knowledge.questions.items import may_be
from knowledge.questions.meaning import ItemAsked
from knowledge.reports.layout import Laid
from knowledge.reports.matters import Matters

_HEAD = re.compile(
    r"(?:^|(?<=[,。;\n: ]))(?P<n>\d{1,2}|[一二三四五六七八九十]{1,3})"
    r"(?:(?P<number>号)(?!任务|事项|工作)(?=[一-龥]{4}|[一-龥]{2,3}的)"
    r"|(?P<point>[、.)])|(?P<article>条)|(?P<space> ))"
    r"(?=(?P<words>[一-龥a-z]{2,10}))"
)


def with_list_numbers(laid: Laid, matters: Matters) -> Laid:
    """The text with 第六项 for 六、 where that is what it means."""
    for mark in ("number", "point", "article", "space"):
        heads = [found for found in _HEAD.finditer(laid.text) if found[mark]]
        meant = {found.start() for found in _of_tasks(heads, mark, matters)}
        laid = laid.rewritten(_HEAD, partial(_said, meant))
    return laid


def _said(meant: set[int], found: re.Match[str]) -> str:
    return f"第{found['n']}项" if found.start() in meant else found[0]


def _of_tasks(
    heads: Sequence[re.Match[str]], mark: str, matters: Matters
) -> Sequence[re.Match[str]]:
    """Those that tasks are numbered by: 5号医院封顶 alone, as 号 may be a day; else all or none."""
    held = [found for found in heads if _is_held(found, matters)]
    if mark == "number":
        return held
    numbers = [to_int(found["n"]) or 0 for found in heads]
    counting = numbers == list(range(1, len(numbers) + 1))
    enough = 2 * len(held) > len(heads) if mark == "point" else len(held) == len(heads) > 1
    return heads if enough and not counting and _all_there(numbers, matters) else ()


def _item(number: int) -> ItemAsked:
    return ItemAsked((number,), str(number))


def _all_there(numbers: Sequence[int], matters: Matters) -> bool:
    rising = all(low < high for low, high in pairwise(numbers))
    return rising and all(matters.numbered(partial(may_be, _item(one))) for one in numbers)


def _is_held(found: re.Match[str], matters: Matters) -> bool:
    item = _item(to_int(found["n"]) or 0)
    return any(
        matters.holds(key, found["words"]) for key in matters.numbered(partial(may_be, item))
    )
