"""2027年2月6日上班, 1月1日至3日放假: days on which the office works, or does not."""

import re
from datetime import date, timedelta

from knowledge.feasts import SAID
from knowledge.house_rules.lead_times import OutOfRangeError
from knowledge.house_rules.model import Ruling
from knowledge.when import days_in

_DATED = (
    r"(?:\d{4}年)?\d{1,2}月\d{1,2}[日号](?:(?:至|到|-)(?:\d{1,2}月)?\d{1,2}[日号])?"
    r"|\d{4}-\d{1,2}-\d{1,2}"
)
_SPOKEN = r"(?:大?后|明|今)[天日]|(?:下|这|本)?个?(?:周|星期)[一二三四五六日天]"
_DAYS = rf"(?:{_DATED}|{_SPOKEN})"
_FEAST = (
    rf"(?:(?:(?P<year>\d{{4}})年)?{SAID}"
    r"(?:[和、及](?:国庆|中秋)节?)?)?,?"
)
ORDER = re.compile(
    rf"{_FEAST}(?P<days>{_DAYS}(?:[、,和及]{_DAYS})*)(?:[((]周[一二三四五六日][))])?(?:我们|单位|全体)?"
    r"(?P<how>(?:照常|正常|要|补|调休)?(?:上班|补班)|(?:调休)?(?:放假|休息|不上班|休假)|"
    r"(?:按|照|恢复)(?:国务院的?)?(?:放假安排|默认|原来的?)(?:算|来)?)"
)
_ONE = re.compile(rf"(?P<dated>{_DATED})|(?P<spoken>{_SPOKEN})")
_PRINTED = re.compile(
    r"(?:(?P<year>\d{4})[年-])?(?P<month>\d{1,2})[月-](?P<day>\d{1,2})[日号]?"
    r"(?:(?:至|到|-)(?:(?P<until_month>\d{1,2})月)?(?P<until>\d{1,2})[日号])?"
)
_MOST = 40


def rulings(found: re.Match[str], today: date) -> tuple[Ruling, ...]:
    """One for each day. Raises `OutOfRangeError`."""
    how = found["how"]
    said = int(found["year"]) if found["year"] else None
    worked: int | None = int("班" in how and "不" not in how)
    if how[0] in "按照恢" and "上班" not in how:
        worked = None
    days: list[date] = []
    for one in _ONE.finditer(found["days"]):
        year = days[-1].year if days else said
        days += _dated(one["dated"], today, year) if one["dated"] else _spoken(one[0], today)
    if len(days) > _MOST:
        raise OutOfRangeError(f"一次最多说{_MOST}天")
    return tuple(
        Ruling("day", (one.isoformat(), None if worked is None else bool(worked))) for one in days
    )


def _dated(text: str, today: date, year: int | None) -> list[date]:
    printed = _PRINTED.fullmatch(text)
    if printed is None:
        return []
    first = _day(int(printed["year"] or year or today.year), printed["month"], printed["day"], text)
    if not printed["year"] and not year and first < today - timedelta(days=60):
        first = _day(today.year + 1, printed["month"], printed["day"], text)
    if not printed["until"]:
        return [first]
    last = _day(first.year, printed["until_month"] or printed["month"], printed["until"], text)
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def _day(year: int, month: str, day: str, text: str) -> date:
    try:
        return date(year, int(month), int(day))
    except ValueError:
        raise OutOfRangeError(f"没有这个日期：{text}") from None


def _spoken(text: str, today: date) -> list[date]:
    return [
        one.last + timedelta(days=7) if one.loose and one.last < today else one.last
        for one in days_in(text, today)
    ]
