"""Which items are tasks: numbered items of work sections, and any item with units of its own."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge.papers.headings import is_generic
from knowledge.papers.items import Item, holds_phase_items, printed
from knowledge.papers.model import Measure
from knowledge.papers.numbering import Kind, Label
from knowledge.papers.refs import Path, Step
from knowledge.papers.unit_roles import NO_UNITS, Units, together
from knowledge.text import fold

_ADDING = re.compile(
    r"[(\[](?:另)?(?:增加|新增|增列|加)(?:责任|配合|协办|牵头)(?:单位|部门|科室|处室)"
)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a table: a merged first column, or a row of one merged cell."""

    label: Label | None
    title: str
    line: int


@dataclass(frozen=True, slots=True)
class Draft:
    """A task without its reference yet; `timed` is the text whose dates and figures are its own.

    `heading` is the one that its row stands under inside a table.
    """

    path: Path
    title: str
    text: str
    line: int
    units: Units
    inherited: bool = False
    timed: str = ""
    due: str | None = None
    measures: tuple[Measure, ...] = ()
    heading: Heading | None = None


@dataclass(frozen=True, slots=True)
class _Above:
    """What an item has from the items it stands in."""

    path: Path = ()
    units: Units = NO_UNITS
    work: bool = True


def drafts(roots: Sequence[Item]) -> list[Draft]:
    """The tasks of a scope, in printed order."""
    grouping = _items_are_tasks(roots)
    found = [draft for root in roots for draft in _below(root, _Above(), grouping)]
    if not found:
        found = [_draft(root, _Above(), ()) for root in roots if _may_be_task(root)]
    return found


def _may_be_task(root: Item) -> bool:
    """A top item of a paper without any other numbering."""
    return not (root.items or root.idle or is_generic(fold(root.title))) and bool(root.body)


def _items_are_tasks(roots: Sequence[Item]) -> bool:
    """Whether 1. below （一） is a task: yes, unless only a few of many （一） hold such lists."""
    brackets = [
        item
        for root in roots
        for item in root.walk()
        if item.label.kind is Kind.BRACKET and not item.idle
    ]
    holding = [item for item in brackets if item.items]
    own = any(child.units for item in holding for child in item.items)
    return own or len(holding) * 2 >= len(brackets)


def _below(item: Item, above: _Above, grouping: bool) -> Iterator[Draft]:
    work = above.work and not item.idle and not holds_phase_items(item)
    path = (*above.path, Step(item.label, item.node.order))
    here = _Above(path, item.units or above.units, work)
    items = item.items
    if items and (item.label.kind < Kind.BRACKET or grouping):
        yield from (draft for child in items for draft in _below(child, here, grouping))
        return
    own_steps = [child for child in item.children if child.units]
    if item.children and len(own_steps) == len(item.children):
        yield from (
            _draft(step, here, (*path, Step(step.label, step.node.order))) for step in own_steps
        )
        return
    top = item.label.kind < Kind.BRACKET
    if (
        item.units
        or own_steps
        or (above.work and work and not top)
        or (here.units and work and not top)
    ):
        yield _draft(item, above, path)
        yield from (
            _draft(step, here, (*path, Step(step.label, step.node.order))) for step in own_steps
        )


def _draft(item: Item, above: _Above, path: Path) -> Draft:
    path = path or (Step(item.label, item.node.order),)
    measures = tuple(
        Measure(child.label.text, child.title, child.node.line, child.node.text.strip())
        for child in item.children
        if not child.units
    )
    units, inherited = _with_inherited(item.units, above.units)
    if above.units and item.units and _ADDING.search(fold(item.node.text)):
        units, inherited = together((above.units, item.units)), True
    timed = item.node.text + "".join(
        "\n" + each.node.text for child in item.children if not child.units for each in child.walk()
    )
    title = item.title or next((child.title for child in item.children), "")
    body = item.body or ("" if item.children else item.node.text)
    text = "\n".join(part for part in (body, *_texts(item)) if part)
    return Draft(path, title, text, item.node.line, units, inherited, timed, None, measures)


def _texts(item: Item) -> Iterator[str]:
    for child in item.children:
        if not child.units:
            yield f"{printed(child.label)}{child.whole_text}"


def _with_inherited(own: Units, above: Units) -> tuple[Units, bool]:
    """The parent's units where the item has none, the parent's lead where it only has others."""
    if not own:
        return above, bool(above)
    if own.cooperating and not (own.lead or own.responsible) and above.lead:
        return Units(above.lead, own.cooperating, own.responsible), True
    return own, False
