"""How long something is to hold: 一周, 周五之前, 这两天, 8月1日至5日, 春节期间, 国庆前后三天."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from knowledge.feasts import SAID, feast_of
from knowledge.numerals import to_int
from knowledge.spans import later
from knowledge.times import window_in
from knowledge.when import coming_day, days_in

_N = r"(?:\d{1,3}|[一二两三四五六七八九十]{1,3}|半|几)"
_FEAST = re.compile(
    rf"(?:(?P<year>20\d\d)年|(?P<next>明年)|今年)?(?P<feast>{SAID})"
    r"(?:(?:放假|假期|长假|期间|那?几天|的时候|里)*)"
    rf"(?:(?P<way>前后|前|后)(?:各|的)?(?P<n>{_N})[天日])?(?:期间|之?内)?(?![月日号])"
)
_FOR = re.compile(
    rf"(?<![第每\d月])(?P<near>这|最近|接下来|今后|未来)?(?P<n>{_N})(?:个(?=[月周星礼]))?"
    r"(?P<unit>天|日(?=之?内)|周|星期|礼拜|(?<=个)月)(?:之?内|以内|时间|里)?(?![前后以之号])"
)
WEEKDAY = r"(?:下下|下|这|本)?个?(?:周|星期|礼拜)[一二三四五六日天]"
_UNTIL = re.compile(
    rf"(?P<to>(?<![日号])(?:直?到|至))?(?P<day>{WEEKDAY}|大?[后明]天|\d{{1,2}}月\d{{1,2}}[日号]|\d{{1,2}}[日号])"
    r"(?P<before>之?前|以前|为止|再(?=说|提醒|发|催|找|通知|叫)|(?(to)|(?!)))"
)
_FROM = re.compile(
    rf"从?(?P<day>{WEEKDAY}|[今明]天|大?后天|\d{{1,2}}月\d{{1,2}}[日号]|\d{{1,2}}[日号])(?:起|开始)"
)
_DAYS = {"天": 1, "日": 1, "周": 7, "星期": 7, "礼拜": 7, "月": 30}
_SOME = 3
"""几天."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days from `first` to `last`, both included; or those off at a feast of a year (of the next
    one to come where none is said), with some before and after. `rest`: the text without it."""

    rest: str
    first: date | None = None
    last: date | None = None
    feast: str = ""
    year: int | None = None
    before: int = 0
    after: int = 0


def stretch_in(text: str, today: date) -> Stretch | None:
    """The one that folded, squeezed text names; nothing that is past."""
    found = _of_feast(text, today) or _until(text, today) or _for(text, today)
    if found is not None:
        return found
    window, years, rest = window_in(text, today, today.year)
    if window is None or years or window.end < today:
        return None
    return Stretch(rest.replace(" ", ""), max(window.start or today, today), window.end)


def _of_feast(text: str, today: date) -> Stretch | None:
    found = _FEAST.search(text)
    if found is None:
        return None
    year = int(found["year"]) if found["year"] else None
    count, way = _count(found["n"]) if found["n"] else 0, found["way"] or ""
    return Stretch(
        _without(text, found),
        feast=feast_of(found["feast"]),
        year=today.year + 1 if found["next"] else year,
        before=count if "前" in way else 0,
        after=count if "后" in way else 0,
    )


def _until(text: str, today: date) -> Stretch | None:
    found = _UNTIL.search(text)
    day = coming_day(found["day"], today) if found else None
    if found is None or day is None:
        return None
    last = day if found["before"] in ("为止", "") else day - timedelta(days=1)
    return Stretch(_without(text, found), today, max(last, today))


def _for(text: str, today: date) -> Stretch | None:
    if begins := _FROM.search(text):
        days = days_in(begins["day"], today)
        rest = _for(_without(text, begins), days[-1].last) if days else None
        if rest is not None:
            return rest
    found = _FOR.search(text)
    if found is None:
        return None
    if found["n"] == "半":
        last = today + timedelta(days=_DAYS[found["unit"]] // 2)
    elif found["unit"] == "月":
        last = later(today, _count(found["n"]), "月")
    else:
        last = today + timedelta(days=_count(found["n"]) * _DAYS[found["unit"]])
    return Stretch(_without(text, found), today, last - timedelta(days=1))


def _count(said: str) -> int:
    return _SOME if said == "几" else to_int(said) or 1


def _without(text: str, found: re.Match[str]) -> str:
    return text[: found.start()] + text[found.end() :]
