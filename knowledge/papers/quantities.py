"""Figures that an item promises: 新建…56个, 达到95%, 每年1—2项, A、B率分别不低于20%、10%."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Literal

from knowledge.numerals import to_number
from knowledge.papers.model import Operator, Quantity
from knowledge.text import fold

Per = Literal["year", "half-year", "quarter", "month"]

_UNITS = (
    "个百分点|百分点|%|‰|万元|亿元|元|万人次|万人|人次|家次|平方米|公里|万亩|亩|张床位|个|家|所|名|人|项|支|张|门|种|次|场|套|辆|台|座|处|间|户|例|篇|部|件|期|对|条|份|位|册|吨|款"
    "|课时|学时|学分|岁|级|倍|天|分钟|小时|片|本|株|只|批次|批|组|站|床"
)
_FIGURE = re.compile(
    rf"(?<![\d.A-Za-z第+])(?P<value>\d{{1,9}}(?:,\d{{3}})*(?:\.\d+)?|[两三四五六七八九十](?:十[一二三四五六七八九]?)?(?=[个家所名项支门种次场处辆台座级]))"
    rf"(?P<same>(?:{_UNITS})(?=[-至]\d))?(?:\s?[-至]\s?(?P<top>\d{{1,9}}(?:\.\d+)?))?(?P<more>余|多)?(?P<scale>[万亿](?!元|人|亩))?\s?(?P<unit>{_UNITS})"
    r"(?P<after>\(?(?:及|或)?(?:以上|以下|以内|左右)\)?)?"
)
_ORDINARY = re.compile(r"\d(?:月|日|年|号|版|期$|届|次会议)")
_NOT_COUNTED = re.compile(
    r"(?:方面|维度|层面|阶段|环节|月|百分点(?!)|工作日|统一|重点|结合|中心”|“|坚持|必须|确保|到位|转变|全覆盖|导向|年|季度|区域|核心|新城|一体)"
)
_OP_BEFORE: tuple[tuple[Operator, re.Pattern[str]], ...] = (
    (">=", re.compile(r"(?:不低于|不少于|不小于|至少|达到|达|≥|>=|>|超过|高于|多于|力争达到|稳定在|保持在|提高到|提高至|提升到|提升至|增加到|增至|上升到|突破)(?:了|约)?\s?$")),
    ("<=", re.compile(r"(?:不高于|不超过|不大于|不多于|控制在|≤|<=|<|低于|小于|降低到|降低至|下降到|下降至|降至|降到|压减至|缩短至|缩短到|至多)(?:约)?\s?$")),
)  # fmt: skip
_AT_LEAST_VERB = re.compile(r"(?:至少|不少于|不低于)[一-龥]{1,6}$")
_PER = re.compile(r"每(?P<unit>半年|季度?|年|月)(?:度)?(?!底|末|\d)")
_PERS: Final[dict[str, Per]] = {
    "年": "year",
    "半年": "half-year",
    "季": "quarter",
    "季度": "quarter",
    "月": "month",
}
_VERBS = (
    "计划|力争|争取|确保|实现|完成|新建成|新建|建成|建设|建立|设立|设置|创建|打造|培育|培养|引进|引入|新增|增加|发挥|依托|推进|加强|达到|推出|开展|举办|组织|遴选|评选|推广|改造|提升|建|培训|选派|招录|招聘|安排"
    "|支持|聚焦|实施|形成|制定|出台|研发|申报|获批|选择|成功|规范化?|至少|再|均|不少于|不低于|配备|配置|购置|扩建|改扩建|发放|覆盖|布局|认定|命名|设|有|和|共|累计|总数|总量|每年|每季度|每月|全年|年内|全市|全区|全县"
)  # fmt: skip
_TIME = r"(?:到|至)?(?:(?:19|20)\d\d|[今明当本])年度?(?:底|末|内)?|\d{1,2}月(?:\d{1,2}日|[上中下]旬|底|末)?|[上下]半年|年(?:底|末|内)|第?[一二三四]季度末?|[一二三四五]年"
_LEADING_VERB = re.compile(rf"^(?:(?:{_TIME})(?:之?前)?|{_VERBS})+")
_TRAILING_OP = re.compile(
    r"(?:要|应|须|均|都|分别|力争|争取|努力|基本|稳定|总体|全部|保持|逐步)*(?:不低于|不少于|不小于|至少|达到|达|≥|>=|>|超过|高于|突破|提高到|提高至|提升到|提升至|增加到|增至|上升到|稳定在|保持在|不高于|不超过|不大于|控制在|≤|<=|<|低于|降低到|降低至|下降到|下降至|降至|降到|缩短至|缩短到|为|约|新增|增加|提高|提升|下降|降低|增长|各|:)*(?:在)?$"
)
_CLAUSE_BREAK = re.compile(r"[,。;:、\n()]")
_HARD_BREAK = re.compile(r"[,。;:\n]")
_AFTER_NAME = re.compile(
    r"(?!并|和|及|以及|用于|作为|的)(?P<name>[^,。;:、\n()\d\x00]{2,30}?)"
    r"(?=[,。;:、\n()\d\x00]|$|纳入|开展|完善|参与|完成|进行|达到|引领|在[市区县]|争创|创建|建设(?=传承|工作)|实现|通过)"
)
_QUOTED = re.compile(r"《[^《》]*》|“[^“”]{0,12}\d?[^“”]{0,12}”")


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity and where its number stands in the text."""

    start: int
    end: int
    quantity: Quantity


def figures(text: str, due: Sequence[tuple[int, date]] = ()) -> list[Figure]:
    """The quantities of `text` in order; `due` gives (position, date) of the dates it sets."""
    folded = fold(text)
    if not _FIGURE.search(folded):
        return []
    key = _QUOTED.sub(lambda quote: "\x00" * len(quote[0]), folded)
    found: list[Figure] = []
    for match in _FIGURE.finditer(key):
        figure = _figure(match, text, found[-1].end if found else 0)
        found += [figure] if figure else []
    found = list(_shared_out(found, key, text))
    return [replace(each, quantity=_dated(each, key, due)) for each in found]


def _dated(figure: Figure, key: str, due: Sequence[tuple[int, date]]) -> Quantity:
    """The date named before the figure in its own sentence is when it shall be reached."""
    start = key.rfind("。", 0, figure.start) + 1
    days = [day for at, day in due if start <= at < figure.start]
    return replace(figure.quantity, by=days[-1]) if days else figure.quantity


def _figure(match: re.Match[str], text: str, before: int) -> Figure | None:
    key = match.string
    after = key[match.end() : match.end() + 3]
    chinese = not match["value"][0].isdecimal()
    if (chinese or match["unit"] == "个") and _NOT_COUNTED.match(after):
        return None
    if _is_no_amount(match, key, chinese=chinese):
        return None
    value = to_number(match["value"] + (match["scale"] or ""))
    top = to_number(match["top"] + (match["scale"] or "")) if match["top"] else None
    if value is None:
        return None
    op = _operator(match, key)
    start, end, name = _named(match, text, before)
    words = text[start:end].strip()
    return Figure(
        match.start(),
        match.end(),
        Quantity(
            name, words, value, text[slice(*match.span("unit"))], top, op, _per(key, match.start())
        ),
    )


def _is_no_amount(match: re.Match[str], key: str, *, chinese: bool) -> bool:
    """Ages, levels and days count only when something shall reach them; 第三批 never."""
    unit = match["unit"]
    before = key[max(match.start() - 6, 0) : match.start()]
    if unit in ("岁", "级", "天", "分钟", "小时", "期", "批", "部", "组", "站", "条", "对", "本"):
        reached = any(pattern.search(before) for _, pattern in _OP_BEFORE)
        return not reached and (unit in ("岁", "级", "天", "分钟", "小时") or chinese)
    if unit == "人" and key[match.end() : match.end() + 1] in "民口":
        return True
    return bool(re.search(r"[第\d]$|轮$|十$", before)) and chinese


def _operator(match: re.Match[str], key: str) -> Operator:
    after = match["after"] or ""
    if "以上" in after or match["more"]:
        return ">="
    if "以下" in after or "以内" in after:
        return "<="
    before = key[max(match.start() - 8, 0) : match.start()]
    if _AT_LEAST_VERB.search(before):
        return ">="
    return next((op for op, pattern in _OP_BEFORE if pattern.search(before)), "=")


def _per(key: str, at: int) -> Per | None:
    start = max(key.rfind(mark, 0, at) for mark in "。;\n") + 1
    found = list(_PER.finditer(key, max(start, at - 40), at))
    return _PERS[found[-1]["unit"]] if found else None


def _named(match: re.Match[str], text: str, previous: int) -> tuple[int, int, str | None]:
    """Where the phrase of a figure begins and ends, and what it counts.

    The noun stands before the number (示范中心3个, 达标率不低于20%) or behind its unit (30个护理中心).
    """
    key = match.string
    start = _clause_start(key, match.start(), previous)
    before = key[start : match.start()]
    stem = before[: _TRAILING_OP.search(before).start()]  # type: ignore[union-attr]
    verb = _LEADING_VERB.match(stem)
    cut = verb.end() if verb else 0
    behind = _AFTER_NAME.match(key, match.end())
    if behind and match["unit"] not in ("%", "‰", "个百分点", "百分点"):
        end = behind.end()
        return start, end, text[slice(*behind.span("name"))]
    name = text[start + cut : start + len(stem)].strip("的 ：:，,\x00")
    return start, match.end(), name if len(name) > 1 else None


def _clause_start(key: str, at: int, previous: int) -> int:
    """The clause's begin; 、 separates figures of a list but not the parts of one name."""
    limit = max(at - 60, 0)
    hard = max((m.end() for m in _HARD_BREAK.finditer(key, limit, at)), default=limit)
    soft = max((m.end() for m in _CLAUSE_BREAK.finditer(key, hard, at)), default=hard)
    if previous > hard:
        after = _CLAUSE_BREAK.search(key, previous, at)
        return after.end() if after else previous
    if key[soft - 1 : soft] == "、" and re.search(r"率|比|水平|寿命", key[soft:at]):
        return hard
    return soft if key[soft - 1 : soft] in "、" else max(hard, _inside(key, hard, at))


def _inside(key: str, start: int, at: int) -> int:
    """Behind an opening bracket that is still open at the figure."""
    opened = key.rfind("(", start, at)
    return opened + 1 if opened >= 0 and ")" not in key[opened:at] else start


_RATE_END = re.compile(r"[^、]{2}率$|占比$|比例$|比重$|水平$|数量?$|人数$")


def _shared_out(found: list[Figure], key: str, text: str) -> Iterator[Figure]:
    """A、B达标率分别不低于20%、10%: each figure gets its own name."""
    place = 0
    while place < len(found):
        run = _run(found, place, key)
        names = _names_before(found[place], key, text) if len(run) > 1 else []
        if len(names) == len(run):
            op = run[0].quantity.op
            for figure, name in zip(run, names, strict=True):
                yield replace(figure, quantity=replace(figure.quantity, name=name, op=op))
        else:
            yield from run
        place += len(run)


def _run(found: list[Figure], place: int, key: str) -> list[Figure]:
    start = max(found[place].start - 12, 0)
    if "分别" not in key[start : found[place].start]:
        return found[place : place + 1]
    run = [found[place]]
    for figure in found[place + 1 :]:
        if key[run[-1].end : figure.start].strip() not in ("、", "和", ",", "及", "与"):
            break
        run.append(figure)
    return run


def _names_before(figure: Figure, key: str, text: str) -> list[str]:
    """The names before 分别; the last one's kind of rate completes those that print none."""
    at = key.rfind("分别", 0, figure.start)
    limit = max(at - 80, 0)
    start = max((m.end() for m in _HARD_BREAK.finditer(key, limit, at)), default=limit)
    verb = _LEADING_VERB.match(key[start:at])
    start += verb.end() if verb else 0
    names = [name for name in re.split(r"[、和与及]", text[start:at]) if name]
    ending = _RATE_END.search(names[-1]) if names else None
    if ending is None:
        return names
    return [n if re.search(r"率$|占比$|比例$|比重$|水平$|数$", n) else n + ending[0] for n in names]
