"""Which papers a question is about: those it names, those in talk, else all active ones."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from db.records import Document
from handlers.lexicon import year_of
from knowledge.questions.meaning import Meaning


@dataclass(frozen=True, slots=True)
class Scope:
    """Papers, and whether they were chosen (named or in talk) rather than simply all."""

    documents: tuple[Document, ...]
    chosen: bool


def scope_of(
    meaning: Meaning, in_talk: tuple[int, ...], documents: tuple[Document, ...], today: date
) -> Scope:
    """The papers that a message is about, `in_talk` being what the conversation is about."""
    talk = tuple(one for one in documents if one.id in in_talk)
    if meaning.documents and not meaning.by_place:
        return Scope(_of_ids(documents, meaning.documents), chosen=True)
    if meaning.last_year:
        return _last_year(documents, talk, today)
    if meaning.by_place:
        return _of_place(meaning, talk, documents)
    if meaning.whole and not meaning.asks_any("changes"):
        return Scope(documents, chosen=False)
    if talk:
        return Scope(talk, chosen=True)
    return _everything(meaning, documents)


def _everything(meaning: Meaning, documents: tuple[Document, ...]) -> Scope:
    active = tuple(one for one in documents if one.state == "active") or documents
    years = set(meaning.years)
    of_years = tuple(one for one in active if year_of(one) in years)
    by_year = of_years and not meaning.asks_any("indicator")
    return Scope(of_years, chosen=len(of_years) == 1) if by_year else Scope(active, chosen=False)


def _of_ids(documents: Iterable[Document], ids: tuple[int, ...]) -> tuple[Document, ...]:
    return tuple(one for one in documents if one.id in ids)


def _of_place(
    meaning: Meaning, talk: tuple[Document, ...], documents: tuple[Document, ...]
) -> Scope:
    there = _of_ids(documents, meaning.documents)
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
