"""Several tasks in one breath: what each has of its own, as in 分别完成六成和八成."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from knowledge.reports.claims import claim_of
from knowledge.reports.firsts import each_of
from knowledge.reports.model import Claim, Target
from knowledge.reports.news import News, Surroundings, Told, news_of
from knowledge.reports.targets import pointing_in

_EACH = re.compile(r"分别(?:是|为|已)?|(?:情况|进度|进展)?:(?=[^:、]*[%成][^:]*、)")
_JOINT = re.compile(r"[、,和]|以及|与")


def shared_out(
    targets: Sequence[Target], news: Sequence[News], around: Surroundings
) -> Iterator[Claim]:
    """The claim for each of the targets, in order."""
    own = _own(news, len(targets), around)
    of = [_places(one, len(targets), around) for one in news]
    for place, target in enumerate(targets):
        told = [
            own[one][place] if one in own else each
            for one, each in enumerate(news)
            if place in of[one]
        ]
        yield claim_of(target, told, around.today)


def _places(news: News, count: int, around: Surroundings) -> Collection[int]:
    """第3、7、9项，前两项完成，最后一项没动: of which of them a clause tells; else of all."""
    pointing = pointing_in(news.words.removeprefix("其中"), around.units) if count > 1 else None
    if pointing is None or pointing.ordinal is None:
        return range(count)
    places = [each.ordinal or 1 for each in each_of(pointing)]
    return [one - 1 if one > 0 else count + one for one in places]


def spread(told: Sequence[Told], around: Surroundings) -> Sequence[Told]:
    """第3项…，第4项…，分别完成81%、88%: one part for each of those that were numbered singly."""
    last = told[-1].news if told else ()
    if len(told) < 2 or len(last) < 2 or any(len(one.items) != 1 for one in told):
        return told
    parts = _parts(last[-1], around)
    if len(parts) != len(told):
        return told
    kept = (*told[:-1], replace(told[-1], news=last[:-1]))
    return [replace(one, news=(*one.news, part)) for one, part in zip(kept, parts, strict=True)]


def _own(news: Sequence[News], count: int, around: Surroundings) -> dict[int, Sequence[News]]:
    """The clauses that tell of each target by itself, by their places: one part for each."""
    return {
        place: parts
        for place, one in enumerate(news)
        if count > 1 and len(parts := _parts(one, around)) == count
    }


def _parts(news: News, around: Surroundings) -> Sequence[News]:
    clause = news.clause
    each = _EACH.search(clause.text)
    if not each:
        return ()
    texts = _JOINT.split(clause.text[each.end() :])
    return [news_of(replace(clause, text=text), around) for text in texts]
