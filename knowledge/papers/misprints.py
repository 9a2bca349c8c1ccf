"""Labels that only their company explains: 3、 among 一、 and 二、, 行动一 over （一）."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from knowledge.papers.numbering import Found, Kind, Label
from knowledge.papers.pieces import Piece
from knowledge.papers.tables import Table

_HEADING = re.compile(r"[^,。;:]{2,16}:")

Place = tuple[int, Label]


def repaired(found: Sequence[Found | None], blocks: Sequence[Piece | Table]) -> list[Found | None]:
    """The labels with misprinted headings made sections; their printed text stays as it is.

    In a paper without any section labels, a short line that ends with a colon before item 1 is a
    section without a label.
    """
    places = [(at, each.label) for at, each in enumerate(found) if each is not None]
    result = list(found)
    if not any(label.kind <= Kind.SECTION for _, label in places):
        for number, at in enumerate(_unlabelled(found, blocks), start=1):
            result[at] = Found(Label(Kind.SECTION, number, ""), 0, 0)
        return result
    meant = dict.fromkeys(_named_over_brackets(places), Kind.GROUP)
    meant |= dict.fromkeys(_items_as_headings(places, blocks), Kind.SECTION)
    meant |= dict.fromkeys(_steps_as_headings(places), Kind.SECTION)
    for at, kind in meant.items():
        each = found[at]
        if each is not None:
            result[at] = replace(each, label=replace(each.label, kind=kind))
    return result


def _named_over_brackets(places: Sequence[Place]) -> list[int]:
    """行动一, 行动二 where they stand over （一）, （二）, not inside them."""
    named = [place for place, (_, label) in enumerate(places) if label.kind is Kind.NAMED]
    if not named:
        return []
    kinds = [label.kind for _, label in places]
    first = named[0]
    outside = Kind.BRACKET not in kinds[_section_start(kinds, first) : first]
    holds = kinds[first + 1 : first + 2] == [Kind.BRACKET]
    return [places[place][0] for place in named] if outside and holds else []


def _section_start(kinds: Sequence[Kind], place: int) -> int:
    above = (at for at in range(place, -1, -1) if kinds[at] <= Kind.SECTION)
    return next(above, 0)


def _unlabelled(found: Sequence[Found | None], blocks: Sequence[Piece | Table]) -> Iterator[int]:
    for at, (block, after) in enumerate(zip(blocks, found[1:], strict=False)):
        first = after is not None and after.label.number == 1 and found[at] is None
        if first and isinstance(block, Piece) and _HEADING.fullmatch(block.key):
            yield at


def _items_as_headings(places: Sequence[Place], blocks: Sequence[Piece | Table]) -> Iterator[int]:
    """Items that stand outside the numbering while the next item carries it on."""
    neighbours = {at: place for place, (at, _) in enumerate(places)}
    items = [place for place in places if place[1].kind is Kind.ITEM]
    reached = 0
    for place, (at, label) in enumerate(items):
        after = items[place + 1] if place + 1 < len(items) else None
        adjacent = after is not None and neighbours[after[0]] == neighbours[at] + 1
        expected = label.number == reached + 1
        goes_on = after is not None and after[1].number == reached + 1
        if (
            goes_on
            and adjacent
            and _like_heading(blocks[at])
            and (not expected or _long(blocks, after))
        ):
            yield at
        else:
            reached = label.number


def _steps_as_headings(places: Sequence[Place]) -> Iterator[int]:
    """一是 that holds numbered items and stands where a section's number is missing."""
    section = 0
    for place, (at, label) in enumerate(places):
        if label.kind is Kind.SECTION:
            section = label.number
        if label.kind is not Kind.STEP or label.number != section + 1:
            continue
        before = places[place - 1][1] if place else None
        after = places[place + 1][1] if place + 1 < len(places) else None
        runs = before is not None and before.kind is Kind.STEP
        holds = after is not None and after.kind in (Kind.ITEM, Kind.BRACKET)
        inside = label.number == 1 and before is not None
        if holds and not runs and not inside:
            section = label.number
            yield at


def _like_heading(block: Piece | Table) -> bool:
    return (
        isinstance(block, Piece)
        and len(block.key) <= 50
        and not block.key.endswith(("。", ";", ")"))
    )


def _long(blocks: Sequence[Piece | Table], after: Place | None) -> bool:
    if after is None:
        return False
    block = blocks[after[0]]
    return isinstance(block, Piece) and not _like_heading(block)
