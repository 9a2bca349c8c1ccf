"""Clauses under a number that speak of another task: 第2项改了18个，农贸市场改造70%. Pure."""

from collections.abc import Iterator, Sequence
from functools import partial

from knowledge.questions.items import may_be
from knowledge.reports.matter import MatterKind
from knowledge.reports.matters import Matters
from knowledge.reports.news import News, Surroundings, Told, title_words

_Key = tuple[MatterKind, int]
_LONG = 6
"""Characters of which what stands only in a task's text is enough to name it."""


def parted(told: Sequence[Told], around: Surroundings) -> Iterator[Told]:
    """What is told of each number, and apart from it what surely names something else.

    （1）供水管网完成52公里, where that is the fifth: such numbers only count what is said.
    """
    matters = around.matters
    if matters is None:
        yield from told
        return
    counts = any(_counted(one) and _is_stray(one.news[0], one, matters) for one in told)
    for one in told:
        if len(one.items) != 1:
            yield one
        elif counts and _counted(one) and not _is_of(one.news[0], one, matters):
            yield Told((), one.news)
        else:
            yield from _parts(one, matters)


def _counted(told: Told) -> bool:
    return len(told.items) == 1 and told.items[0].text.startswith("(")


def _parts(told: Told, matters: Matters) -> Iterator[Told]:
    said = [_words(one) for one in told.news]
    strays = (
        at
        for at, one in enumerate(told.news)
        if at and said[at] not in said[:at] and _is_stray(one, told, matters)
    )
    first = next(strays, len(told.news))
    yield Told(told.items, told.news[:first])
    if told.news[first:]:
        yield Told((), told.news[first:])


def _is_stray(news: News, told: Told, matters: Matters) -> bool:
    """Whether it names in so many words what the number does not speak of."""
    words = _words(news)
    tells = news.tells and news.clause.mood == "fact"
    if not words or not tells or _is_held(news, told, matters):
        return False
    meant = matters.meant(words)
    one = meant.one
    said = meant.named or len(words) >= _LONG
    if one is None or one.kind != "task" or not said:
        return False
    key = (one.kind, one.key)
    return key not in _of(told, matters) and _speaks_of(key, words, matters)


_MOST = 0.75


def _speaks_of(key: _Key, words: str, matters: Matters) -> bool:
    """数字化扫描 is no news of 推动数字化变革: nearly all that was said has to stand there."""
    pairs = (at for at in range(len(words) - 1) if matters.quotes(key, words[at : at + 2]))
    held = {place for at in pairs for place in (at, at + 1)}
    return len(held) >= _MOST * len(words)


def _is_of(news: News, told: Told, matters: Matters) -> bool:
    """Whether the number is that of what the clause names, or of what it may name."""
    meant = matters.meant(_words(news))
    if meant.one and meant.named:
        return (meant.one.kind, meant.one.key) in _of(told, matters)
    return _is_held(news, told, matters)


def _is_held(news: News, told: Told, matters: Matters) -> bool:
    """Whether what is numbered so speaks of what the clause names, or the clause names nothing."""
    words, keys = _words(news), _of(told, matters)
    return not words or not keys or any(matters.holds(key, words) for key in keys)


def _words(news: News) -> str:
    names = (one.quantity.name for one in news.amounts if one.quantity and one.quantity.name)
    return title_words(news.words) or next(names, "")


def _of(told: Told, matters: Matters) -> list[_Key]:
    return [key for item in told.items for key in matters.numbered(partial(may_be, item))]
