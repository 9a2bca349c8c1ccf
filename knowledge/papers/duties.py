"""What member units answer for, and who the members are."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from knowledge.papers.headings import may_hold_duties
from knowledge.papers.items import Item
from knowledge.papers.model import Duty
from knowledge.papers.names import is_surely_unit, is_unit, split_names
from knowledge.papers.persons import units_of_persons
from knowledge.papers.tables import Table
from knowledge.text import fold

_LINE = re.compile(
    r"(?P<names>[^:。;,]{2,60}?)(?:\((?:牵头|组长|主)[^()]*\))?(?::|。|(?=(?:主要)?负责"
    r"|牵头负责))\s*(?P<text>.+)",
    re.DOTALL,
)
_GROUP = re.compile(  # 综合协调组。牵头单位：市政府办公室；成员单位：… 职责：统筹协调
    r"[^。;:\n]{2,20}组[。:(]?\s*(?:\()?(?:牵头|组长|责任)单位:(?P<names>[^。;\n]{2,60})[。;\n]"
    r"(?:[^。\n]{0,200}[。;\n])?\s*(?:主要|工作)?(?:职责|任务|负责):?(?P<text>.+)",
    re.DOTALL,
)
_DUTIES_BELOW = re.compile(
    r"(?:^|(?<=\n))(?:各?成员单位|各单位|各部门)(?:主要|工作)?职责(?=[:。\n])"
)
_LISTED = re.compile(
    r"(?:成员单位|组成单位|成员)(?:主要)?(?:包括|由|为|有|:|分别为|分别是|涵盖)(?P<names>.{6,})"
)
_COMPOSED = re.compile(
    r"(?:等)?(?:\d{1,3}|[一二三四五六七八九十]{1,3})?个?(?:相关|有关|区级|市级)?"
    r"(?:成员单位|部门和单位|部门|单位)?(?:共同)?(?:组成|构成)"
)
_BEGUN = re.compile(
    r"(?:(?:各?成员单位|各单位|各部门)?(?:主要|工作)?职责(?:分工)?[:。])?[-●〇·◆◇■□★☆※*▪\s]*"
)
_SENTENCE = re.compile(r"[^。;\n]+")
_ROLES = re.compile(
    r"(?:分管|主要|有关|相关)?(?:负责同志|负责人|领导|同志|主任|局长|副局长)?(?:为|任|担任"
    r"|作为)?(?:成员|组成)?$"
)
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class Membership:
    """The duties of a paper and the units it names as members, both in printed order."""

    duties: tuple[Duty, ...]
    members: tuple[str, ...]
    lines: frozenset[int]
    """Lines of the items that are duties and therefore no tasks."""


def membership(
    roots: Iterable[Item], tables: Iterable[Table], prefaces: Iterable[str]
) -> Membership:
    """Duties from lists by unit and from tables; the members as listed, else those units."""
    texts: list[str] = list(prefaces)
    found = [duty for text in texts for duty in _of_preface(text)]
    lines: set[int] = set()
    for root in roots:
        for item in root.walk():
            texts.append(item.node.text)
            duties, at = _of_item(item)
            found += duties
            lines |= at
    found += [duty for table in tables for duty in _of_table(table)]
    listed = next((names for text in texts if (names := _members(text))), ())
    persons = () if listed else next((names for text in texts if (names := _persons(text))), ())
    members = listed or persons or tuple(dict.fromkeys(duty.bureau for duty in found))
    return Membership(tuple(found), members, frozenset(lines))


def _of_preface(text: str) -> list[Duty]:
    """Duties of an annex that is only a title and a line for each unit."""
    title, _, rest = text.partition("\n")
    return _of_lines(rest) if "职责" in title or "職責" in title else []


def _of_item(item: Item) -> tuple[list[Duty], set[int]]:
    """Duties printed as lines of an item's text, or as its sub-items."""
    if not may_hold_duties(fold(item.title)):
        headed = _DUTIES_BELOW.search(fold(item.node.text))
        return (_of_lines(item.node.text[headed.start() :]) if headed else []), set()
    printed = _of_lines(item.node.text.partition("\n")[2])
    below = [(child, _duty(_flat(child))) for child in item.children]
    named = [(child, part) for child, part in below if part]
    if len(named) * 2 > len(below) and _convincing([part for _, part in named]):
        printed += [duty for _, part in named for duty in part]
        return printed, {child.node.line for child, _ in named}
    return printed, set()


def _of_lines(text: str) -> list[Duty]:
    parts = [part for line in text.split("\n") if (part := _duty(line))]
    return [duty for part in parts for duty in part] if _convincing(parts) else []


def _convincing(parts: Sequence[Sequence[Duty]]) -> bool:
    """Whether lines that begin like duties are some: most begin with what is surely a unit."""
    sure = sum(is_surely_unit(fold(part[0].bureau)) for part in parts)
    return len(parts) >= _FEWEST and sure * 2 > len(parts)


def _flat(item: Item) -> str:
    """An item as one duty line: a unit as heading, what it does below."""
    text = item.whole_text
    first, newline, rest = text.partition("\n")
    return (
        f"{first.rstrip('：:。')}：{rest}"
        if newline and is_unit(fold(first.rstrip("：:。")))
        else text
    )


def _duty(line: str) -> list[Duty]:
    begun = _BEGUN.match(fold(line))
    line = line[begun.end() if begun else 0 :]
    match = _GROUP.match(fold(line)) or _LINE.match(fold(line))
    if match is None:
        return []
    names = split_names(line[slice(*match.span("names"))])
    text = line[match.start("text") :].strip()
    colon = match.re is _GROUP or line[match.end("names") : match.start("text")].strip() != ""
    known = is_unit if colon else is_surely_unit
    if not names or not all(known(fold(name.text)) for name in names):
        return []
    return [Duty(name.text, text) for name in names]


def _members(text: str) -> tuple[str, ...]:
    if "成" not in text:
        return ()
    key = fold(text)
    for sentence in _SENTENCE.finditer(key):
        span = _member_list(key, *sentence.span())
        names = _known_members(text[slice(*span)]) if span else ()
        if names:
            return names
    return ()


def _persons(text: str) -> tuple[str, ...]:
    return units_of_persons(text) if "组" in text or "召" in text or "指挥" in text else ()


def _member_list(key: str, start: int, end: int) -> tuple[int, int] | None:
    """Where a sentence lists members: behind 成员单位包括, or between 由 and 组成."""
    listed = _LISTED.search(key, start, end)
    if listed:
        return listed.span("names")
    first = key.find("由", start, end)
    composed = _COMPOSED.search(key, first, end) if first >= 0 else None
    return (first + 1, composed.start()) if composed else None


def _known_members(text: str) -> tuple[str, ...]:
    kept = tuple(_ROLES.sub("", name.text) for name in split_names(text))
    known = [name for name in kept if is_unit(fold(name))]
    return tuple(known) if len(known) >= 3 and len(known) * 3 >= len(kept) * 2 else ()


def _of_table(table: Table) -> Iterator[Duty]:
    names, texts = table.places("bureau"), table.places("duty")
    if not names or not texts:
        return
    for row in table.rows:
        text = row.cells[texts[0]]
        for name in split_names(row.cells[names[0]]):
            yield Duty(name.text, text)
