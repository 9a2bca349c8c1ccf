"""Phases in running text that begin with their dates: 4月至10月，组织实施；11月，总结评估."""

import re
from collections.abc import Iterator
from datetime import date

from knowledge.dates import Anchor, DatePhrase, find_dates
from knowledge.papers.headings import holds_phases
from knowledge.papers.items import Item
from knowledge.papers.model import Phase
from knowledge.text import fold

_CLAUSE = re.compile(r"[^;。\n]+")
_LEAD = re.compile(
    r"\s*(?P<name>第[一二三四五六]阶段|[^,:;。()\d\s]{2,14}阶段)?[:,(]*(?:为|自|从|到|在)?\s?"
)
_NAME = re.compile(r"[\s:,)、-]*(?:为)?(?P<name>[^,;:。()\n]{2,16})[,;:。)]*")
_EDGES = " :,、)）：，;；"
_FEWEST = 2


def span_of(
    found: DatePhrase, anchor: Anchor, after: date | None = None
) -> tuple[date | None, date]:
    """2024年9月底前 has no first day; 即日起 begins on the day of issue.

    A date without a year that would lie before the day `after` is of the next year.
    """
    first, last = found.first, found.last
    if after and last < after and not found.has_year:
        first, last = _next_year(first), _next_year(last)
    if found.before or found.precision == "part":
        return (anchor.issued_on if found.text.startswith(("即日", "印发")) else None), last
    return first, last


def _next_year(day: date) -> date:
    return date(day.year + 1, day.month, min(day.day, 28) if day.month == 2 else day.day)


def dated_clauses(item: Item, anchor: Anchor) -> list[Phase]:
    """The phases of 实施步骤 or 时间安排 without items, where several clauses begin with dates."""
    title = fold(item.title)
    if not holds_phases(title) or item.children:
        return []
    found = list(_clauses(item.node.text, anchor))
    return found if len(found) >= _FEWEST else []


def _clauses(text: str, anchor: Anchor) -> Iterator[Phase]:
    key = fold(text)
    starting = {phrase.start: phrase for phrase in find_dates(text, anchor)}
    before: date | None = None
    for clause in _CLAUSE.finditer(key):
        lead = _LEAD.match(key, clause.start(), clause.end())
        at = lead.end() if lead else clause.start()
        phrase = starting.get(at)
        name = _NAME.match(key, phrase.end, clause.end()) if phrase else None
        if lead is None or phrase is None or name is None:
            continue
        span = lead.span("name") if lead["name"] else name.span("name")
        begin = phrase.end if lead["name"] else name.end()
        first, last = span_of(phrase, anchor, before)
        yield Phase(text[slice(*span)], first, last, text[begin : clause.end()].strip(_EDGES))
        before = last
