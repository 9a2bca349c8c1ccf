"""What a message tells that stands in none of its claims: it is said beside the card, so that
nobody takes for written down what is not."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from knowledge.numerals import to_number
from knowledge.reports.claims import is_fact
from knowledge.reports.marks import NUMBER, Spanned, blanked
from knowledge.reports.model import Claim, Quantity
from knowledge.reports.news import News, Surroundings, Told, title_words

Span = tuple[int, int]

_FIGURE = re.compile(
    r"(?<=[一-龥])(?<![第年月])(?P<value>\d+(?:\.\d+)?[万亿]?)"
    r"(?:%|百分点|(?![年月日号时点分后前级项条热])[一-龥])"
    r"|(?<=[了到有过成得和与及])(?P<items>\d+)[项条]"
)
"""A figure behind words, with what is counted; 12项 and 5号 may be numbers of tasks."""
_HAPPENED = re.compile(r"[了过](?=$|的)|已|正在|还[在没]|尚未|[推进]中$|完$")
_THANKS = re.compile(r"辛苦|谢|收到|知道|明白|看[到过]|好[了的]")


def leftover(told: Sequence[Told], claims: Sequence[Claim], around: Surroundings) -> Iterator[Span]:
    """Spans of the wording, in order: clauses that no claim holds, and figures that none has."""
    paths = {one.target.item.path for one in claims if one.target.item}
    figures = [each for one in claims for each in one.quantities]
    for each in told:
        numbered = bool(each.items) and any(item.path not in paths for item in each.items)
        for one in each.news:
            if not _is_told(one, around.today):
                if (numbered and _is_planned(one)) or (claims and _is_due(one, claims, around)):
                    yield one.clause.start, one.clause.end
                continue
            held = _holds(one, claims)
            if (numbered or not held) and _tells(one, around):
                yield one.clause.start, one.clause.end
            elif held:
                yield from _figures(one, figures)


def _holds(news: News, claims: Sequence[Claim]) -> bool:
    start, end = news.clause.start, news.clause.end
    return any(one.span[0] <= start and end <= one.span[1] for one in claims)


def _is_told(news: News, today: date) -> bool:
    return news.clause.mood == "fact" and is_fact(news, today)


def _is_planned(news: News) -> bool:
    """第5项计划9月启动, beside what was reported of others: nothing of it is written down."""
    return news.clause.mood in ("plan", "unsure") and NUMBER in news.clause.text


def _is_due(news: News, claims: Sequence[Claim], around: Surroundings) -> bool:
    """调度平台9月底上线, beside what was reported of others."""
    if not news.days or around.matters is None or _holds(news, claims):
        return False
    named = title_words(blanked(news.clause.text, news.days, " "))
    return bool(named and around.matters.meant(named).one)


def _tells(news: News, around: Surroundings) -> bool:
    """Whether somebody may have meant it for a report."""
    text = news.clause.text
    if news.tells or (NUMBER in text and title_words(text)):
        return True
    if _THANKS.search(text) or not _HAPPENED.search(text):
        return False
    named = title_words(news.words or text)
    meant = around.matters.meant(named).matters if around.matters and named else ()
    return bool(meant)


def _figures(news: News, claimed: Sequence[Quantity]) -> Iterator[Span]:
    """Those that were recognised and stand nowhere, and those that nobody recognised."""
    at = news.clause.start
    values = {one.value for one in claimed}
    for amount in news.amounts:
        if amount.quantity and amount.quantity.value not in values:
            yield at + amount.start, at + amount.end
    known: list[Spanned] = [*news.days, *news.amounts, *news.shares, *news.remarks]
    text = blanked(news.clause.text, known, NUMBER)
    for found in _FIGURE.finditer(text):
        if to_number(found["value"] or found["items"]) not in values:
            yield at + text.rfind(NUMBER, 0, found.start()) + 1, at + found.end()
