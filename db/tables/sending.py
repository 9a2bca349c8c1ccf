"""What the bot says unasked: channels, destinations, notices, and what became of each."""

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, Table, Text, UniqueConstraint

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
    Column("timezone", Text),  # None: the office's
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
    link("edits_id", "attempts", nullable=True),  # what was sent takes these words instead
    one_of("state", "planned", "unknown", *ENDED),
    Index(None, "target", "target_id", "kind"),
    sqlite_autoincrement=True,
)
index_where(notices, "ix_notices_due", "destination_id, due_at", "state IN ('planned', 'unknown')")
index_where(notices, "ix_notices_failed", "ended_at", "state = 'failed'")
index_where(notices, "ix_notices_edits", "edits_id", "edits_id IS NOT NULL")

attempts = Table(
    "attempts",
    metadata,
    own_id(),
    link("destination_id", "destinations", index=True),
    text("text"),
    Column("facts", Facts),
    text("outcome"),
    Column("message_id", Text),
    Column("place", Text),  # where it was said, as `bot.places.place_text` writes it
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

# What people decided about what is said to them, or to anybody.

hushes = Table(
    "hushes",
    metadata,
    own_id(),
    link("destination_id", "destinations"),
    Column("person_id", Id, ForeignKey("persons.id")),  # who pressed; None: at the terminal
    text("by"),
    text("target"),
    Column("target_id", Id, nullable=False),
    text("kind"),  # known 已知悉 or snoozed 稍后
    text("fact"),  # what was known: the notice's key without the lead and the destination
    Column("until", Moment),  # None: as long as the fact stays what it was
    text("key", unique=True),  # of the notice it was pressed on
    Column("at", Moment, nullable=False),
    one_of("kind", "known", "snoozed"),
    Index(None, "target", "target_id"),
    sqlite_autoincrement=True,
)

opt_outs = Table(
    "opt_outs",
    metadata,
    own_id(),
    link("person_id", "persons"),
    text("kind"),  # of notices; '*' for all that may be left out
    Column("document_id", Id, ForeignKey("documents.id", ondelete="CASCADE")),
    Column("since", Moment, nullable=False),
    Column("until", Moment),
    Index(None, "person_id"),
    sqlite_autoincrement=True,
)

replanned = Table(
    "replanned",
    metadata,
    Column("key", Text, primary_key=True),  # of the notice that was planned
    text("action"),
    Column("was", Moment, nullable=False, index=True),  # when it would be said otherwise
    Column("to", Moment, index=True),  # where it was moved, or merged with what is said then
    text("by"),
    Column("at", Moment, nullable=False),
    one_of("action", "drop", "move", "merge"),
)

# 通知: words that a person approved, said verbatim to everybody they concern.

broadcasts = Table(
    "broadcasts",
    metadata,
    own_id(),
    text("key", unique=True),  # the event that drafted it
    link("document_id", "documents", nullable=True),
    text("title"),
    text("state"),
    Column("version", Integer, nullable=False),  # the latest of its words
    Column("audience", Facts),  # who is meant, as it was said
    Column("compulsory", Boolean, nullable=False),
    Column("asks_receipt", Boolean, nullable=False),
    Column("due_at", Moment),  # when it goes out; None: once approved
    Column("sent_at", Moment),
    Column("receipt_by", Moment),
    text("by"),
    Column("person_id", Id, ForeignKey("persons.id")),
    Column("at", Moment, nullable=False),
    Column("ended_at", Moment),
    one_of("state", "drafted", "approved", "sent", "closed", "cancelled"),
    Index(None, "state", "due_at"),
    sqlite_autoincrement=True,
)

broadcast_words = Table(
    "broadcast_words",
    metadata,
    link("broadcast_id", "broadcasts", owned=True, primary_key=True),
    Column("version", Integer, primary_key=True),
    text("words"),
    text("by"),
    Column("at", Moment, nullable=False),
    Column("asks_again", Boolean, nullable=False),  # who confirmed earlier words, too
    Column("receipt_by", Moment),  # where these words set another time
    Column("approved_by", Text),
    Column("approved_at", Moment),
    Column("refused", Text),  # why the second person did not want them said
)

broadcast_readers = Table(
    "broadcast_readers",
    metadata,
    # Who is expected to confirm, as it stood when the words went out.
    link("broadcast_id", "broadcasts", owned=True, primary_key=True),
    link("person_id", "persons", primary_key=True, index=True),
    link("bureau_id", "bureaus", nullable=True),
)

receipts = Table(
    "receipts",
    metadata,
    # 已签收: once a person, by whichever of the messages.
    link("broadcast_id", "broadcasts", owned=True, primary_key=True),
    link("person_id", "persons", primary_key=True),
    link("bureau_id", "bureaus", nullable=True),
    text("through"),  # where it was pressed, such as telegram or slack
    Column("version", Integer, nullable=False),
    Column("at", Moment, nullable=False),
)
