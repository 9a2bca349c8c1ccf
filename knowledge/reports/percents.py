"""How far something has come: 60%, 百分之六十, 六成, 过半, 从40%到55%, 还剩两成."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.numerals import to_int, to_number
from knowledge.reports.comparisons import comparisons_in
from knowledge.reports.nouns import bare

_CHINESE = r"[零〇一二两三四五六七八九十百]"
_ONE = (
    r"(?:\d{1,3}(?:\.\d{1,4})?\s?%"
    rf"|{_CHINESE}{{2,4}}(?:点{_CHINESE}{{1,3}})?%"
    rf"|百分之(?:\d{{1,3}}(?:\.\d+)?|{_CHINESE}{{1,4}}(?:点{_CHINESE}{{1,3}})?)"
    r"|(?:[一二两三四五六七八九]{1,2}"
    r"|(?<!\d)[1-9])成(?!不变)(?:[一二三四五六七八九](?:(?=左右|上下|以上)|(?![一-龥]{2}))|[1-9](?!\d)|半)?"
    r"(?![立果员功本为效熟品人长绩交型])"
    r"|十成|[二三四五六七八九十]分之[一二三四五六七八九]|过半|大半|多半|一半|半数"
    r"|(?<=[成做到约了有办是度])(?:1/[2-9]|2/[3-9]|3/[4-9]|4/[5-9]|5/[6-9]|[67]/[89]|8/9)"
    r"(?![\d/月日号]))"
)
_ABOUT = r"(?:大概|大约|约|差不多|将近|近|快|有|了|是|在|还|已经?|估摸着|基本|也|就|才|只|仅){0,4}"
_PERCENT = re.compile(
    r"(?P<past>(?<!截[至止到])(?:上周|上月|上个月|上次|之前|原来|原先|此前|去年|月初"
    rf"|年初)[^\d%,]{{0,5}}?{_ABOUT})?"
    rf"(?P<less>不到|不足|不满|没到|未到|低于)?"
    rf"(?P<denied>不是|并非|而?非|而不是|离|距离?)?"
    rf"(?P<left>(?:还|只|仅|就)*(?:剩下|剩余|剩|差|欠)(?:了|余)?{_ABOUT}(?:最后)?)?"
    r"(?P<grown>(?:同比|环比)?(?:(?:各|又|再|多)(?:推进|完成|做|增加|提高)了?|增长"
    r"|增幅|提高了|提升了|上升了|下降了?|降低了?|减少了?))?"
    rf"(?P<one>{_ONE})(?:多一?点|出头|多|左右|上下|以上)?"
    r"(?:(?P<way>(?:左右)?(?:调整?|提高|提升|上升|增加|推进|增长|升|爬|冲|涨|提|拉|推|降|压|跌|做|干|变"
    rf"|涨)*[到至为成](?:了)?|->|→|-){_ABOUT}(?P<two>{_ONE})(?:多|左右|以上)?)?"
    r"(?P<under>(?:都|也|还)*(?:不到|没到|不足|不满))?"
    r"(?P<undone>的?(?:任务|工作|量)?(?:还|尚)?(?:没有?|未|待)(?:完成|做完?|办完?"
    r"|弄完?|动|落实|建|干|开展))?"
)
_RATE = re.compile(
    r"(?P<name>[一-龥a-z0-9]*?(?:(?<!完成)(?<!完工)率|占比|(?<!完成)比例|比重|水平|满意度"
    r"|覆盖面|知晓度|普及度|指数))"
    r"(?:现在|目前|测出来|已经|已|(?:保持|稳定|维持|控制)[在到]?|[升降压提增减控拉涨跌调缩扩上下做办搞干推][一-龥]?[到至在]了?"
    r"|突破|超过?|均|都|达到了?|达|提高|提升|上升|增加|到了?|至|为|是|在|约|有|从|由|了|大概|左右|也|才|只有?|仅|刚|就|应该?[为是]|上半年|今年|本月|上月|[一二三四]季度"
    r"|\d{1,2}月[底份末]?|截至|:|\s)*$"
)


@dataclass(frozen=True, slots=True)
class Share:
    """A share somebody named: `text[start:end]`, at least `value` of a hundred.

    `name` is set where it is the figure of an indicator (覆盖率93.5%), `vague` where it only says
    less than that.
    """

    start: int
    end: int
    value: float
    name: str = ""
    vague: bool = False
    counts: bool = True
    """Not what it was before, nor what it is not, nor a growth."""


def shares_in(text: str, names: tuple[str, ...] = ()) -> tuple[Share, ...]:
    """The shares of a clause in order; `names` are indicators known besides."""
    return tuple(_shares(text, names)) or _without_sign(text, names)


_PLAIN = re.compile(
    rf"(?P<value>(?<![\d.])\d{{1,3}}(?:\.\d{{1,2}})?|{_CHINESE}{{1,4}}(?:点{_CHINESE}{{1,2}})?)(?:了|左右)?$"
)
_ADVANCED = re.compile(
    r"(?:进度|进展)(?:已经?|目前|现在|大概|大约|约)?(?:[达拉推提]?到了?|为|是|在|有|:)?$"
)


def _without_sign(text: str, names: tuple[str, ...]) -> tuple[Share, ...]:
    """规范管理率63.5, 进度拉到九十: what is told in percent needs no sign."""
    found = _PLAIN.search(text)
    value = to_number(found["value"]) if found else None
    if found is None:
        return ()
    value = _hundredths(found["value"]) if "点" in found["value"] else value
    if value is None or not 0 <= value <= 100:
        return ()
    if _ADVANCED.search(text[: found.start()]):
        return (Share(found.start(), found.end(), value),)
    name, start = _rate_before(text, found.start(), names)
    return (Share(start, found.end(), value, name),) if name else ()


def _shares(text: str, names: tuple[str, ...]) -> Iterator[Share]:
    compared = {one.end for one in comparisons_in(text)}
    for found in _PERCENT.finditer(text):
        value = _value(found)
        name, start = _rate_before(text, found.start(), names)
        before = found["past"] and not found["two"]
        nearly = _NEARLY.search(text[: found.start()]) and _AIMED.match(text, found.end())
        beside = before or nearly or found.start("one") in compared
        counts = not (beside or found["denied"] or found["grown"])
        yield Share(start, found.end(), value, name, bool(found["less"] or found["under"]), counts)


_NEARLY = re.compile(r"(?:快[到达]?|接近|将近|逼近|距|离|差|低于|高于|不[到及])$")
_AIMED = re.compile(r"的?(?:年度|全年|考核)?(?:目标|要求|标准|红线|指标)")
"""快到25%的目标: what is aimed at."""


def _value(found: re.Match[str]) -> float:
    first = number(found["one"])
    second = number(found["two"]) if found["two"] else None
    value = second if second is not None and found["way"] != "-" else first
    return 100 - value if found["left"] or found["undone"] else value


def _rate_before(text: str, at: int, names: tuple[str, ...]) -> tuple[str, int]:
    """The indicator whose figure stands at `at`, and where its words begin; none, and `at`."""
    found = _RATE.search(text, max(0, at - _REACH), at)
    if not found:
        found = _TAKEN.search(text, max(0, at - _REACH), at)
    if not found:
        return _share_of(text, at) or _covered(text, at) or ("", at)
    known = max(
        (one for one in names if text.endswith(one, 0, found.end("name"))), key=len, default=""
    )
    name = known or _bare(found["name"])
    return name, found.end("name") - len(name)


def _covered(text: str, at: int) -> tuple[str, int] | None:
    covers = _COVERS.search(text, max(0, at - _REACH), at)
    return (f"{covers['name']}{covers['way']}率", covers.start()) if covers else None


def _share_of(text: str, at: int) -> tuple[str, int] | None:
    """普惠的占七成二 is how much of them all that is; 占年度任务的七成二 is how much is done."""
    found = _PART_OF.search(text, max(0, at - _REACH), at)
    if not found:
        return None
    if _OF_WORK.search(found["whole"]):
        return "", found.end("part")
    part, whole = _bare(found["part"]), found["whole"]
    if not part and not whole:
        return None
    return f"{part}占{whole}比例" if whole else f"{part}占比", found.start()


_PART_OF = re.compile(
    r"(?P<part>(?:[一-龥a-z]{2,12}?)?)的?(?:已经?|目前|现在|约|人数|数量)*占(?:到|了|据)?"
    r"(?P<whole>[一-龥a-z]{0,12}?)的?(?:已|了|近|约|到|至|有|在|达|超过?|大概|左右)*$"
)
_OF_WORK = re.compile(
    r"任务|目标|计划|投资|总[数量额]|全年|全部|应|工程|进度|工作量|预算|资金|[总全]"
)
_TAKEN = re.compile(
    r"(?P<name>[一-龥a-z0-9]*(?:(?<!完成)(?<!完工)率|满意度|知晓度|占比))"
    r"(?!的)(?:(?!完成|进[度展]|推进|工程|行动|项目|工作|任务|建设|方案|改造|整治|提升|目标|口径"
    r"|标准|要求|全[国省]|平均|[做干办弄搞][了到])[^,率]){1,10}$"
)
"""编码正确率抽查89.7%, 互认率截至上周五92.4%: who took it, how or when stands between."""
_COVERS = re.compile(
    r"(?P<name>(?:[一-龥a-z]{2,10}?(?=已|现|目前|都|也|覆盖|达标|知晓))?)"
    r"(?:已经?|现已?|目前|都|也)*(?P<way>覆盖|达标|合格|知晓|参保|持证|满意)(?:了|到了?|达到?|约|近|已|有|超过?|:)*$"
)
"""签约服务已覆盖42% is the rate at which something is covered, not how much is done of it."""
_REACH = 40
"""The name of a rate ends so near before its figure that it begins within these characters."""
_BEFORE_NAME = re.compile(
    r"^.*(?:目前|现在|其中|累计|已经|我们|我局|全区|全市|实现|完成|上月|本月|今年|的(?=.{3}))"
)


def _bare(name: str) -> str:
    return bare(_BEFORE_NAME.sub("", name))


def number(text: str) -> float:
    """What one such spelling says, between 0 and 100."""
    return min(100.0, max(0.0, _number(text)))


def _number(text: str) -> float:
    if text.endswith("%"):
        bare = text[:-1].strip()
        return _hundredths(bare) if bare[0] in _CHINESE else float(bare)
    if text.startswith("百分之"):
        return _hundredths(text[3:])
    if "/" in text:
        above, below = (int(part) for part in text.split("/"))
        return above * 100 / below
    if "分之" in text:
        below, above = (to_int(part) or 1 for part in text.split("分之"))
        return above * 100 / below
    return _tenths(text) if "成" in text else 50


def _tenths(text: str) -> float:
    whole, _, more = text.partition("成")
    tens = to_int(whole[0]) or 0  # 七八成 is at least seven
    if len(whole) > 1 and (ones := to_int(whole[1]) or 0) != tens + 1:
        return tens * 10 + ones  # 八五成
    return tens * 10 + (5 if more == "半" else (to_int(more) or 0))


def _hundredths(text: str) -> float:
    whole, _, part = text.partition("点")
    digits = "".join(str(to_int(one) or 0) for one in part)
    return (to_number(whole) or 0) + (float(f"0.{digits}") if digits else 0)
