"""What the figures of one breath share: whether they add up, and what they count."""

from collections.abc import Sequence
from dataclasses import replace

from knowledge.reports.amounts import Amount
from knowledge.reports.model import Mode, Quantity
from knowledge.reports.news import News, title_words


def agreed(news: Sequence[News]) -> tuple[News, ...]:
    """累计救助310人次、发放补助280人次: a figure of which nothing is said is as the one before; one
    without a name (又新建1个，一共24个) counts the same as the last of its unit."""
    before: list[Quantity] = []
    result: list[News] = []
    for one in news:
        before = [] if one.measure else before  # each measure is told of by itself
        subject = _subject(result[-1]) if result else None
        amounts: list[Amount] = []
        for amount in one.amounts:
            settled = _settled(amount, before, subject)
            amounts.append(settled)
            if settled.quantity and settled.quantity.unit != "%":  # rates stand anyway
                before.append(settled.quantity)
        result.append(replace(one, amounts=tuple(amounts)))
    return tuple(result)


def _subject(news: News) -> str | None:
    """转岗培训办结了，30人结业: what the clause before told of, where that is the same sentence."""
    alone = not (news.amounts or news.clause.ends_sentence)
    return (title_words(news.words) or None) if alone else None


def _settled(amount: Amount, before: Sequence[Quantity], subject: str | None) -> Amount:
    quantity = amount.quantity
    if quantity is None:
        return amount
    mode: Mode = before[-1].mode if before and not amount.told else quantity.mode
    alike = (one.name for one in reversed(before) if one.unit == quantity.unit)
    name = quantity.name or next(alike, subject)
    return replace(amount, quantity=replace(quantity, mode=mode, name=name))
