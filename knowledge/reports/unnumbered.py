"""Claims of a message without numbers: what each clause is about is in its own words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from knowledge.reports.amounts import counts_up
from knowledge.reports.claims import by_measure, claim_of, is_fact
from knowledge.reports.corrections import corrects
from knowledge.reports.model import Claim, Target
from knowledge.reports.news import News, Surroundings, is_filler, title_words
from knowledge.reports.targets import duty_in, pointing_in

_DUTY_HEAD = re.compile(r"[一-龥]{2,14}职责(?=:|$)")
_AND = re.compile("[、和与及]")
_Group = tuple[Target, list[News]]


def unnumbered(news: Sequence[News], around: Surroundings) -> Iterator[Claim]:
    """The claims, in order; none where it is not sure that they are about a task at all."""
    groups: list[_Group] = []
    for measure, told in by_measure(news):
        for one in told:
            _add(groups, one, measure, around)
    for target, told in groups:
        if _is_sure(target, told, around):
            for each in _titles_in(target, around):
                yield claim_of(each, told, around.today)


def _titles_in(target: Target, around: Surroundings) -> Sequence[Target]:
    """中药药事管理和中医药监督都办结: two titles, where none holds both and one holds each."""
    parts = [title_words(part) for part in _AND.split(target.words)]
    if around.titles is None or len(parts) < 2 or around.titles.of(target.words):
        return (target,)
    telling = all(len(part) > 3 and around.titles.of(part) for part in parts)
    return [replace(target, words=part) for part in parts] if telling else (target,)


def _add(groups: list[_Group], one: News, measure: int | None, around: Surroundings) -> None:
    """Begin a new group where the clause names something else than those before it."""
    target = replace(target_of(one, around), measure=measure)
    other = target.is_named and is_fact(one, around.today)
    if not groups or (other and target != groups[-1][0] and not _is_remark(one, target, around)):
        groups.append((target, [one]))
    else:
        groups[-1][1].append(one)


def _is_remark(one: News, target: Target, around: Surroundings) -> bool:
    """完成三成，场馆选址需某局支持: what stands in the way is of the task named before."""
    only = one.remarks and not (one.states or one.shares or one.amounts)
    return (
        bool(only) and target == Target(words=target.words) and not _is_titled(target.words, around)
    )


def target_of(news: News, around: Surroundings) -> Target:
    """What one clause is about; nothing where it leans on the ones before."""
    for one in (amount.quantity for amount in news.amounts):
        if one and one.name and (one.name in around.indicators or one.unit == "%"):
            return Target(indicator=one.name)
    if news.next_step:
        return Target()
    if not news.tells:
        return _heading(news, around)
    words = news.words.strip()
    if pointing := pointing_in(news.before or words, around.units):
        return pointing
    bare = title_words(words)
    return Target(duty=duty) if (duty := duty_in(bare)) else Target(words=bare)


def _heading(news: News, around: Surroundings) -> Target:
    """妇幼健康服务这项，目前65%: a clause that only names what the next one is about."""
    words = news.clause.text.strip()
    if pointing := pointing_in(words, around.units):
        return pointing
    if news.clause.mood == "fact" and (headed := _DUTY_HEAD.match(words)):
        return Target(duty=duty_in(headed[0]))
    bare = title_words(words)
    named = around.titles is not None and news.clause.mood == "fact" and _is_titled(bare, around)
    return Target(words=bare) if named else Target()


def _is_sure(target: Target, told: Sequence[News], around: Surroundings) -> bool:
    """Whether it surely is about a task, where no number, pronoun or indicator says so.

    Then nothing may be left over that was not understood, and words must be some title's.
    """
    if target.indicator or target.duty or target.pointing:
        return True
    if target.words and not _is_titled(target.words, around):
        return False
    plain = [one for one, following in pairwise(told) if _leads_to_plan(one, following)]
    return _is_counted(target, told) and all(
        one in plain or _is_understood(one, target) for one in told
    )


def _leads_to_plan(one: News, following: News) -> bool:
    """宣传片预计8月底上线: the words before 预计 say what is planned."""
    joined = one.clause.end == following.clause.start and following.clause.mood == "plan"
    return joined and not one.tells and one.clause.mood == "fact"


def _is_counted(target: Target, told: Sequence[News]) -> bool:
    """Whether figures that stand for themselves are said to be counted; 两个允许 is no count."""
    more = any(one.states or one.shares or one.remarks for one in told)
    return more or bool(target.words) or any(counts_up(one.clause.text) for one in told)


def _is_understood(news: News, target: Target) -> bool:
    if news.clause.mood == "question":
        return False
    if news.tells:
        return not news.rest
    text = news.clause.text
    plain = news.next_step or news.days or news.clause.mood != "fact"
    return bool(
        plain or is_filler(text) or corrects(text) or (target.words and target.words in text)
    )


def _is_titled(words: str, around: Surroundings) -> bool:
    """Whether a title holds three characters of the words in a row."""
    if around.titles is None:
        return True
    parts = (words[start : start + 3] for start in range(max(1, len(words) - 2)))
    return any(around.titles.of(part) for part in parts if len(part) == 3)
