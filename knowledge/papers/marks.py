"""Labels that are rarer and count only in company: 第一条, 第1项, [1], 01, A., bullets (●)."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from knowledge.numerals import to_int
from knowledge.papers.numbering import Found, Kind, Label
from knowledge.papers.paragraphs import OWN_LINE
from knowledge.papers.pieces import Piece
from knowledge.papers.tables import Table

_CN = "[一二三四五六七八九十百]"
_MARK = re.compile(
    rf"""
    (?P<article>第(?:{_CN}{{1,4}}|\d{{1,3}})[条项])[:、 ]?
        (?!的|中|第|[和与及至到“《,。;]|款|项|规定|修[改订]|改为|删|增|调整|由|所|之
        |(?:牵头|责任|配合|主办|协办|完成|办理)(?:单位|部门|时限|时间)
        |[^。任第]{0, 12}[由“《][^。]{1, 40}(?:调整|修改|变更|改)为)
    |[\[【〔](?P<squared>\d{{1,3}})[\]】〕][:、. ]?
    |(?P<padded>0\d)(?=[^\d.:%\-年月日个家名])
    |(?P<letter>[A-Ha-h])[.、)](?=\ ?[^\x00-\x7f])
    |(?P<bullet>[●◆■★▲·•▪◇□☆△➢►▶◎♦✦❖\uf06c\uf06e\uf075\uf0b7\uf0d8])\ ?(?=.{{4}})
    """,
    re.VERBOSE,
)
_NAMES_UNITS = re.compile(r"单位|部门|牵头|负责|\([^()]*[局委办处科][^()]{0,20}\)")
_ASPECT = re.compile(
    r"[^:。;]{0,6}(?:目标|内容|措施|举措|要求|依据|背景|职责|成效|问题|做法|标准):"
)


@dataclass(frozen=True, slots=True)
class _Mark:
    """A mark at the start of a line; only one of the same `family` carries it on."""

    at: int
    family: str
    found: Found
    bullet: bool


def with_marks(
    found: Sequence[Found | None], blocks: Sequence[Piece | Table]
) -> list[Found | None]:
    """The labels with those of marks that count up from 1, or repeat a bullet, below one heading.

    Marks below an item that is labelled itself are its steps. Bullets there stay its text, and so
    do those before the headings of numbered items, before 责任单位： and 措施：, and those of a
    page that names no units before the paper begins.
    """
    marks = [mark for at, block in enumerate(blocks) if not found[at] for mark in _mark(at, block)]
    if len(marks) < 2:
        return list(found)
    unfit = {mark.family for mark in marks if mark.bullet and _leads(mark, found, blocks)}
    accepted = list(_in_order([mark for mark in marks if mark.family not in unfit], found))
    counts = Counter(mark.family for mark in accepted)
    begins = next((at for at, each in enumerate(found) if each), len(found))
    fit = {mark.family for mark in accepted if mark.at > begins or _names_units(blocks[mark.at])}
    result = list(found)
    for mark in accepted:
        if counts[mark.family] > 1 and mark.family in fit:
            result[mark.at] = mark.found
    return result


def is_counted(label: Label) -> bool:
    """Whether the label's number is not printed: a bullet's."""
    return label.kind is Kind.NAMED and label.text.isdecimal()


def _mark(at: int, block: Piece | Table) -> Iterator[_Mark]:
    match = _MARK.match(block.key) if isinstance(block, Piece) else None
    number = _number(match) if match else None
    if match is None or number is None:
        return
    name = match.lastgroup or ""
    # A. and a) are two families, as are ● and ■.
    family = match[name] if name == "bullet" else name + match[0][-1] * (name == "letter")
    plain = name == "padded" or match[name].endswith("项")
    printed = f"[{number}]" if name == "squared" else str(number) if plain else match[name]
    kind = Kind.ITEM if plain else Kind.NAMED
    found = Found(Label(kind, number, printed), 0, match.end())
    yield _Mark(at, family, found, name == "bullet")


def _number(match: re.Match[str]) -> int | None:
    if match["bullet"]:
        return 1
    if match["letter"]:
        return ord(match["letter"].upper()) - ord("A") + 1
    return to_int(match["article"][1:-1] if match["article"] else match[match.lastgroup or 0])


def _leads(mark: _Mark, found: Sequence[Found | None], blocks: Sequence[Piece | Table]) -> bool:
    """Whether a bullet stands before what is no item: a heading of items, 责任单位：."""
    after = found[mark.at + 1] if mark.at + 1 < len(found) else None
    if after is not None and after.label.number == 1 and after.label.kind > Kind.SECTION:
        return True
    block = blocks[mark.at]
    rest = block.key[mark.found.end :] if isinstance(block, Piece) else ""
    return bool(OWN_LINE.match(rest) or _ASPECT.match(rest))


def _in_order(marks: Sequence[_Mark], found: Sequence[Found | None]) -> Iterator[_Mark]:
    """The marks that carry on their family's count; bullets are counted below each heading."""
    last: dict[str, tuple[int, int, Kind]] = {}
    for mark in marks:
        reached, *before = last.get(mark.family, (0, -1, Kind.PART))
        place, above = _heading_above(found, mark.at, before[0], Kind(before[1]))
        if mark.bullet and above >= Kind.NAMED:
            continue
        number = mark.found.label.number
        if mark.bullet:
            number = reached + 1 if place == before[0] else 1
        if number in (1, reached + 1):
            last[mark.family] = number, place, above
            yield _placed(mark, number, above)


def _heading_above(
    found: Sequence[Found | None], at: int, since: int, kind: Kind
) -> tuple[int, Kind]:
    """Where the label stands that a mark is below, and its kind.

    Behind an earlier mark, which stands below a label at `since`, what is inside of that is
    passed over: it belongs to the earlier mark.
    """
    for place in range(at - 1, since, -1):
        each = found[place]
        if each is not None and (since < 0 or each.label.kind <= kind):
            return place, each.label.kind
    return since, kind


def _placed(mark: _Mark, number: int, above: Kind) -> _Mark:
    label = mark.found.label
    text = str(number) if mark.bullet else label.text
    kind = Kind.CIRCLE if above >= Kind.NAMED else label.kind
    return replace(mark, found=replace(mark.found, label=Label(kind, number, text)))


def _names_units(block: Piece | Table) -> bool:
    return isinstance(block, Piece) and bool(_NAMES_UNITS.search(block.key))
