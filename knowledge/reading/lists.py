"""Numbered lists and the styles that use them, as a Word file defines them.

ECMA-376 part 1, 17.9 (numbering) and 17.7 (styles).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from knowledge.reading.wordml import attribute, child, children, integer, is_on, value


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is numbered; `text` has %1 to %9 where the numbers go."""

    format: str = "decimal"
    text: str = ""
    start: int = 1
    restarts: bool = True
    decimal_only: bool = False
    paragraph_style: str | None = None


@dataclass(frozen=True, slots=True)
class NumberedList:
    """Lists of the same `family` count on from one another, unless they start over."""

    family: str
    levels: Mapping[int, Level]
    start_over: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Style:
    """What a paragraph style says about numbering."""

    name: str
    parent: str | None
    list_id: str | None
    level: int | None


def numbered_lists(root: etree._Element | None) -> Iterator[tuple[str, NumberedList]]:
    """The lists of numbering.xml by their ids."""
    families = {
        attribute(family, "abstractNumId"): dict(_levels(family))
        for family in children(root, "abstractNum")
    }
    for element in children(root, "num"):
        family = value(element, "abstractNumId") or ""
        levels, start_over = dict(families.get(family, {})), {}
        for override in children(element, "lvlOverride"):
            levels.update(_levels(override))
            level = integer(attribute(override, "ilvl"))
            start = integer(value(override, "startOverride"))
            if level is not None and start is not None:
                start_over[level] = start
        yield attribute(element, "numId") or "", NumberedList(family, levels, start_over)


def paragraph_styles(root: etree._Element | None) -> Iterator[tuple[str, Style]]:
    """The styles of styles.xml by their ids."""
    for element in children(root, "style"):
        numbering = child(child(element, "pPr"), "numPr")
        yield (
            attribute(element, "styleId") or "",
            Style(
                name=(value(element, "name") or "").lower(),
                parent=value(element, "basedOn"),
                list_id=value(numbering, "numId"),
                level=integer(value(numbering, "ilvl")),
            ),
        )


def _levels(parent: etree._Element) -> Iterator[tuple[int, Level]]:
    for element in children(parent, "lvl"):
        number = integer(attribute(element, "ilvl"))
        start = integer(value(element, "start"))
        if number is not None:
            yield (
                number,
                Level(
                    format=value(element, "numFmt") or "decimal",
                    text=value(element, "lvlText") or "",
                    start=0 if start is None else start,
                    restarts=value(element, "lvlRestart") != "0",
                    decimal_only=is_on(element, "isLgl"),
                    paragraph_style=value(element, "pStyle"),
                ),
            )
