"""Figures beside those that were reached: 比去年同期多60万, 超出目标12个, 22辆的目标."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_COMPARED = re.compile(
    r"(?:同比|环比|(?<![占对])(?:比|较|相较于?)(?![例重率赛对])(?P<other>[^,比较]{1,12}?)(?:相比)?"
    r"|(?P<over>超[出过]?(?:年度|全年|计划)?(?:目标|任务|计划|指标)))"
    r"(?:又|再|还|净|略|有所|是|了)*"
    r"(?:(?P<more>多|增|添|扩|新[增建添])|[高低减升降快慢提压缩涨长短少上下]|(?(over)|(?!)))[一-龥]{0,3}?"
    r"(?=\d|[一二两三四五六七八九十百])"
)
_RECENT = re.compile(r"上个?(?:月|周|季度|星期|旬)|上[次期]|昨天|年初")
_AIMED_AT = re.compile(
    r"(?:的(?:年度|全年|总)?(?:目标|指标|任务|计划|要求)|(?:目标|指标)|(?:任务|计划)[量数])(?![达完实])"
)
_BASED = re.compile(r"(?:在)?(?:原有?来?|现有|去年|上年)?的?\d[\d.]*[^,\d]{1,4}的?基础[上之]上?")
_AIM = re.compile(
    r"(?<!完成)(?<!达到)(?<!实现)(?:目标|指标|任务|计划)[数量值的]?(?:是|为|共|定为|:|\s)*$"
)
_REACHED = re.compile(r"[^,。;]{0,3}(?:已|完成|办结|达成|做完|办完)")


@dataclass(frozen=True, slots=True)
class Comparison:
    """`text[start:end]`, right before the figure that says how much more or less it is."""

    start: int
    end: int
    adds: bool
    """比上月多12个: so many came to the others since they were counted last."""


def comparisons_in(text: str) -> Iterator[Comparison]:
    """Where a clause compares, in order."""
    for found in _COMPARED.finditer(text):
        recent = _RECENT.search(found["other"] or "")
        yield Comparison(found.start(), found.end(), bool(recent and found["more"]))


def bases_in(text: str) -> Iterator[Comparison]:
    """在原有130项基础上: what there was before anything was added."""
    for found in _BASED.finditer(text):
        yield Comparison(found.start(), found.end(), adds=False)


def is_aim(before: str, behind: str) -> bool:
    """Whether a figure between the words is what is to be reached: 目标40个, 22辆的目标."""
    return bool(_AIMED_AT.match(behind) or (_AIM.search(before) and not _REACHED.match(behind)))
