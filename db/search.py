"""Finding tasks and duties by words, on the database's own text index.

Candidates come newest first and unranked, a bounded number of them, so that a common word costs no
more in a large ledger than in a small one; whoever asks ranks them by their text.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from sqlalchemy import Connection, bindparam, delete, insert, select, text, update

from db.hits import hits, of_documents
from db.records import DocumentState, Hit
from db.tables.records import ledger
from db.tables.search import entries

TERMS = 8
SCOPE_TOKENS = 200
"""Up to so many documents the scope is part of the match; beyond, found rows are filtered."""

LONGEST_WORD = 200

_SEARCH = {
    "sqlite": "SELECT e.kind, e.target_id FROM entry_words w JOIN entries e ON e.id = w.rowid "
    "WHERE entry_words MATCH :match {scope} ORDER BY w.rowid DESC LIMIT :limit",
    "postgresql": "SELECT e.kind, e.target_id FROM entry_words w JOIN entries e ON e.id = w.id "
    "WHERE w.words @@ CAST(:match AS tsquery) {scope} ORDER BY w.id DESC LIMIT :limit",
}
_KEEP = {
    "sqlite": text("INSERT INTO entry_words (rowid, words) VALUES (:id, :words)"),
    "postgresql": text(
        "INSERT INTO entry_words (id, words) "
        "VALUES (:id, array_to_tsvector(string_to_array(:words, ' ')))"
    ),
}
_CLEAR = {
    "sqlite": "INSERT INTO entry_words (entry_words) VALUES ('delete-all')",
    "postgresql": "TRUNCATE entry_words",
}


@dataclass(frozen=True, slots=True)
class Scope:
    """Where to look: documents by id or by state; both empty means everywhere."""

    documents: tuple[int, ...] = ()
    states: tuple[DocumentState, ...] = ()


def find(connection: Connection, terms: Sequence[str], scope: Scope, limit: int) -> tuple[Hit, ...]:
    """At most `limit` tasks and duties that hold the terms: all of them first, then ever fewer."""
    needles = [words for term in dict.fromkeys(terms) if (words := _words(term))][:TERMS]
    found: dict[tuple[str, int], None] = {}
    for group in _groups(needles):
        found |= dict.fromkeys(_matching(connection, group, scope, limit))
        if len(found) >= limit:
            break
    return hits(connection, list(found)[:limit])


def _words(text_: str) -> tuple[str, ...]:
    from knowledge.words import index_words  # noqa: PLC0415 - loads jieba, 0.3 s

    return tuple(dict.fromkeys(word[:LONGEST_WORD] for word in index_words(text_)))


def _groups(needles: Sequence[tuple[str, ...]]) -> Iterator[set[str]]:
    """All terms together, all but one, pairs, each alone."""
    sizes = sorted({len(needles), len(needles) - 1, 2, 1} & set(range(1, len(needles) + 1)))
    for size in reversed(sizes):
        for group in combinations(needles, size):
            yield {word for words in group for word in words}


def _matching(
    connection: Connection, words: Iterable[str], scope: Scope, limit: int
) -> list[tuple[str, int]]:
    dialect = connection.dialect.name
    quote, both, either = ('"', " AND ", " OR ") if dialect == "sqlite" else ("'", " & ", " | ")
    match = both.join(f"{quote}{word}{quote}" for word in sorted(words))
    condition = ""
    if scope.states:
        condition = "AND e.document_id IN (SELECT id FROM documents WHERE state IN :states)"
    if len(scope.documents) > SCOPE_TOKENS:
        condition += " AND e.document_id IN :documents"
    elif scope.documents:
        places = either.join(f"{quote}_{one}{quote}" for one in scope.documents)
        match = f"({places}){both}{match}"
    query = text(_SEARCH[dialect].format(scope=condition))
    values: dict[str, object] = {"match": match, "limit": limit}
    for name, listed in (("states", scope.states), ("documents", scope.documents)):
        if f":{name}" in condition:
            query = query.bindparams(bindparam(name, expanding=True))
            values[name] = list(listed)
    return [(kind, target) for kind, target in connection.execute(query, values)]


def keep_up(connection: Connection, document_id: int) -> None:
    """Make the index hold what the document says now."""
    if is_current(connection):
        index_document(connection, document_id)
    else:
        rebuild(connection)


def index_document(connection: Connection, document_id: int) -> None:
    """Enter whatever of the document can be found, and nothing else of it."""
    connection.execute(delete(entries).where(entries.c.document_id == document_id))
    index(connection, of_documents(connection, (document_id,)))


def index(connection: Connection, changed: Sequence[Hit]) -> None:
    """Enter tasks and duties, or enter them anew after their text changed."""
    for kind in ("task", "duty"):
        forget(connection, kind, [hit.id for hit in changed if hit.kind == kind])
    rows = [
        {"kind": hit.kind, "target_id": hit.id, "document_id": hit.document_id} for hit in changed
    ]
    if not rows:
        return
    connection.execute(insert(entries), rows)
    ids = _entry_ids(connection, changed)
    keep = _KEEP[connection.dialect.name]
    connection.execute(
        keep, [{"id": ids[hit.kind, hit.id], "words": _index_text(hit)} for hit in changed]
    )


def forget(connection: Connection, kind: str, ids: Sequence[int]) -> None:
    """Take tasks or duties out of the index."""
    if ids:
        one = (entries.c.kind == kind) & entries.c.target_id.in_(ids)
        connection.execute(delete(entries).where(one))


def _entry_ids(connection: Connection, changed: Sequence[Hit]) -> dict[tuple[str, int], int]:
    query = select(entries.c.kind, entries.c.target_id, entries.c.id).where(
        entries.c.target_id.in_([hit.id for hit in changed])
    )
    return {(kind, target): entry for kind, target, entry in connection.execute(query)}


def _index_text(hit: Hit) -> str:
    return " ".join((f"_{hit.document_id}", *_words(f"{hit.title}\n{hit.text}")))


def is_current(connection: Connection) -> bool:
    """Whether everything is in the index, cut with today's dictionary."""
    from knowledge.words import DICTIONARY  # noqa: PLC0415 - loads jieba, 0.3 s

    return connection.scalar(select(ledger.c.dictionary)) == DICTIONARY


def rebuild(connection: Connection) -> None:
    """Cut everything again, document by document."""
    from knowledge.words import DICTIONARY  # noqa: PLC0415 - loads jieba, 0.3 s

    connection.execute(delete(entries))
    connection.exec_driver_sql(_CLEAR[connection.dialect.name])
    for document_id in connection.scalars(text("SELECT id FROM documents ORDER BY id")).all():
        index_document(connection, document_id)
    connection.execute(update(ledger).values(dictionary=DICTIONARY))


def warm_up() -> None:
    """Load the dictionary before a transaction needs it."""
    from knowledge import words  # noqa: PLC0415 - loads jieba, 0.3 s

    words.warm_up()
