"""The values in a part of a message that may change what was reported. Pure.

Any wording may stand around a value; what is left out is a closed list: values of other times,
people and aims, what is still to come, and by how much a figure was wrong.
"""

import re
from collections.abc import Sequence
from datetime import date

from knowledge.numerals import to_number
from knowledge.reports.doubted import is_amiss, is_checked
from knowledge.reports.edit_facts import DATE, EXPECTED
from knowledge.reports.marks import blanked
from knowledge.reports.moods import mood_of
from knowledge.reports.news import Surroundings, is_filler, news_in
from knowledge.reports.on_card import Value
from knowledge.reports.percents import shares_in
from knowledge.when import days_in

_ELSE = re.compile(
    r"去年|前年|往年|上一?个?[年月季]|上个?周(?![一二三四五六日])|以前|之前|此前|原[来先]|隔壁|别[人的处]|人家|[他她]们|兄弟|外[省市区县地]|全国|全省"
    r"|目标|计划(?!生育)|任务[数量]|要求|考核|指标|标准(?!化)|平均|每[个家人]|至少|起码|不低于|重复|估[算的]|上半年|有人|群众|网友|媒体|才[算能及达够]|及格|电话|号码|没(?![错问那有])|未|听说|据说|邻[市县区省]|[省市]里|需要|序时|应有|[算计统加]进|扣[掉除]|剔除|待|拟|\d[^,]{0,4}[里中]面?有|[还尚][差剩缺]"
)
"""12家是去年的数, 要80%才及格: a value of something else."""
_WRITES = re.compile("[写报填按算改登记录]|更新|换成|调[到成为整]")
_N = (
    r"(?P<n>\d[\d.]*万?|[一二两俩三四五六七八九十]{1,3})\s?"
    r"(?P<unit>个?百分点|个?点|[一-龥]{0,2}?)(?=$|[^一-龥]|[了吧我的])"
)
_LESS = r"多[写报记填数算打统加说]|[写报记填数算打统]多|(?:下调|调[低减])(?=.*点)"
_MORE = (
    r"[少漏][写报记填数算打统加说]|[写报记填数算打统][少漏]|漏"
    r"|(?:上调|调高|再?[加涨提]高?)(?=.*点)"
)
_BY_SO_MUCH = re.compile(rf"(?:(?P<less>{_LESS})|(?P<more>{_MORE}))了?[一-龥]{{0,2}}?{_N}")
"""少数了一项: by how much it was wrong."""
_BOTH = re.compile(r"[两三四几]个?(?:数|项|处|地方|都)")
_BARE = re.compile(
    r"(?<![\d.:/-])\d{1,9}(?:\.\d{1,4})?[万亿]?(?![\d.:/])(?=$|[^一-龥]|[了吧就左才比以整数算报够行为是改换变成到至调])"
)
_SHIFTED = re.compile(
    r"[推延拖挪]|提前|改[到在成为]|[放定]在|[得要](?:到|(?=\d))|完[成工]|验收|交[付工]|竣工|建成|上线|开标|办结|投用|[写填]"
)
_MEETING = re.compile(
    r"交表|报表|材料|[上填]报|报送|开会|会议|例会|提醒|通知|到期|截止|休假|出差|报到|过来"
)


def is_beside(part: str, around: Surroundings) -> bool:
    """Whether its figures are of something else: of others, of another time, why one was wrong."""
    if _ELSE.search(part):
        return True
    days = [one for one in days_in(part, around.today) if one.first != around.today]
    return bool(days) and has_figure(part, around) and not _WRITES.search(part)


def values_in(part: str, around: Surroundings, units: Sequence[str]) -> tuple[Value, ...]:
    """The figures of a part, as far as it says that they are so; in `units` it was counted."""
    if is_beside(part, around) or not _is_said(part):
        return ()
    bare = _BY_SO_MUCH.sub(" ", _BOTH.sub("", part))
    dateless = blanked(bare, days_in(bare, around.today), " ")
    news = news_in(dateless, around)
    shares = [one for one in shares_in(dateless, around.indicators) if one.counts and not one.vague]
    rates = tuple(Value(one.value, "%", part, one.name) for one in shares)
    figures = tuple(
        Value(q.value, q.unit, part, q.name or "")
        for q in (one.quantity for one in news.amounts)
        if q and q.unit not in ("%", "")
    )
    return rates + figures or _counted(dateless, part, units) or _bare(dateless, part)


def _is_said(part: str) -> bool:
    """What is planned, asked or supposed is so only where it is ordered to be written."""
    mood = mood_of(part.removesuffix("吧"))
    return mood in ("fact", "told", "moot") or (
        mood in ("plan", "unsure") and bool(_WRITES.search(part))
    )


def is_ordered(part: str) -> bool:
    """Whether the words order what is to be written: 先写90%."""
    return bool(_ORDERED.search(part))


_ORDERED = re.compile(r"(?:先|就|还是|那|请)+(?:按照?|写|报|填|算)|[写填报改][到成为]")


def difference_in(part: str) -> Value | None:
    """多报了50万 is 50万 less, 少数了一项 one more."""
    found = _BY_SO_MUCH.search(part)
    value = to_number(found["n"].replace("俩", "两")) if found else None
    if found is None or value is None:
        return None
    unit = "%" if found["unit"].endswith("点") else found["unit"]
    return Value(-value if found["less"] else value, unit, part)


def _counted(dateless: str, part: str, units: Sequence[str]) -> tuple[Value, ...]:
    """两条都建好了, where streets were reported in 条."""
    counters = "|".join(map(re.escape, sorted(units, key=len, reverse=True)))
    found = re.finditer(rf"{_NUMERAL}(?P<unit>{counters})", dateless) if counters else ()
    said = ((to_number(one["value"]), one["unit"]) for one in found)
    return tuple(Value(value, unit, part) for value, unit in said if value is not None)


_NUMERAL = (
    r"(?<![第这那前后上下每最\d一二三四五六七八九十])(?P<value>[一二两俩三四五六七八九十]{1,3})"
)


def _bare(dateless: str, part: str) -> tuple[Value, ...]:
    """台数我再点了点，34: a number alone, in whatever it was counted; of what is told by the words
    before it, where they are long enough to name something: 医美机构30."""
    found = [(to_number(one[0]), one.start()) for one in _BARE.finditer(dateless)]
    doubts = is_amiss(part) or is_checked(part)
    return tuple(
        Value(value, "", part, "" if doubts else _named_before(dateless[:at]))
        for value, at in found
        if value is not None
    )


def _named_before(text: str) -> str:
    name = _NAME.search(text)
    return name[0] if name and not _FRAMES.search(name[0]) else ""


_NAME = re.compile(r"[一-龥]{4,12}$")
_FRAMES = re.compile("[说讲觉看想让报写填按算是应该实改得要]")
"""财务说实拨920: who says so, and that it is so."""


def adds(part: str, around: Surroundings) -> bool:
    """又签了3家 counts beside what was reported."""
    if _SO_FAR.search(part):
        return False
    amounts = news_in(part, around).amounts
    return any(one.quantity and one.quantity.mode == "increment" for one in amounts)


_SO_FAR = re.compile("到(?:今天|目前|现在)|至今|累计|总共")


def day_in(part: str, topic: str, around: Surroundings, *, dated: bool) -> date | None:
    """The day that something is now expected on; `dated`: one was expected before."""
    days = [one.last for one in days_in(part, around.today) if one.last >= around.today]
    told = any(EXPECTED.search(one) or DATE.search(one) or "估计" in one for one in (part, topic))
    alone = is_filler(blanked(part, days_in(part, around.today), " "))
    shifted = dated and (alone or _SHIFTED.search(part))
    return days[-1] if days and (told or shifted) and not _MEETING.search(part) else None


def has_figure(part: str, around: Surroundings) -> bool:
    """Whether there are figures in it besides its days."""
    bare = _DAY.sub(" ", blanked(part, days_in(part, around.today), " "))
    return any(map(str.isdigit, bare)) or bool(shares_in(bare))


_DAY = re.compile(r"\d{1,2}月(?:\d{1,2})?")
