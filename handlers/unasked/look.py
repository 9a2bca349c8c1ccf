"""How one message of several items looks: numbered, grouped by paper, readable on a phone. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from itertools import groupby, islice

from handlers import actions
from handlers.reply import (
    Block,
    Button,
    Item,
    Paragraph,
    Reply,
    Span,
    faint,
    joined,
    plain_text,
    say,
)
from handlers.unasked.items import Told

SHOWN = 10
"""Items of a message: more than that nobody reads; the rest is one press away."""
_MOST = 2800
"""Characters of a message, so that it stays one page on every platform and can be edited whole."""
_GAP = Paragraph(())


@dataclass(frozen=True, slots=True)
class Line:
    """What became of an item: who did what, and when. `over`: nothing is left to press."""

    words: str
    over: bool = True


Became = Mapping[int, Sequence[Line]]
"""By notice, what became of it since."""


def shown(items: Sequence[Told], became: Became, page: int = 0, asking: int | None = None) -> Reply:
    """That page of the items. `asking`: the notice of which is asked until when it shall rest."""
    if len(items) == 1:
        return _single(items[0], became, asking)
    first, until = pages(items)[page]
    parts = list(_numbered(items[first:until], first, became))
    reply = reduce(joined, parts)
    buttons = [
        button
        for number, one in enumerate(items[first:until], first + 1)
        for button in _buttons(one, str(number), became, asking)
    ]
    if left := len(items) - until:
        label = f"看其余{left}项"
        buttons.append(Button(label, actions.rest(items[0].notice, page + 1)))
        hint = say(faint(f"还有{left}项，点“{label}”。"))
        reply = replace(reply, blocks=(*reply.blocks, _GAP, hint))
    return replace(reply, buttons=tuple(buttons))


def pages(items: Sequence[Told]) -> list[tuple[int, int]]:
    """Where each page begins and ends: so many items, and so many characters."""
    found = []
    first = length = 0
    for at, one in enumerate(items):
        size = len(plain_text(one.reply.blocks))
        if at > first and (at - first == SHOWN or length + size > _MOST):
            found.append((first, at))
            first = at
            length = 0
        length += size
    return [*found, (first, len(items))]


def page_of(items: Sequence[Told], notice: int) -> int | None:
    """On which page that notice stands."""
    for number, (first, until) in enumerate(pages(items)):
        if any(one.notice == notice for one in islice(items, first, until)):
            return number
    return None


def _single(one: Told, became: Became, asking: int | None) -> Reply:
    blocks = (*one.reply.blocks, *_notes(one, became))
    buttons = (*one.reply.buttons, *_buttons(one, "", became, asking))
    return replace(one.reply, blocks=blocks, buttons=buttons)


def _numbered(items: Sequence[Told], before: int, became: Became) -> list[Reply]:
    """Each with its number; the paper once above its items, what all say alike once below them."""
    parts, heading, number = [], None, before + 1
    for (above, alike), several in groupby(items, lambda one: _said_alike(one, became)):
        run = list(several)
        together = alike is not None and len(run) > 1
        for at, one in enumerate(run):
            gap = [_GAP] if number > before + 1 and not (together and at) else []
            head = [above] if above and above != heading else []
            words = _parted(one.reply)[1]
            words = _without_end(words) if together else words
            blocks = [*gap, *head, *_with_number(words, number), *_notes(one, became)]
            if together and alike and at == len(run) - 1:
                blocks.append(say(f"以上{len(run)}项{alike}"))
            parts.append(replace(one.reply, blocks=tuple(blocks)))
            heading, number = above, number + 1
    return parts


def _said_alike(one: Told, became: Became) -> tuple[Block | None, str | None]:
    """The paper, and how the item ends behind its title; None where it stands for itself."""
    above, words = _parted(one.reply)
    match words:
        case (Paragraph(words=(_, *_, Span(text=end, style="plain"))),) if above:
            return above, None if became.get(one.notice) else end
    return above, None


def _without_end(blocks: Sequence[Block]) -> tuple[Block, ...]:
    match blocks:
        case (Paragraph(words=(*words, _)),):
            return (Paragraph(tuple(words)),)
    return tuple(blocks)


def _parted(reply: Reply) -> tuple[Block | None, tuple[Block, ...]]:
    """The paper, which is said once above all of its items, and the rest."""
    has_paper = reply.intent == "notice" and len(reply.blocks) > 1
    return (reply.blocks[0], reply.blocks[1:]) if has_paper else (None, reply.blocks)


def _with_number(blocks: Sequence[Block], number: int) -> tuple[Block, ...]:
    mark = Span(f"{number}. ")
    match blocks[0] if blocks else None:
        case Paragraph(words):
            return (Paragraph((mark, *words)), *blocks[1:])
        case Item(head, fields):
            return (Item((mark, *head), fields), *blocks[1:])
    return (say(mark), *blocks)


def _notes(one: Told, became: Became) -> tuple[Block, ...]:
    return tuple(say(faint(f"✓ {line.words}")) for line in became.get(one.notice, ()))


def _buttons(one: Told, number: str, became: Became, asking: int | None) -> tuple[Button, ...]:
    """None once somebody did something about it; again where it came back (退回)."""
    if not one.pressable or any(line.over for line in became.get(one.notice, ())):
        return ()
    label = f"{number} " if number else ""
    choices = _WHEN if asking == one.notice else _WHAT
    return tuple(
        Button(f"{label}{said}", actions.item(what, one.notice), group=number)
        for said, what in choices
    )


_WHAT = (("已知悉", actions.KNOWN), ("稍后…", actions.LATER))
_WHEN = (
    ("三个工作日", actions.IN_DAYS),
    ("下周一", actions.ON_MONDAY),
    ("返回", actions.AS_BEFORE),
)
