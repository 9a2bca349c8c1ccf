"""The outline of a paper: its labelled items as a tree, body and annexes apart."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from knowledge.papers.annexes import Start, starts
from knowledge.papers.decimals import with_headings
from knowledge.papers.front import is_date_line, is_office
from knowledge.papers.headings import is_title
from knowledge.papers.marks import with_marks
from knowledge.papers.misprints import repaired
from knowledge.papers.numbering import Found, Kind, Label, label_at_start, labels_within
from knowledge.papers.paragraphs import OWN_LINE, joined, wrap_width
from knowledge.papers.pieces import Piece, is_end
from knowledge.papers.tables import Table


@dataclass(frozen=True, slots=True)
class Node:
    """An item: its own text as printed (its heading first, no label) and the items inside it.

    `order` is its place among the items of its scope, from 1. `remark` is a last paragraph that
    speaks of all items before it, kept apart from the last one's text.
    """

    label: Label
    line: int
    order: int
    text: str
    inline: bool = False
    children: tuple["Node", ...] = ()
    remark: str = ""

    def walk(self) -> Iterator["Node"]:
        """This node and all below, in printed order."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class Placed:
    """A table, the line that introduces it and how many top items stand before it."""

    table: Table
    caption: str
    after: int


@dataclass(frozen=True, slots=True)
class Scope:
    """The body (`mark` is None) or an annex: numbering means something only inside one."""

    mark: str | None
    nodes: tuple[Node, ...]
    tables: tuple[Placed, ...]
    preface: str = ""


@dataclass(slots=True)
class _Open:
    """An item whose text is still growing."""

    label: Label
    line: int
    order: int
    inline: bool
    parts: list[Piece] = field(default_factory=list)
    children: list["_Open"] = field(default_factory=list)


@dataclass(slots=True)
class _Growing:
    mark: str | None
    count: int = 0
    roots: list[_Open] = field(default_factory=list)
    stack: list[_Open] = field(default_factory=list)
    tables: list[Placed] = field(default_factory=list)
    preface: list[Piece] = field(default_factory=list)

    def add(self, segment: Piece, label: Label, *, inline: bool) -> None:
        while self.stack and self.stack[-1].label.kind >= label.kind:
            self.stack.pop()
        self.count += 1
        item = _Open(label, segment.line, self.count, inline, [segment])
        (self.stack[-1].children if self.stack else self.roots).append(item)
        self.stack.append(item)

    def grow(self, piece: Piece) -> None:
        # 责任单位：… behind the steps of 整改措施： is said of what holds them.
        if OWN_LINE.match(piece.key):
            listing = (at for at, item in enumerate(self.stack[:-1]) if _lists_steps(item))
            del self.stack[next(listing, len(self.stack)) + 1 :]
        (self.stack[-1].parts if self.stack else self.preface).append(piece)


def _lists_steps(item: _Open) -> bool:
    return item.parts[-1].key.endswith(("措施:", "举措:", "做法:"))


def outline(blocks: Sequence[Piece | Table]) -> tuple[Scope, ...]:
    """The scopes of a paper in printed order; what precedes the first label is their preface."""
    blocks = _without_end(blocks)
    labels = _labels(blocks)
    begins = starts(blocks, [found.label if found else None for found in labels])
    width = wrap_width(blocks)
    scopes = [_Growing(None)]
    for place, block in enumerate(blocks):
        start = begins.get(place)
        if isinstance(start, Start):
            scopes.append(_Growing(start.mark))
            if isinstance(block, Piece) and is_title(block.key):
                scopes[-1].grow(block)
        elif start is None:
            _place(scopes[-1], block, labels[place], _next_label(labels, place))
    return tuple(_frozen(scope, width) for scope in scopes)


def _without_end(blocks: Sequence[Piece | Table]) -> Sequence[Piece | Table]:
    """Without what stands behind the last item: links of the page, copies, the signature."""
    last = max((at for at, block in enumerate(blocks) if _has_content(block)), default=len(blocks))
    for at in range(last + 1, len(blocks)):
        block = blocks[at]
        if isinstance(block, Piece) and (is_end(block) or is_date_line(block.key)):
            signed = is_date_line(block.key) and is_office(_key(blocks[at - 1])) and at - 1 > last
            return blocks[: at - 1 if signed else at]
    return blocks


def _has_content(block: Piece | Table) -> bool:
    return isinstance(block, Table) or label_at_start(block.key) is not None


def _key(block: Piece | Table) -> str:
    return block.key if isinstance(block, Piece) else ""


def _labels(blocks: Sequence[Piece | Table]) -> list[Found | None]:
    found = [label_at_start(block.key) if isinstance(block, Piece) else None for block in blocks]
    return repaired(with_headings(with_marks(found, blocks), blocks), blocks)


def _next_label(labels: Sequence[Found | None], place: int) -> Label | None:
    after = labels[place + 1] if place + 1 < len(labels) else None
    return after.label if after else None


def _place(
    scope: _Growing, block: Piece | Table, found: Found | None, following: Label | None
) -> None:
    if isinstance(block, Table):
        caption = _caption(scope)
        scope.tables.append(Placed(block, caption, len(scope.roots)))
        return
    start = 0
    if found is None:
        cuts = _accepted(block, 0, None, scope, following)
        head = block.cut(0, cuts[0].start if cuts else None)
        scope.grow(head)
    else:
        cuts = _accepted(block, found.end, found.label, scope, following)
        start = found.end
        scope.add(block.cut(start, cuts[0].start if cuts else None), found.label, inline=False)
    ends = [cut.start for cut in cuts[1:]]
    for cut, end in zip_longest(cuts, ends):
        segment = block.cut(cut.end, end)
        scope.add(segment, cut.label, inline=True)


def _caption(scope: _Growing) -> str:
    parts = scope.stack[-1].parts if scope.stack else scope.preface
    return parts[-1].key if parts and len(parts[-1].key) < 80 else ""


def _accepted(
    block: Piece, start: int, own: Label | None, scope: _Growing, following: Label | None
) -> list[Found]:
    """The labels inside a line that carry on a numbering, or begin one that goes on."""
    candidates = list(labels_within(block.key, start))
    if not candidates or _NOTE.match(block.key):
        return []
    expected = {item.label.kind: item.label.number + 1 for item in scope.stack}
    if own is not None:
        expected = {kind: n for kind, n in expected.items() if kind < own.kind}
        expected[own.kind] = own.number + 1
    seconds = {(each.label.kind, each.label.number) for each in candidates}
    if following is not None:
        seconds.add((following.kind, following.number))
    accepted: list[Found] = []
    for candidate in candidates:
        kind, number = candidate.label.kind, candidate.label.number
        head = accepted[-1] if accepted else None
        if candidate.loose and not _heads(block.key, head.end if head else start, candidate.start):
            continue
        begins = number == 1 and (kind is Kind.STEP or (kind, 2) in seconds)
        if begins or number in _next_numbers(kind, expected):
            accepted.append(candidate)
            expected = {k: n for k, n in expected.items() if k < kind} | {kind: number + 1}
    return accepted


def _next_numbers(kind: Kind, expected: Mapping[Kind, int]) -> tuple[int, ...]:
    """The numbers that carry on; of steps one may be missing."""
    number = expected.get(kind)
    if number is None:
        return ()
    return (number, number + 1) if kind is Kind.STEP else (number,)


def _heads(key: str, start: int, end: int) -> bool:
    """Whether what stands between two labels is a heading without an end mark."""
    return 2 <= end - start <= 40 and not _SENTENCE_END.search(key, start, end)


_SENTENCE_END = re.compile(r"[。;]")


def _frozen(scope: _Growing, width: int) -> Scope:
    nodes = _freeze_all(scope.roots, width)
    return Scope(scope.mark, nodes, tuple(scope.tables), joined(scope.preface, width))


def _freeze_all(items: Sequence[_Open], width: int, *, last: bool = False) -> tuple[Node, ...]:
    """The items frozen; `last` if what contains them is itself the last of several."""
    end = len(items) - 1
    return tuple(
        _freeze(item, width, last=place == end and (last or end > 0))
        for place, item in enumerate(items)
    )


def _freeze(item: _Open, width: int, *, last: bool) -> Node:
    children = _freeze_all(item.children, width, last=last)
    cut = _remark_at(item.parts) if last and item.label.kind > Kind.SECTION else len(item.parts)
    text, remark = joined(item.parts[:cut], width), joined(item.parts[cut:], width)
    return Node(item.label, item.line, item.order, text, item.inline, children, remark)


def _remark_at(parts: Sequence[Piece]) -> int:
    """Where a last paragraph begins that speaks of all items; the number of parts if none does."""
    for place in range(len(parts) - 1, 0, -1):
        if OWN_LINE.match(parts[place].key):
            break
        if _FOR_ALL.match(parts[place].key):
            return place
    return len(parts)


_NOTE = re.compile(r"(?:备注|注|说明|附注)[::]")
_FOR_ALL = re.compile(
    r"(?:上述|以上|上列|前述|所有)(?:各|[各]?[一二两三四五六七八九十\d]{0,3}[项个条])?(?:重点|主要|目标)?"
    r"(?:任务|工作|事项|项目|措施|举措)"
    r"|请?各(?:牵头|责任|主办|承办|有关责任)(?:单位|部门|科室)[^。]{0,60}?(?:于|每[月季半年周]|报送)"
)
