"""Several tasks in one breath: what each has of its own, as in 分别完成六成和八成."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from knowledge.reports.claims import claim_of
from knowledge.reports.model import Claim, Target
from knowledge.reports.news import News, Surroundings, news_of

_EACH = re.compile(r"分别(?:是|为|已)?|(?:情况|进度|进展)?:(?=[^:、]*[%成][^:]*、)")
_JOINT = re.compile(r"[、,和]|以及|与")


def shared_out(
    targets: Sequence[Target], news: Sequence[News], around: Surroundings
) -> Iterator[Claim]:
    """The claim for each of the targets, in order."""
    own = _own(news, len(targets), around)
    for place, target in enumerate(targets):
        told = [own[one][place] if one in own else each for one, each in enumerate(news)]
        yield claim_of(target, told, around.today)


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
