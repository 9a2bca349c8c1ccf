"""The span of days a message names: 本月, 下周, 9月底前, 两周内, 年底前."""

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from knowledge.dates import Anchor, find_dates
from knowledge.feasts import SAID, feast_of, next_off
from knowledge.numerals import to_int

SOON = 14
"""近期 and 快到期 look this many days ahead."""


@dataclass(frozen=True, slots=True)
class Window:
    """A span of days that the message names; `start` None means "up to"."""

    start: date | None
    end: date
    text: str


_AHEAD = re.compile(
    r"(?:未来|今后|接下来|最近|近|后面|往后)?(?P<n>\d{1,3}|[一二两三四五六七八九十]{1,3}|半)个?"
    r"(?P<unit>天|日|周|星期|礼拜|月|年)(?:之?内|以内)"
    r"|(?:未来|今后|接下来)(?P<n2>\d{1,3}|[一二两三四五六七八九十]{1,3}|半)个?(?P<unit2>天|日|周|星期|礼拜|月|年)"
)
_FEAST = re.compile(rf"(?P<feast>{SAID})(?:放假)?(?:之前|以前|前)")
_DAYS = {"天": 1, "日": 1, "周": 7, "星期": 7, "礼拜": 7, "月": 30, "年": 365}


def _month(day: date, ahead: int) -> tuple[date, date]:
    index = day.year * 12 + day.month - 1 + ahead
    year, month = index // 12, index % 12 + 1
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def _week(day: date, ahead: int) -> tuple[date, date]:
    monday = day - timedelta(days=day.weekday()) + timedelta(weeks=ahead)
    return monday, monday + timedelta(days=6)


def _quarter(day: date, ahead: int) -> tuple[date, date]:
    into = (day.month - 1) % 3
    return _month(day, 3 * ahead - into)[0], _month(day, 3 * ahead - into + 2)[1]


def _part(month: tuple[date, date], first: int, last: int) -> tuple[date, date]:
    start, end = month
    return start.replace(day=first), end.replace(day=min(last, end.day))


_Span = Callable[[date], tuple[date | None, date]]
_WORDS: tuple[tuple[re.Pattern[str], _Span], ...] = (
    (re.compile(r"(?:已经?)?(?:逾期|超期|拖期|过了?(?:办理|完成)?(?:期限|时限|期)|到期未|超时)[了的]*"),
     lambda day: (None, day - timedelta(days=1))),
    (re.compile(r"大后天"), lambda day: (day + timedelta(days=3),) * 2),
    (re.compile(r"后天"), lambda day: (day + timedelta(days=2),) * 2),
    (re.compile(r"明天|明日"), lambda day: (day + timedelta(days=1),) * 2),
    (re.compile(r"今天|今日|当天"), lambda day: (day, day)),
    (re.compile(r"(?:[这本]个?|当)(?:周|星期|礼拜)(?:之?内|里|底前)?"), lambda day: _week(day, 0)),
    (re.compile(r"下个?(?:周|星期|礼拜)(?:之?内|里|底前)?"), lambda day: _week(day, 1)),
    (re.compile(r"(?:[这本]个?|当)月(?:之?内|里|份|底前?|末)?|(?<![\d一二三四五六七八九十下上个])月(?:底|末)前?"),
     lambda day: _month(day, 0)),
    (re.compile(r"下下个?月"), lambda day: _month(day, 2)),
    (re.compile(r"下个?月上旬"), lambda day: _part(_month(day, 1), 1, 10)),
    (re.compile(r"下个?月中旬"), lambda day: _part(_month(day, 1), 11, 20)),
    (re.compile(r"下个?月下旬"), lambda day: _part(_month(day, 1), 21, 31)),
    (re.compile(r"下个?月(?:底|末)(?:之?前|以前)"), lambda day: (None, _month(day, 1)[1])),
    (re.compile(r"下个?月(?:之?内|里|份|底|末)?"), lambda day: _month(day, 1)),
    (re.compile(r"上个?月(?:之?内|里|份|底前?)?"), lambda day: _month(day, -1)),
    (re.compile(r"(?:[这本]个?|当)季度?(?:之?内|里|末)?"), lambda day: _quarter(day, 0)),
    (re.compile(r"下个?季度?(?:之?内|里)?"), lambda day: _quarter(day, 1)),
    (re.compile(r"近期|最近|这段时间|快到期|即将到期|临近到期|马上到期|快要到期"),
     lambda day: (day, day + timedelta(days=SOON))),
)  # fmt: skip


def window_in(text: str, today: date, year: int) -> tuple[Window | None, tuple[int, ...], str]:
    """The span that folded `text` names, the bare years in it, and the text without them.

    `year` completes dates printed without one. A bare year (2023年) is not a span by itself: it
    may just as well name a paper or a target.
    """
    for pattern, span in _WORDS:
        if found := pattern.search(text):
            start, end = span(today)
            return Window(start, end, found.group()), (), _without(text, *found.span())
    if (found := _FEAST.search(text)) and (days := next_off(feast_of(found["feast"]), today)):
        window = Window(None, days[0] - timedelta(days=1), found.group())
        return window, (), _without(text, *found.span())
    if found := _AHEAD.search(text):
        window = Window(today, _ahead(found, today), found.group())
        return window, (), _without(text, *found.span())
    return _printed(text, today, year)


def _ahead(found: re.Match[str], today: date) -> date:
    count, unit = found["n"] or found["n2"], found["unit"] or found["unit2"]
    days = _DAYS[unit] // 2 if count == "半" else (to_int(count) or 1) * _DAYS[unit]
    return today + timedelta(days=days)


def _printed(text: str, today: date, year: int) -> tuple[Window | None, tuple[int, ...], str]:
    window: Window | None = None
    years: list[int] = []
    for phrase in find_dates(text.replace("到期", " 期"), Anchor(year=year, today=today)):
        if phrase.precision == "year" and not phrase.before:
            years.append(phrase.first.year)
        elif window is None:
            start = None if phrase.before else phrase.first
            window = Window(start, phrase.last, phrase.text)
        text = _without(text, phrase.start, phrase.end)
    return window, tuple(years), text


def _without(text: str, start: int, end: int) -> str:
    return text[:start] + " " * (end - start) + text[end:]


def soon(today: date) -> Window:
    """The days that 快到期 means."""
    return Window(today, today + timedelta(days=SOON), f"{SOON}天内")
