"""每月5日前, 每季度末, 每年12月底前: what comes again, and how months and days are printed."""

import re
from dataclasses import dataclass
from typing import Literal

from knowledge.numerals import to_int
from knowledge.text import fold

Every = Literal["weekly", "monthly", "quarterly", "half-yearly", "yearly"]


@dataclass(frozen=True, slots=True)
class RecurringPhrase:
    """每月5日前: `every` month, `day` "5"; `marked` where it names a part (每季度末, 每年8月)."""

    start: int
    end: int
    text: str
    every: Every
    day: str | None = None
    marked: bool = False


MONTH = r"(?<![\d.])(?:1[0-2]|0?[1-9])(?!\d)|十[一二]?|[一二三四五六七八九]"
DAY = (
    r"(?<![\d.])(?:3[01]|[12]\d|0?[1-9])(?!\d)"
    r"|[一二三]?十[一二三四五六七八九]?|廿[一二三四五六七八九]?|[一二三四五六七八九]"
)
_RECURRING = re.compile(
    rf"(?:每个?|逐|按)(?P<u>半年|季度?|月|年|周|星期)(?:度)?"
    rf"(?:(?:的)?(?P<m>(?:(?:{MONTH})月?(?:[底末初]|(?:{DAY})日)?[、和及])*(?:{MONTH})月)?"
    rf"(?:(?:[末首]月)?(?P<d>{DAY})[日号]|(?P<e>[上中下]旬|季?月?[底末初])|第[一二三]个?工作日)?(?:之?前"
    rf"|以前)?)?"
)
_TIMES_A_YEAR: dict[int, Every] = {2: "half-yearly", 4: "quarterly"}
_EVERY: dict[str, Every] = {
    "半年": "half-yearly",
    "季": "quarterly",
    "季度": "quarterly",
    "月": "monthly",
    "年": "yearly",
    "周": "weekly",
    "星期": "weekly",
}


def find_recurrences(text: str) -> list[RecurringPhrase]:
    """Phrases like 每月5日前, 每季度末, 每年12月底前, in order."""
    if "每" not in text and "按" not in text and "逐" not in text:
        return []
    return [_recurrence(match, text) for match in _RECURRING.finditer(fold(text))]


def _recurrence(match: re.Match[str], text: str) -> RecurringPhrase:
    day = str(to_int(match["d"])) if match["d"] else None
    every = _EVERY[match["u"]]
    if every == "yearly" and match["m"]:
        every = _TIMES_A_YEAR.get(len(re.split("[、和及]", match["m"])), every)
    return RecurringPhrase(
        match.start(),
        match.end(),
        text[slice(*match.span())],
        every,
        day,
        bool(match["e"] or match["m"]),
    )
