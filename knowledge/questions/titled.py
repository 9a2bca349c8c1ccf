"""Papers as people may speak of them: the names, years and places they are called by."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from knowledge.names import PLACE_PARTS
from knowledge.questions.holders import as_set
from knowledge.text import fold

_YEAR = re.compile(r"(?:20)?(\d\d)年?|二〇([〇一二三四五六七八九]{2})年?")


@dataclass(frozen=True, slots=True)
class Titled:
    """A paper as people may speak of it."""

    id: int
    slug: str
    title: str
    place: str = ""
    number: str = ""
    year: int | None = None
    since: int | None = None
    until: int | None = None
    """The first and the last year of its period."""


def outright_names(papers: Iterable[Titled]) -> Iterator[tuple[str, int]]:
    """Slugs, numbers and titles, each with its paper's id."""
    for paper in papers:
        for name in (paper.slug, paper.number, paper.title, _short(paper.title)):
            if len(name) > 4:
                yield fold(name).lower(), paper.id


def _short(title: str) -> str:
    return re.sub(r"\((?:20)\d\d.*?\)$|^关于(?:印发|转发)?", "", fold(title)).strip("《》")


def by_year(papers: Iterable[Titled]) -> dict[str, int]:
    """By the last two digits of a year, the papers that people call by it."""
    having: defaultdict[str, list[int]] = defaultdict(list)
    for at, paper in enumerate(papers):
        if paper.year:
            having[f"{paper.year % 100:02}"].append(at)
    return {year: as_set(ats) for year, ats in having.items()}


def own_place(paper: Titled) -> str:
    """The innermost place that issued the paper."""
    return "".join(PLACE_PARTS.findall(fold(paper.place))[-1:])


def by_place(papers: Iterable[Titled]) -> dict[str, int]:
    """By the name of a place, without its level, the papers it issued."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for at, paper in enumerate(papers):
        if name := own_place(paper):
            places[name[:-1] if len(name) > 2 else name].append(at)
    return {place: as_set(ats) for place, ats in places.items()}


def year_said(word: str) -> str | None:
    """The last two digits of the year that the word is, if it is one."""
    year = _YEAR.fullmatch(word)
    if not year:
        return None
    return year[1] or "".join(str("〇一二三四五六七八九".index(char)) for char in year[2])
