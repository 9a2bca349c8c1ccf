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
_IN_ALL = re.compile(r"总数|总量|一共|总共|共有|累计|达到")
_DONE = re.compile(r"^(?:其中|目前|现在|现|已经?|实际)*(?:完成|建成|做完|办完|拍完)(?:了)?$")


def agreed(news: Sequence[News]) -> tuple[News, ...]:
    """累计救助310人次、发放补助280人次: a figure of which nothing is said is as the one before; one
    without a name (又新建1个，一共24个) counts the same as the last of its unit."""
    before: list[Quantity] = []
    aims: list[Quantity] = []
    result: list[News] = []
    for one in news:
        fresh = one.measure or (result and result[-1].clause.ends_sentence)
        before, aims = ([], []) if fresh else (before, aims)
        subject = _subject(result[-1]) if result else None
        part = bool(before) and one.clause.text.startswith("其中")
        amounts: list[Amount] = []
        for amount in one.amounts:
            aims += [amount.aim] if amount.aim else []
            leaning = amount if before or not aims else _leaning(amount, one)
            settled = _settled(leaning, before or aims, subject, part=part)
            amounts.append(settled)
            if settled.quantity and not settled.quantity.is_rate:  # rates stand anyway
                before.append(settled.quantity)
        now = replace(one, amounts=tuple(amounts))
        if result and not fresh:
            result[-1] = _beside(result[-1], now)
        result.append(now)
    return tuple(result)


_LEANS = re.compile(r"的(?:已经?|现在?|目前)?(?:有|是)?[\d一二两三四五六七八九十百]")


def _leaning(amount: Amount, news: News) -> Amount:
    """目标40个，开门的有31个: without the name where it only says which of those aimed at."""
    figure, said = amount.quantity, news.clause.text[amount.start : amount.end]
    if figure is None or not _LEANS.search(said):
        return amount
    return replace(amount, quantity=replace(figure, name=None))


def _beside(one: News, following: News) -> News:
    """评了3名，总数达到9名: the first came to the others; 拍片3部，完成2部: to be done."""
    if len(one.amounts) != 1 or not following.amounts or one.amounts[0].told:
        return one
    amount, other = one.amounts[0], following.amounts[0]
    first, second = amount.quantity, other.quantity
    if first is None or second is None or (first.unit, first.name) != (second.unit, second.name):
        return one
    said = following.clause.text[: other.end]
    if first.value < second.value and _IN_ALL.search(said):
        return replace(one, amounts=(replace(amount, quantity=replace(first, mode="increment")),))
    whole = first.value >= second.value and _DONE.search(re.split(r"\d", said)[0])
    return replace(one, amounts=(replace(amount, quantity=None),)) if whole else one


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


def _name(quantity: Quantity, before: Sequence[Quantity], subject: str | None) -> str | None:
    """Its own, said in full where a part of a name is said again: 诊所备案7家，累计备案31家."""
    alike = [one.name for one in reversed(before) if one.unit == quantity.unit and one.name]
    own = quantity.name
    if own is None or (alike and _VERB.fullmatch(own)):
        named = (one.name for one in reversed(before) if one.name)
        return next(iter(alike), subject or next(named, None))
    return next((name for name in alike if name.endswith(own)), own)
