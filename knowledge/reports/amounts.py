"""What was counted: 新建站点5个 adds to what there was, 累计20个 is where things stand."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from knowledge.numerals import to_number
from knowledge.reports.amount_names import Named, name_of, part_named
from knowledge.reports.comparisons import Comparison, bases_in, comparisons_in, is_aim
from knowledge.reports.counting import FIGURE, Counted, counted
from knowledge.reports.marks import NUMBER, TOLD, blanked, names_in_marks
from knowledge.reports.model import Mode, Quantity
from knowledge.reports.nouns import ACTS, noun_before
from knowledge.reports.percents import Share
from knowledge.reports.portions import is_of
from knowledge.reports.reached import begun_in, has_failed, is_under_way, left_from

_TIME_UNITS = frozenset(("天", "小时", "分钟", "秒", "工作日", "个工作日", "岁"))
_STANDING_UNITS = frozenset((*_TIME_UNITS, "‰", "/10万"))
"""Lengths and rates are where things stand, whatever was done."""
_TASKS = re.compile(r"^的?(?:任务|工作|指标|措施|事项|重点)")
_TOTAL = re.compile(
    r"累计|总[量数额面人床里规]|已[到达]|到了|(?<!公)共(?!同|享|有制)|总数|总计|合计|达到?|[增涨升]加?[到至]|扩[大充展]?[到至]"
    r"|截[至止]|至今|现在|目前|全[市区县省镇州院]$|现[有为共]|已有|总量|突破|(?<=[一-龥])(?<![得收接拿找等遇轮签报取进集招抢买请])到了?$"
)
_ADDED = re.compile(
    r"新[一-龥]{1,2}了|新[建增设签开办添培招发装改购聘创投立]|净增|增加|增设|又|再(?!手术|入院|住院|灌注|生|就业|教育|保险)|(?:本|这个?|上个?|当|单)(?:周|月|季度|星期|年度|旬)"
    r"|(?<![到至底])(?<!截止)(?<!\d)\d{1,2}月份|[今昨]天|当[天日]|多了|加了|添了?|补充|扩种|扩了?$"
)
_BUILT = re.compile(r"实[建到招完办种发]|建成|建好|设置|覆盖|已")
_STANDING = re.compile(r"有|是|为")
_ACT, _LAST_ACT = re.compile(ACTS), re.compile(f"(?:{ACTS})$")
_MOVED = re.compile(
    r"[压缩降减控][短低少缩制]?(?:到|至|在|为)了?$"
    r"|(?:时长|工时|课时)[一-龥]{0,6}$|(?:时[间长限]|天数|日数?|年龄|周期)(?:平均|现在|目前|累计|共|是|为|约|已经?|达到?|:)*$"
)
"""反应时间压到10.8分钟: a length of time that is itself the figure."""
_BOUND = re.compile(r"(?:以|之)[内下]")
"""10分钟以内 is asked for, not reached."""
_EACH = re.compile(
    r"(?:每一?[个家所名人辆台张套床例户座期批班轮届]|单价|(?:^|[,\x00])一[针剂次台盒支例])(?:大概|大约|约|是|为|要|得|[收给补发付]){0,3}$"
    r"|一[针剂台辆张套个所支盒](?:大概|大约|约|要|得|差不多)+$"
)
"""每辆85万 is what one of them costs."""
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
    aim: Quantity | None = None
    """What is to be reached, where the figure says that: 22辆的目标."""
    begun: Quantity | None = None
    """What was begun, where it only says that: 次中心, of 次中心开工6个."""


def amounts_in(
    text: str, dateless: str, shares: Sequence[Share], names: Sequence[str] = ()
) -> tuple[Amount, ...]:
    """The figures of a clause in order; `names` are indicators, `shares` what it says of those.

    `dateless` is the text with its dates blanked: they are no part of a name.
    """
    rates = [Amount(one.start, one.end, _rate(one)) for one in shares if one.name]
    bases = list(bases_in(text))
    masked = blanked(text, (*shares, *bases, *names_in_marks(text)), TOLD)
    dateless = blanked(dateless, bases, " ")
    found = list(FIGURE.finditer(masked))
    compared = {one.end: one for one in comparisons_in(text)}
    plain = blanked(dateless, compared.values(), " ")
    amounts = [
        amount
        for place, each in enumerate(found)
        if (amount := _amount(each, plain, (found[:place], found[place + 1 :]), names, compared))
    ]
    every = (*rates, *amounts) or _without_unit(masked)
    return tuple(sorted(every, key=lambda amount: amount.start))


_UNITLESS = re.compile(
    r"(?P<name>(?:(?![应拟需])[一-龥]){2,12}?)(?:又|已经?|了|累计|:|\s){0,4}"
    r"(?:\+(?P<more>\d[\d.]*万?)|(?P<value>\d[\d.]*[万亿]"
    r"|[一二两三四五六七八九][万千][一二两三四五六七八九十百千零]+"
    r"|(?<![电话线号第年龄压温至到])(?!20[12]\d$|12345$|123\d\d$)\d{3,6}))了?$"
)

_OF_NUMBER = re.compile(
    r"(?P<name>[一-龥]{2,12}?(?P<unit>人次|场次|[人户例家件份张次场批所])数量?)"
    r"(?:已经?|累计|[为是达到共约有:]|\s)*(?P<value>\d[\d.]*万?)(?:左右|了)?$"
)
"""急救培训人数2960: the name says in what is counted."""
_OF_DUE = re.compile(
    r"(?P<name>(?:[一-龥]{2,10})?)应[一-龥]{1,4}\d+[,、]?(?:现|目前)?(?:已|实)[一-龥]{1,3}(?P<value>\d+)(?P<more>)$"
)
"""食堂应建15已建7: of those due, how many there are."""


_MOVED_TO = re.compile(
    r"(?P<name>(?:(?![应拟需])[一-龥]){2,12}?)(?<!进度)(?<!进展)(?<!完成率)(?P<more>)"
    r"(?:已经?|现|目前|由\d[\d.]*|从\d[\d.]*)*(?:[升降压控减提增缩][低高短加少升]?[到至]|达到?)了?(?P<value>\d+(?:\.\d+)?)$"
)
"""强度降到42.3: a level, whatever it is measured in."""


def _without_unit(text: str) -> tuple[Amount, ...]:
    """护理中心+5, 宫颈1.5万."""
    if of_number := _OF_NUMBER.search(text):
        value = to_number(of_number["value"])
        noun = noun_before(of_number["name"]).words
        name = noun if len(noun) > len("人次数") else of_number["name"]
        figure = Quantity(name, value, of_number["unit"], "total") if value is not None else None
        return (Amount(of_number.start(), of_number.end(), figure),)
    found = _OF_DUE.search(text) or _MOVED_TO.search(text) or _UNITLESS.search(text)
    value = to_number(found["more"] or found["value"]) if found else None
    if found is None or value is None or _EACH.search(text[: found.start("value")]):
        return ()
    mode: Mode = "increment" if found["more"] else "total"
    name = noun_before(found["name"]).words or found["name"] or None
    return (Amount(found.start(), found.end(), Quantity(name, value, "", mode)),)


def counts_up(text: str) -> bool:
    """Whether words say that something was counted (新建, 累计): 两个允许 is no count."""
    return any(sign.search(text) for sign in (_TOTAL, _ADDED, _BUILT, _STANDING, _ACT))


def _rate(share: Share) -> Quantity | None:
    told = share.counts and not share.vague
    return Quantity(share.name, share.value, "%", "total") if told else None


def _amount(
    found: re.Match[str],
    dateless: str,
    around: tuple[Sequence[re.Match[str]], Sequence[re.Match[str]]],
    names: Sequence[str],
    compared: Mapping[int, Comparison],
) -> Amount | None:
    before, after = around
    beside = compared.get(found.start("value"))
    words = found.string[_begin(found, before) : found.start("value")]
    figure = counted(found, words)
    if figure is None or _is_no_amount(found, figure):
        return None
    if is_aim(words, found.string[found.end() :]):
        return _aim(found, dateless[: found.end()], before, figure)
    unreached = _unreached_from(found, before, after, beside)
    if unreached is not None:
        return Amount(unreached, found.end(), None)
    named, mode = _named(found, before, dateless, names)
    mode = "increment" if beside else mode
    tasks = _counts_tasks(named.name, figure.value) and not _GROWN.search(words)
    if found["unit"] == "项" and tasks:
        return None  # 12项 of nothing are tasks
    told = mode or _mode(words)
    how = told or _plain_mode(words, named.name)
    verb = begun_in(words, found.string[found.end() :])
    quantity = Quantity(named.name, figure.value, figure.unit, "total" if verb else how)
    amount = Amount(named.start, named.end, quantity, told=bool(told or verb))
    return _begun(amount, quantity, verb) if verb else amount


def _begun(amount: Amount, figure: Quantity, verb: str) -> Amount:
    """次中心6个都开工了: what is counted are 次中心开工."""
    noun = (figure.name or "").removesuffix(verb)
    of = replace(figure, name=noun or None)
    return replace(amount, quantity=replace(figure, name=f"{noun}{verb}"), begun=of)


def _unreached_from(
    found: re.Match[str],
    before: Sequence[re.Match[str]],
    after: Sequence[re.Match[str]],
    beside: Comparison | None,
) -> int | None:
    """Where the words begin of a figure that was not reached."""
    begin = _begin(found, before)
    left = left_from(found.string[begin : found.start("value")])
    if left is not None:
        return begin + left
    if _is_not_reached(found) or any(_is_of(one, found) for one in after[:1]):
        return found.start()
    return beside.start if beside and not beside.adds else None


_GROWN = re.compile(
    r"(?<!完成)(?<!办结)(?<!办完)(?<!启动)(?<!推进)(?<=[^\W有报写说发是到成结])了$"
    r"|现为|[增扩升][加大]?[到至]|达到?|总数"
)


def _aim(
    found: re.Match[str], text: str, before: Sequence[re.Match[str]], figure: Counted
) -> Amount:
    """负压救护车22辆的目标: so many are to be reached."""
    named = name_of(text, _begin(found, before), found.span(), ())
    aim = Quantity(named.name, figure.value, figure.unit, "total")
    return Amount(named.start, found.end(), None, aim=aim)


def _begin(found: re.Match[str], before: Sequence[re.Match[str]]) -> int:
    """Where the words begin that may be the figure's own."""
    marked = found.string.rfind(NUMBER, 0, found.start()) + 1
    return max(before[-1].end() if before else 0, marked)


_JOINED = re.compile("[、和与及跟]")


def _counts_tasks(name: str | None, value: float) -> bool:
    """12项 of nothing, or as many as were listed: 健身圈、适老化、科普大赛三项."""
    return not name or len(_JOINED.split(name)) == value > 1


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
    stands = (
        named.name in names or found["unit"] in _STANDING_UNITS or "秒" in (found["unit"] or "")
    )
    return named, "total" if stands and not adds else None


def _is_of(part: re.Match[str], whole: re.Match[str]) -> bool:
    """Whether the one is how many of the other are done: 80个村卫生室改完46个."""
    before, between = part.string[: whole.start()], part.string[whole.end() : part.start("value")]
    some, every = counted(part, between), counted(whole, before)
    if not some or not every or some.unit != every.unit:
        return False
    return is_of(before, between, some.value, every.value)


def _is_not_reached(found: re.Match[str]) -> bool:
    before, behind = found.string[: found.start("value")], found.string[found.end() :]
    moved = "百分点" in (found["unit"] or "") and _CHANGE.search(before)
    heads = _HEADS.match(behind) and NUMBER not in before[-1:]
    failed = has_failed(before) or is_under_way(behind)
    return bool(moved or heads or found["denied"] or found["lack"] or failed)


def _is_no_amount(found: re.Match[str], figure: Counted) -> bool:
    """Times are none, nor are tasks counted (12项任务)."""
    tasks = found["unit"] == "项" and _TASKS.match(found.string[found.end() :])
    before = found.string[: found.start("value")]
    lasts = figure.unit in _TIME_UNITS and not (found["old"] or _MOVED.search(before))
    bound = _BOUND.match(found.string[found.end() :])
    each = _EACH.search(before)
    return bool(tasks or bound or each) or lasts


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
