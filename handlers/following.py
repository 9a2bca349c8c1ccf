"""Messages that lean on what was said before: 那配合的呢, 第二个展开, 市教委呢, 谁牵头.

Pure: the meaning of such a message is the earlier one with a part replaced, or a question about
the tasks that were just shown.
"""

import re
from dataclasses import dataclass, replace
from typing import Literal

from handlers.context import Subject
from knowledge.questions.meaning import Ask, ItemAsked, Meaning, PhaseAsk

Kind = Literal["fresh", "about", "among", "neighbour", "page", "again", "unclear"]

_FACTS = frozenset({"phase", "indicator", "duty", "members"})
_FACT_ASKS: tuple[Ask, ...] = ("indicator", "quantity", "count")
"""What may be asked once more of an indicator or phase just shown: 基期是多少, 什么时候结束."""

_UNITS = re.compile(
    r"(?:哪些|多少个?|几个|哪几个)(?:责任|牵头|配合)?(?:单位|部门)|(?:单位|部门)(?:都)?有哪些"
)
_MOVING = ("换", "打开", "切换", "看", "转到")
"""打开静安方案 opens it, 静安的呢 asks the same of it."""
_JOINING = ("和", "跟", "与", "同")
_OF_A_PAPER: tuple[Ask, ...] = ("unassigned", "open", "recurring", "due", "sections", "members")
_SEVERAL = 2
_LONGEST = 14
"""A message that leans on an earlier one is short; a longer one is a question of its own."""


@dataclass(frozen=True, slots=True)
class Following:
    """How a message follows: `about` tasks shown before, some `among` them, their `neighbour`, the
    next `page`, the earlier question `again` with a part replaced, `fresh`, or `unclear` what it
    is about."""

    kind: Kind
    meaning: Meaning
    tasks: tuple[int, ...] = ()


def follow(meaning: Meaning, subject: Subject) -> Following:
    """How `meaning` follows what was last answered."""
    if _narrows(meaning, subject):
        return Following("among", meaning, subject.tasks)
    if meaning.bare and not meaning.asks_any("phase"):
        if meaning.more:
            return Following("page", meaning)
        if meaning.step:
            return _neighbour(meaning, subject)
        if meaning.ordinal:
            return _nth(meaning, subject)
    if again := _replaced(meaning, subject) or _facts_again(meaning, subject):
        return Following("again", again)
    return _about_shown(meaning, subject)


def _target_of_shown(meaning: Meaning, subject: Subject) -> bool:
    """目标是多少 after one task: its figures are meant, not the paper's indicators."""
    asks = meaning.bare and meaning.asks_any("indicator") and meaning.asks_any("quantity")
    return asks and len(subject.tasks) == 1 and subject.intent not in _FACTS


def _narrows(meaning: Meaning, subject: Subject) -> bool:
    """其中明年到期的, 除了第7项呢: a description of some of those that were listed."""
    if len(subject.tasks) < _SEVERAL or meaning.documents:
        return False
    left_out = meaning.negated and bool(meaning.items) and not meaning.units
    described = bool(meaning.units or meaning.role or meaning.window or meaning.topic)
    described = described or meaning.asks_any("open", "recurring", "unassigned")
    described = described or bool(meaning.years)
    return left_out or (meaning.among and described and not meaning.ordinal)


def _about_shown(meaning: Meaning, subject: Subject) -> Following:
    """A question about what was just shown, or one of its own."""
    whole = _names_units(meaning) and not subject.tasks
    shown = _counts_shown(meaning, subject) or _target_of_shown(meaning, subject)
    if shown or (_attribute_only(meaning) and not whole):
        kind: Kind = "about" if subject.tasks else "unclear"
        return Following(kind, _attributed(meaning, subject), subject.tasks)
    return Following("fresh", meaning)


def _counts_shown(meaning: Meaning, subject: Subject) -> bool:
    """一共几项, 全部列出来 after a list that was asked for means that list."""
    asks = meaning.asks_any("count", "list") and not (meaning.role or meaning.whole)
    asked = subject.meaning is not None and not subject.meaning.bare
    fresh = meaning.documents or meaning.years or meaning.last_year or meaning.every_role
    fresh = fresh or meaning.together or meaning.asks_any(*_OF_A_PAPER)
    return meaning.bare and asks and asked and not fresh and len(subject.tasks) > 1


def _names_units(meaning: Meaning) -> bool:
    """涉及哪些部门, 有哪些单位牵头: a question about the whole paper."""
    return meaning.bare and meaning.asks_any("who") and bool(_UNITS.search(meaning.text))


def _facts_again(meaning: Meaning, subject: Subject) -> Meaning | None:
    """什么时候结束 after a phase, 基期是多少 after an indicator: the same facts answer."""
    facts = subject.intent in _FACTS and _attribute_only(meaning, _FACT_ASKS)
    if not facts or subject.meaning is None:
        return None
    asks = subject.meaning.asks | (meaning.asks & {"count"})
    if meaning.phase:
        return replace(subject.meaning, asks=asks, phase=meaning.phase, ordinal=None, window=None)
    return replace(subject.meaning, asks=asks)


def _nth(meaning: Meaning, subject: Subject) -> Following:
    if subject.meaning and subject.intent == "phase":
        return Following("again", replace(subject.meaning, ordinal=meaning.ordinal, phase=None))
    place = meaning.ordinal or 0
    if place < 0 and len(subject.tasks) < max(2, -place):
        return Following("fresh", meaning)
    index = place - 1 if place > 0 else len(subject.tasks) + place
    if 0 <= index < len(subject.tasks):
        return Following("about", _attributed(meaning, subject), (subject.tasks[index],))
    return Following("unclear", meaning)


def _attributed(meaning: Meaning, subject: Subject) -> Meaning:
    """What was talked about, with what is asked of it now."""
    if subject.meaning is None:
        return meaning
    about = replace(subject.meaning, asks=meaning.asks, ordinal=None, text=meaning.text)
    return replace(about, role=meaning.role) if meaning.role else about


def _neighbour(meaning: Meaning, subject: Subject) -> Following:
    """下一项 after a card; after a phase the next phase."""
    if subject.meaning and subject.intent == "phase":
        phase: PhaseAsk = "next" if meaning.step > 0 else "previous"
        return Following("again", replace(subject.meaning, phase=phase, ordinal=None, window=None))
    return Following("neighbour" if subject.tasks else "unclear", meaning, subject.tasks[:1])


def _attribute_only(meaning: Meaning, more: tuple[Ask, ...] = ()) -> bool:
    """谁牵头, 什么时候到期, 展开, 一共几项, 都列出来: nothing says what of."""
    named = meaning.documents or meaning.last_year or meaning.whole or meaning.years
    if meaning.asks_any("phase", "members", "indicator", "facts", "changes") and not more:
        return False
    if meaning.together and meaning.role == "lead":
        return False
    asks = meaning.asks_any("who", "when", "detail", *more)
    asks = asks or bool(meaning.role and not meaning.units)
    pointing = meaning.leaning and meaning.asks_any("list", "count", "quantity", "duty")
    return meaning.bare and not named and bool(asks or pointing)


def _replaced(meaning: Meaning, subject: Subject) -> Meaning | None:
    """The earlier question with its unit, role, paper, days or topic replaced, where only one
    of these was said and it was said as a continuation."""
    before = subject.meaning
    if before is None or not _continues(meaning):
        return None
    if meaning.units and not (meaning.topic or meaning.items):
        return _with_units(meaning, before)
    if meaning.items and not meaning.asks:
        asks = before.asks - {"list"}
        items = tuple(_sibling(item, before) for item in meaning.items)
        return replace(_moved(meaning, before), items=items, asks=asks, ordinal=None)
    if meaning.topic and not (meaning.units or meaning.asks):
        asks = before.asks - {"compare"}
        if subject.intent == "indicator":
            asks |= {"indicator"}
        return replace(_moved(meaning, before), topic=meaning.topic, asks=asks)
    return _with_circumstance(meaning, before)


def _sibling(item: ItemAsked, before: Meaning) -> ItemAsked:
    """(三)呢 after 三（一） is 三（三）."""
    last = before.items[-1].path if before.items else ()
    if len(item.path) == 1 and len(last) > 1:
        return replace(item, path=(*last[:-1], *item.path))
    return item


def _moved(meaning: Meaning, before: Meaning) -> Meaning:
    """The earlier question without what it was about, in the papers now named."""
    return replace(
        before,
        items=(),
        units=(),
        parts=(),
        topic=(),
        window=None,
        documents=meaning.documents,
        by_place=meaning.by_place,
        text=meaning.text,
    )


def _with_circumstance(meaning: Meaning, before: Meaning) -> Meaning | None:
    if meaning.bare and meaning.asks_any("duty") and before.units and not meaning.documents:
        # 职责又是啥, whatever part of theirs was asked for before
        units = tuple(replace(unit, role=None) for unit in before.units)
        return replace(before, units=units, asks=meaning.asks, role=None, parts=())
    if (meaning.role or meaning.every_role) and before.units and not meaning.asks_any("who"):
        units = tuple(replace(unit, role=meaning.role) for unit in before.units)
        asks = meaning.asks or before.asks
        again = replace(before, units=units, parts=(), role=meaning.role, duty_word=False)
        return replace(again, asks=asks, negated=meaning.negated, text=meaning.text)
    if meaning.window and before.asks_any("due", "phase"):
        return replace(before, window=meaning.window, text=meaning.text)
    asked = before.units or before.topic or before.asks - {"detail"} or before.items
    moving = meaning.text.startswith(_MOVING) and not meaning.text.endswith("呢")
    if meaning.documents and asked and not meaning.asks and not moving:
        return replace(_in_papers(meaning, before), last_year=False)
    if meaning.phase and before.asks_any("phase"):
        return replace(before, phase=meaning.phase, text=meaning.text)
    return None


def _in_papers(meaning: Meaning, before: Meaning) -> Meaning:
    return replace(
        before, documents=meaning.documents, by_place=meaning.by_place, text=meaning.text
    )


def _with_units(meaning: Meaning, before: Meaning) -> Meaning | None:
    if not before.units or (meaning.asks and not meaning.together):
        return None
    if meaning.together:
        # 和市财政局都参与的: in whatever role either has.
        both = tuple(replace(unit, role=meaning.role) for unit in (*before.units, *meaning.units))
        again = replace(before, units=both, parts=(), together=True, role=None)
        return replace(again, text=meaning.text)
    # 第三个配合的是谁 asked of the list; the list itself was of the units' own role
    role = meaning.role or before.units[0].role or before.role
    units = tuple(replace(unit, role=unit.role or role) for unit in meaning.units)
    moved = _in_papers(meaning, before) if meaning.documents else before
    moved = replace(moved, parts=meaning.parts, negated=meaning.negated)
    return replace(moved, units=units, role=role, text=meaning.text)


def _continues(meaning: Meaning) -> bool:
    if len(meaning.text) > _LONGEST:
        return False
    by_role = bool(meaning.role) and meaning.bare and not meaning.asks_any("who")
    if meaning.leaning or meaning.every_role or by_role:
        return True
    if meaning.bare and meaning.asks_any("duty") and "职责" in meaning.text:
        return True
    joined = meaning.together and bool(meaning.units) and meaning.text.startswith(_JOINING)
    return joined or bool(meaning.documents and not meaning.asks and meaning.bare)
