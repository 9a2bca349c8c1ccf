"""What was counted: 新建站点5个 adds to what there was, 累计20个 is where things stand."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.numerals import to_number
from knowledge.reports.model import Mode, Quantity
from knowledge.reports.percents import Share

_UNITS = (
    "个百分点|亿元|万元|元|人次|家次|户次|场次|例次|剂次|平方米|公里|亩|张床位|个|家"
    "|所|名|人|项|支|张|门|种|次|场|轮|套"
    "|辆|台|座|处|间|户|例|篇|部|件|期|对|条|份|位|册|吨|款|课时|学时|学分|岁|天|小时"
    "|片|本|株|只|批次|批|组|站|床|剂|倍|村|张床|本"
)
_FIGURE = re.compile(
    r"(?P<old>(?:从|由)(?:原来的?)?\d[\d.]*\s?[^\d,]{0,3}?(?:增加|提高|扩大|增|升|提升"
    r"|上升|变)*[到至成为]了?)?"
    r"(?P<denied>不是|而不是|并非)?(?P<lack>(?:还|尚)?(?:差|缺|欠|剩下?|余下?))?"
    r"(?<![\d.第a-z/])(?P<value>\d{1,9}(?:,\d{3}){0,3}(?:\.\d{1,4})?"
    r"|[一二两三四五六七八九]?十[一二三四五六七八九]?"
    r"|[一二两三四五六七八九][百千][一二三四五六七八九十百零]*"
    r"|[两三四五六七八九](?=[个家所名人场次户间处台辆张份例支]))"
    r"(?P<more>余|多)?(?P<scale>[万亿](?!元))?(?P<rest>余"
    rf"|多)?\s?(?P<unit>{_UNITS})(?P<after>多|左右|以上)?"
    r"(?!月|工作日|层面|方面|环节|阶段|季度|百分)"
)
_NO_AMOUNT = re.compile(r"^(?:多月|月|星期|小时前|天前|天后|天内|季度)")
_TIME_UNITS = frozenset(("天", "小时", "岁", "项"))
_TOTAL = re.compile(
    r"累计|(?<!公)共(?!同|享|有制)|总数|总计|合计|达到?|增加?[到至]|扩大[到至]"
    r"|截[至止]|至今|到现在|目前|现有|已有|总量|突破"
)
_ADDED = re.compile(
    r"新[建增设签开办添培招发装改购聘]|增加|增设|又|再|(?:本|这个?)(?:周|月|季度|星期)"
    r"|多了|添了?|补充"
)
_STANDING = re.compile(r"建成|建好|有|是|为|设置|覆盖")
_ACTS = (
    "培训(?!班)|开展|举办|组织|发放|走访|检查|排查|巡查|服务(?=[一-龥]{2})|签约|印发"
    "|慰问|义诊|宣传(?![册栏片单品员活])|整改|调解|抽查|体检|筛查|接诊|招聘"
    "|引进(?=[一-龥]{2})|办理|办|惠及"
)
_ACT = re.compile(_ACTS)
_VERBS = (
    rf"新(?:建|增|设|签约|开|办|添|招|购|聘)(?:成|设|立|了)?|建成|建好|{_ACTS}|完成"
    r"|到位|配备|改造|覆盖(?!率|面)|建设|设立|建立|认定|创建|购置|争取|落实|增加|有|建"
    r"|设"
)
_HEAD = re.compile(
    rf"^.*?(?:(?:{_VERBS})(?:了|的|是)*(?!率|数|量|点|所|中心|面|人员|师)|(?:本周|本月"
    rf"|这个月|这周|目前|截[至止到]|\d{{1,2}}月(?:[底初末]|份|\d{{1,2}}[日号])?|累计|共"
    r"|总共|一共|我们|我局|全区|全市|又|再|已经?|其中|每个?(?=[月周])[月周]|\x00| )+)+"
)
_TAIL = re.compile(
    r"(?:达到|达|搞|做|举行|累计|总共|一共|共计|共有|共|合计|总数|增加到|增至|增加"
    r"|新增|又增|提高到|扩大到|已经|已|目前|现在|现|均|都|也|又|再|就|新建|建成|建好"
    r"|建|完成|有|为|是|了|到|至|大概|(?<![签预合])约|突破|超过|的|:|\x00| )+$"
)
_BEHIND = re.compile(
    r"(?:的)?(?P<name>[一-龥]{2,10}?)(?=$|[,。;、\d\x00 ]|已|达|都|均|正在|被|建成|完成|了)"
)
_NO_NAME = re.compile(
    r"^(?:左右|以上|以下|多|不是|了|已|目前|现在|均|都|也|完成|正在|建成|达|并|和|及"
    r"|的|我|请|但|还|没|呢|其中)"
)


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure, its words at `text[start:end]`; None where it is not what was reached."""

    start: int
    end: int
    quantity: Quantity | None


def amounts_in(text: str, shares: Sequence[Share], names: Sequence[str] = ()) -> tuple[Amount, ...]:
    """The figures of a clause in order; `names` are indicators, `shares` what it says of those."""
    rates = [Amount(one.start, one.end, _rate(one)) for one in shares if one.name]
    masked = _masked(text, shares)
    found = list(_FIGURE.finditer(masked))
    counted = [
        amount
        for place, each in enumerate(found)
        if (amount := _amount(each, found[:place], found[place + 1 :], names))
    ]
    return tuple(sorted((*rates, *counted), key=lambda amount: amount.start))


def _masked(text: str, shares: Sequence[Share]) -> str:
    for one in shares:
        text = text[: one.start] + "\x00" * (one.end - one.start) + text[one.end :]
    return text


def _rate(share: Share) -> Quantity | None:
    return Quantity(share.name, share.value, "%", "total") if share.counts else None


def _amount(
    found: re.Match[str],
    before: Sequence[re.Match[str]],
    after: Sequence[re.Match[str]],
    names: Sequence[str],
) -> Amount | None:
    value = to_number(found["value"] + (found["scale"] or ""))
    if value is None or found["unit"] in _TIME_UNITS:
        return None
    if found["denied"] or found["lack"] or _is_base(found, after):
        return Amount(found.start(), found.end(), None)
    begin = max(before[-1].end() if before else 0, found.string.rfind("\x01", 0, found.start()) + 1)
    name, start, end = _name(found, begin, names)
    mode = _mode(found.string[begin : found.start("value")], is_indicator=name in names)
    return Amount(start, end, Quantity(name, value, found["unit"], mode))


def _is_base(found: re.Match[str], after: Sequence[re.Match[str]]) -> bool:
    """56个站点已建成42个: the first figure is all there is to do."""
    if not after or after[0]["unit"] != found["unit"]:
        return False
    between = found.string[found.end() : after[0].start()]
    return bool(re.search(r"^[^,]*(?:已|完成|建成|里|中)", between)) and "," not in between


def _mode(before: str, *, is_indicator: bool) -> Mode:
    if _TOTAL.search(before):
        return "total"
    if _ADDED.search(before):
        return "increment"
    if _STANDING.search(before) or is_indicator:
        return "total"
    return "increment" if _ACT.search(before) and "已" not in before else "total"


def _name(found: re.Match[str], begin: int, names: Sequence[str]) -> tuple[str | None, int, int]:
    """What is counted, and where its words begin and end."""
    text, at, end = found.string, found.start(), found.end()
    before = text[begin:at]
    known = max((one for one in names if one in before), key=len, default="")
    if known:
        return known, begin + before.rfind(known), end
    behind = _BEHIND.match(text, end)
    if behind and not _NO_NAME.match(behind["name"]):
        return behind["name"], begin + _verb(before), behind.end()
    bare = _TAIL.sub("", before)
    head = _HEAD.match(bare)
    noun = bare[head.end() :] if head else bare
    start = begin + _verb(before)
    if len(noun) > 1:
        return noun, min(start, begin + len(bare) - len(noun)), end
    act = _ACT.findall(before)
    return (act[-1] if act and len(act[-1]) > 1 else None), start, end


def _verb(before: str) -> int:
    """Where the words about the figure begin: at their verb, else right before the figure."""
    found = re.search(rf"(?:{_VERBS}|累计|又|再|本周|本月|这个月|目前|现在|共|达)", before)
    return found.start() if found else len(before)
