"""A title written out in full is the number of its task: 持续实施三年行动计划推进到一半.

Its words are the paper's: 计划 in it plans nothing, 推进 tells no progress.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from knowledge.questions.items import may_be, path_of
from knowledge.reports.layout import Laid
from knowledge.reports.model import Target
from knowledge.reports.targets import mentions_in
from knowledge.reports.titles import Written, number_of

_NO_FIGURE = r"(?!(?:已经?|了|共|累计|[\s:])*[\d.]+[^\d.%])"
"""开展老年人体检31260人 counts what its title names."""


def numbered(laid: Laid, titles: Sequence[Written]) -> Laid:
    """The text with numbers in place of the titles; beside its own number a title is left out."""
    for one in titles:
        if one.title in laid.text:
            number = "" if _is_numbered(one, laid.text) else number_of(one.ref)
            laid = laid.rewritten(_pattern(one), _always(number))
    return laid


def titled(target: Target, text: str, titles: Sequence[Written]) -> Target:
    """The target by its title where the text has that in place of the number: several papers may
    have the number."""
    item = target.item
    if item is None:
        return target
    meant = (one for one in titles if path_of(one.ref) == item.path and _pattern(one).search(text))
    one = next((one for one in meant if not _is_numbered(one, text)), None)
    return replace(target, item=None, words=one.title, matter=("task", one.key)) if one else target


def _pattern(one: Written) -> re.Pattern[str]:
    return re.compile(rf"[“《(「【]?{re.escape(one.title)}[”》)」】]?{_NO_FIGURE}")


def _is_numbered(one: Written, text: str) -> bool:
    mentions = mentions_in(text.replace(one.title, " " * len(one.title)))
    return any(may_be(item, one.ref) for each in mentions for item in each.items)


def _always(words: str) -> Callable[[re.Match[str]], str]:
    return lambda _found: words
