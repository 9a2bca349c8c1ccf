"""Which figure is how many of another: 80个村卫生室改完46个."""

import re

from knowledge.reports.amount_names import counts
from knowledge.reports.nouns import ACTS, BUILT

_APART = re.compile("[,、和与及]")
_BEGUN = re.compile(r"[还正仍]?在[建改装谈审修]")
"""完工3座在建2座: those are others."""
_SAID = re.compile(r"已|完成|建成|里|中|[一-龥]了$")
_ENDED = re.compile(
    rf"(?:[一-龥](?:完|好|成|到|掉)了?|{BUILT}|到货|投用|投放|达标|验收|开放|化解|解决|整改|处[置理]|核查|办理|审结|结案|清退|清理|关停|销号)$"
)
_FIRM = re.compile(r"(?:完工|竣工|完成|建成|验收|投用|达标|到货|挂牌|办结|交付|封顶)了?")
_DONE_TO = re.compile(
    f"(?!义诊|宣传|培训|巡诊)(?:{ACTS}|[评审复核抽][查核检]|监测|评估)了?|办[结讫]了?"
)
"""案卷60份评查45份: what was done to them."""


def is_of(before: str, between: str, part: float, whole: float) -> bool:
    """Whether the second of two figures of one unit is a part of the first, by the words around.

    讲座3场义诊2场 are two counts: the first has been counted itself, or its noun stands before.
    """
    if _APART.search(between) or _BEGUN.match(between):
        return False
    done = _ENDED.search(between) or _DONE_TO.fullmatch(between)
    ended = _FIRM.fullmatch(between) or (done and not counts(before))
    return bool(_SAID.search(between) or (ended and part <= whole))
