"""The span a paper covers: from its title, else what its text, phases, goals or dates say."""

import re
from collections.abc import Iterable, Sequence
from datetime import date

from knowledge.dates import Anchor, DatePhrase, find_dates
from knowledge.papers.model import Period, Phase
from knowledge.papers.set_dates import BOOK
from knowledge.spans import five_year_plan
from knowledge.text import fold

_STATED = re.compile(
    r"(?:实施|行动|活动|工作|整治|创建|规划|建设|执行|方案|计划)?(?:周期|期限|时间|年限"
    r"|期)(?:为|:|是)(?P<when>[^。;,\n]{4,40})"
)
_HEADING = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}、|[(][一二三四五六七八九十]{1,3}[)]|\d{1,2}[.、])?"
    r"(?:实施|行动|活动|工作|整治|创建|建设|执行|计划|总体)?(?:周期|期限|时间|年限)[:。]?"
)
_RUNS = re.compile(
    r"(?:^|行动|活动|整治|工作|方案|计划|试点|创建|改革)(?:时间)?[自从](?=\d|即日)"
    r"(?P<when>[^。;\n]{4,36}?)(?:结束|止)"
)
_LED = 3
_YEARS_WORK = re.compile(
    r"(?P<year>20\d\d)年(?:度|全[市县区省州盟旗])?(?!.{0,20}(?:会议|精神|文件))[^,。;\n\d]{0,16}?"
    r"(?:工作|任务|目标|创建|行动|整治|项目)"
)
_OUTLOOK = re.compile(r"[^。;\n]*(?:展望|远景)[^。;\n]*")
_PLAN = re.compile(r"十(?P<n>[一二三四五六七八九])五")
_YEARLY = re.compile(r"要点|年度")
_WORK_LIST = re.compile(r"任务|分工|分解|清单|实事|台账|重点工作|工作安排")
_NUMBER_YEAR = re.compile(r"[(\[【〔﹝]((?:19|20)\d\d)")
_SEVERAL = 3


def year_of_issue(issued_on: date | None, doc_number: str | None) -> int | None:
    """The year a paper is from: of its date, else of its number, 松府办发〔2025〕14号."""
    numbered = _NUMBER_YEAR.search(fold(doc_number or ""))
    return issued_on.year if issued_on else int(numbered[1]) if numbered else None


def titled(title: str, issued_on: date | None) -> Period | None:
    """The years in a title, or its “十四五”; 工作要点 without a year are for the year of issue."""
    key = fold(title)
    found = [each for each in find_dates(title, Anchor()) if each.has_year]
    if found:
        widest = max(found, key=_length)
        return Period(widest.first, widest.last)
    plan = _PLAN.search(key)
    if plan:
        first, last = five_year_plan(plan["n"])
        return Period(date(first, 1, 1), date(last, 12, 31))
    if issued_on and _YEARLY.search(key):
        return Period(date(issued_on.year, 1, 1), date(issued_on.year, 12, 31))
    return None


def _length(phrase: DatePhrase) -> int:
    return (phrase.last - phrase.first).days


def stated(keys: Iterable[str], anchor: Anchor) -> Period | None:
    """实施期限：2024年1月至2026年12月, 一、活动时间 with it below, 活动从4月起至9月止."""
    before = ""
    for key in keys:
        if len(key) < 300 and (when := _when(before, key)):
            found = find_dates(when, anchor)[:1]
            if found and found[0].start < _LED and found[0].precision in ("span", "year"):
                return Period(found[0].first, found[0].last)
        before = key
    return None


def _when(before: str, key: str) -> str | None:
    """The words of a line that may say the period: behind its label, below it, or 从…至…止."""
    match = _STATED.search(key) or _RUNS.search(key)
    if match:
        return match["when"]
    return key[:60] if len(before) < 20 and _HEADING.fullmatch(before) else None


def of_phases(phases: Sequence[Phase], issued_on: date | None) -> Period | None:
    """From the first day of the first phase to the last of the last."""
    ends = [phase.end for phase in phases if phase.end]
    if not ends:
        return None
    starts = [phase.start for phase in phases if phase.start]
    last = max(ends)
    first = min(starts) if starts else issued_on or date(last.year, 1, 1)
    first = min(first, issued_on or min(ends)) if min(ends) < first else first
    return Period(first, last) if first <= last else None


def of_goals(texts: Iterable[str], anchor: Anchor) -> Period | None:
    """到2025年底…，到2027年…: from the day of issue to the last year that the goals name."""
    ends = [
        phrase.last
        for text in texts
        for phrase in find_dates(_OUTLOOK.sub("", fold(text)), anchor)
        if phrase.has_year and phrase.precision in ("year", "part")
    ]
    first = anchor.issued_on or (date(min(ends).year, 1, 1) if ends else None)
    return Period(first, max(ends)) if first and ends and first < max(ends) else None


def of_preface(preface: str, issued_on: date | None) -> Period | None:
    """为做好2026年创建工作: the one year, not past when it was issued, whose work is announced."""
    key = BOOK.sub("", fold(preface))
    years = {int(match["year"]) for match in _YEARS_WORK.finditer(key)}
    years = {year for year in years if not issued_on or year >= issued_on.year}
    if len(years) != 1:
        return None
    (year,) = years
    return Period(date(year, 1, 1), date(year, 12, 31))


def of_dates(title: str, days: Sequence[date], year: int | None) -> Period | None:
    """From the year of issue to that of the last date, where several are set or work is listed."""
    days = [day for day in days if not year or day.year >= year]
    years = [*(day.year for day in days), *([year] if year else [])]
    if not years or (len(days) < _SEVERAL and not _WORK_LIST.search(fold(title))):
        return None
    return Period(date(min(years), 1, 1), date(max(years), 12, 31))
