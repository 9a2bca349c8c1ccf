"""What was counted: 新建站点5个 adds to what there was, 累计20个 is where things stand."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.numerals import to_number
from knowledge.reports.amount_names import Named, name_of, part_named
from knowledge.reports.marks import NUMBER, TOLD, blanked
from knowledge.reports.model import Mode, Quantity
from knowledge.reports.nouns import ACTS, noun_before
from knowledge.reports.percents import Share
from knowledge.reports.portions import is_of, is_under_way

_UNITS = (
    "个百分点|亿元|万元|元|人次|家次|户次|场次|例次|剂次|平方公里|平方米|平米|立方米|公里|亩|张床位|个|家"
    "|所|名|人|项|支|张|门|种|次|场|轮|套"
    "|辆|台|座|处|间|户|例|篇|部|件|期|对|条|份|位|册|吨|款|课时|学时|学分|岁|天|小时"
    "|道|针|人份|片|起(?![来步点草航])|本|株|只|批次|批|组|站|床|剂|倍|村|块|枚|通(?![过知报])|单(?![位元独])|宗"
    r"|治疗量|单位(?=$|[,。;、\x00 ])|毫升|分钟|笔(?!试)|趟|班(?![次子])|盏|根|棵|幢|栋|桶|箱|盒"
    "|瓶|袋|包|颗|粒|公斤|千克|斤|米|万字|课|节|讲|页|首|幅|类(?![型别似])"
)
_FIGURE = re.compile(
    r"(?P<old>(?:从|由)(?:原来的?)?\d[\d.]*\s?[^\d,]{0,3}?(?:增加|提高|扩大|增|升|提升"
    r"|上升|变|缩短|压缩|压减|减少|下降|降低|降)*[到至成为]了?)?"
    r"(?P<denied>不是|而不是|并非)?(?P<lack>(?:还|尚)?(?:差|缺口?|欠|剩下?|余下?)"
    r"|[还尚]有(?![^,]*已)|另外?(?=[\d两三四五六七八九][^,]{0,8}(?:没|未|待|紧张|不足|不够|缺|卡|等))|坏了?|(?:待|未|没)[建改装办签修完动落验通][一-龥]{0,2}?的?(?:还?有)?"
    r"|(?<![反供响适效对相])应[建改装办训查发签修设配完][一-龥]{0,5}?)?"
    r"(?<![\d.第a-z/-])(?P<value>\d{1,9}(?:,\d{3}){0,3}(?:\.\d{1,4})?"
    r"|[零一二两三四五六七八九十百千]{1,6}点[零一二三四五六七八九]{1,3}"
    r"|[一二两三四五六七八九]?十[一二三四五六七八九]?"
    r"|[一二两三四五六七八九][百千万][一二两三四五六七八九十百千万零]*"
    r"|(?<=[增建成了又开有])一(?=[个家所名场户间处台辆张例支])|(?<=[办做搞开弄]了)一(?=[次期批轮])"
    r"|(?<=[了共达有])[一两三四五六七八九](?=[项种])|[两三四五六七八九](?=[个家所名人场次户间处台辆张份例支])|[两三四五六](?=[期批轮](?!工程|项目|建设|的)))"
    r"(?P<more>余|多)?(?P<scale>[万亿](?!元))?(?P<rest>余"
    rf"|多)?\s?(?P<unit>{_UNITS})(?P<after>多|左右|以上)?(?:\s?/\s?\d+[一-龥]?)?"
    r"(?!月|工作日|层面|方面|环节|阶段|季度|百分)"
)
_TIME_UNITS = frozenset(("天", "小时", "岁"))
_TASKS = re.compile(r"^的?(?:任务|工作|指标|措施|事项|重点)")
_TOTAL = re.compile(
    r"累计|已[到达]|到了|(?<!公)共(?!同|享|有制)|总数|总计|合计|达到?|[增涨升]加?[到至]|扩[大充展]?[到至]"
    r"|截[至止]|至今|现在|目前|现有|已有|总量|突破"
)
_ADDED = re.compile(
    r"新[建增设签开办添培招发装改购聘创投]|净增|增加|增设|又|再|(?:本|这个?)(?:周|月|季度|星期|年度)"
    r"|多了|添了?|补充|扩种|扩了?$"
)
_BUILT = re.compile(r"建成|建好|设置|覆盖|已")
_STANDING = re.compile(r"有|是|为")
_ACT, _LAST_ACT = re.compile(ACTS), re.compile(f"(?:{ACTS})$")
_MOVED = re.compile(
    r"[压缩降减控][短低少缩制]?(?:到|至|在|为)了?$|时[间长](?:平均|现在|目前|是|为|约|已)*$"
)
"""反应时间压到10.8分钟: a length of time that is itself the figure."""
_BOUND = re.compile(r"(?:以|之)[内下]")
"""10分钟以内 is asked for, not reached."""
_HEADS = re.compile(
    r"^[一-龥]{0,4}:|^[一-龥]{0,12}?(?:的(?:事情?|任务|工作)|[这那]一?[项块件])(?:[,。;\s]|$)"
)
"""三个率:… announces what comes, and 预留6宗的事, 4辆巡诊车那项 only name what is asked for."""
_CHANGE = re.compile(r"(?:提高|比|增长|上升|下降|降低)[^,]{0,6}$")
"""提高2个百分点: how an indicator moved, which its own figure tells."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure, its words at `text[start:end]`; None where it is not what was reached."""

    start: int
    end: int
    quantity: Quantity | None
    told: bool = True
    """Whether its own words say that it adds up, or that it is where things stand."""


def amounts_in(
    text: str, dateless: str, shares: Sequence[Share], names: Sequence[str] = ()
) -> tuple[Amount, ...]:
    """The figures of a clause in order; `names` are indicators, `shares` what it says of those.

    `dateless` is the text with its dates blanked: they are no part of a name.
    """
    rates = [Amount(one.start, one.end, _rate(one)) for one in shares if one.name]
    masked = blanked(text, shares, TOLD)
    found = list(_FIGURE.finditer(masked))
    counted = [
        amount
        for place, each in enumerate(found)
        if (amount := _amount(each, dateless, (found[:place], found[place + 1 :]), names))
    ]
    every = (*rates, *counted) or _without_unit(masked)
    return tuple(sorted(every, key=lambda amount: amount.start))


_UNITLESS = re.compile(
    r"(?P<name>[一-龥]{2,12}?)(?:又|已经?|了|累计|:|\s)*"
    r"(?:\+(?P<more>\d[\d.]*万?)|(?P<value>\d[\d.]*[万亿]))了?$"
)

_OF_DUE = re.compile(
    r"(?P<name>(?:[一-龥]{2,10})?)应[一-龥]{1,4}\d+[,、]?(?:现|目前)?(?:已|实)[一-龥]{1,3}(?P<value>\d+)(?P<more>)$"
)
"""食堂应建15已建7: of those due, how many there are."""


def _without_unit(text: str) -> tuple[Amount, ...]:
    """护理中心+5, 宫颈1.5万."""
    found = _OF_DUE.search(text) or _UNITLESS.search(text)
    value = to_number(found["more"] or found["value"]) if found else None
    if found is None or value is None:
        return ()
    mode: Mode = "increment" if found["more"] else "total"
    name = noun_before(found["name"]).words or found["name"] or None
    return (Amount(found.start(), found.end(), Quantity(name, value, "", mode)),)


def counts_up(text: str) -> bool:
    """Whether words say that something was counted (新建, 累计): 两个允许 is no count."""
    return any(sign.search(text) for sign in (_TOTAL, _ADDED, _BUILT, _STANDING, _ACT))


def _rate(share: Share) -> Quantity | None:
    return Quantity(share.name, share.value, "%", "total") if share.counts else None


def _amount(
    found: re.Match[str],
    dateless: str,
    around: tuple[Sequence[re.Match[str]], Sequence[re.Match[str]]],
    names: Sequence[str],
) -> Amount | None:
    before, after = around
    value = _value(found)
    if value is None or _is_no_amount(found):
        return None
    if _is_not_reached(found) or any(_is_of(one, found) for one in after[:1]):
        return Amount(found.start(), found.end(), None)
    named, mode = _named(found, before, dateless, names)
    if found["unit"] == "项" and not named.name:
        return None  # 12项 of nothing are tasks
    words = found.string[_begin(found, before) : found.start("value")]
    told = mode or _mode(words)
    quantity = Quantity(
        named.name, round(value, 4), found["unit"], told or _plain_mode(words, named.name)
    )
    return Amount(named.start, named.end, quantity, told=told is not None)


def _value(found: re.Match[str]) -> float | None:
    return to_number(found["value"] + (found["scale"] or ""))


def _begin(found: re.Match[str], before: Sequence[re.Match[str]]) -> int:
    """Where the words begin that may be the figure's own."""
    marked = found.string.rfind(NUMBER, 0, found.start()) + 1
    return max(before[-1].end() if before else 0, marked)


def _named(
    found: re.Match[str], before: Sequence[re.Match[str]], dateless: str, names: Sequence[str]
) -> tuple[Named, Mode | None]:
    """What is counted, and the mode that follows from that: a part of all, an indicator."""
    if before and _is_of(found, before[-1]):
        begin = _begin(before[-1], before[:-1])
        whole = before[-1].span()
        return part_named(dateless, begin, whole, found.span(), names), "total"
    named = name_of(dateless, _begin(found, before), found.span(), names)
    adds = _ADDED.search(found.string[_begin(found, before) : found.start("value")])
    return named, "total" if named.name in names and not adds else None


def _is_of(part: re.Match[str], whole: re.Match[str]) -> bool:
    """Whether the one is how many of the other are done: 80个村卫生室改完46个."""
    before, between = part.string[: whole.start()], part.string[whole.end() : part.start("value")]
    same = part["unit"] == whole["unit"]
    return same and is_of(before, between, _value(part) or 0, _value(whole) or 0)


def _is_not_reached(found: re.Match[str]) -> bool:
    before, behind = found.string[: found.start("value")], found.string[found.end() :]
    moved = "百分点" in found["unit"] and _CHANGE.search(before)
    heads = _HEADS.match(behind) and NUMBER not in before[-1:]
    return bool(moved or heads or found["denied"] or found["lack"] or is_under_way(behind))


def _is_no_amount(found: re.Match[str]) -> bool:
    """Times are none, nor are tasks counted (12项任务)."""
    tasks = found["unit"] == "项" and _TASKS.match(found.string[found.end() :])
    before = found.string[: found.start("value")]
    lasts = found["unit"] == "分钟" and not (found["old"] or _MOVED.search(before))
    bound = _BOUND.match(found.string[found.end() :])
    return bool(tasks or bound) or lasts or found["unit"] in _TIME_UNITS


def _mode(words: str) -> Mode | None:
    """What the words say of it, if anything."""
    if _TOTAL.search(words):
        return "total"
    if _ADDED.search(words):
        return "increment"
    return "total" if _BUILT.search(words) else None


def _plain_mode(words: str, name: str | None) -> Mode:
    """What is done again and again adds up, where nothing else is said: 培训, 护士培训, but in
    宣传手册 nothing was done."""
    done = words.replace(
        name or "\x00", f" {'' if _LAST_ACT.search(name or '') is None else name} "
    )
    return "increment" if _ACT.search(done) and not _STANDING.search(words) else "total"
