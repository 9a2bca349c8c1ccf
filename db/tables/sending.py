"""What the bot says unasked: channels, destinations, notices, and what became of each."""

from sqlalchemy import Boolean, Column, Index, Integer, Table, Text, UniqueConstraint

from db.tables.base import Facts, Id, Moment, index_where, link, metadata, one_of, own_id, text

channels = Table(
    "channels",
    metadata,
    own_id(),
    text("platform"),
    text("team"),
    text("chat"),
    text("topic"),  # '' where the platform has none
    Column("name", Text),
    Column("quiet_from", Text),  # HH:MM
    Column("quiet_until", Text),
    Column("minimal", Boolean, nullable=False),
    text("scope"),
    Column("created_at", Moment, nullable=False),
    Column("closed_at", Moment),
    Column("closed_because", Text),
    UniqueConstraint("platform", "team", "chat", "topic"),
    sqlite_autoincrement=True,
)

subscriptions = Table(
    "subscriptions",
    metadata,
    own_id(),
    link("channel_id", "channels", owned=True),
    link("document_id", "documents", nullable=True, owned=True),
    link("bureau_id", "bureaus", nullable=True, owned=True),
    Column("kind", Text),
    Column("since", Moment, nullable=False),
    Index(None, "channel_id"),
    Index(None, "document_id"),
    Index(None, "bureau_id"),
    sqlite_autoincrement=True,
)

destinations = Table(
    "destinations",
    metadata,
    own_id(),
    link("channel_id", "channels", nullable=True, unique=True),
    link("person_id", "persons", nullable=True, unique=True),
    Column("leased_by", Text),
    Column("leased_until", Moment),
    Column("not_before", Moment),
    sqlite_autoincrement=True,
)

ENDED = ("sent", "merged", "suppressed", "failed", "dropped")

notices = Table(
    "notices",
    metadata,
    own_id(),
    text("key", unique=True),
    text("kind"),
    link("destination_id", "destinations"),
    link("document_id", "documents", nullable=True, index=True),
    Column("target", Text),
    Column("target_id", Id),
    Column("due_at", Moment, nullable=False),
    text("state"),
    Column("reason", Text),
    Column("facts", Facts),
    Column("ended_at", Moment),
    one_of("state", "planned", "unknown", *ENDED),
    Index(None, "target", "target_id", "kind"),
    sqlite_autoincrement=True,
)
index_where(notices, "ix_notices_due", "destination_id, due_at", "state IN ('planned', 'unknown')")

attempts = Table(
    "attempts",
    metadata,
    own_id(),
    link("destination_id", "destinations", index=True),
    text("text"),
    Column("facts", Facts),
    text("outcome"),
    Column("message_id", Text),
    Column("error", Text),
    Column("tries", Integer, nullable=False),
    Column("at", Moment, nullable=False),
    Column("ended_at", Moment),
    one_of("outcome", "sending", "sent", "failed", "unknown"),
    sqlite_autoincrement=True,
)

attempt_notices = Table(
    "attempt_notices",
    metadata,
    link("attempt_id", "attempts", owned=True, primary_key=True),
    link("notice_id", "notices", owned=True, primary_key=True, index=True),
)

receipts = Table(
    "receipts",
    metadata,
    link("notice_id", "notices", owned=True, primary_key=True),
    link("person_id", "persons", primary_key=True),
    Column("at", Moment, nullable=False),
)
