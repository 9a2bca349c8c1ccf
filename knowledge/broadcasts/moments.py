"""Moments as people say them: 明天上午9点, 周五下午3点半, 7月29日12时前, 三个工作日内. Pure."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from knowledge.clocks import ROUGHLY, roughly
from knowledge.numerals import to_int
from knowledge.spans import day_of, later
from knowledge.text import fold

_N = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3}|两)"
_DAY = (
    r"(?:(?P<near>大后天|后天|明天|明日|明(?=[早晚])|今天|今日|今(?=[早晚]))"
    r"|(?P<ahead>下下|下|本|这)?个?(?:周|星期|礼拜)(?P<weekday>[一二三四五六日天])"
    rf"|(?:(?P<year>20\d\d)[年/.-])?(?P<month>{_N})[月/.-](?P<day>{_N})[日号]?"
    rf"|(?P<only>{_N})[日号](?!\d)"
    rf"|(?P<count>{_N})个?(?P<unit>天|日|工作日|周|星期)(?:之?内|以内))"
)
MOMENT = re.compile(rf"{_DAY}的?\s*(?P<clock>{ROUGHLY})?")
"""A day, and a time of it where one is said, in folded text."""

_NEAR = {"今": 0, "今天": 0, "今日": 0, "明": 1, "明天": 1, "明日": 1, "后天": 2, "大后天": 3}
_WEEKDAYS = "一二三四五六日"
_WEEKS = {"本": 0, "这": 0, "下": 1, "下下": 2}


@dataclass(frozen=True, slots=True)
class Said:
    """A day that was said and, where one was, the time of it; `text[start:end]` says so."""

    start: int
    end: int
    day: date
    clock: time | None = None

    def at(self, usual: time) -> datetime:
        """The moment, without a zone; at the `usual` time where none was said."""
        return datetime.combine(self.day, self.clock or usual)


def moments_in(text: str, today: date) -> list[Said]:
    """Every moment in the text, in order."""
    return [said for found in MOMENT.finditer(fold(text)) if (said := said_by(found, today))]


def said_by(found: re.Match[str], today: date) -> Said | None:
    """What a match of `MOMENT` means; None for a day that the calendar does not have."""
    day, clock = _day(found, today), roughly(found["clock"] or "")
    at = clock.on_its_day if clock else None
    return Said(found.start(), found.end(), day, at) if day else None


def _day(found: re.Match[str], today: date) -> date | None:
    if found["near"]:
        return today + timedelta(days=_NEAR[found["near"]])
    if found["weekday"]:
        return _weekday(found["ahead"], found["weekday"], today)
    if found["count"]:
        unit = found["unit"].replace("星期", "周")
        return later(today, to_int(found["count"]) or 1, unit)
    number = to_int(found["only"] or found["day"]) or 0
    if found["only"]:
        return _this_or_next_month(number, today)
    return _this_or_next_year(found["year"], to_int(found["month"]) or 0, number, today)


def _weekday(ahead: str | None, named: str, today: date) -> date:
    """周五 is the next one, today included; 本周五 and 下周五 are those of their week."""
    weekday = _WEEKDAYS.index("日" if named == "天" else named)
    monday = today - timedelta(days=today.weekday())
    day = monday + timedelta(days=weekday, weeks=_WEEKS[ahead] if ahead else 0)
    return day if ahead or day >= today else day + timedelta(weeks=1)


def _this_or_next_month(number: int, today: date) -> date | None:
    day = day_of(today.year, today.month, number)
    if day and day < today:
        following = today.replace(day=1) + timedelta(days=32)
        return day_of(following.year, following.month, number)
    return day


def _this_or_next_year(year: str | None, month: int, number: int, today: date) -> date | None:
    """Without a year the one that is near: 1月5日 said in December is the next year's."""
    day = day_of(int(year) if year else today.year, month, number)
    past = day is not None and not year and today - day > timedelta(days=180)
    return day_of(today.year + 1, month, number) if past else day
