"""What the figures of one breath share: whether they add up, and what they count."""

import re
from collections.abc import Sequence
from dataclasses import replace

from knowledge.reports.amounts import Amount
from knowledge.reports.corrections import corrects
from knowledge.reports.model import Mode, Quantity
from knowledge.reports.news import News, title_words
from knowledge.reports.nouns import BUILT

_VERB = re.compile(BUILT)
_WRONG = re.compile("不对|错|有误")
_IN_ALL = re.compile(
    r"总[数量计]|合计|一共|总共|共有|累计|达到|全[市区县省镇院]|现[有在]|目前|加起来|[增扩升涨开][到至]"
)
_OF_LATE = re.compile(r"[今本当]年|[本这][个]?[月周]|上半年|[一二三四]季度|新")
_BEGUN = re.compile(
    r"报了|上?报送?|申[报请]|推荐|谈了?|开工|启动|动工|订购|订了|下单|采购|招标|选[了定出]|确定|纳入|列入|立项|签约"
)
_ENDED = re.compile(
    r"批|通过|过[了审会关]|验收|[建改做办拍装][成好完]|完[成工]|竣工|投用|达标|[授挂揭]牌|入选|上岗|到[岗位货]"
    r"|落地|交付|开[业门通]|启用|评[上下]|录用|结业|拿[到下]|签下"
)
"""报了8个，批了5个: what was begun, and how many of it have come to their end."""
_DONE_TO = re.compile("[了过完]")
_DONE = re.compile(r"^(?:其中|目前|现在|现|已经?|实际)*(?:完成|建成|做完|办完|拍完)(?:了)?$")


def agreed(news: Sequence[News]) -> tuple[News, ...]:
    """累计救助310人次、发放补助280人次: a figure of which nothing is said is as the one before; one
    without a name (又新建1个，一共24个) counts the same as the last of its unit."""
    before: list[Quantity] = []
    aims: list[Quantity] = []
    begun = False
    result: list[News] = []
    for each in news:
        one = _rated(each, result[-1]) if result else each
        fresh = one.measure or (result and result[-1].clause.ends_sentence)
        before, aims = ([], []) if fresh else (before, aims)
        subject = _subject(result[-1]) if result else None
        part = bool(begun) and one.clause.text.startswith("其中")
        amounts: list[Amount] = []
        for amount in one.amounts:
            begun = begun or amount.begun is not None
            aims += [whole for whole in (amount.aim, amount.begun) if whole]
            leaning = amount if before or not aims else _leaning(amount, one)
            settled = _settled(leaning, before or aims, subject, part=part)
            amounts.append(settled)
            # Rates stand anyway.
            if settled.quantity and not (settled.begun or settled.quantity.is_rate):
                before.append(settled.quantity)
        now = replace(one, amounts=tuple(amounts))
        if result and not fresh:
            result[-1], now = _beside(result[-1], now)
        result.append(now)
    return tuple(result)


_SHORT = 4


def _rated(one: News, last: News) -> News:
    """二是筛查率98.7%，三是98.2%: of the next measure a rate is told as well."""
    figures = [amount.quantity for amount in last.amounts if amount.quantity]
    bare = one.measure and len(one.shares) == 1 and not (one.amounts or one.states or one.words)
    if not bare or last.shares or len(figures) != 1 or figures[0].unit != "%":
        return one
    share, name = one.shares[0], figures[0].name
    name = name if name and len(name) <= _SHORT else None
    amount = Amount(share.start, share.end, Quantity(name, share.value, "%", "total"))
    return replace(one, shares=(), amounts=(amount,))


_LEANS = re.compile(r"的(?:已经?|现在?|目前)?(?:有|是)?[\d一二两三四五六七八九十百]")


def _leaning(amount: Amount, news: News) -> Amount:
    """目标40个，开门的有31个: without the name where it only says which of those aimed at."""
    figure, said = amount.quantity, news.clause.text[amount.start : amount.end]
    if figure is None or not _LEANS.search(said):
        return amount
    return replace(amount, quantity=replace(figure, name=None))


def _beside(one: News, following: News) -> tuple[News, News]:
    """评了3名，总数达到9名: the first came to the others; 拍片3部，完成2部: to be done."""
    if len(one.amounts) != 1 or not following.amounts:
        return one, following
    amount, other = one.amounts[0], following.amounts[0]
    first, second = amount.quantity, other.quantity
    if first is None or second is None or first.unit != second.unit:
        return one, following
    before, behind = one.clause.text[: amount.end], following.clause.text[: other.end]
    whole = amount.begun or first
    if whole.name == second.name and (more := _more(first, second, before, behind)):
        return _counting(one, more[0]), _counting(following, more[1])
    ended = re.split(r"\d", behind)[0]
    begun = amount.begun or (_BEGUN.search(before) and _ENDED.search(ended))
    manner = amount.begun and len(second.name or "") <= _SHORT // 2 and _DONE_TO.search(ended)
    second = replace(second, name=whole.name) if manner else second
    done = begun or (not amount.told and first.name == second.name and _DONE.search(ended))
    if first.value < second.value or not done or not _is_same(whole, second):
        return one, _told_apart(following, first, ended)
    return _counting(one, None), _counting(following, replace(second, name=whole.name))


def _more(
    first: Quantity, second: Quantity, before: str, behind: str
) -> tuple[Quantity, Quantity] | None:
    """评了3名，总数达到9名; 现在11辆，今年新到2辆: what came to the others, beside them all."""
    if first.value < second.value and _IN_ALL.search(behind):
        return (first if _IN_ALL.search(before) else replace(first, mode="increment")), second
    if first.value > second.value and _IN_ALL.search(before) and _OF_LATE.search(behind):
        return first, replace(second, mode="increment")
    return None


def _told_apart(news: News, first: Quantity, words: str) -> News:
    """资金安排1200万元，拨付800万元: the second is 资金拨付."""
    second = news.amounts[0].quantity
    verbs = [verb for verb in _VERB.findall(words) if len(verb) > 1]
    if not second or not verbs or second.name != first.name or second.mode != first.mode:
        return news
    return _counting(news, replace(second, name=f"{first.name or ''}{verbs[0]}"))


def _is_same(first: Quantity, second: Quantity) -> bool:
    """Whether the second has no name of its own: 通过 only says what became of the first."""
    return first.name == second.name or bool(second.name and _ENDED.match(second.name))


def _counting(news: News, quantity: Quantity | None) -> News:
    """With that for its first figure."""
    first, *others = news.amounts
    return replace(news, amounts=(replace(first, quantity=quantity), *others))


def _subject(news: News) -> str | None:
    """转岗培训办结了，30人结业: what the clause before told of, where that is the same sentence."""
    if news.amounts or news.clause.ends_sentence:
        return None
    words = title_words(news.words if news.tells else news.rest)
    return None if corrects(words) or _WRONG.search(words) else words or None


def _settled(
    amount: Amount, before: Sequence[Quantity], subject: str | None, *, part: bool
) -> Amount:
    """`part`: 开工2处，其中1处封顶 tells of some of those that were counted."""
    quantity = amount.quantity
    if quantity is None:
        return amount
    if part and quantity.name is None and not amount.told:
        return replace(amount, quantity=None)
    mode: Mode = before[-1].mode if before and not amount.told else quantity.mode
    return replace(
        amount, quantity=replace(quantity, mode=mode, name=_name(quantity, before, subject))
    )


_BECAME = re.compile("[到过验返交投落装启挂竣付][一-龥]")
"""到场, 验过: what became of those just counted, and no name of others."""


def _name(quantity: Quantity, before: Sequence[Quantity], subject: str | None) -> str | None:
    """Its own, said in full where a part of a name is said again: 诊所备案7家，累计备案31家."""
    alike = [one.name for one in reversed(before) if one.unit == quantity.unit and one.name]
    own = quantity.name
    verbal = own and alike and (_VERB.fullmatch(own) or _BECAME.fullmatch(own))
    if own is None or (verbal and not _VERB.search(alike[0])):
        named = (one.name for one in reversed(before) if one.name)
        return next(iter(alike), subject or next(named, None))
    return next((name for name in alike if name.endswith(own)), own)
