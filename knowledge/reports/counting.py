"""A figure as it stands in a message, and what it is counted in: 三十来家, 512.6万, 11.4‰."""

import re
from dataclasses import dataclass

from knowledge.classifiers import UNITS
from knowledge.numerals import to_number

FIGURE = re.compile(
    r"(?P<old>(?:从|由)(?:原来的?)?\d[\d.]*\s?[^\d,]{0,3}?(?:增加|提高|扩大|增|升|提升"
    r"|上升|变|缩短|压缩|压减|减少|下降|降低|压|减|缩|降)*[到至成为]了?)?"
    r"(?P<denied>不是|而不是|并非)?(?P<lack>(?:还|尚)?(?:差|缺口?|欠|剩下?|余下?)"
    r"|[还尚]有(?![^,]*已)|另外?(?=[\d两三四五六七八九][^,]{0,8}(?:没|未|待|紧张|不足|不够|缺|卡|等))|坏了?|(?<![现存])在[建改装谈审修办查编拍评](?=\d)|(?:待|未|没)[建改装办签修完动落验通][一-龥]{0,2}?的?(?:还?有)?"
    r"|(?<![反供响适效对相])应[建改装办训查发签修设配完][一-龥]{0,5}?)?"
    r"(?<![\d.第/每-])(?<!(?<![a-z])[a-z])(?P<value>\d{1,9}(?:,\d{3}){0,3}(?:\.\d{1,4})?"
    r"|[零一二两三四五六七八九十百千]{1,6}点[零一二三四五六七八九]{1,3}"
    r"|[一二两三四五六七八九]?十[一二三四五六七八九]?"
    r"|[一二两三四五六七八九][百千万][一二两三四五六七八九十百千万零]*"
    r"|(?<=[增建成了又开有])一(?=[个家所名场户间处台辆张例支])|(?<=[办做搞开弄]了)一(?=[次期批轮场回趟])|(?<=[一-龥]{2})(?<![第每年月季周天日再这那头又最统])(?<!再[一-龥])一(?=[次场](?:$|[,。;、]))|(?<=[一-龥]{2}[过了])一(?=[次期批轮场回趟遍](?:$|[,。;]))"
    r"|(?<=[了共达有])[一两三四五六七八九](?=[项种])"
    r"|(?<=[一-龥])(?<![第前后这那等述一二三四五六七八九十])[两三四五六七八九]"
    r"(?=项(?:均|都|全)?(?:已|通过|获批|结[题项]|推[开广]|完成|落地|立项|入选))"
    r"|[两三四五六七八九](?=[个家所名人场次户间处台辆张份例支座栋套回趟遍])|[两三四五六](?=[期批轮](?!工程|项目|建设|的)))"
    r"(?P<more>余|多|来)?(?P<scale>[百千万亿](?![元米克瓦]))?(?:余"
    rf"|多)?\s?(?:(?P<unit>{UNITS})|(?(scale)|(?<=[万亿]))"
    r"(?=$|[,。;、\x00\x01 ]|左右|以上|[已都均]|全部|到[位账]|[拨支兑]))"
    r"(?:多|左右|以上)?(?:\s?/\s?\d+[一-龥]?)?"
    r"(?!月|层面|方面|环节|阶段|季度|百分)"
)
"""`value`, `scale` and `unit`; the unit may be left out behind 万 and 亿."""


@dataclass(frozen=True, slots=True)
class Counted:
    """How much of what a figure says."""

    value: float
    unit: str


_OF_MONEY = re.compile(
    r"投资|投入|债|款|(?<!免)费|补[助贴]|金(?![牌库属银])|产值|收入|支出|预算|到账"
    r"|下达|拨|[支兑]付|(?<!统)筹(?![备划建])|花[了费]|追回"
)
"""What is told in money, though 元 is left out behind 万: 特扶金发了512.6万."""


_MINUTES = re.compile(r"分钟?(\d{1,2})秒")


def counted(figure: re.Match[str], words: str) -> Counted | None:
    """What the figure says; money counts in 万元 or 亿元, as it is told and printed."""
    scale, unit = figure["scale"] or "", figure["unit"] or ""
    if minutes := _MINUTES.fullmatch(unit):
        return Counted(round(float(figure["value"]) + int(minutes[1]) / 60, 2), "分钟")
    if not unit and _OF_MONEY.search(words):
        value = to_number(_without_scale(figure["value"], scale))
        last = scale or figure["value"][-1]
        return None if value is None else Counted(round(value, 4), f"{last}元")
    value = to_number(figure["value"] + scale)
    return None if value is None else Counted(round(value, 4), _as_printed(unit))


def _without_scale(value: str, scale: str) -> str:
    return value if scale else value.removesuffix("万").removesuffix("亿")


def _as_printed(unit: str) -> str:
    """1/10万 and 每10万 are /10万, 个小时 小时."""
    if unit.endswith(("小时", "钟头")):
        return "小时"
    return re.sub(r"^(?:1?/|每)", "/", unit)
