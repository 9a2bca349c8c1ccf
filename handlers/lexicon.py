"""The lexicon made from the names of the ledger."""

from db.records import Document, Names
from knowledge.lexicon import Lexicon
from knowledge.questions.papers import Titles
from knowledge.questions.titled import Titled
from knowledge.questions.units import Entry, Units


def lexicon_of(names: Names) -> Lexicon:
    """Everything that messages can name, as of one version of the ledger."""
    entries = (
        Entry(bureau.id, bureau.name, bureau.jurisdiction or "", bureau.aliases)
        for bureau in names.bureaus
    )
    return Lexicon(Units(entries), Titles(_titled(document) for document in names.documents))


def _titled(document: Document) -> Titled:
    return Titled(
        id=document.id,
        slug=document.slug,
        title=document.title,
        place=document.jurisdiction or "",
        number=document.doc_number or "",
        year=year_of(document),
        since=document.period.start.year if document.period else None,
        until=document.period.end.year if document.period else None,
    )


def year_of(document: Document) -> int | None:
    """The year people call a paper by: that of its period's beginning, else of its issue."""
    if document.period:
        return document.period.start.year
    return document.issued_on.year if document.issued_on else None
