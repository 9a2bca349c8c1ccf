"""What is said of one task, put together from its clauses."""

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from operator import attrgetter

from knowledge.questions.items import may_be
from knowledge.questions.meaning import ItemAsked
from knowledge.reports.blockers import Remark, RemarkKind
from knowledge.reports.coming import comes_next, expected_on
from knowledge.reports.model import Claim, Quantity, Target
from knowledge.reports.news import News, Surroundings, title_words
from knowledge.reports.planned import is_past
from knowledge.reports.progress import progress_of
from knowledge.reports.reasons import reason_in, remarks_of
from knowledge.reports.standing import status_of
from knowledge.reports.states import LOOSE
from knowledge.when import When


def claim_of(target: Target, news: Sequence[News], today: date) -> Claim:
    """One claim from the clauses that tell of it; those that only plan give its dates to come."""
    facts = [one for one in news if is_fact(one, today)]
    come = progress_of(facts)
    percent = None if come.share is None else _rounded(come.share)
    remarks = list(remarks_of(facts, news))
    blockers = dict.fromkeys(one.words for one in remarks if one.kind == "blocker")
    blocker = "，".join(_reasons(list(blockers))) or reason_in(facts, news)
    status = status_of(facts, news, percent, blocked=blocker is not None)
    figures = come.parts + _quantities(facts)
    if (come.parts and status is None) or (status == "not_started" and figures):
        status = "in_progress"  # what has been counted has begun
    expected = expected_on(news, facts, today)
    return Claim(
        target,
        status,
        percent,
        come.share,
        figures,
        blocker,
        _first("need", remarks),
        next((one.next_step for one in news if one.next_step), None)
        or _first("next_step", remarks)
        or comes_next(news, facts, expected, today),
        _done_on(facts, today) if status == "done" else None,
        expected,
        next((one.doer.name for one in news if one.doer), None),
        span=(
            min((one.clause.start for one in news), default=0),
            max((one.clause.end for one in news), default=0),
        ),
    )


_STANDS_ONLY = re.compile(
    r"(?:拖[住着延]|延误|耽[误搁]|停[摆工滞]|僵[住着持]|卡[住着]|搁[置浅]|滞后|受阻|推不动)了?$"
)


def _reasons(blockers: Sequence[str]) -> Sequence[str]:
    """建设拖住了，专家请不到: beside why it stands, that it stands is no reason."""
    return [one for one in blockers if not _STANDS_ONLY.search(one)] or blockers


def _rounded(share: float) -> int:
    """To the nearest, but never to an end that was not told."""
    return min(math.ceil(share - 0.5), 99 if share < _ALL else _ALL)


_ALL = 100


def _first(kind: RemarkKind, remarks: Iterable[Remark]) -> str | None:
    return next((one.words for one in remarks if one.kind == kind), None)


def is_fact(news: News, today: date) -> bool:
    """Whether the clause tells what is: a date ahead of it makes it a plan."""
    if news.clause.mood != "fact" or news.next_step or is_past(news, today):
        return False
    if re.search("[已了过]|(?:[办做弄搞干]?完|办结|完成|搞定)的$", news.clause.text):
        return True
    return not any(_is_ahead(day, news.clause.text, today) for day in news.days)


def _is_ahead(day: When, text: str, today: date) -> bool:
    """到年底完成80% is to come; 截至月底完成80% is what will have been told by then."""
    if not day.counts:
        return day.first > today and bool(re.search(r"(?<!截)到$", text[: day.start]))
    return day.before or day.first > today


def _quantities(facts: Sequence[News]) -> tuple[Quantity, ...]:
    return tuple(amount.quantity for one in facts for amount in one.amounts if amount.quantity)


def _done_on(facts: Sequence[News], today: date) -> date | None:
    named = [day for one in facts for day in one.days if day.counts]
    days = [
        day.last - timedelta(days=7) if day.loose and day.last > today else day.last
        for day in named
    ]
    return next((day for day in days if day <= today), None)


def merged(claims: Iterable[Claim]) -> list[Claim]:
    """One claim for each target: what is said later completes or replaces what came before."""
    result: dict[tuple[object, ...], Claim] = {}
    for claim in claims:
        target = claim.target
        path = (target.item.path, target.item.annex) if target.item else None
        words = "" if path or target.matter else target.words
        key = (path, words, *_POINTED(target))
        result[key] = completed(result[key], claim) if key in result else claim
    return list(result.values())


_POINTED = attrgetter("matter", "pointing", "ordinal", "unit", "indicator", "duty", "measure")


def completed(one: Claim, other: Claim) -> Claim:
    """The earlier claim with all that the later one of the same thing says."""
    said = {name: value for name in _SAID if (value := getattr(other, name)) is not None}
    spans = (min(one.span[0], other.span[0]), max(one.span[1], other.span[1]))
    return replace(one, **said, quantities=one.quantities + other.quantities, span=spans)


_SAID = (
    *("status", "percent", "share", "blocker", "need", "next_step"),
    *("done_on", "expected_on", "by"),
)


def words_of(news: Sequence[News]) -> str:
    """The title words beside a number: what stands between it and what is said of it."""
    return next((words for one in news[:1] if (words := title_words(one.words))), "")


def by_measure(
    news: Sequence[News], around: Surroundings, items: Sequence[ItemAsked] = ()
) -> list[tuple[int | None, list[News]]]:
    """The clauses by the measure they tick off; 一是开展了培训 only counts up and ticks nothing,
    but nobody counts up from 三是 or leaves one out, nor to as many as the task has."""
    groups: list[tuple[int | None, list[News]]] = [(None, [])]
    numbers = [one.measure.number for one in news if one.measure]
    counting = numbers == list(range(1, len(numbers) + 1))
    placed = not counting or _counts_all(numbers, items, around)
    for one in news:
        if one.measure and (_ticks(one) or placed or _is_its(one, around)):
            groups.append((one.measure.number, [_whole(one, around)]))
        else:
            groups[-1][1].append(one)
    return [(measure, told) for measure, told in groups if told]


def _counts_all(numbers: Sequence[int], items: Sequence[ItemAsked], around: Surroundings) -> bool:
    """Whether 一是, 二是, 三是 are told of a task that has just three measures."""
    matters = around.matters
    return (
        matters is not None
        and len(numbers) > 1
        and numbers == list(range(1, len(numbers) + 1))
        and any(len(numbers) in matters.measured(partial(may_be, item)) for item in items)
    )


def _whole(news: News, around: Surroundings) -> News:
    """What its words name is the measure itself: 市县疾控局已经挂牌 is its end, not a step."""
    if "step" not in news.states or not _is_its(news, around):
        return news
    return replace(news, states=tuple("done" if kind == "step" else kind for kind in news.states))


def subject_of(news: News) -> str:
    """The words that say what is told of: those before the news, else what was counted."""
    names = (one.quantity.name for one in news.amounts if one.quantity)
    return title_words(news.words) or next((name for name in names if name), "")


def _is_its(news: News, around: Surroundings) -> bool:
    """Whether the words are those of a measure that stands in that place."""
    measure, matters = news.measure, around.matters
    return bool(measure and matters and matters.is_measure(measure.number, subject_of(news)))


def _ticks(news: News) -> bool:
    firm = any(kind != "step" and kind not in LOOSE for kind in news.states)
    told = firm or news.shares or news.remarks
    return bool(told) and not title_words(news.words)
