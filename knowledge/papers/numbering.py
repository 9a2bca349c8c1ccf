"""Printed labels of items: 一、 （一） 1. (1) ① 一是 第一， and the labels inside a line."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

from knowledge.numerals import to_chinese, to_int


class Kind(IntEnum):
    """Kinds of labels; a greater one stands inside a smaller one."""

    PART = 0
    SECTION = 1
    GROUP = 2
    """行动一：… over （一）, where it is a heading; see `misprints`."""
    BRACKET = 3
    NAMED = 4
    ITEM = 5
    DECIMAL = 6
    SUBITEM = 7
    CIRCLE = 8
    STEP = 9


@dataclass(frozen=True, slots=True)
class Label:
    """A label: `text` as printed with half-width brackets and without the mark that ends it."""

    kind: Kind
    number: int
    text: str


_CN = "[一二三四五六七八九十]"
_LABEL = rf"""
    第(?P<part>{_CN}{{1,3}})(?:部分|章|篇)[、:,. ]?
    |第(?P<division>{_CN}{{1,3}})节(?![课能水点约气])[、:,. ]?
    |\(?(?P<bracket>{_CN}{{1,3}})\)[、.,:]?|(?P<bracket_sign>[㈠-㈩])[、.]?
    |(?P<section>{_CN}{{1,3}})(?:、|\.|,(?=\D)|:(?!\d))
    |(?P<dash>-)、(?=[一-龥])
    |(?P<named>(?:重点)?(?:任务|行动|工程|举措|问题|事项|清单)(?P<of_named>{_CN}{{1,3}}|\d{{1,2}}))[:、.。]
    |(?P<decimal>\d{{1,2}}(?:\.\d{{1,2}}){{1,2}})
        (?=\ ?[^\d.%年月日个家名项倍万亿版元岁人次张所\ 、,。;)\-]
        |\ ?[日个家名项人张](?![前至起止后内百人以的、,。;)])[一-龥]{{2}})
    |(?P<item>\d{{1,3}}|1[0-8]\d\d)
        \ ?(?:、|\.\ ?(?![\d])|\.\ ?(?=20\d\d年|\d{{1,3}}周?岁)|\.\ (?=\d)
        |\.(?=1(?:10|19|20|22|2\d{{3}})[一-龥]))
    |(?P<item_sign>[⒈-⒛])
    |\((?P<subitem>\d{{1,2}})\)[、.]?|(?P<subitem_half>\d{{1,2}})\)[、.]?|(?P<subitem_sign>[⑴-⒇])
    |(?P<circle>[①-⑳])[、.]?
    |(?P<step>{_CN}{{1,2}})(?:是|要(?!求|点|素))
    |第(?P<ordinal>{_CN}{{1,2}})[,、:]
"""
_AT_START = re.compile(_LABEL, re.VERBOSE)
_WITHIN = re.compile(
    rf"(?<=[。;:!?)”》,、 .])(?:{_LABEL})|(?<=[一-龥])(?:\((?P<first>一)\)"
    rf"|(?P<first_item>1)[.、](?!\d))",
    re.VERBOSE,
)
_KINDS = {
    "part": Kind.PART,
    "division": Kind.SECTION,
    "bracket": Kind.BRACKET,
    "bracket_sign": Kind.BRACKET,
    "section": Kind.SECTION,
    "dash": Kind.SECTION,
    "named": Kind.NAMED,
    "decimal": Kind.DECIMAL,
    "item": Kind.ITEM,
    "item_sign": Kind.ITEM,
    "subitem": Kind.SUBITEM,
    "subitem_half": Kind.SUBITEM,
    "subitem_sign": Kind.SUBITEM,
    "circle": Kind.CIRCLE,
    "step": Kind.STEP,
    "ordinal": Kind.STEP,
    "first": Kind.BRACKET,
    "first_item": Kind.ITEM,
}
_PRINTED = {
    "dash": "一",
    "bracket": "({})",
    "subitem": "({})",
    "ordinal": "第{}",
    "first": "({})",
}


@dataclass(frozen=True, slots=True)
class Found:
    """A label and where it stands in the folded text; what it labels begins at `end`."""

    label: Label
    start: int
    end: int
    loose: bool = False
    """Whether no punctuation stands before it: 二、主要任务(一)."""


def label_at_start(key: str) -> Found | None:
    """The label that the folded line begins with."""
    match = _AT_START.match(key)
    return _found(match) if match else None


def labels_within(key: str, start: int) -> Iterator[Found]:
    """Whatever could be a label after some punctuation; the sequence decides which are."""
    for match in _WITHIN.finditer(key, start):
        found = _found(match)
        if found is not None and _may_stand(found.label.kind, key[found.start - 1]):
            yield found


def _may_stand(kind: Kind, before: str) -> bool:
    return kind is Kind.STEP or before not in ",、."


def _found(match: re.Match[str]) -> Found | None:
    name = match.lastgroup or ""
    words = match[name]
    number = 1 if name == "dash" else to_int(words if name != "named" else match["of_named"])
    if name == "decimal":
        number = int(words.rpartition(".")[2])
    if number is None:
        return None
    label = Label(_KINDS[name], number, _printed(name, words, number, match[0]))
    return Found(label, match.start(), match.end(), name.startswith("first"))


def _printed(name: str, words: str, number: int, whole: str) -> str:
    """The label as references print it: (一) also for ㈠, 1 also for ⒈, 一 also for a dash."""
    match name:
        case "bracket_sign":
            return f"({to_chinese(number)})"
        case "subitem_sign":
            return f"({number})"
        case "item" | "item_sign" | "first_item":
            return str(number)
        case "part" | "division":
            return whole.rstrip("、:,. ")
        case "step":
            return words + whole[-1]
        case _:
            return _PRINTED.get(name, "{}").format(words)
