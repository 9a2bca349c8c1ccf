"""Whether a message puts right what was reported before: 更正：不是60%是50%, 刚才说错了."""

import re

from knowledge.reports.model import Mode

_CORRECTS = re.compile(
    r"更正|纠正|改正|[说报发打写填弄搞][错反颠]|有误|错了|不对(?=[,，。;!\s]|$)|[改调](?:整"
    r"|更)?[成为回](?=.{0,4}(?:\d|[一二两三四五六七八九十百]+[成个家所名人处件场]|百分|已?办结|已?完成|推进"
    r"|一半|受阻|暂缓|未启动|没))|[说报写填]成"
    r"|报[早晚多少高低]了?|不准(?=[,，。;!\s]|$)|不准确|不属实|[误多少]报|改[报填](?=[成为到]?\d)|改一下|改到(?=\d+%)|更新为|不是.{1,12}?(?:,|而)?是"
    r"|(?<!不)是[^,。]{1,12}(?:,|而)?不是|应该是|应为|口误|手误|不算数?(?=[,，。;!\s]|$)|作废|不作数"
)


def corrects(text: str) -> bool:
    """Whether the wording has a word of correcting."""
    return bool(_CORRECTS.search(text))


_DENIED = re.compile(r"(?:不是|并非|而非)[^,。;是]*")
_ADDS = re.compile(r"新[增建]|增加|增量|又")
_STANDS = re.compile(r"累计|总共|一共|合计|总[数量计]|共(?=[有计]?\d)|现有|截[至止到]")


def mode_said(text: str) -> Mode | None:
    """Whether the wording says that its figures add up, or that they are where things stand; 是18个
    says neither."""
    affirmed = _DENIED.sub("", text)
    if _ADDS.search(affirmed):
        return "increment"
    return "total" if _STANDS.search(affirmed) else None
