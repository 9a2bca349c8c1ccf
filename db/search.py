"""Finding tasks and duties by words, on the database's own text index.

Candidates come newest first and unranked, a bounded number of them, so that a common word costs no
more in a large ledger than in a small one; whoever asks ranks them by their text.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from sqlalchemy import Connection, bindparam, select, text

from db.hits import hits
from db.index_words import index_words
from db.records import DocumentState, Hit
from db.tables.papers import documents
from db.tables.search import entries

TERMS = 8
NEWEST = 500
"""How many texts are looked at for one term alone."""

ENOUGH = 20
"""With so many found, texts that hold fewer of the terms are not looked for."""

SCOPE_TOKENS = 200
"""Up to so many documents the scope is part of the match; beyond, found rows are filtered."""

# On SQLite the newest text has the lowest row id: FTS5 walks upwards a third faster.
_SEARCH = {
    "sqlite": "SELECT -w.rowid FROM entry_words w {join} WHERE entry_words MATCH :match "
    "ORDER BY w.rowid LIMIT :limit",
    "postgresql": "SELECT w.id FROM entry_words w {join} WHERE w.words @@ CAST(:match AS tsquery) "
    "ORDER BY w.id DESC LIMIT :limit",
}
_JOIN = {
    "sqlite": "JOIN entries e ON e.id = -w.rowid AND e.document_id IN :documents",
    "postgresql": "JOIN entries e ON e.id = w.id AND e.document_id IN :documents",
}

Needle = tuple[str, ...]
"""The index words of one term: a text holds the term when it holds them all."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Where to look: documents by id or by state; both empty means everywhere."""

    documents: tuple[int, ...] = ()
    states: tuple[DocumentState, ...] = ()


def find(connection: Connection, terms: Sequence[str], scope: Scope, limit: int) -> tuple[Hit, ...]:
    """At most `limit` tasks and duties that hold the terms.

    Those with all terms; when they are few also those with all but one, then with fewer.
    """
    needles = [words for term in dict.fromkeys(terms) if (words := index_words(term))][:TERMS]
    within = _documents(connection, scope)
    if not needles or within == ():
        return ()
    found = dict.fromkeys(_with_most(connection, needles, within, limit))
    if len(found) < ENOUGH and len(needles) > 1:
        found |= dict.fromkeys(_with_some(connection, needles, within))
    return _hits(connection, list(found)[:limit])


def _documents(connection: Connection, scope: Scope) -> tuple[int, ...] | None:
    """The documents to look in; None means all."""
    if not scope.states:
        return scope.documents or None
    query = select(documents.c.id).where(documents.c.state.in_(scope.states))
    of_state = set(connection.scalars(query))
    return tuple(of_state & set(scope.documents) if scope.documents else of_state)


def _with_most(
    connection: Connection, needles: Sequence[Needle], within: Sequence[int] | None, limit: int
) -> list[int]:
    """Entries with all the terms, then with all but one."""
    found: list[int] = []
    for size in range(len(needles), max(0, len(needles) - 2), -1):
        for group in combinations(needles, size):
            found += _matching(connection, group, within, limit)
        if len(found) >= ENOUGH:
            break
    return found


def _with_some(
    connection: Connection, needles: Sequence[Needle], within: Sequence[int] | None
) -> list[int]:
    """Among the newest entries of each term, those with more terms first, then the newer."""
    terms = Counter(
        entry for needle in needles for entry in _matching(connection, (needle,), within, NEWEST)
    )
    return sorted(terms, key=lambda entry: (-terms[entry], -entry))


def _matching(
    connection: Connection, needles: Iterable[Needle], within: Sequence[int] | None, limit: int
) -> Sequence[int]:
    """At most `limit` entries that hold all the terms, newest first."""
    dialect = connection.dialect.name
    quote, both, either = ('"', " AND ", " OR ") if dialect == "sqlite" else ("'", " & ", " | ")
    words = sorted({word for needle in needles for word in needle})
    match = both.join(f"{quote}{word}{quote}" for word in words)
    if within is not None and len(within) <= SCOPE_TOKENS:
        places = either.join(f"{quote}_{document}{quote}" for document in within)
        match = f"({places}){both}{match}"
        within = None
    values: dict[str, object] = {"match": match, "limit": limit}
    query = text(_SEARCH[dialect].format(join="" if within is None else _JOIN[dialect]))
    if within is not None:
        query = query.bindparams(bindparam("documents", expanding=True))
        values["documents"] = list(within)
    return connection.scalars(query, values).all()


def _hits(connection: Connection, found: Sequence[int]) -> tuple[Hit, ...]:
    query = select(entries.c.id, entries.c.kind, entries.c.target_id)
    rows = connection.execute(query.where(entries.c.id.in_(found)))
    targets = {entry: (kind, target) for entry, kind, target in rows}
    return hits(connection, [targets[entry] for entry in found if entry in targets])
