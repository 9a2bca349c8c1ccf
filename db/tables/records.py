"""What the ledger keeps about itself: its version, settings, the audit chain, conversations."""

from sqlalchemy import BigInteger, Column, Index, Integer, PrimaryKeyConstraint, String, Table, Text

from db.tables.base import Facts, Id, Moment, metadata, own_id, text

ledger = Table(
    "ledger",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),  # always 1
    Column("version", BigInteger, nullable=False),
    Column("dictionary", Text),  # what the text index was cut with
    Column("audit_hash", Text, nullable=False),  # end of the audit chain
)

settings = Table(
    "settings",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Facts),
    Column("changed_at", Moment, nullable=False),
)

audit = Table(
    "audit",
    metadata,
    own_id(),
    text("key", unique=True),
    Column("at", Moment, nullable=False),
    text("by"),
    text("action"),
    text("subject"),
    Column("subject_id", Id),
    Column("before", Facts),
    Column("after", Facts),
    text("previous"),
    text("hash"),
    Index(None, "subject", "subject_id"),
    Index(None, "at"),
    sqlite_autoincrement=True,
)

events = Table(
    "events",
    metadata,
    Column("key", Text, primary_key=True),
    Column("at", Moment, nullable=False, index=True),
    Column("refused", Text),
    Column("result", Facts),
)

contexts = Table(
    "contexts",
    metadata,
    Column("conversation", Text, primary_key=True),
    text("body"),
    Column("expires_at", Moment, nullable=False, index=True),
)

alembic_version = Table(
    "alembic_version",
    metadata,
    Column("version_num", String(32)),
    PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),  # as alembic names it
)

inbox = Table(
    "inbox",
    metadata,
    Column("key", Text, primary_key=True),  # the event's, as in `events`
    text("platform"),
    text("payload"),  # as the platform sent it, without what the 涉密 guard refused
    Column("at", Moment, nullable=False, index=True),
    text("held_by"),
    Column("held_until", Moment, nullable=False),
    Column("tries", Integer, nullable=False),
)

leases = Table(
    "leases",
    metadata,
    Column("name", Text, primary_key=True),
    text("holder"),
    Column("until", Moment, nullable=False),
)

posts = Table(
    "posts",
    metadata,
    text("place"),  # platform:team:chat
    text("message"),  # the platform's id of what the bot said
    Column("asked", Text),  # and of what it answered
    text("conversation"),
    text("answer"),  # the answer's id in the conversation, such as m12
    Column("at", Moment, nullable=False, index=True),
    PrimaryKeyConstraint("place", "message"),
    Index(None, "place", "asked"),
)
