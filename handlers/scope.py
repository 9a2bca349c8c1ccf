"""Which papers a question is about: those it names, those in talk, else all active ones."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from db.records import Document, Names
from handlers.lexicon import year_of
from knowledge.questions.meaning import Meaning

_BOTH = 2
_NOTICE = re.compile(
    r"通知|(?:调整|修改|更正|变更)(?:方案|文件|函|那份|这份)|对比|比较|区别|不同|变化"
)


@dataclass(frozen=True)
class Scope:
    """Papers, and whether they were chosen (named or in talk) rather than simply all."""

    documents: tuple[Document, ...]
    chosen: bool

    @cached_property
    def ids(self) -> tuple[int, ...]:
        """Ids of the papers: of a thousand they are wanted several times a message."""
        return tuple(document.id for document in self.documents)


def plans(documents: tuple[Document, ...]) -> tuple[Document, ...]:
    """Without the notices that only amend one of the others: who names both means the plan."""
    if len(documents) < _BOTH:
        return documents
    titles = {one.title for one in documents}
    return tuple(one for one in documents if one.amends_title not in titles)


def scope_of(meaning: Meaning, in_talk: tuple[int, ...], names: Names, today: date) -> Scope:
    """The papers that a message is about, `in_talk` being what the conversation is about."""
    if meaning.documents and not meaning.by_place:
        named = names.papers(meaning.documents)
        return Scope(named if _NOTICE.search(meaning.text) else plans(named), chosen=True)
    talk = names.papers(in_talk)
    if meaning.last_year:
        return _last_year(names.documents, talk, today)
    if meaning.by_place:
        return _of_place(meaning, talk, names.papers(meaning.documents))
    if meaning.whole and not meaning.asks_any("changes"):
        return Scope(names.documents, chosen=False)
    if talk:
        return Scope(talk, chosen=True)
    return _everything(meaning, names.usual)


def _everything(meaning: Meaning, usual: tuple[Document, ...]) -> Scope:
    if meaning.years and not meaning.asks_any("indicator"):
        years = set(meaning.years)
        of_years = tuple(one for one in usual if year_of(one) in years)
        if of_years:
            return Scope(of_years, chosen=len(of_years) == 1)
    return Scope(usual, chosen=False)


def _of_place(meaning: Meaning, talk: tuple[Document, ...], there: tuple[Document, ...]) -> Scope:
    years = set(meaning.years)
    there = tuple(one for one in there if year_of(one) in years) or there
    both = tuple(one for one in talk if one in there)
    if both or (talk and any(_within(one, there) for one in talk)):
        return Scope(both or talk, chosen=True)
    return Scope(there, chosen=True)


def _within(document: Document, there: tuple[Document, ...]) -> bool:
    """Whether the paper's place lies in one of those places: 上海市静安区 in 上海市."""
    place = document.jurisdiction or ""
    return any(one.jurisdiction and place.startswith(one.jurisdiction) for one in there)


def _last_year(documents: tuple[Document, ...], talk: tuple[Document, ...], today: date) -> Scope:
    """Last year's papers: counted from today, else from the paper in talk."""
    of_talk = [year for one in talk if (year := year_of(one))]
    for base in (today.year, *of_talk):
        found = tuple(one for one in documents if year_of(one) == base - 1)
        places = {one.jurisdiction for one in talk}
        near = tuple(one for one in found if one.jurisdiction in places)
        if found:
            return Scope(near or found, chosen=True)
    return Scope((), chosen=True)
