"""Finding tasks and duties by words, on the database's own text index.

Candidates come newest first and unranked, a bounded number of them, so that a common word costs no
more in a large ledger than in a small one; whoever asks ranks them by their text.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations, islice

from sqlalchemy import Connection, bindparam, select, text

from db.hits import hits
from db.index_words import index_words
from db.records import DocumentState, Hit
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
    "sqlite": "SELECT -w.rowid FROM entry_words w {join} WHERE entry_words MATCH :match {where} "
    "ORDER BY w.rowid LIMIT :limit",
    "postgresql": "SELECT w.id FROM entry_words w {join} "
    "WHERE w.words @@ CAST(:match AS tsquery) {where} ORDER BY w.id DESC LIMIT :limit",
}
_JOIN = {
    "sqlite": "JOIN entries e ON e.id = -w.rowid AND e.document_id IN :documents",
    "postgresql": "JOIN entries e ON e.id = w.id AND e.document_id IN :documents",
}
# Looked up match by match, until enough are found.
_OF_STATE = {
    "sqlite": "AND (SELECT d.state FROM entries o JOIN documents d ON d.id = o.document_id "
    "WHERE o.id = -w.rowid) IN :states",
    "postgresql": "AND (SELECT d.state FROM entries o JOIN documents d ON d.id = o.document_id "
    "WHERE o.id = w.id) IN :states",
}

ALL_BUT_ONE = 2

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
    if not needles:
        return ()
    found = dict.fromkeys(_with_most(connection, needles, scope, limit))
    if len(found) < ENOUGH and len(needles) > 1:
        found |= dict.fromkeys(_with_some(connection, needles, scope))
    return _hits(connection, list(found)[:limit])


def _with_most(
    connection: Connection, needles: Sequence[Needle], scope: Scope, limit: int
) -> list[int]:
    """Entries with all the terms, then with all but one: the shortest left out first, as it is
    the least telling, and only a few, as each search costs the same whatever it finds."""
    found = list(_matching(connection, needles, scope, limit))
    if len(needles) < 2:
        return found
    telling = sorted(needles, key=lambda needle: -sum(map(len, needle)))
    for group in islice(combinations(telling, len(telling) - 1), ALL_BUT_ONE):
        if len(found) >= ENOUGH:
            break
        found += _matching(connection, group, scope, limit)
    return found


def _with_some(connection: Connection, needles: Sequence[Needle], scope: Scope) -> list[int]:
    """Among the newest entries of each term, those with more terms first, then the newer."""
    terms = Counter(
        entry for needle in needles for entry in _matching(connection, (needle,), scope, NEWEST)
    )
    return sorted(terms, key=lambda entry: (-terms[entry], -entry))


def _matching(
    connection: Connection, needles: Iterable[Needle], scope: Scope, limit: int
) -> Sequence[int]:
    """At most `limit` entries that hold all the terms, newest first."""
    dialect = connection.dialect.name
    quote, both, either = ('"', " AND ", " OR ") if dialect == "sqlite" else ("'", " & ", " | ")
    words = sorted({word for needle in needles for word in needle})
    match = both.join(f"{quote}{word}{quote}" for word in words)
    many = scope.documents if len(scope.documents) > SCOPE_TOKENS else ()
    if scope.documents and not many:
        places = either.join(f"{quote}_{document}{quote}" for document in scope.documents)
        match = f"({places}){both}{match}"
    join = _JOIN[dialect] if many else ""
    where = _OF_STATE[dialect] if scope.states else ""
    query = text(_SEARCH[dialect].format(join=join, where=where))
    values: dict[str, object] = {"match": match, "limit": limit}
    for name, listed in (("documents", many), ("states", scope.states)):
        if listed:
            query = query.bindparams(bindparam(name, expanding=True))
            values[name] = list(listed)
    return connection.scalars(query, values).all()


def _hits(connection: Connection, found: Sequence[int]) -> tuple[Hit, ...]:
    query = select(entries.c.id, entries.c.kind, entries.c.target_id)
    rows = connection.execute(query.where(entries.c.id.in_(found)))
    targets = {entry: (kind, target) for entry, kind, target in rows}
    return hits(connection, [targets[entry] for entry in found if entry in targets])
