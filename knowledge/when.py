"""The days a clause names, spoken ones besides the printed: 昨天, 上周五, 月底前, 9月中旬."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from knowledge.dates import Anchor, find_dates
from knowledge.feasts import SAID, feast_of, next_off
from knowledge.numerals import to_int
from knowledge.spans import Days, day_of, later, month_days, months, part_of_month

_AHEAD = {"上上": -2, "上": -1, "前": -1, "本": 0, "这": 0, "当": 0, "下": 1, "下下": 2}
_SPOKEN_DAYS = {"大前": -3, "前": -2, "昨": -1, "今": 0, "当": 0, "明": 1, "后": 2, "大后": 3}
_WEEKDAYS = "一二三四五六日"
_BEFORE = r"(?P<before>(?:之|以)?前|之?内|以内|截止)?"
_BEFORE_2, _BEFORE_3 = (_BEFORE.replace("before", f"before{place}") for place in (2, 3))
_DAY = re.compile(
    r"(?P<day>大前|前|昨|今|明|大后|后)(?:天|日|晚|早|儿个?|儿)(?:上午|下午|晚上|早上"
    rf"|中午)?{_BEFORE}"
)
_WEEK = re.compile(
    r"(?P<which>上上|上|这|本|下下|下)?个?(?:周|星期"
    rf"|礼拜)(?P<weekday>[一二三四五六日天末])(?:上午|下午|晚上)?{_BEFORE}"
    rf"|(?P<whole>上上|上|这|本|下下|下)个?(?:周|星期|礼拜){_BEFORE_2}"
)
_MONTH = re.compile(
    r"(?P<which>上上|上|这|本|当|下下|下)个?月份?(?:(?P<part>[上中下]旬|[初中底末])"
    r"|(?P<day>\d{1,2})[日号])?"
    rf"{_BEFORE}"
    rf"|(?<![\d一二三四五六七八九十个每年])月(?P<bare>[初中底末]){_BEFORE_2}"
    rf"|(?<![\d月])(?P<number>\d{{1,2}})[日号](?!线|楼|文|机|院|令"
    rf"|任务){_BEFORE_3}"
)
_DOTTED = re.compile(
    r"(?<![\d./])(?P<month>1[0-2]|[1-9])[./](?P<day>3[01]|[12]\d|[1-9])日?(?:之?前)?"
    r"(?=(?:已经?|就|刚)?(?:全部|顺利|正式)?(?:办结|完成|办完|做完|搞定|销号|开工|启动|收尾|挂牌|开幕|启用|投用|上线|建成|通过|召开))"
    r"|(?<![\d./-])(?:(?<=[于在])|(?<=预计|计划|截至|截止))(?P<month2>1[0-2]|[1-9])[/-](?P<day2>3[01]|[12]\d|[1-9])(?![\d/%-])"
)
_PART = re.compile(rf"(?<![月份\d])(?P<part>[上中下]旬){_BEFORE}")
_QUARTER = re.compile(rf"(?P<which>上|这|本|当|下)个?季度(?:末|底|初)?{_BEFORE}")
_COUNTED = re.compile(
    r"(?<![\d月.])(?P<n>\d{1,3}|[一二两三四五六七八九十]{1,3}|半)个?(?:(?P<unit>天|周|星期|礼拜|月)"
    r"(?:之|以)?(?P<way>前|后|内)|日(?:之|以)?(?P<on>后|内))"
)
_FEAST = re.compile(rf"(?P<feast>{SAID})(?:假期|长假)?(?P<before>(?:之|以)?前)")
_UNTIL = re.compile(r"截[至止到]?(?:到)?[^,。;]{0,1}$|到$(?<![推迟延期拖后]到)")
_PASSING = re.compile(r"^(?:为止|以来|至今|起)")


@dataclass(frozen=True, slots=True)
class When:
    """Days named at `text[start:end]`; `before` with 前 or 内."""

    start: int
    end: int
    first: date
    last: date
    before: bool = False
    loose: bool = False
    """周五 without 上 or 下: the coming one, or the last, as the clause has it."""
    counts: bool = True
    """截至6月底 dates a figure, not an end."""


def days_in(text: str, today: date) -> tuple[When, ...]:
    """The days that a clause names, in order."""
    found: list[When] = []
    for pattern, read in _READERS:
        found += [
            _when(match, days) for match in pattern.finditer(text) if (days := read(match, today))
        ]
        text = pattern.sub(lambda match: "\x00" * len(match[0]), text)
    found += _printed(text, today)
    return tuple(sorted(found, key=lambda when: when.start))


def coming_day(text: str, today: date) -> date | None:
    """The last day that a few words name; 周五 is the coming one."""
    days = days_in(text, today)
    if not days:
        return None
    past = days[-1].loose and days[-1].last < today
    return days[-1].last + timedelta(days=7 if past else 0)


def _when(match: re.Match[str], days: Days) -> When:
    fields = match.groupdict()
    before = any(fields.get(name) for name in ("before", "before2", "before3"))
    before = before or "内" in (fields.get("way"), fields.get("on"))
    counts = not _UNTIL.search(match.string[: match.start()]) and not _PASSING.match(
        match.string[match.end() :]
    )
    loose = bool(fields.get("weekday")) and not fields["which"]
    return When(match.start(), match.end(), *days, before, loose, counts)


def _printed(text: str, today: date) -> Iterator[When]:
    for phrase in find_dates(text, Anchor(today=today)):
        dated = not _UNTIL.search(text[: phrase.start])
        yield When(phrase.start, phrase.end, phrase.first, phrase.last, phrase.before, counts=dated)


def _day(match: re.Match[str], today: date) -> Days:
    day = today + timedelta(days=_SPOKEN_DAYS[match["day"]])
    return day, day


def _week(match: re.Match[str], today: date) -> Days:
    ahead = _AHEAD[match["which"] or match["whole"] or "本"]
    monday = today - timedelta(days=today.weekday()) + timedelta(weeks=ahead)
    if match["whole"]:
        return monday, monday + timedelta(days=6)
    if match["weekday"] == "末":
        return monday + timedelta(days=5), monday + timedelta(days=6)
    day = monday + timedelta(days=_WEEKDAYS.index(match["weekday"].replace("天", "日")))
    return day, day


def _month(match: re.Match[str], today: date) -> Days | None:
    index = today.year * 12 + today.month - 1 + _AHEAD[match["which"] or "本"]
    year, month = index // 12, index % 12 + 1
    if number := match["day"] or match["number"]:
        day = day_of(year, month, int(number))
        return (day, day) if day else None
    part = match["part"] or match["bare"]
    return part_of_month(year, month, part) if part else month_days(year, month)


def _dotted(match: re.Match[str], today: date) -> Days | None:
    month, number = match["month"] or match["month2"], match["day"] or match["day2"]
    day = day_of(today.year, int(month), int(number))
    return (day, day) if day else None


def _part(match: re.Match[str], today: date) -> Days:
    return part_of_month(today.year, today.month, match["part"])


def _quarter(match: re.Match[str], today: date) -> Days:
    index = today.year * 4 + (today.month - 1) // 3 + _AHEAD[match["which"]]
    year, quarter = index // 4, index % 4
    return months(year, quarter * 3 + 1, quarter * 3 + 3)


def _counted(match: re.Match[str], today: date) -> Days:
    unit = "周" if match["unit"] in ("周", "星期", "礼拜") else match["unit"] or "天"
    count = 1 if match["n"] == "半" else to_int(match["n"]) or 1
    if match["n"] == "半":
        unit, count = "天", 15 if unit == "月" else 1
    if match["way"] == "前":
        day = today - (later(today, count, unit) - today)
        return day, day
    return today, later(today, count, unit)


def _feast(match: re.Match[str], today: date) -> Days | None:
    """国庆前 ends on the day before those off."""
    off = next_off(feast_of(match["feast"]), today)
    return (today, max(today, off[0] - timedelta(days=1))) if off else None


_READERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date], Days | None]], ...] = (
    (_COUNTED, _counted),
    (_DAY, _day),
    (_WEEK, _week),
    (_MONTH, _month),
    (_QUARTER, _quarter),
    (_DOTTED, _dotted),
    (_PART, _part),
    (_FEAST, _feast),
)
