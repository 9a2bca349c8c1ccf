"""How far a task has come, told apart from its parts: 土建完成100%，装修30% says nothing of it."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from knowledge.reports.marks import NUMBER, blanked
from knowledge.reports.model import Quantity
from knowledge.reports.news import News, title_words
from knowledge.reports.states import StateKind


@dataclass(frozen=True, slots=True)
class Progress:
    """The percent of the whole, of a hundred, and the figures of parts."""

    share: float | None = None
    parts: tuple[Quantity, ...] = ()


def progress_of(facts: Sequence[News]) -> Progress:
    """A percent told alone is of the task, whatever word stands before it: 实验室改造完成六成. Of
    several the last that names no part is; percents of different parts are figures, and so is the
    only one where other parts are told of besides: 主体封顶，装修15%."""
    told = _told(facts)
    whole = [value for name, value in told if not name]
    parts = {name: value for name, value in told if name}
    if not told or (len(parts) < 2 and not whole and not _others(facts, parts)):
        return Progress(told[-1][1] if told else None)
    figures = tuple(Quantity(name, value, "%", "total") for name, value in parts.items())
    return Progress(whole[-1] if whole else None, figures)


_OF_ALL = re.compile(
    r"整体|总|合计|全[部年]|年度|[进目]度|目标|任务|占|[说撤]|[上填]?报[的了过成]|改[报为成]|^(?:[这该本此]|第.+)[项条]|平均|[上本]月"
)
_CALLED = re.compile(
    r"^(?:其中|另[外有]?|还有|而|[这那][边里]|[的、,])+|(?:也|都|均|已经?|才|只|走|跑|进)+$"
)


_GOES_ON = re.compile(r"(?:目前|现在|已经?|才|刚|大概|约|\s)*[干做弄搞装建铺改修][了到]")
"""内部装饰刚进场，干了百分之十五: of what was just named."""
_ENDED: frozenset[StateKind] = frozenset(("done", "step", "deed", "not_started"))


def _told(facts: Sequence[News]) -> list[tuple[str, float]]:
    """Each percent with what it is said of; "" is the task."""
    told: list[tuple[str, float]] = []
    for at, one in enumerate(facts):
        goes_on = at > 1 and _GOES_ON.match(one.clause.text) and not facts[at - 1].shares
        told += _shares(one, _part(facts[at - 1].words) if goes_on else "")
    return told


def _shares(news: News, before: str) -> Iterator[tuple[str, float]]:
    text = blanked(news.clause.text, news.days, " ")
    start = text.rfind(NUMBER, 0, news.shares[0].start) + 1 if news.shares else 0
    for share in news.shares:
        said = text[start : share.start]
        if share.counts and not share.vague:
            yield (
                ""
                if share is not news.shares[0] and _MOVED.fullmatch(said)
                else _part(said) or before,
                share.value,
            )
        start = share.end


_MOVED = re.compile(r"[一-龥]{0,4}[到至成为]了?")
"""由50%调整到55% is told of the same thing twice."""


def _part(words: str) -> str:
    name = _CALLED.sub("", title_words(words))
    return "" if _OF_ALL.search(words) or len(name) < _SHORT else name


_SHORT = 2


def _others(facts: Sequence[News], parts: Collection[str]) -> bool:
    """Whether the end, or the want of a beginning, is told of another part than of that one."""
    ended = (one for one in facts if not one.shares and _ENDED & set(one.states))
    return any((name := _part(one.words)) and name not in parts for one in ended) and bool(parts)
