"""Keeping the text index what the tasks and duties say."""

from collections.abc import Sequence

from sqlalchemy import Connection, delete, insert, select, text, update

from db.hits import of_documents
from db.index_words import dictionary, index_words
from db.records import Hit
from db.tables.papers import documents
from db.tables.records import ledger
from db.tables.search import entries

KEEP = {
    "sqlite": text("INSERT INTO entry_words (rowid, words) VALUES (-:id, :words)"),
    "postgresql": text(
        "INSERT INTO entry_words (id, words) "
        "VALUES (:id, array_to_tsvector(string_to_array(:words, ' ')))"
    ),
}
_CLEAR = {
    "sqlite": "INSERT INTO entry_words (entry_words) VALUES ('delete-all')",
    "postgresql": "TRUNCATE entry_words",
}


def keep_up(connection: Connection, document_id: int) -> None:
    """Make the index hold what the document says now."""
    if is_current(connection):
        _enter_document(connection, document_id)
    else:
        rebuild(connection)


def is_current(connection: Connection) -> bool:
    """Whether everything is in the index, cut with today's dictionary."""
    return connection.scalar(select(ledger.c.dictionary)) == dictionary()


def rebuild(connection: Connection) -> None:
    """Cut everything again, document by document."""
    connection.execute(delete(entries))
    connection.exec_driver_sql(_CLEAR[connection.dialect.name])
    for document_id in connection.scalars(select(documents.c.id).order_by(documents.c.id)).all():
        _enter_document(connection, document_id)
    connection.execute(update(ledger).values(dictionary=dictionary()))


def enter(connection: Connection, changed: Sequence[Hit]) -> None:
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
    words = [{"id": ids[hit.kind, hit.id], "words": _index_text(hit)} for hit in changed]
    connection.execute(KEEP[connection.dialect.name], words)


def forget(connection: Connection, kind: str, ids: Sequence[int]) -> None:
    """Take tasks or duties out of the index."""
    if ids:
        one = (entries.c.kind == kind) & entries.c.target_id.in_(ids)
        connection.execute(delete(entries).where(one))


def _enter_document(connection: Connection, document_id: int) -> None:
    connection.execute(delete(entries).where(entries.c.document_id == document_id))
    enter(connection, of_documents(connection, (document_id,)))


def _entry_ids(connection: Connection, changed: Sequence[Hit]) -> dict[tuple[str, int], int]:
    query = select(entries.c.kind, entries.c.target_id, entries.c.id).where(
        entries.c.target_id.in_([hit.id for hit in changed])
    )
    return {(kind, target): entry for kind, target, entry in connection.execute(query)}


def _index_text(hit: Hit) -> str:
    """The words, and one for the document that no text can hold: a scope is part of the match."""
    return " ".join(
        (f"_{hit.document_id}", *index_words(f"{hit.title}\n{hit.text}\n{hit.section}"))
    )
