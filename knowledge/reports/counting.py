"""A figure as it stands in a message, and what it is counted in: 三十来家, 512.6万, 11.4‰."""

import re
from dataclasses import dataclass

from knowledge.numerals import to_number

_MONEY = "亿元|万元|千元|美元|元"
_SIZES = (
    "平方公里|平方千米|平方米|平米|平方|立方米|立方|公里|千米|公顷|亩|毫升|升(?![级到至])|公斤|千克|毫克"
    "|克|斤|吨|米|千瓦时|千瓦|兆瓦|kwh?|mw|[tgp]b|ddds?|度(?=$|[,。;、\x00 ])"
)
_THINGS = (
    "网格|社区|病区|学校|单元(?!楼)|点位|人天|对次|样本|标本|窗口|机构|医院|企业|乡镇|街道|区县|县区|系统|品规|站点"
    r"|(?:[集羽把扇则桩封双管味样岗区县镇乡省市校栏])(?=$|[,。;、\x00 ]|[已都均全])"
    r"|集(?=短?[视微动影宣科片])"
    "|[人家户场例剂车台件条店班趟批支名村校期轮]次|张床位|台套|台件|件套|人份|个|家|所|名|人|项|支|张|门|种|次|场|轮|套"
    "|辆|台|座|处|间|户|例|篇|部|件|期|对|条|份|位|册|款|课时|学时|学分|道|针|片|起(?![来步点草航])"
    "|本|株|只|批|组|站|床|剂|倍|村|块|枚|通(?![过知报])|单(?![位元独])|宗"
    r"|治疗量|单位(?=$|[,。;、\x00 ])|笔(?!试)|班(?!子)|盏|根|棵|幢|栋|桶|箱|盒"
    "|瓶|袋|包|颗|粒|万字|课|节|讲|页|首|幅|类(?![型别似])|架|艘|列|匹|头|口|眼|届|段|句|卷|副|股"
    r"|路(?=$|[,。;、\x00 ])|分(?=$|[,。;、\x00 ]|左右|以上)"
    r"|回(?![收访头复应归家来去])|趟|遍"
)
_ANY = (
    r"(?<=[\d万亿])(?:[^\W年月日名层档]次"
    r"|(?![年月日号点时分秒度级类期版届左以周旬层多余来成折了的过都已均全还又再就也才只仅约近共到至为是有在和与及或等好完"
    r"啊吧呢呀哦哈嘛么啦喽哒吗啥嗯热快上下中内外前后里项"
    r"零一二两三四五六七八九十百千半])[^\W\d_a-z](?=$|[,。;、\x00 ]))"
)
"""What stands alone behind a figure in digits is what it is counted in, whatever it is: 96道."""
_TIMES = r"分钟?\d{1,2}秒|天|个?(?:小时|钟头)|分钟|秒|个?工作日|岁"
_OF_THOUSAND = "‰|(?:1?/|每)(?:10|100|十|百)?[万千]"
UNITS = f"个百分点|{_OF_THOUSAND}|{_MONEY}|{_SIZES}|{_TIMES}|{_THINGS}|{_ANY}"

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
    r"(?P<more>余|多|来)?(?P<scale>[百千万亿](?![元米克瓦]))?(?P<rest>余"
    rf"|多)?\s?(?:(?P<unit>{UNITS})|(?(scale)|(?<=[万亿]))"
    r"(?=$|[,。;、\x00\x01 ]|左右|以上|[已都均]|全部|到[位账]|[拨支兑]))"
    r"(?P<after>多|左右|以上)?(?:\s?/\s?\d+[一-龥]?)?"
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
