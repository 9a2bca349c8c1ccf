"""Items with their units: what each outline node says of itself or of several."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from knowledge.numerals import to_int
from knowledge.papers.headings import holds_no_tasks, holds_phases, names_phase
from knowledge.papers.numbering import Kind, Label
from knowledge.papers.outline import Node
from knowledge.papers.titles import title_and_body
from knowledge.papers.unit_notes import UnitNotes
from knowledge.papers.unit_roles import NO_UNITS, Units
from knowledge.papers.units import statements, total
from knowledge.text import fold

_NOTHING_ELSE = re.compile(
    r"[\s。;,)\]】]*(?:[^:。;\n]{0,8}(?:时限|时间|期限|节点|年限):[^。;]{0,60}[。;]?\s*"
    r"|[^:。;\n]{2,24}(?:[前底末内月年日度]|完成|推进|坚持)[\s。;)\]】]*)?"
)
_MEASURES_BELOW = re.compile(r"(?:措施|举措|做法):?[ ]*(?=$|\n[^\n]{2,12}:)")
_COUNT = re.compile(r".{2}(?P<number>[一二两三四五六七八九十\d]{1,3})[项个条]")
_SPAN = re.compile(r"[^。\n]{2,20}\((?:[^()]*\d{1,2}月|即日)[^()]*\)")


@dataclass(frozen=True, slots=True)
class Item:
    """An outline node read: heading, body, units of its own; `idle` items hold no tasks by name."""

    node: Node
    title: str
    body: str
    units: Units
    idle: bool
    children: tuple["Item", ...] = ()
    units_last: bool = False
    """Whether the text ends with the units, as when they are printed once for several items."""

    @property
    def label(self) -> Label:
        """The printed label."""
        return self.node.label

    @property
    def steps(self) -> tuple["Item", ...]:
        """The children that are steps (一是, ①, and (1) below an item), not items."""
        return tuple(child for child in self.children if is_step(child, self))

    @property
    def items(self) -> tuple["Item", ...]:
        """The children that are items of their own."""
        return tuple(child for child in self.children if not is_step(child, self))

    def walk(self) -> Iterator["Item"]:
        """This item and all below, in printed order."""
        yield self
        for child in self.children:
            yield from child.walk()

    @property
    def whole_text(self) -> str:
        """The text with everything below, as printed."""
        return "\n".join(
            each.node.text if each is self else f"{printed(each.label)}{each.node.text}"
            for each in self.walk()
        )


def printed(label: Label) -> str:
    """The label as it stands before its text."""
    return f"{label.text}、" if label.kind in (Kind.SECTION, Kind.ITEM) else label.text


def is_step(child: Item, parent: Item) -> bool:
    """一是 always; ① and (1) below an item; what a sentence enumerates on its own line."""
    if child.label.kind in (Kind.STEP, Kind.CIRCLE):
        return True
    if child.label.kind is Kind.SUBITEM:
        return parent.label.kind >= Kind.BRACKET
    if child.label.kind >= Kind.ITEM and parent.label.kind >= Kind.BRACKET:
        return child.node.inline or _enumerated(parent) or lists_measures(parent.node.text)
    return False


def lists_measures(text: str) -> bool:
    """整改措施：, with its steps below."""
    return bool(_MEASURES_BELOW.search(fold(text)))


def _enumerated(parent: Item) -> bool:
    texts = [child.node.text.rstrip() for child in parent.children]
    return len(texts) > 1 and all(text.endswith(("；", ";")) for text in texts[:-1])


def read(node: Node, notes: UnitNotes, *, idle: bool = False, top: bool = True) -> Item:
    """The item that a node is, with everything below it read.

    Only a top heading is idle by its name: 加强组织领导 among the items of a work section is work.
    """
    found = statements(node.text, notes, running=True)
    title, body = title_and_body(node.text, found)
    idle = idle or (top and holds_no_tasks(fold(title)))
    if idle:
        found = [each for each in found if not each.running or each.closed]
    part = node.label.kind is Kind.PART
    children = tuple(read(child, notes, idle=idle, top=part) for child in node.children)
    units = total(found) or _said_of_all(children, notes)
    last = bool(found) and bool(_NOTHING_ELSE.fullmatch(fold(node.text[found[-1].end :])))
    return _gathered(Item(node, title, body, units, idle, children, last))


def _said_of_all(children: tuple[Item, ...], notes: UnitNotes) -> Units:
    """The units that a remark behind the last child gives to all: 上述三项任务由各街道负责."""
    remark = children[-1].node.remark if children else ""
    if not remark or any(child.units for child in children):
        return NO_UNITS
    count = _COUNT.match(fold(remark))
    if count and to_int(count["number"]) != len(children):
        return NO_UNITS
    return total(statements(remark, notes, running=True))


def _gathered(item: Item) -> Item:
    """Units at the end of the last of several children, the only ones there: for all of them."""
    children = item.children
    if item.label.kind < Kind.BRACKET and not all(c.label.kind is Kind.STEP for c in children):
        return item
    if len(children) < 2 or item.units or not children[-1].units_last:
        return item
    if any(child.units for child in children[:-1]) or not children[-1].units:
        return item
    last = replace(children[-1], units=Units())
    return replace(item, units=children[-1].units, children=(*children[:-1], last), units_last=True)


def holds_phase_items(item: Item) -> bool:
    """实施步骤, or a section whose items are phases by name."""
    children = item.children
    if not children or any(child.units for child in children):
        return False
    title = fold(item.title)
    named = sum(names_phase(fold(child.title)) for child in children)
    spans = sum(bool(_SPAN.match(fold(child.node.text))) for child in children)
    arranged = "安排" in title or "部署" in title
    return (
        (holds_phases(title) and item.idle)
        or named * 2 > len(children)
        or (arranged and spans * 2 > len(children))
    )
