"""What the clauses of a sentence make of each other: a plan goes on, a rate is named before its
figure, a part is of what was added."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from knowledge.reports.amounts import Amount
from knowledge.reports.marks import NUMBER, blanked
from knowledge.reports.model import Quantity
from knowledge.reports.moods import Mood
from knowledge.reports.news import News, is_filler, title_words


def planned(news: Sequence[News], today: date) -> tuple[News, ...]:
    """到2027年，建成24个: a date ahead, alone, makes a plan of the rest of its sentence."""
    ahead = past = hoped = listed = False
    result: list[News] = []
    for one in news:
        past = past and not (one.days or _NOWADAYS.search(one.clause.text))
        other: Mood = "moot" if past else "plan"
        changed = past or ((ahead or listed) and one.clause.mood == "fact")
        hoped = hoped and not _ASSERTED.search(one.clause.text)
        if hoped and one.clause.mood == "fact":
            other, changed = "plan", True
        before = result[-1] if result else None
        one_now = replace(one, clause=replace(one.clause, mood=other)) if changed else one
        result.append(_among(_parallel(_of_rate(one_now, before), before), before))
        past = (past or is_past(one, today)) and not one.clause.ends_sentence
        hoped = (hoped or _is_hoped(one, today)) and not one.clause.ends_sentence
        ahead = (ahead or _is_date_ahead(one, today)) and not one.clause.ends_sentence
        listed = one.clause.mark == "、" and (listed or _is_due(one, today))
    return tuple(result)


_RATE = re.compile(r"[一-龥]{2,10}?(?:(?<!完成)率|占比|覆盖面|满意度|素养水平)")


def _of_rate(one: News, before: News | None) -> News:
    """签约率又上来了，43%: the share of what was just named, not how much is done."""
    rate = before and not (before.shares or before.amounts) and _RATE.search(before.clause.text)
    topic = before and _TOPIC.search(before.clause.text)
    whose = bool(title_words(one.words)) and not topic
    alone = not (one.states or one.amounts or whose or one.clause.mood != "fact")
    if not (rate and alone) or len(one.shares) != 1 or _ADVANCES.search(one.clause.text):
        return one
    share, name = one.shares[0], title_words(rate[0].replace(NUMBER, ""))
    figure = Amount(share.start, share.end, Quantity(name, share.value, "%", "total"))
    return replace(one, words="", shares=(), amounts=(figure,)) if name and share.counts else one


_TOPIC = re.compile(r"(?:(?<!完成)率|占比|覆盖面|满意度|素养水平)[\s:]*$")
"""病区覆盖率，二级以上医院97%: whose it is is said behind it."""


_ASSERTED = re.compile(r"[已了]|实[际建到招]|完成|累计|目前|现在|达|共|截[至止]|[推进]中")


def _is_hoped(news: News, today: date) -> bool:
    """计划新增托位400个，安宁床位60张: a plan's figures may go on behind the comma, and so may
    those of a day to come."""
    aimed = news.amounts and not news.shares and all(one.aim for one in news.amounts)
    hoped = news.clause.mood in ("plan", "moot") and bool(news.amounts or news.shares)
    return bool(hoped or aimed or (news.amounts and _is_due(news, today)))


_NOWADAYS = re.compile(r"今年|目前|现在|本[年月周]|已")


def _parallel(one: News, before: News | None) -> News:
    """规范管理率63.5%，糖尿病61%: beside a rate, the percent of something else is its rate."""
    rates = before and any(each.quantity and each.quantity.unit == "%" for each in before.amounts)
    name = title_words(one.words)
    plain = rates and name and not (one.states or one.amounts or _ADVANCES.search(one.clause.text))
    if rates and not one.tells and (bare := _BARE_RATE.fullmatch(one.clause.text)):
        rate = Amount(*bare.span(), Quantity(bare["name"], float(bare["value"]), "%", "total"))
        return replace(one, words="", rest="", amounts=(rate,))
    if not plain or len(one.shares) != 1 or not one.shares[0].counts:
        return one
    share = one.shares[0]
    rate = Amount(share.start, share.end, Quantity(name, share.value, "%", "total"))
    return replace(one, words="", shares=(), amounts=(rate,))


_BARE_RATE = re.compile(
    r"\s*(?P<name>(?!.*(?:[比较高低增减升降超差距均]|同|环|目标|去年|上[年月]|年初|计划|要求|标准))[一-龥]{2,10})(?P<value>\d{1,2}(?:\.\d{1,2})?|100)\s*"
)


def _among(one: News, before: News | None) -> News:
    """新增126个，其中充电桩36个: a part of what was added was added too."""
    added = before and any(
        each.quantity and each.quantity.mode == "increment" for each in before.amounts
    )
    if not added or not _PART_OF.match(one.clause.text):
        return one
    parts = (
        replace(each, quantity=replace(each.quantity, mode="increment")) if each.quantity else each
        for each in one.amounts
    )
    return replace(one, amounts=tuple(parts))


_PART_OF = re.compile(r"其中(?!.*(?:累计|达|共|已))")
_ADVANCES = re.compile(r"完成|进度|推进|进展|整体|总体|[做干弄办搞][了到]|过半|一半|成")


def is_past(news: News, today: date) -> bool:
    """2023年完成8家 is an earlier year's figure; what was ended then has ended."""
    days = [day.last for day in news.days]
    counted = any(one.quantity for one in news.amounts) or news.shares
    return bool(counted and days) and all(day.year < today.year for day in days)


def _is_due(news: News, today: date) -> bool:
    """月底前开展演练2场、培训120人: what is enumerated behind it is to come as well."""
    ahead = any(day.first > today or (day.before and day.last >= today) for day in news.days)
    return ahead and not _DONE.search(news.clause.text)


_DONE = re.compile("[已了过]")


def _is_date_ahead(news: News, today: date) -> bool:
    dates = [day for day in news.days if day.first > today or (day.before and day.last >= today)]
    return bool(dates) and not news.tells and is_filler(blanked(news.clause.text, news.days, " "))
