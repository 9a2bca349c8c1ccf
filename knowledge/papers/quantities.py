"""Figures that an item promises: 新建…56个, 达到95%, 每年1—2项, A、B率分别不低于20%、10%."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Final, Literal

from knowledge.classifiers import UNITS
from knowledge.dates import DatePhrase
from knowledge.numerals import to_number
from knowledge.papers.courses import Figure, changed_from, years_before
from knowledge.papers.model import Operator, Quantity
from knowledge.papers.quantity_names import name_around, names_before, phrase_of
from knowledge.text import fold

Per = Literal["year", "half-year", "quarter", "month"]

_UNITS = rf"%|百分点|{UNITS}|级|周"
_FIGURE = re.compile(
    r"(?<![\d.第+])(?<!(?<![A-Za-z])[A-Za-z])"
    r"(?P<value>\d{1,9}(?:,\d{3}){0,4}(?:\.\d{1,6})?"
    r"|一(?=[次场期])|[两三四五六七八九十](?:十[一二三四五六七八九]?)?(?=[个家所名项支门种次场处辆台座级]))"
    rf"(?:(?:{_UNITS})(?=[-至]\d))?(?:\s?[-至]\s?(?P<top>\d{{1,9}}(?:\.\d+)?))?(?P<more>余|多)?"
    rf"(?P<scale>[万亿](?!元))?\s?(?:(?P<unit>{_UNITS})|(?=[,。;、)\n]|以[上下内]|$))"
    r"(?P<after>\(?(?:及|或)?(?:以上|以下|以内|左右)\)?)?"
)
_NOT_COUNTED = re.compile(
    "方面|维度|层面|阶段|环节|月|统一|重点|结合|中心”|“|坚持|必须|确保|到位|转变"
    "|全覆盖|导向|年|季度|区域|核心|新城|一体"
)
_ONLY_WHEN_REACHED = (
    *("岁", "级", "天", "分", "秒", "分钟", "小时", "个小时", "工作日", "个工作日", "度", "周"),
)
_RARELY_COUNTED = (*_ONLY_WHEN_REACHED, "期", "批", "部", "组", "站", "条", "对", "本")
_SIZE = re.compile(  # 600人以上学校: how large, not how many
    r"的?[一-龥]{0,4}?(?:学校|企业|村|社区|单位|机构|乡镇|医院|场所|城市|县|工地|小区|床位|规模)"
)
_ORDINAL = re.compile(r"[第\d]$|轮$|十$")
_RANK = re.compile(
    r"(?:排名|排行|排序|靠|金额|数量|使用量|费用)?前$|对(?:全[市区县省]|现有|辖区内?|所有)?的?$"
)
_CONDITION = re.compile(  # 对连续两年低于85%的基地予以撤销
    r"的[^,。;\n]{1,16}?(?:予以|给予|进行|实行|一律|取消|撤销|约谈|通报|问责|暂停|不予)"
)
_PRICE = re.compile(r"(?:单价|单笔|单台|单项|单次|价值|造价|限额|标的额?|预算金额|合同金?额)$")
_PART_OF_RATE = re.compile(r"的[一-龥]{0,16}?(?:比例|占比|比重|率)")
"""滞留超过6小时的患者比例: which ones the rate is of."""
_NOT = "不(?:得|能|可|应|宜|准)?"
_UNDENIED = "(?<!不)(?<!不[得能可应宜准])"
_AT_LEAST = re.compile(
    rf"(?:{_NOT}(?:低于|少于|小于)|至少|达到|达|≥|>=|>|{_UNDENIED}(?:超过|高于|多于|大于)"
    r"|稳定在|保持在|提高到|提高至|提升到|提升至|增加到|增至|上升到"
    r"|突破)(?:了|约)?\s?$|(?:至少|不少于|不低于)[一-龥]{1,6}$"
)
_AT_MOST = re.compile(
    rf"(?:{_NOT}(?:高于|超过|大于|多于|超出)|控制在|≤|<=|<|{_UNDENIED}(?:低于|小于|少于)"
    r"|(?:降|下降|降低|减|压|压减|压缩|缩短|缩|减少)[到至为]|至多|最[长多高大]可?[至到达为]?)(?:约)?\s?$"
)
_PER = re.compile(r"每(?P<unit>半年|季度?|年|月)(?:度)?(?!底|末|\d)")
_PERS: Final[dict[str, Per]] = {
    "年": "year",
    "半年": "half-year",
    "季": "quarter",
    "季度": "quarter",
    "月": "month",
}
_QUOTED = re.compile(r"《[^《》]*》|“[^“”]{0,24}”")
_SENTENCE_END = re.compile(r"[。\n]")
_CLAUSE_END = re.compile(r"[,。;\n]")
_CLAUSE_START = re.compile(r"[,;](?:力争|确保|要求|须|并)?(?:在|于|到)?$")
_ONLY_DONE = re.compile(
    r"(?:之?前)?(?:全部|全面|基本)?(?:完成|完工|建成|竣工|达标|到位|落实到位|实现|办结)?(?=[。;\n)]|$)"
)
_JOINED = ("、", "和", ",", "及", "与")


def figures(text: str, due: Sequence[DatePhrase] = ()) -> list[Figure]:
    """The quantities of `text` in order; `due` are the dates until which it sets something."""
    folded = fold(text)
    if not _FIGURE.search(folded):
        return []
    key = _QUOTED.sub(_without_figures, folded)
    spans = [(phrase, _holds_until(phrase, key)) for phrase in due]
    read: list[Figure] = []
    for match in _FIGURE.finditer(key):
        figure = _figure(match, text, read[-1].end if read else 0)
        read += [figure] if figure else []
    found = _shared_out(changed_from(read, key), key, text)
    return _dated_behind([_dated(each, spans) for each in found], due, key)


def _without_figures(quote: re.Match[str]) -> str:
    """Quoted names keep their letters but no digits: “5G+”行动 is no figure."""
    return re.sub(r"[\d两三四五六七八九十]", "\x00", quote[0])


def _holds_until(phrase: DatePhrase, key: str) -> int:
    """到2027年，… and 2024年… hold for the whole sentence, 9月底前完成… for its clause."""
    leads = phrase.precision == "year" or key[phrase.end : phrase.end + 1] == ","
    end = (_SENTENCE_END if leads else _CLAUSE_END).search(key, phrase.end)
    return end.start() if end else len(key)


def _dated(figure: Figure, spans: Sequence[tuple[DatePhrase, int]]) -> Figure:
    if figure.quantity.by:
        return figure
    last = bisect_left(spans, figure.start, key=lambda span: span[0].start)
    days = [phrase.last for phrase, end in spans[max(last - 4, 0) : last] if figure.start < end]
    return replace(figure, quantity=replace(figure.quantity, by=days[-1])) if days else figure


def _dated_behind(found: list[Figure], due: Sequence[DatePhrase], key: str) -> list[Figure]:
    """推广率达到50%，2025年10月底前完成: a clause that is only a date holds for those before it."""
    for phrase in due:
        if not _ONLY_DONE.match(key, phrase.end) or not _opens_clause(key, phrase.start):
            continue
        start = max((m.end() for m in _SENTENCE_END.finditer(key, 0, phrase.start)), default=0)
        for at, each in enumerate(found):
            if start <= each.start < phrase.start and each.quantity.by is None:
                found[at] = replace(each, quantity=replace(each.quantity, by=phrase.last))
    return found


def _opens_clause(key: str, at: int) -> bool:
    return bool(_CLAUSE_START.search(key, max(at - 6, 0), at))


def _figure(match: re.Match[str], text: str, previous: int) -> Figure | None:
    scale = match["scale"] or ""
    value = to_number(match["value"] + scale)
    if value is None or _is_no_amount(match):
        return None
    phrase = phrase_of(match, text, previous)
    unit = "%" if match["unit"] == "%" else text[slice(*match.span("unit"))]
    quantity = Quantity(
        phrase.name,
        text[phrase.start : phrase.end].strip(),
        value,
        unit or None,
        to_number(match["top"] + scale) if match["top"] else None,
        _operator(match),
        _per(match.string, match.start()),
    )
    return Figure(match.start(), match.end(), quantity)


def _is_no_amount(match: re.Match[str]) -> bool:
    """Ages, levels and days count only when something shall reach them; 第三批, 三个方面 never."""
    key, unit = match.string, match["unit"]
    chinese = not match["value"][0].isdecimal()
    before = key[max(match.start() - 8, 0) : match.start()]
    if _PART_OF_RATE.match(key, match.end()):
        return True
    if not unit:
        return not _is_level(match, before)
    if (chinese or unit == "个") and _NOT_COUNTED.match(key, match.end()):
        return True
    if unit in _RARELY_COUNTED:
        reached = _AT_LEAST.search(before) or _AT_MOST.search(before)
        return not reached and (unit in _ONLY_WHEN_REACHED or chinese)
    if match["value"] == "一":
        return _per(key, match.start()) is None
    return _says_which(match, before) or (chinese and bool(_ORDINAL.search(before)))


def _is_level(match: re.Match[str], before: str) -> bool:
    """布雷图指数控制在5以下: what an index shall reach; a year is none."""
    year = re.fullmatch(r"(?:19|20)\d\d", match["value"])
    bound = _AT_LEAST.search(before) or _AT_MOST.search(before)
    return not year and bool(bound) and match["value"][0].isdecimal()


def _says_which(match: re.Match[str], before: str) -> bool:
    """采购金额前50位, 单价50万元以上设备, 600人以上学校, 5人民: which ones, not how many."""
    key, unit = match.string, match["unit"]
    if (
        _is_condition(match)
        or _RANK.search(before)
        or (unit.endswith("元") and _PRICE.search(before))
    ):
        return True
    if unit in ("人", "名", "张") and match["after"] and _SIZE.match(key, match.end()):
        return True
    return unit == "人" and key[match.end() : match.end() + 1] in ("民", "口")


def _is_condition(match: re.Match[str]) -> bool:
    key = match.string
    if not _CONDITION.match(key, match.end()):
        return False
    start = max(key.rfind(mark, 0, match.start()) for mark in ",。;\n") + 1
    return "对" in key[start : match.start()] or "凡" in key[start : match.start()]


def _operator(match: re.Match[str]) -> Operator:
    after = match["after"] or ""
    before = match.string[max(match.start() - 12, 0) : match.start()]
    if "左右" in after:
        return "="
    if "以上" in after or match["more"]:
        return ">="
    if _AT_LEAST.search(before):
        return ">="
    return "<=" if "以下" in after or "以内" in after or _AT_MOST.search(before) else "="


def _per(key: str, at: int) -> Per | None:
    start = max(key.rfind(mark, 0, at) for mark in ",。;\n") + 1
    found = list(_PER.finditer(key, max(start, at - 40), at))
    return _PERS[found[-1]["unit"]] if found else None


def _shared_out(found: Sequence[Figure], key: str, text: str) -> Iterator[Figure]:
    """A、B达标率分别不低于20%、10%: each figure gets its own name."""
    place = 0
    while place < len(found):
        run = _run(found, place, key)
        place += len(run)
        over_years = _over_years(run, key, text)
        if over_years:
            yield from over_years
            continue
        names = _run_names(found, place - len(run), len(run), key, text)
        if len(names) == len(run):
            op = run[0].quantity.op
            for figure, name in zip(run, names, strict=True):
                yield replace(figure, quantity=replace(figure.quantity, name=name, op=op))
        else:
            yield from run


def _over_years(run: Sequence[Figure], key: str, text: str) -> list[Figure]:
    """2024年、2025年分别达到80%、83%: each figure gets its own year."""
    at = key.rfind("分别", 0, run[0].start) if len(run) > 1 else -1
    found = years_before(at, key) if at >= 0 else None
    if found is None or len(found[0]) != len(run):
        return []
    years, span = found
    first = run[0].quantity
    name = name_around(span, at, key, text)
    return [
        replace(
            each, quantity=replace(each.quantity, name=name, op=first.op, by=date(year, 12, 31))
        )
        for each, year in zip(run, years, strict=True)
    ]


def _run_names(
    found: Sequence[Figure], place: int, count: int, key: str, text: str
) -> list[str | None]:
    """Names for the figures of a run: those before 分别, else those of the figures before."""
    if count < 2:
        return []
    at = key.rfind("分别", 0, found[place].start)
    names: list[str | None] = [*names_before(at, key, text)]
    before = [figure.quantity.name for figure in found[max(place - count, 0) : place]]
    return names if len(names) == count else before


def _run(found: Sequence[Figure], place: int, key: str) -> Sequence[Figure]:
    """The figures that one 分别 shares out, from `place`; only that figure where there is none."""
    first = found[place]
    end = place + 1
    if key.find("分别", max(first.start - 12, 0), first.start) >= 0:
        while end < len(found) and key[found[end - 1].end : found[end].start].strip() in _JOINED:
            end += 1
    return found[place:end]
