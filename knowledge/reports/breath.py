"""What the clauses of one breath share: whether their figures add up."""

from collections.abc import Sequence
from dataclasses import replace

from knowledge.reports.amounts import Amount
from knowledge.reports.model import Mode
from knowledge.reports.news import News


def agreed(news: Sequence[News]) -> tuple[News, ...]:
    """累计救助310人次、发放补助280人次: a figure of which nothing is said is as the one before."""
    mode: Mode | None = None
    result: list[News] = []
    for one in news:
        mode = None if one.measure else mode  # each measure is told of by itself
        amounts: list[Amount] = []
        for amount in one.amounts:
            settled = _settled(amount, mode)
            amounts.append(settled)
            mode = _counted(settled) or mode
        result.append(replace(one, amounts=tuple(amounts)))
    return tuple(result)


def _counted(amount: Amount) -> Mode | None:
    """The mode of a figure that might add up: rates stand anyway."""
    quantity = amount.quantity
    return quantity.mode if quantity and quantity.unit != "%" else None


def _settled(amount: Amount, mode: Mode | None) -> Amount:
    if mode is None or amount.told or amount.quantity is None:
        return amount
    return replace(amount, quantity=replace(amount.quantity, mode=mode))
