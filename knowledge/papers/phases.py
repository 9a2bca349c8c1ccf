"""Named spans of a paper: 创建部署阶段（2024年5-6月）."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from knowledge.dates import Anchor, DatePhrase, find_dates
from knowledge.papers.headings import names_phase
from knowledge.papers.items import Item, holds_phase_items
from knowledge.papers.model import Phase
from knowledge.papers.phase_clauses import dated_clauses, span_of
from knowledge.papers.tables import Table
from knowledge.text import fold

_BRACKETS = re.compile(r"[(（\[【][^()（）\[\]【】]*[)）\]】]")
_EDGES = " 、,，;；:：。.-—"
_INLINE_PHASE = re.compile(
    r"(?P<name>第[一二三四五六]阶段[^。;(]{0,16}"
    r"|[^。;,:()\n]{2,12}阶段)\s?\((?P<when>[^()]{2,30})\)"
)
_NUMBERED = re.compile(
    r"^第[一二三四五六七八1-8](?:个)?阶段\s*[：:、,，—\-－]+\s*|^第[一二三四五六七八1-8](?:个)?阶段\s+"
)
_NUMBER_AND_NAME = re.compile(
    r"^[^:。;]{0,6}第[一二三四五六七八1-8]个?阶段\s*[:、,-]+\s*(?P<name>[一-龥]{2,16})(?=[(。;,\n]|$)"
)


def phases(roots: Iterable[Item], tables: Iterable[Table], anchor: Anchor) -> tuple[Phase, ...]:
    """The phases of a paper in printed order: from sections of steps, and from tables."""
    found = [phase for root in roots for phase in _of_section(root, anchor)]
    found += [phase for table in tables for phase in _of_table(table, anchor)]
    found = [replace(phase, name=_plain_name(phase.name)) for phase in found]
    unique = {phase.name: phase for phase in reversed(found)}
    return tuple(phase for phase in found if unique.pop(phase.name, None))


def _of_section(item: Item, anchor: Anchor) -> Iterator[Phase]:
    if holds_phase_items(item):
        before: date | None = None
        for child in item.children:
            leaning = anchor if anchor.default_year or not before else Anchor(before.year)
            phase = _phase(child, leaning, before)
            if phase is not None:
                before = phase.end or before
                yield phase
    elif item.children:
        for child in item.children:
            yield from _of_section(child, anchor)
    elif item.idle or names_phase(fold(item.title)):
        named = list(_inline(item, anchor))
        yield from named or dated_clauses(item, anchor)


def _phase(item: Item, anchor: Anchor, before: date | None) -> Phase | None:
    """A phase by its item: the dates in the heading, else the first ones of the text.

    One without a year follows the phase that ends `before`.
    """
    heading = item.node.text.partition("\n")[0]
    first = _in_heading(item, anchor) or find_dates(item.node.text[:160], anchor)[:1]
    if not first and not names_phase(fold(item.title)):
        return None
    name = _BRACKETS.sub("", item.title if len(item.title) < 60 else heading[:40]).strip(_EDGES)
    name = _after_number(item) or _without_dates(name, anchor)
    start, end = span_of(first[0], anchor, before) if first else (None, None)
    below = (child.whole_text for child in item.children)
    return Phase(name, start, end, "\n".join(part for part in (item.body, *below) if part))


def _after_number(item: Item) -> str | None:
    """What stands behind 第一阶段：, where the item's title ends with its number."""
    found = _NUMBER_AND_NAME.search(fold(item.node.text))
    return item.node.text[slice(*found.span("name"))].strip() if found else None


def _plain_name(name: str) -> str:
    """第一阶段：启动部署 is the phase 启动部署; 第一阶段 alone keeps its number."""
    rest = _NUMBERED.sub("", name)
    return rest if len(rest) > 1 else name


def _in_heading(item: Item, anchor: Anchor) -> list[DatePhrase]:
    title = item.title
    at = item.node.text.find(title)
    heading = item.node.text[: at + len(title) + 40].partition("\n")[0]
    return [found for found in find_dates(heading, anchor) if found.start < at + len(title) + 4][:1]


def _without_dates(name: str, anchor: Anchor) -> str:
    for found in reversed(find_dates(name, anchor)):
        name = name[: found.start] + name[found.end :]
    return name.strip(_EDGES + "为") or "阶段"


def _inline(item: Item, anchor: Anchor) -> Iterator[Phase]:
    """Phases in running text: 动员部署阶段(3月)、自查阶段(4—5月)."""
    for match in _INLINE_PHASE.finditer(fold(item.node.text)):
        dates = find_dates(match["when"], anchor)
        if dates:
            name = item.node.text[slice(*match.span("name"))].strip(_EDGES)
            yield Phase(name, *span_of(dates[0], anchor), "")


def _of_table(table: Table, anchor: Anchor) -> Iterator[Phase]:
    names, times = table.places("phase"), table.places("deadline")
    if not names or not times:
        return
    texts = table.places("task", "text", "duty")
    seen: set[str] = set()
    for row in table.rows:
        raw = row.cells[names[0]]
        name = _without_dates(_BRACKETS.sub("", raw), anchor)
        dates = find_dates(row.cells[times[0]], anchor) or find_dates(raw, anchor)
        if name in seen or not raw:
            continue
        seen.add(name)
        start, end = span_of(dates[0], anchor) if dates else (None, None)
        yield Phase(name, start, end, "\n".join(row.cells[at] for at in texts))
