"""The text index: what can be found, and under which words.

`entry_words` is the database's own kind of index: FTS5 without content on SQLite, a tsvector with
GIN on PostgreSQL. FTS5 as SQLite 3.40 has it cannot forget a row without its old words, so a
changed text gets a new entry and the old words point to nothing until the index is rebuilt.
"""

from sqlalchemy import Column, Connection, Index, Table, UniqueConstraint, event

from db.tables.base import Id, link, metadata, one_of, own_id, text

entries = Table(
    "entries",
    metadata,
    own_id(),
    text("kind"),
    Column("target_id", Id, nullable=False),
    link("document_id", "documents", owned=True),
    one_of("kind", "task", "duty"),
    UniqueConstraint("kind", "target_id"),
    Index(None, "document_id"),
    sqlite_autoincrement=True,
)

SQLITE_WORDS = """
CREATE VIRTUAL TABLE entry_words
USING fts5(words, content='', detail=none, tokenize="ascii tokenchars '.+-_'")
"""
POSTGRESQL_WORDS = """
CREATE TABLE entry_words (
    id BIGINT CONSTRAINT pk_entry_words PRIMARY KEY
        CONSTRAINT fk_entry_words_id REFERENCES entries (id) ON DELETE CASCADE,
    words TSVECTOR NOT NULL
)
"""
POSTGRESQL_INDEX = """
CREATE INDEX ix_entry_words_words ON entry_words USING gin (words) WITH (fastupdate = off)
"""


@event.listens_for(entries, "after_create")
def _create_words(_table: Table, connection: Connection, **_options: object) -> None:
    postgresql = connection.dialect.name == "postgresql"
    for statement in (POSTGRESQL_WORDS, POSTGRESQL_INDEX) if postgresql else (SQLITE_WORDS,):
        connection.exec_driver_sql(statement)
