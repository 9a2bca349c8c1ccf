"""Sections and tasks of a paper in printed order, from its outline and its tables."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge.papers.drafts import Draft, drafts
from knowledge.papers.items import Item
from knowledge.papers.model import Section
from knowledge.papers.numbering import Kind
from knowledge.papers.outline import Placed, Scope
from knowledge.papers.refs import references
from knowledge.papers.table_tasks import Grouped, groups_of, table_tasks
from knowledge.papers.unit_notes import UnitNotes


@dataclass(frozen=True, slots=True)
class Reading:
    """A scope with its items read."""

    scope: Scope
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A task with its reference and the section it stands in."""

    ref: str
    section: Section | None
    draft: Draft


@dataclass(frozen=True, slots=True)
class _Numbered:
    """Tasks under one numbering; `headings` gives for each the line of its section, if any."""

    mark: str | None
    drafts: tuple[Draft, ...]
    headings: tuple[int | None, ...]


def contents(
    readings: Sequence[Reading], duty_lines: frozenset[int], notes: UnitNotes
) -> tuple[tuple[Section, ...], tuple[Entry, ...]]:
    """All sections, and all tasks but those that are duties."""
    headings: dict[int, tuple[str | None, str]] = {}
    numbered: list[_Numbered] = []
    for reading in readings:
        headings |= {
            item.node.line: (item.label.text, item.title) for item in reading.items if _is_section(item)
        }
        numbered.append(_of_outline(reading, duty_lines))
        for placed in reading.scope.tables:
            if placed.table.holds_tasks:
                found = table_tasks(placed.table, notes)
                headings |= {
                    group.line: (group.label.text if group.label else None, group.title)
                    for group in groups_of(found)
                }
                numbered.append(_of_table(reading, placed, found))
    sections = {
        line: Section(order, *headings[line], line)
        for order, line in enumerate(sorted(headings), start=1)
    }
    return tuple(sections.values()), tuple(_entries(numbered, sections))


def _is_section(item: Item) -> bool:
    return item.label.kind <= Kind.SECTION or bool(item.items)


def _of_outline(reading: Reading, duty_lines: frozenset[int]) -> _Numbered:
    found = [each for each in drafts(reading.items) if each.line not in duty_lines]
    lines = {item.node.order: item.node.line for item in reading.items if _is_section(item)}
    above = tuple(lines.get(each.path[0].node) for each in found)
    return _Numbered(reading.scope.mark, tuple(found), above)


def _of_table(reading: Reading, placed: Placed, found: Sequence[Grouped]) -> _Numbered:
    """Rows stand under their group, else under the section the table is printed in."""
    outer = reading.items[placed.after - 1] if 0 < placed.after <= len(reading.items) else None
    line = outer.node.line if outer is not None and _is_section(outer) else None
    lines = tuple(each.group.line if each.group else line for each in found)
    return _Numbered(reading.scope.mark or "表", tuple(each.draft for each in found), lines)


def _entries(numbered: Sequence[_Numbered], sections: dict[int, Section]) -> Iterator[Entry]:
    refs = references([(each.mark, [draft.path for draft in each.drafts]) for each in numbered])
    entries = [
        Entry(ref, sections.get(line) if line is not None else None, draft)
        for each, own in zip(numbered, refs, strict=True)
        for ref, draft, line in zip(own, each.drafts, each.headings, strict=True)
    ]
    yield from sorted(entries, key=lambda entry: entry.draft.line)
