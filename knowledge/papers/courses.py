"""Figures over time: 由2022年的52%提高到60%以上, 2024年、2025年分别达到80%、83%."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from knowledge.papers.model import Operator, Quantity


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity and where its number stands in the text, with what it was and when."""

    start: int
    end: int
    quantity: Quantity
    baseline: float | None = None
    baseline_year: int | None = None


_YEAR = r"(?:19|20)\d\d"
_FROM = re.compile(
    rf"(?:由|从)(?:(?P<year>{_YEAR})年(?:底|末|度)?)?(?:时?的)?(?:每[月年人])?约?\s?$"
)
_UP = "提高|提升|增加|增长|上升|扩大|升高|增|升"
_DOWN = "下降|降低|减少|压减|缩短|缩减|压缩|控制|减|降"
_TO = re.compile(
    rf"(?:左右|以上|以下)?,?(?:逐步|稳步|逐年|进一步|力争|有效)*(?:(?P<up>{_UP})|(?:{_DOWN}))"
    rf"(?:到|至|为|在)(?:(?P<year>{_YEAR})年(?:底|末|度)?(?:时?的)?)?(?:约|不低于|不高于)?\s?"
)
_YEARS = re.compile(rf"{_YEAR}年?(?:底|末)?(?:[、,和及与至-]+{_YEAR}年?(?:底|末)?)+")
_CLAUSE_START = re.compile(r"[。;:\n]")
_REACH = 20
_GROWN = re.compile(r"[较比](?:(?:19|20)\d\d年|[上去基]).{0,6}$")
_OR = re.compile(r",?或者?(?:达到|达|不低于|提高到|提升到)")


def changed_from(found: Sequence[Figure], key: str) -> list[Figure]:
    """由38%降至33% is one figure: what shall be reached, with what it was."""
    kept: list[Figure] = []
    for before, each in pairwise([None, *found]):
        figure = _or_level(before, each, key) if before and each else each
        course = _course(before, figure, key) if before and figure else None
        if course and kept:
            kept[-1] = course
        elif figure:
            kept.append(figure)
    return kept


def _or_level(before: Figure, figure: Figure, key: str) -> Figure:
    """水平比2025年提高20%或达到30%: the second says what the level shall be."""
    name = before.quantity.name or ""
    grown = _GROWN.search(name)
    if grown is None or not _OR.fullmatch(key, before.end, figure.start):
        return figure
    return replace(figure, quantity=replace(figure.quantity, name=name[: grown.start()]))


def _course(before: Figure, figure: Figure, key: str) -> Figure | None:
    origin = _FROM.search(key, max(before.start - _REACH, 0), before.start)
    to = _TO.fullmatch(key, before.end, figure.start) if origin else None
    was, now = before.quantity, figure.quantity
    if origin is None or to is None or now.unit != was.unit:
        return None
    op: Operator = ">=" if to["up"] else "<="
    quantity = replace(
        now,
        name=was.name,
        text=was.text + now.text,
        op=now.op if now.op != "=" else op,
        by=date(int(to["year"]), 12, 31) if to["year"] else None,
    )
    year = int(origin["year"]) if origin["year"] else None
    return Figure(before.start, figure.end, quantity, was.value, year)


def years_before(at: int, key: str) -> tuple[list[int], tuple[int, int]] | None:
    """The years listed in the clause that ends at `at` (where 分别 stands), and their span."""
    limit = max(at - 60, 0)
    start = max((match.end() for match in _CLAUSE_START.finditer(key, limit, at)), default=limit)
    match = _YEARS.search(key, start, at)
    if match is None:
        return None
    years = [int(year) for year in re.findall(_YEAR, match[0])]
    if len(years) == 2 and re.search("[-至]", match[0]):
        years = [*range(years[0], min(years[1], years[0] + 10) + 1)]
    return years, match.span()
