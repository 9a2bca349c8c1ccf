"""The forms that a unit's name takes, and which of them mean the same unit.

Departments have a full name, a short one and popular ones; `departments.txt` lists them row by
row. What it does not list is compared by rule. Units of different levels (市、区) differ.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from types import MappingProxyType

from knowledge.text import fold as _fold

_LEVELS = "省市区县旗州镇乡"
_NATION = "国家"
_BRACKET = re.compile(r"[(（][^()（）]*[)）]")
_PLACE = re.compile(rf"[一-鿿]{{2,8}}?[{_LEVELS}](?=[一-鿿]{{2}})")
PLACE_PARTS = re.compile(r"[一-鿿]{2,}?(?:自治[区州县]|[省市区县旗州])")
_SHORTENED = (
    ("监督管理局", "监管局"),
    ("委员会办公室", "办"),
    ("委员会", "委"),
    ("管理委", "委"),
    ("管理局", "局"),
    ("事务局", "局"),
    ("和", ""),
    ("与", ""),
)
_GROUP = re.compile(
    r"^(?:各|相关|有关|其他|其它|所有|全体|全[市区县省]|辖区|属地)"
    r"|^[省市区县]级?(?:各|有关|相关)"
    r"|(?:成员单位|(?:有关|相关|责任|职能|直属)(?:部门|单位)|各部门|各单位)$"
    r"|^(?:乡镇|镇街|街镇|街道|镇人民政府|乡镇人民政府|街道办事处|镇街道|街道乡镇|乡镇街道"
    r"|乡镇政府|医疗机构|医疗卫生机构|基层医疗卫生机构)$"
    r"|(?:等部门|等单位)$"
)
_SPACE_IN_NAME = re.compile(r"(?<=[一-鿿]) (?=[一-鿿])")
_STRONG_END = "局委办部院会中心厅处所室站馆校府公司集团团队联"


def fold(text: str) -> str:
    """The form names are compared in."""
    return _fold(text).lower()


def tidy(name: str) -> str:
    """A name as somebody typed it, without stray spaces and what cannot be seen: 张　三 → 张三."""
    seen = "".join(char if char.isprintable() or char.isspace() else "" for char in name)
    return _SPACE_IN_NAME.sub("", " ".join(seen.split()))


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit's name taken apart: 上海市卫健局 → place 上海, level 市, core 卫生健康委, kind 局."""

    place: str
    level: str
    core: str
    kind: str
    """The last character as printed (委、局、办…): a 科委 is hardly ever its place's 科技局."""


@cache
def _rows() -> dict[str, tuple[str, ...]]:
    """Every listed form → the forms of its row, the canonical one first."""
    lines = files("knowledge").joinpath("departments.txt").read_text("utf-8").splitlines()
    rows = [tuple(dict.fromkeys(line.split())) for line in lines if line and line[0] != "#"]
    rows += [_section(row, kind) for row in rows if row[0][-1] == "处" for kind in "科股"]
    return {fold(form): row for row in rows for form in reversed(row)}


def _section(row: tuple[str, ...], kind: str) -> tuple[str, ...]:
    """What is a 处 in a city is a 科 or 股 in a county, with the same names."""
    return tuple(form[:-1] + kind for form in row)


def departments() -> tuple[str, ...]:
    """Every listed form, without level or place."""
    return tuple(_rows())


@lru_cache(maxsize=8192)
def unit(name: str) -> Unit:
    """Take a printed name apart. Pure; brackets after the name say no more than the name."""
    text = fold(_BRACKET.sub("", name)).replace(" ", "") or fold(name)
    if text in _rows():
        return Unit("", "", _rows()[text][0], _kind(text))
    if text.startswith(_NATION) and text[2:] in _rows():
        return Unit("", _NATION, _rows()[text[2:]][0], _kind(text[2:]))
    for cut in (position for position, char in enumerate(text) if char in _LEVELS):
        rest = text[cut + 1 :]
        if rest in _rows():
            return Unit(text[:cut], text[cut], _rows()[rest][0], _kind(rest))
    for cut in range(2, min(len(text) - 1, 6)):
        if text[cut:] in _rows() and is_strong(text[cut:]):
            return Unit(text[:cut], "", _rows()[text[cut:]][0], _kind(text[cut:]))
    return _by_rule(text)


def _by_rule(text: str) -> Unit:
    place = ""
    if found := _PLACE.match(text):
        place = text[: found.end() - 1]
        text = text[found.end() - 1 :]
    level = text[0] if text[0] in _LEVELS and len(text) > 3 else ""
    core = text[len(level) :]
    for long, short in _SHORTENED:
        if len(core.replace(long, short)) > 1:
            core = core.replace(long, short)
    return Unit(place, level, core, _kind(core))


def _kind(core: str) -> str:
    end = core.replace("委员会", "委").replace("办公室", "办")[-1:]
    return end if end in "委局办厅部" else ""


def canonical(name: str) -> str:
    """Level, core and kind: equal for all forms of one unit within one jurisdiction."""
    parts = unit(name)
    return f"{parts.level}{parts.core}/{parts.kind}"


def same_unit(one: str, other: str) -> bool:
    """Whether two printed names of one jurisdiction surely mean one unit.

    A name without a level (卫健委) is the unit of whatever level the other one has.
    """
    a, b = unit(one), unit(other)
    same_place = not a.place or not b.place or a.place == b.place
    same_level = not a.level or not b.level or a.level == b.level
    same_kind = not a.kind or not b.kind or a.kind == b.kind
    return a.core == b.core and same_kind and same_level and same_place


def is_group(name: str) -> bool:
    """Whether the name stands for several units (各区人民政府, 领导小组成员单位)."""
    return bool(_GROUP.search(fold(_BRACKET.sub("", name))))


@lru_cache(maxsize=8192)
def forms(name: str, place: str = "") -> Mapping[str, bool]:
    """Every way to say that unit, folded: with and without level, with the place before it.

    The value says whether the form is surely this unit; the forms of a sister organisation
    (科委 for 科技局) are not, they only serve where nothing else of that name is known.
    """
    parts = unit(name)
    cores = {fold(form) for form in _rows().get(parts.core, (parts.core,))}
    said = _said(name, parts, cores, place)
    sure = {form: parts.kind in {"", _kind(form)} or not _kind(form) for form in said}
    return MappingProxyType(sure)


def _said(name: str, parts: Unit, cores: set[str], place: str) -> set[str]:
    printed = fold(name)
    said = {printed, fold(_BRACKET.sub("", name)), *cores}
    said |= {printed.replace("人民政府", "政府"), printed.replace("办事处", "办")}
    said |= _of_group(printed) if is_group(name) else set()
    said |= {fold(inner[1:-1]) for inner in _BRACKET.findall(name) if len(inner) > 5}
    if parts.level:
        said |= {parts.level + core for core in cores}
        near = (PLACE_PARTS.findall(place) or [place])[-1]
        bare = near.removesuffix(parts.level)
        said |= {bare + parts.level + core for core in cores} | {bare + core for core in cores}
    return {form for form in said if len(form) > 1}


def _of_group(printed: str) -> set[str]:
    """How people speak of a group: 各区 for 各区人民政府, 镇街 for 各镇人民政府."""
    bare = printed.removeprefix("各").removeprefix("相关")
    said = {bare, bare.replace("人民政府", "政府")} if "政府" in bare or "街" in bare else set()
    if "镇" in printed or "街道" in printed:
        said |= {"镇街", "街镇", "各镇街", "各街镇", "乡镇", "街道", "镇街道"}
    if "区人民政府" in printed:
        said |= {"各区", "各区政府", "区政府"}
    if "成员单位" in printed:
        said |= {
            printed[printed.find(word) :]
            for word in ("领导小组", "联席会议", "专班")
            if word in printed
        }
    return said


def is_strong(form: str) -> bool:
    """Whether the form is a unit's name in any sentence (医保局), not only beside a verb (医保)."""
    return (form[-1] in _STRONG_END and len(form) > 2) or (
        len(form) == 2 and form[-1] in "局委办关"
    )
