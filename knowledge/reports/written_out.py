"""A title written out in full is the number of its task: 持续实施三年行动计划推进到一半.

Its words are the paper's: 计划 in it plans nothing, 推进 tells no progress.
"""

import re
from collections.abc import Callable, Sequence

from knowledge.questions.items import may_be
from knowledge.reports.layout import Laid
from knowledge.reports.targets import mentions_in
from knowledge.reports.titles import number_of

_NO_FIGURE = r"(?!(?:已经?|了|共|累计|[\s:])*[\d.]+[^\d.%])"
"""开展老年人体检31260人 counts what its title names."""


def numbered(laid: Laid, titles: Sequence[tuple[str, str]]) -> Laid:
    """The text with numbers in place of the titles; beside its own number a title is left out."""
    for title, ref in titles:
        if title in laid.text:
            mentions = mentions_in(laid.text.replace(title, " " * len(title)))
            named = any(may_be(item, ref) for one in mentions for item in one.items)
            pattern = re.compile(rf"[“《(「【]?{re.escape(title)}[”》)」】]?{_NO_FIGURE}")
            laid = laid.rewritten(pattern, _always("" if named else number_of(ref)))
    return laid


def _always(words: str) -> Callable[[re.Match[str]], str]:
    return lambda _found: words
