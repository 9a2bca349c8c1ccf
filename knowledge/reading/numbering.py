"""The numbers Word prints by itself: they stand in no paragraph's text, only in its properties."""

import re
from collections.abc import Mapping

from lxml import etree

from knowledge.reading.lists import Level, NumberedList, Style, numbered_lists, paragraph_styles
from knowledge.reading.ordinals import ordinal
from knowledge.reading.package import Package
from knowledge.reading.wordml import child, integer, value

_PLACE = re.compile(r"%([1-9])")
_MAX_PARENTS = 20


class Numbering:
    """Counts the numbered paragraphs of one file; labels are asked for in the order of the text."""

    def __init__(self, package: Package) -> None:
        self._lists = dict(numbered_lists(package.numbering))
        self._styles = dict(paragraph_styles(package.styles))
        self._counts: dict[str, dict[int, int]] = {}
        self._started: set[tuple[str, int]] = set()

    def style_name(self, paragraph: etree._Element) -> str:
        """The name of a paragraph's style in lower case, "" without one."""
        style = self._styles.get(value(child(paragraph, "pPr"), "pStyle") or "")
        return style.name if style else ""

    def label(self, paragraph: etree._Element) -> str:
        """The number printed before a paragraph, with its punctuation; "" for none."""
        list_id, level = self._place(paragraph)
        numbered = self._lists.get(list_id)
        if numbered is None or level not in numbered.levels:
            return ""
        counts = self._count(list_id, numbered, level)
        label = _label(numbered, level, counts)
        return f"{label} " if label[-1:].isalnum() else label

    def _place(self, paragraph: etree._Element) -> tuple[str, int]:
        """The list and level of a paragraph: its own, else those of its style."""
        properties = child(paragraph, "pPr")
        own = child(properties, "numPr")
        list_id, level = value(own, "numId"), integer(value(own, "ilvl"))
        style_id = value(properties, "pStyle")
        if list_id is None and style_id is not None:
            list_id, styled = self._place_of_style(style_id)
            level = styled if level is None else level
        return list_id or "", level or 0

    def _place_of_style(self, style_id: str) -> tuple[str | None, int | None]:
        style = self._styles.get(style_id)
        for _ in range(_MAX_PARENTS):
            if style is None or style.list_id is not None:
                break
            style = self._styles.get(style.parent or "")
        if style is None or style.list_id is None:
            return None, None
        return style.list_id, self._linked_level(style, style_id)

    def _linked_level(self, style: Style, style_id: str) -> int | None:
        """The level that names the style; Word prefers it to the level the style names."""
        numbered = self._lists.get(style.list_id or "")
        levels = numbered.levels.items() if numbered else ()
        linked = (number for number, level in levels if level.paragraph_style == style_id)
        return next(linked, style.level)

    def _count(self, list_id: str, numbered: NumberedList, level: int) -> Mapping[int, int]:
        counts = self._counts.setdefault(numbered.family, {})
        if level in numbered.start_over and (list_id, level) not in self._started:
            counts[level] = numbered.start_over[level]
        elif level in counts:
            counts[level] += 1
        else:
            counts[level] = numbered.levels[level].start
        self._started.add((list_id, level))
        for deeper in [number for number in counts if number > level]:
            if numbered.levels.get(deeper, Level()).restarts:
                del counts[deeper]
        return counts


def _label(numbered: NumberedList, level: int, counts: Mapping[int, int]) -> str:
    here = numbered.levels[level]
    if here.format in {"bullet", "none"}:
        return ""

    def printed(match: re.Match[str]) -> str:
        place = int(match[1]) - 1
        above = numbered.levels.get(place, Level())
        number = counts.get(place, above.start)
        return ordinal(number, "decimal" if here.decimal_only else above.format)

    return _PLACE.sub(printed, here.text)
