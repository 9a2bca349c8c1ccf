"""The clauses of which it is sure what they are about: less those that only tell of talk, and where
none tells anything in words that are known, each with what its grammar states. Pure.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from knowledge.reports.claims import is_fact
from knowledge.reports.matter import MatterKind
from knowledge.reports.model import Target
from knowledge.reports.moods import Mood
from knowledge.reports.news import News, Surroundings, title_words
from knowledge.reports.stated import stated
from knowledge.reports.states import LOOSE
from knowledge.reports.talk import is_idle, is_of_telling

Key = tuple[MatterKind, int]


def opened_of(target: Target, told: Sequence[News], around: Surroundings) -> Sequence[News]:
    """What is told of a target that words name."""
    told = _without_idle(told)
    if any(map(_is_of_others, told)):
        return [silenced(one) if _is_of_others(one) else one for one in told]
    sure = target.matter or target.indicator or target.duty or target.measure or target.pointing
    if not sure:
        return told
    result = opened(told, [target.matter] if target.matter else [], around)
    # 夜间门诊的号抢不到 may be anybody's complaint.
    blamed = any(one.remarks for one in result) and not any(one.remarks for one in told)
    pointed = target.pointing or target.measure or any(map(_points, told))
    return told if blamed and not pointed else result


_FROM_ABOVE = re.compile(
    r"\s*(?:国家(?!级)|全国|国务院|世卫|省[里委厅])[^,]{0,4}(?:公布|发布|出台|印发|召开|表彰)"
)


def _is_of_others(news: News) -> bool:
    """国家局公布了新名单: what is heard from above is no news of a task that it reminds of."""
    return not news.amounts and bool(_FROM_ABOVE.match(news.clause.text))


def _points(one: News) -> bool:
    return bool(_THAT.search(one.clause.text))


_THAT = re.compile(r"[那这]一?[项块个条件摊]|[这那]边|的事|方面")


def opened(told: Sequence[News], keys: Sequence[Key], around: Surroundings) -> Sequence[News]:
    """The clauses, of which it is sure what they are about; where none tells anything by words
    that are known, each with what its grammar states."""
    told = _without_idle(told)
    facts = (one for one in told if one.tells and is_fact(one, around.today))
    if any(one.states or one.shares or one.amounts for one in facts):
        return told
    matters = around.matters

    def whole(words: str) -> bool:
        return matters is not None and any(matters.is_whole(key, words) for key in keys)

    result = [stated(one, whole=whole) for one in told]
    odd = any(
        one.clause.mood in _ODD or _OPINION.search(one.clause.text) or is_idle(one)
        for one in result
    )
    return told if odd else result


_ODD: tuple[Mood, ...] = ("question", "unsure", "told", "moot")
_OPINION = re.compile("觉得|感觉|认为|以为|做了不少|[完干]不成")
"""Beside what is only supposed or forbidden, grammar alone states nothing."""


def _without_idle(told: Sequence[News]) -> Sequence[News]:
    """The clauses; those that only tell of messages or of talk say nothing."""
    return [silenced(one) if _is_only_idle(one) else one for one in told]


def _is_only_idle(news: News) -> bool:
    """第7项发给老王了: a deed by its grammar alone, and done to the message or the paper."""
    figures = news.amounts or news.shares
    loose = set(news.states) <= LOOSE and not news.remarks and is_idle(news)
    return not figures and (loose or is_of_telling(news))


def silenced(news: News) -> News:
    """The clause, of which nothing counts."""
    return replace(news, states=(), shares=(), amounts=(), remarks=())


def is_of_talk(news: News, target: Target, around: Surroundings) -> bool:
    """调查报告已经发布, where that is what the task in talk asks for."""
    words, talk = title_words(news.words), around.talk
    if around.matters is None or talk is None or target.is_named or len(words) < _TELLING:
        return False
    said = news.tells and not news.rest and news.clause.mood == "fact"
    return said and around.matters.quotes(("task", talk), words)


_TELLING = 4
