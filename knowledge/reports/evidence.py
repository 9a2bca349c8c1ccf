"""Whether what is said of a numbered task is news of it. Pure.

A number and a figure are not enough: 第6项涉及3个部门 talks about the task. A figure counts
where the clause says that it was reached (已, 了, 累计) or what was done (培训30人), or where it
stands behind a name that the task itself has (签约机构：86家), and nothing else is said.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from knowledge.questions.items import may_be
from knowledge.questions.meaning import ItemAsked
from knowledge.reports.amounts import counts_up
from knowledge.reports.claims import is_fact
from knowledge.reports.corrections import corrects
from knowledge.reports.firsts import firsts_in
from knowledge.reports.marks import NUMBER
from knowledge.reports.matters import Matters
from knowledge.reports.model import Quantity
from knowledge.reports.news import News, Surroundings, title_words
from knowledge.reports.opened import Key, opened, silenced

_REACHED = re.compile(
    r"[已过现又再]|(?<![太过])了|完|目前|截[至止]|累计|超过|突破|达|[增升改][至到]|到位|中$|本[周月]|[这今][周月天年]"
)
_ASSERTED = re.compile(
    r"(?<=[一-龥]{2})(?:引进|招聘|招录|购置|采购|安装|接入|签约|建成|新[建增设招])(?=\d)"
    r"|(?<![组构总])[成好完掉齐满](?=\d)|已|累计|完成|达|全部|都|均|截[至止]|目前|了(?=[\d两三四五六七八九十])|[完好成过]了"
)
"""What says of a figure that the paper asks for that it was reached."""
_PROGRESS = re.compile(r"进度|进展|完成|推进|分别")
_DESCRIBES = re.compile(
    r"涉及|包[括含]|占(?=\d)|分(?:[为成]|(?=[\d两三四五六]))|含|(?<![主重首简纪])要(?![点闻素])|[需该]|应(?![急届])|牵扯|规定|提出|计划|目标|任务|标准|指标|责任|牵头|配合|负责|[有是]\d|能|可|想|个月|每"
)
"""What says of a figure that it is printed so, or meant: 第6项涉及3个部门."""
_ALTOGETHER = re.compile(r"[一总]?共(?=[有计]?\d)")
"""共3份 says how many there are, of whatever."""
_SPENT = re.compile(r"下达|[拨支]付|发放|支出|兑现|化解|化债|筹|追加|报销|救助|补助|投入|落实|争取")
_ABOUT = re.compile(r"^的|^(?:名单|方案|标准|目标|指标|任务|经费|预算)")
"""What makes of a figure the description of something else: 培训600人次的方案."""
_JUDGED = re.compile(
    r"(?:标准|目标|要求|预算|价格|投资|指标|限额|定额)(?:应|就)?(?:是|为|定)|每[一两]?[名个人家所户例次台套张场年月天]|太(?!极)|偏[高低多少大小]|过[高低多少大]|不少$|(?<!不)合理(?!用药|布局|膳食|处方|配置|使用|检查|利用)|不现实|不切实际|定[得的]|划算|够不够|难度|压力(?!性|容器|蒸|锅)|怎么|(?<!文)凭(?!证)"
)
"""Words about a figure as such: 56个的目标太高了."""
_PORTION = re.compile(
    r"权重|占[一-龥]|比例|首付|预付|尾款|定金|付款?$|分值|自筹|配套|承担|利率|税率|折扣"
)
"""A share of something else than the work: 权重占20%, 首付款30%."""
_ALLOTTED = re.compile(
    r"(?:权重|分值|首付|预付|尾款|定金|自筹|配套|补助|承担|[国省市区县]级?财政).*占.*比"
)


def evident(
    items: Sequence[ItemAsked], told: Sequence[News], around: Surroundings
) -> tuple[News, ...]:
    """The clauses as far as they are news of these tasks; nothing if none of those that tell is."""
    keys = _of(items, around.matters) if around.matters else []
    told = opened(told, keys, around)
    facts = [one for one in told if is_fact(one, around.today) and one.tells]
    news = [one for one in facts if _is_news(one, items, around)]
    if facts and (not news or _complains(facts, told)):
        return ()
    return tuple(
        silenced(one) if _is_judged(one) else _of_part(one, keys, around.matters) for one in told
    )


def _complains(facts: Sequence[News], told: Sequence[News]) -> bool:
    """流程太复杂了，能不能简化: what is bad, and a question that asks nobody for help, or a call to
    whoever reads it."""
    only = not any(one.states or one.shares or one.amounts for one in facts)
    return only and any(
        (one.clause.mood == "question" and not (one.asides or one.remarks))
        or _CALLS.search(one.clause.text)
        for one in told
    )


_CALLS = re.compile(r"^\s*(?:请|麻烦)?(?:大家|各位|你们|您看|[你您]再?[看核查改问])")


def _of_part(news: News, keys: Sequence[Key], matters: Matters | None) -> News:
    """骨科大楼搬迁完成: of a task that is called otherwise it is a part, and so is its end."""
    words = title_words(_ASIDE.sub("", news.words))
    if (
        not words
        or firsts_in(words)
        or matters is None
        or news.measure
        or "done" not in news.states
        or not keys
    ):
        return news
    if any(matters.is_whole(key, words) for key in keys):
        return news
    return replace(news, states=tuple("step" if kind == "done" else kind for kind in news.states))


_ASIDE = re.compile(
    r"^\x01*[^,]{2,8}(?:反馈|反映|来电|报来|确认)|[上下中]午|早上|晚上|今早|终于|总算|大家|一起|加班|以经|按时|如期|顺利|正式|基本|\d+$"
)


def _is_judged(news: News) -> bool:
    """Whether it speaks about its figure as such, or the figure is a share of something else."""
    if any(map(_JUDGED.search, (news.rest, *_names(news)))):
        return True
    if any(map(_ALLOTTED.search, _names(news))):
        return True
    return bool(news.shares) and not news.states and bool(_PORTION.search(news.words))


def _is_news(news: News, items: Sequence[ItemAsked], around: Surroundings) -> bool:
    if _is_judged(news):
        return False
    if set(news.states) - {"denied"} or news.remarks:
        return True
    text = news.clause.text
    if _ABOUT.search(news.rest) and not (news.shares and _PROGRESS.search(text)):
        return False
    if news.amounts and _restates(news, items, around) and not _ASSERTED.search(text):
        return corrects(text)
    return bool(_REACHED.search(text)) or corrects(text) or _is_told(news, items, around)


def _is_told(news: News, items: Sequence[ItemAsked], around: Surroundings) -> bool:
    """Whether a figure is told as a report tells it, though no word says that it was reached."""
    text = news.clause.text
    if news.shares:
        return not news.rest or bool(_PROGRESS.search(text))
    if _is_budget(news):
        return False
    if counts_up(_ALTOGETHER.sub("", text)):
        return True
    if news.rest:
        return False
    plain = NUMBER in text and not _DESCRIBES.search(text)
    return plain or _is_called_so(news, items, around)


def _names(news: News) -> list[str]:
    return [one.quantity.name for one in news.amounts if one.quantity and one.quantity.name]


def _of(items: Sequence[ItemAsked], matters: Matters) -> list[Key]:
    return [key for item in items for key in matters.numbered(partial(may_be, item))]


def _restates(news: News, items: Sequence[ItemAsked], around: Surroundings) -> bool:
    """Whether it only repeats what the paper asks for, of the things that it asks them of."""
    matters = around.matters
    if matters is None:
        return False
    told = [one.quantity for one in news.amounts if one.quantity]
    return any(
        all(_asks(key, one, matters) and _is_of(key, one, matters) for one in told)
        for key in _of(items, matters)
    )


_LARGE = 10_000


def _asks(key: Key, figure: Quantity, matters: Matters) -> bool:
    """Whether it asks for so many of that unit; what is printed as 1.2万人 is not looked for."""
    large = figure.value >= _LARGE or not figure.unit or figure.is_rate
    quoted = large or matters.quotes(key, f"{figure.value:g}{figure.unit}")
    return quoted and matters.asks(key, figure.value)


def _is_of(key: Key, figure: Quantity, matters: Matters) -> bool:
    return not figure.name or figure.unit in ("", "%") or matters.holds(key, figure.name)


def _is_budget(news: News) -> bool:
    """Money that nobody says was spent: 总投资28亿元."""
    units = [one.quantity.unit for one in news.amounts if one.quantity]
    money = bool(units) and all(unit.endswith("元") for unit in units)
    return money and not _SPENT.search(news.clause.text)


def _is_called_so(news: News, items: Sequence[ItemAsked], around: Surroundings) -> bool:
    """Whether the words before the figure are the task's own, or there are none."""
    words = title_words(news.words) or "".join(_names(news)[:1])
    matters = around.matters
    keys = _of(items, matters) if matters else []
    if not words:
        return NUMBER in news.clause.text
    if not keys or matters is None:
        return True
    return any(matters.holds(key, words) for key in keys)
