"""Sections and tasks of a paper in printed order, from its outline and its tables."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge.papers.drafts import Draft, Heading, drafts
from knowledge.papers.items import Item
from knowledge.papers.model import Section
from knowledge.papers.numbering import Kind
from knowledge.papers.outline import Placed, Scope
from knowledge.papers.refs import references
from knowledge.papers.table_tasks import table_tasks
from knowledge.papers.unit_notes import UnitNotes

Place = tuple[int, int]
"""A heading's line and its place among the items of its scope: several may share a line."""


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
    headings: tuple[Place | None, ...]


def contents(
    readings: Sequence[Reading], no_tasks: frozenset[int], notes: UnitNotes
) -> tuple[tuple[Section, ...], tuple[Entry, ...]]:
    """All sections, and all tasks but those on the lines of `no_tasks` (duties, changes)."""
    headings: dict[Place, tuple[str | None, str]] = {}
    numbered: list[_Numbered] = []
    for reading in readings:
        headings |= {
            _place(item): (item.label.text or None, item.title)
            for item in reading.items
            if _is_section(item)
        }
        numbered.append(_of_outline(reading, no_tasks))
        for placed in reading.scope.tables:
            if placed.table.holds_tasks:
                found = table_tasks(placed.table, notes)
                rows = _of_table(reading, placed, found)
                numbered.append(rows)
                headings |= _headings_within(rows)
    sections = {
        place: Section(order, *headings[place], place[0])
        for order, place in enumerate(sorted(headings), start=1)
    }
    return tuple(sections.values()), tuple(_entries(numbered, sections))


def _is_section(item: Item) -> bool:
    return item.label.kind <= Kind.SECTION or bool(item.items)


def _place(item: Item) -> Place:
    return item.node.line, item.node.order


def _of_outline(reading: Reading, no_tasks: frozenset[int]) -> _Numbered:
    found = [each for each in drafts(reading.items) if each.line not in no_tasks]
    places = {item.node.order: _place(item) for item in reading.items if _is_section(item)}
    above = tuple(places.get(each.path[0].node) for each in found)
    return _Numbered(reading.scope.mark, tuple(found), above)


def _of_table(reading: Reading, placed: Placed, found: Sequence[Draft]) -> _Numbered:
    """Rows stand in the section that the table is printed in, else under a heading inside it."""
    outer = reading.items[placed.after - 1] if 0 < placed.after <= len(reading.items) else None
    inside = _place(outer) if outer is not None and _is_section(outer) else None
    above = tuple(inside or (_row_place(each.heading) if each.heading else None) for each in found)
    return _Numbered(reading.scope.mark or "表", tuple(found), above)


def _headings_within(rows: _Numbered) -> dict[Place, tuple[str | None, str]]:
    """The headings inside a table that are sections, as no section stands around it."""
    return {
        place: (heading.label.text if heading.label else None, heading.title)
        for draft, place in zip(rows.drafts, rows.headings, strict=True)
        if (heading := draft.heading) is not None and place == _row_place(heading)
    }


def _row_place(heading: Heading) -> Place:
    return heading.line, 0


def _entries(numbered: Sequence[_Numbered], sections: dict[Place, Section]) -> Iterator[Entry]:
    refs = references([(each.mark, [draft.path for draft in each.drafts]) for each in numbered])
    entries = [
        Entry(ref, sections.get(place) if place is not None else None, draft)
        for each, own in zip(numbered, refs, strict=True)
        for ref, draft, place in zip(own, each.drafts, each.headings, strict=True)
    ]
    yield from sorted(entries, key=lambda entry: entry.draft.line)
