"""Chinese date phrases: where they stand in a text and which days they mean.

`find_dates(text, anchor)` gives every phrase in order. Positions are those of the given text, so a
phrase can be quoted as printed. A phrase without a year takes it from the phrase before, else from
the anchor; where neither has one the phrase is left out.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from knowledge.numerals import to_int
from knowledge.recurrences import DAY, MONTH, find_recurrences
from knowledge.spans import (
    day_of,
    five_year_plan,
    later,
    month_days,
    months,
    part_of_month,
    part_of_year,
)
from knowledge.text import covered, fold

Precision = Literal["day", "part", "month", "quarter", "half", "year", "span", "relative"]
Found = tuple[date, date, Precision]


@dataclass(frozen=True, slots=True)
class Anchor:
    """What an incomplete date leans on.

    `year` completes 6月底前 and 上半年, `issued_on` starts 印发后30日内; `today`, in a talk, stands
    in for a missing `year`.
    """

    year: int | None = None
    issued_on: date | None = None
    today: date | None = None

    @property
    def base(self) -> date | None:
        """The day that relative phrases count from."""
        return self.today or self.issued_on

    @property
    def default_year(self) -> int | None:
        """The year of phrases that print none."""
        return self.year or (self.base.year if self.base else None)


@dataclass(frozen=True, slots=True)
class DatePhrase:
    """A printed date: `text[start:end]` means the days `first` to `last`, both included.

    `before` is set by 前, 内 and the like; `has_year` where the phrase itself prints the year.
    """

    start: int
    end: int
    text: str
    first: date
    last: date
    precision: Precision
    before: bool = False
    has_year: bool = False


_YEAR = r"(?:19|20)\d\d|[一二][九〇零][〇零一二三四五六七八九]{2}"
_SHORT_YEAR = r"(?<!\d)[23]\d(?=\s?年(?:底|末|初|\d{1,2}月|[上下]半))"
_PART = r"[上中下]旬|月?[底末初]|中(?!医|药|西|心|国|小)"

_DATE = re.compile(
    rf"""
    (?P<iso>(?:19|20)\d\d(?P<mark>[-/.])(?:1[0-2]|0?[1-9])(?:(?P=mark)(?:3[01]|[12]\d|0?[1-9]))?)(?![\d%])日?
    |
    (?:  # the left end of a range, with what it shares with the right one left out
      (?=[\d一二三四五六七八九十廿今本明去当即])
      (?:(?P<at_once>即日起?|印发之日起?)
        |(?:(?P<y0>{_YEAR}|[今本明去当])年?度?)?
         (?:(?P<m0>{MONTH})月?份?(?:(?P<d0>{DAY})[日号]?|(?P<p0>{_PART}))?)?
      )\s?(?:(?:起|开始|启动),?)?(?:-{{1,2}}|至|到(?=\s?[\d一二三四五六七八九十廿年月底今本明当次后第上下]))\s?
    )?
    (?:(?P<y>{_YEAR}|{_SHORT_YEAR}|[今本明去当次后前])\s?年度?)?\s?
    (?:
      (?P<m>{MONTH})\s?月份?(?:(?P<d>{DAY})\s?[日号]|(?P<p>{_PART}))?
      |(?P<m2>(?<![\d.])(?:1[0-2]|0?[1-9]))\.(?P<d2>3[01]|[12]\d|0?[1-9])
        (?:[日号]|(?=之?前|以前|[到截]|\ 期|止|之?后|以后|至|-)(?![到至-]\d))
      |第?(?P<q>[一二三四1-4])季度(?:季?[末底])?
      |(?P<h>[上下])半年
      |(?P<e>(?(y)年?(?:[底末初内]|中(?=旬|期|前))
        |(?<![一二两三四五六七八九十半每周整数几\d青少老壮成])年(?:[底末初内]|中(?![医西药心小央]))))
      |(?P<d1>{DAY})[日号]
    )?
    """,
    re.VERBOSE,
)
_BEFORE = re.compile(r"(?:之|以)?(?:前(?!后)|内)|止|为止|截止")
FROM_ISSUE = re.compile(
    r"(?:自|从|于)?(?:本?(?:方案|通知|文件|要点|计划|意见|办法|细则|制度))?"
    r"(?:印发|发布|发文|下发|施行|实施|公布)(?:之日)?(?:起|后)?(?P<n>\d{1,3}"
    r"|[一二两三四五六七八九十]{1,3})"
    r"(?P<u>个?(?:工作日|月)|[日天周年])(?:之?内|以内)?"
)
_PLAN = re.compile(r"[“”]?十(?P<n>[一二三四五六七八九])五[“”]?(?:时期|期间)?(?P<end>期?末)")
_DATE_RUN = re.compile(
    r"[\d〇零一二三四五六七八九十廿年月日号季度半上中下旬底末初内"
    r"起开始启动,至到第今本明去当次后前份期即 ./-]{2,}"
)
_DATE_SIGN = re.compile(r"[年月季日号]|\d[-/.]\d")
_YEAR_OFFSET = {"今": 0, "本": 0, "当": 0, "明": 1, "次": 1, "去": -1, "后": 2, "前": -2}


def find_dates(text: str, anchor: Anchor) -> list[DatePhrase]:
    """Every date that `text` prints, in order; recurring ones are left to `find_recurrences`."""
    plain = fold(text)
    phrases = [*_from_issue(plain, text, anchor), *_plan_ends(plain, text)]
    taken = [(phrase.start, phrase.end) for phrase in phrases]
    taken += [(found.start, found.end) for found in find_recurrences(text)]
    marks = covered(len(plain), taken)
    year = anchor.default_year
    for match in _matches(plain):
        if any(marks[match.start() : match.end()]):
            continue
        if phrase := _phrase(match, text, anchor, year):
            phrases.append(phrase)
            year = phrase.last.year if phrase.has_year else year
    return sorted(phrases, key=lambda phrase: phrase.start)


def _matches(plain: str) -> Iterator[re.Match[str]]:
    """Matches within the runs of characters that dates are made of: the rest costs nothing."""
    for run in _DATE_RUN.finditer(plain):
        if _DATE_SIGN.search(run[0]):
            # What follows tells 12.31之前 from 12.31万, and 年中 from 年中医药.
            begin, end = run.start(), run.end() + 2
            yield from (found for found in _DATE.finditer(plain, begin, end) if found[0].strip())


def _phrase(match: re.Match[str], text: str, anchor: Anchor, year: int | None) -> DatePhrase | None:
    days = _iso_days(match["iso"]) if match["iso"] else _days(match, year)
    if days is None:
        return None
    first, last, precision = days
    if match["at_once"] and anchor.issued_on and anchor.issued_on <= last:
        first, precision = anchor.issued_on, "span"
    before = _BEFORE.match(match.string, match.end())
    inside = bool(match["e"]) and match["e"].endswith("内")
    start = match.start() + len(match[0]) - len(match[0].lstrip())
    words = text[start : before.end() if before else match.end()].rstrip()
    end = start + len(words)
    has_year = bool(match["iso"] or match["y"] or match["y0"])
    return DatePhrase(start, end, words, first, last, precision, inside or bool(before), has_year)


def _iso_days(text: str) -> Found | None:
    numbers = [int(part) for part in re.split(r"[-/.]", text)]
    if len(numbers) == 2:
        return (*month_days(numbers[0], numbers[1]), "month")
    day = day_of(*numbers)
    return (day, day, "day") if day else None


def _days(match: re.Match[str], default: int | None) -> Found | None:
    """The days of a phrase; its right end decides the year, its left end where it begins."""
    fields = match.groupdict()
    fields |= {"m": fields["m"] or fields["m2"], "d": fields["d"] or fields["d2"]}
    if not any(fields[name] for name in ("y", "m", "q", "h", "e", "d1")):
        return None
    year = _year(fields["y"] or fields["y0"], default)
    month = fields["m"] or (fields["m0"] if fields["d1"] else None)
    if year is None or (fields["d1"] and not month):
        return None
    right = _right_end({**fields, "m": month, "d": fields["d"] or fields["d1"]}, year)
    if right is None:
        return None
    last = right[1]
    left = _left_end(fields, year, default)
    if left is None:
        return right
    if left > last and not fields["y"]:  # 11月至2月 runs into the next year
        last = date(last.year + 1, last.month, min(last.day, 28))
    elif left > last and not fields["y0"]:  # 11月16日至2025年1月25日 began the year before
        left = date(left.year - 1, left.month, min(left.day, 28) if left.month == 2 else left.day)
    return (left, last, "span") if left <= last else right


def _year(text: str | None, default: int | None) -> int | None:
    if text is None:
        return default
    if text in _YEAR_OFFSET:
        return None if default is None else default + _YEAR_OFFSET[text]
    number = to_int(text)
    return number + 2000 if number is not None and number < 100 else number


def _right_end(fields: dict[str, str | None], year: int) -> Found | None:
    if fields["m"]:
        return _in_month(year, to_int(fields["m"]) or 1, fields["d"], fields["p"])
    if fields["q"]:
        quarter = to_int(fields["q"]) or 1
        return (*months(year, quarter * 3 - 2, quarter * 3), "quarter")
    if fields["h"]:
        first = 1 if fields["h"] == "上" else 7
        return (*months(year, first, first + 5), "half")
    if fields["e"]:
        part = fields["e"][-1]
        return (*part_of_year(year, part), "year" if part == "内" else "part")
    return (*months(year, 1, 12), "year")


def _in_month(year: int, month: int, day: str | None, part: str | None) -> Found | None:
    if day:
        found = day_of(year, month, to_int(day) or 0)
        return (found, found, "day") if found else None
    if part:
        return (*part_of_month(year, month, part), "part")
    return (*month_days(year, month), "month")


def _left_end(fields: dict[str, str | None], year: int, default: int | None) -> date | None:
    if not (fields["y0"] or fields["m0"]):
        return None
    begin_year = _year(fields["y0"], default) if fields["y0"] else year
    begin_month = to_int(fields["m0"]) if fields["m0"] else 1
    if begin_year is None or begin_month is None:
        return None
    days = _in_month(begin_year, begin_month, fields["d0"], fields["p0"])
    return days[0] if days else None


def _from_issue(plain: str, text: str, anchor: Anchor) -> Iterator[DatePhrase]:
    for match in FROM_ISSUE.finditer(plain):
        count = to_int(match["n"])
        if anchor.issued_on is None or count is None:
            continue
        last = later(anchor.issued_on, count, match["u"])
        words = text[slice(*match.span())]
        yield DatePhrase(
            match.start(), match.end(), words, anchor.issued_on, last, "relative", before=True
        )


def _plan_ends(plain: str, text: str) -> Iterator[DatePhrase]:
    for match in _PLAN.finditer(plain):
        year = five_year_plan(match["n"])[1]
        first, last = months(year, 12, 12)
        yield DatePhrase(*match.span(), text[slice(*match.span())], first, last, "part")
