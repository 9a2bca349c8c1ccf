"""Figures that a named year shall see, in tasks and in goals."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator

from knowledge.dates import find_dates
from knowledge.papers.courses import Figure
from knowledge.papers.headings import holds_goals
from knowledge.papers.indicators import Reached
from knowledge.papers.items import Item
from knowledge.papers.numbering import Kind
from knowledge.papers.quantities import figures
from knowledge.papers.set_dates import Calendar, set_dates
from knowledge.text import fold


def reached_in_tasks(found: Iterable[Figure], calendar: Calendar) -> Iterator[Reached]:
    """The figures of tasks whose own sentence names the year; past years are history."""
    since = calendar.begins.year if calendar.begins else 0
    for figure in found:
        if figure.quantity.by is not None and figure.quantity.by.year >= since:
            yield Reached(figure, figure.quantity.by.year)


def goal_items(roots: Iterable[Item]) -> Iterator[Item]:
    """The sections that say what shall be reached."""
    for root in roots:
        for item in root.walk():
            # 一、目标任务 with nothing numbered below it says goals, not tasks.
            bare = item.label.kind is Kind.SECTION and not item.children
            if (item.idle or bare) and holds_goals(fold(item.title)):
                yield item


def reached_in_goals(roots: Iterable[Item], calendar: Calendar) -> Iterator[Reached]:
    """Figures of goal sections; there a year holds until another is named, first the last one."""
    for item in goal_items(roots):
        yield from _in_goal(item, calendar)


def _in_goal(goal: Item, calendar: Calendar) -> Iterator[Reached]:
    year = calendar.period.end.year if calendar.period else None
    for item in goal.walk():
        year = _year_of_title(item, calendar) or year
        dates = set_dates(item.node.text, calendar)
        for figure in figures(item.node.text):
            last = bisect_left(dates, figure.start, key=lambda phrase: phrase.start)
            own = figure.quantity.by
            by = own.year if own else dates[last - 1].last.year if last else year
            if by is not None:
                yield Reached(figure, by)
        year = dates[-1].last.year if dates else year


def _year_of_title(item: Item, calendar: Calendar) -> int | None:
    """（二）2025年目标: the year of what stands below."""
    found = find_dates(item.title, calendar.anchor) if holds_goals(fold(item.title)) else []
    return found[-1].last.year if found else None
