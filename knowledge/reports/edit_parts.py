"""The parts of a message that edits: what is so, what goes, and what was wrong. Pure."""

import re
from dataclasses import dataclass, replace

from knowledge.numerals import to_int, to_number
from knowledge.reports.alike import likeness
from knowledge.reports.edit_facts import DATE, EXPECTED, expected, parts_named, tells, told_of
from knowledge.reports.edit_signs import (
    ADDS,
    BREAK,
    DENIED,
    DROPPED,
    DROPPED_FIRST,
    KEPT,
    MEASURE,
    ONLY_CHANGE,
    PUT_AS,
    PUT_WHERE,
    RIGHT,
    SO,
    WHAT,
    WHY_NOT,
    WRONG,
)
from knowledge.reports.edit_wording import softened
from knowledge.reports.model import Claim, Part
from knowledge.reports.news import Surroundings, is_filler
from knowledge.reports.on_card import Before
from knowledge.reports.percents import shares_in
from knowledge.reports.states import states_in

_NONE = Before()


@dataclass(frozen=True, slots=True)
class Said:
    """The parts of a message: what is so, what goes, and whether anything said it was wrong."""

    so: tuple[tuple[str, str], ...] = ()
    dropped: frozenset[Part] = frozenset()
    corrects: bool = False
    what: str = ""
    was: float | None = None
    measure: int | None = None
    adds: bool = False
    before: Before = _NONE


def parts_in(plain: str, around: Surroundings, before: Before) -> Said | None:
    """The parts, each understood; None where one is about something else."""
    said = Said(before=before)
    # What is left to do is told beside what is changed, before it or after it.
    for part in sorted(filter(None, BREAK.split(plain)), key=_leaves):
        after = _read(softened(part), said, around) or _topic(part, said)
        if after is None and not (_is_sure(said) and _is_aside(part)):
            return None
        said = after or said
    return said


def _topic(part: str, said: Said) -> Said | None:
    """量化分级率我核了一下: which figure the next part is about."""
    known = _is_aside(part) and not states_in(part) and _figure_called(part, said)
    return replace(said, what=known) if known else None


def _figure_called(words: str, said: Said) -> str:
    """The reported figure that the words name; empty for none."""
    known = [one for one in said.before.figures if likeness(words, one)]
    return max(known, key=lambda one: likeness(words, one), default="")


def _is_sure(said: Said) -> bool:
    return said.corrects and bool(said.so or said.dropped)


def _leaves(part: str) -> bool:
    return bool(_LEFT.match(part))


_LEFT = re.compile(r"还[差剩有][\d一二两三四五六七八九几]")


def _is_aside(part: str) -> bool:
    """改成8部，那边还没验收，还差2家: why, or something by the way."""
    return _leaves(part) or not any(map(str.isdigit, part))


def _read(part: str, said: Said, around: Surroundings) -> Said | None:
    """What is said so far and in this part; None where it is not understood."""
    if measure := MEASURE.match(part):
        return replace(said, measure=to_int(measure["n"]))
    if (put := PUT_AS.match(part)) and any(parts_named(put["what"])):
        return replace(said, so=(*said.so, (put["what"], put["new"])), corrects=True)
    if settled := _says_nothing_new(part, said):
        return settled
    if adds := ADDS.match(part):
        return _added(adds["new"], said, around)
    if dropped := DROPPED.match(part) or DROPPED_FIRST.match(part):
        return _drop(dropped["what"], said)
    return _put_right(part, said, around)


def _says_nothing_new(part: str, said: Said) -> Said | None:
    """A part that denies, opens or ends what is said, says how figures count, or that a hindrance
    is gone."""
    if _MODE.fullmatch(part) or PUT_WHERE.fullmatch(part):
        return replace(said, corrects=True)
    if said.dropped and WHY_NOT.search(part):
        return said
    denied = bool(DENIED.match(part)) or _is_denial(part) or bool(_BESIDES.fullmatch(part))
    if (
        denied
        or is_filler(part)
        or _OWN_PART.fullmatch(part)
        or KEPT.search(part)
        or ONLY_CHANGE.fullmatch(part)
    ):
        return replace(said, corrects=said.corrects or denied or bool(WRONG.search(part)))
    return None


_BESIDES = re.compile(
    r"(?:我|又|再|重新|刚刚?|已经?)*(?:核|查|算|问|数)(?:实|对|清楚?|过|算|了|一?[遍下次])+"
    r"|(?:时间|日期|节点|进度)?(?:得|要|再|还|往[前后])*(?:推[迟后]?|延[后期]|挪|顺延|提前)(?:一?[下点些]|了)*"
    r"|哦?对了|(?:差点)?(?:忘|漏)了?[说写报填提]?了?|还有(?:一[点句])?|另外|补充(?:一下|说明)?"
)
_OWN_PART = re.compile(
    r"是?(?:我们|我局|本单位|本局)?(?:配合|负责|牵头|承担)的?(?:[这那]一?)?(?:部分|块|项)?"
)
_MODE = re.compile(
    r"(?:这|那|它)?[个里]?(?:数|报的|说的)?(?:而?是|应该是|应为|改[为成])?(?:累计|总[数量]|总共|一共|新增|增[加量])的?(?:数|值)?"
)


def _is_denial(part: str) -> bool:
    """还没办结: only that something is not so."""
    kinds = [one.kind for one in states_in(part)]
    return bool(kinds) and set(kinds) == {"denied"}


def _put_right(part: str, said: Said, around: Surroundings) -> Said | None:
    wrong, so = bool(WRONG.search(part)), SO.match(RIGHT.sub("", part))
    if so and _SHIFTED.search(so["change"] or "") and not _is_dated(so["what"], said):
        return None
    meant = said.corrects or wrong or bool(so and _is_of_card(so["what"], said))
    if so and (so["change"] or _is_put(so, meant, around)):
        fact, old = _fact(so, said), _OLD.match(so["what"])
        was = to_number(old[0]) if old else _share(so["what"]) or said.was
        return replace(said, so=(*said.so, fact), corrects=True, was=was)
    if wrong:
        return replace(said, corrects=True, what=_wrong(part))
    return _plainly(so["new"] if so and not so["what"] else part, said, around)


_SHIFTED = re.compile("[推延挪拖提前期迟后]到$")


def _is_dated(what: str, said: Said) -> bool:
    """提前到8月 is of the card that waits, or of a date that is named; else of anything."""
    return said.before.waits or bool(DATE.search(what))


def _fact(so: re.Match[str], said: Said) -> tuple[str, str]:
    """What is called so and what is so of it; 人次是9600 is 9600人次."""
    what = so["what"].rstrip("也都就").removesuffix("数")
    if what in said.before.units and so["new"].replace(".", "").isdigit():
        return "", f"{so['new']}{what}"
    return _named(so["what"].rstrip("也都就")), so["new"]


def _is_of_card(what: str, said: Said) -> bool:
    """Whether the words are a figure of the card that waits, or how it is counted."""
    counted = what.removesuffix("数") in said.before.units
    return said.before.waits and (counted or bool(_figure_called(what, said)))


def _share(what: str) -> float | None:
    """四成改五成: 40."""
    shares = shares_in(what)
    return shares[0].value if len(shares) == 1 else None


_OLD = re.compile(r"\d[\d.]*")


def _is_put(so: re.Match[str], wrong: bool, around: Surroundings) -> bool:
    """不对，完成时间是9月10日: once something is said to be wrong, a plain 是 says what is so."""
    dated = DATE.search(so["what"]) and told_of(so["what"], so["new"], around)
    return wrong and bool(dated or (so["what"] and tells(so["new"], around)))


def _wrong(part: str) -> str:
    """What is said to be wrong: 健康企业 in 健康企业的数写重了, 中医馆 in 更正：中医馆."""
    around = map(_named, WRONG.split(part))
    return next(filter(None, around), "")


def _plainly(new: str, said: Said, around: Surroundings) -> Said | None:
    """是55%, 70%才对: what is so, with nothing before it."""
    bare = RIGHT.sub("", new)
    if EXPECTED.search(bare) and (dated := _to_come(bare, said, around)):
        return replace(said, so=(*said.so, ("", bare)), corrects=bool(dated))
    if not (tells(bare, around) or (said.corrects and told_of("", bare, around))):
        return None
    return replace(said, so=(*said.so, ("", bare)), corrects=said.corrects or bare != new)


def _to_come(bare: str, said: Said, around: Surroundings) -> Claim | None:
    """预计9月底完成; while a card waits also 预计9月底重新开标."""
    return told_of("", bare, around) or (expected(bare, around) if said.before.waits else None)


def _added(new: str, said: Said, around: Surroundings) -> Said | None:
    """再加一句，需要…: what is added stands beside what was said."""
    added = replace(said, corrects=True, adds=True)
    return _plainly(new, added, around) if new else added


def _drop(what: str, said: Said) -> Said | None:
    figure = "" if _ITS_LINE.search(what) else _figure_called(what, said)
    part = next(parts_named(what), "quantities" if figure else None)
    if part is None:
        return None
    name = said.what
    if part == "quantities":
        name = figure or _named(_ITS_FIGURE.sub("", what))
    return replace(said, corrects=True, dropped=said.dropped | {part}, what=name)


_ITS_FIGURE = re.compile(r"(?:[这那]一?[个条项])?的?数[字量据值]?$")
"""门诊那个数 is the figure of 门诊."""
_ITS_LINE = re.compile(r"[条项]$")
"""站点那条 is a line of the card, with all that it says."""
_COUNTED = re.compile(r"[零一二两三四五六七八九十百千万几]+[一-龥]{1,2}")


def _named(what: str) -> str:
    """What the words name: 健康企业 for 上午那个健康企业的数."""
    before = None
    while before != what:
        before, what = what, WHAT.sub("", what).strip("的 ")
    plain = len(what) > 1 and not (any(map(str.isdigit, what)) or _COUNTED.fullmatch(what))
    return what if plain and not is_filler(what) else ""
