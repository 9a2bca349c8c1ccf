"""How things stand: what reports and steps add up to, the steps themselves, files as evidence."""

from sqlalchemy import Boolean, Column, Date, Index, Integer, LargeBinary, Table, Text

from db.tables.base import Facts, Id, Moment, link, metadata, one_of, own_id, text
from db.tables.work import TARGETS

STATES = ("not_started", "in_progress", "blocked", "waiting", "done", "closed", "suspended")
STEPS = (
    *("assigned", "received", "accepted", "returned", "closed", "suspended", "resumed"),
    *("extension_asked", "extension_granted", "extension_refused", "urged", "commented"),
)

standings = Table(
    "standings",
    metadata,
    Column("target", Text, primary_key=True),
    Column("target_id", Id, primary_key=True, autoincrement=False),
    link("document_id", "documents", nullable=True, owned=True),
    text("state"),
    Column("percent", Integer),
    Column("stated", Boolean, nullable=False),  # else the percent follows the measures
    Column("totals", Facts),
    Column("blocker", Text),
    Column("need", Text),
    Column("next_step", Text),
    Column("expected_on", Date),
    Column("done_on", Date),
    link("report_id", "reports", nullable=True),
    Column("spoken_at", Moment),  # when its lead last reported
    Column("heard_at", Moment),  # when anybody did
    Column("counted", Integer, nullable=False),  # how many reports
    one_of("target", *TARGETS),
    one_of("state", *STATES),
    Index(None, "document_id", "target", "state"),
    Index(None, "state", "heard_at"),
)

steps = Table(
    "steps",
    metadata,
    own_id(),
    text("target"),
    Column("target_id", Id, nullable=False),
    link("document_id", "documents", nullable=True, owned=True),
    text("kind"),
    text("by"),
    link("person_id", "persons", nullable=True),
    link("bureau_id", "bureaus", nullable=True),
    link("to_person_id", "persons", nullable=True),  # assigned to, urged
    link("report_id", "reports", nullable=True),
    Column("reason", Text),
    Column("on", Date),  # the date asked for or granted
    text("key", unique=True),
    Column("at", Moment, nullable=False),
    one_of("target", *TARGETS),
    one_of("kind", *STEPS),
    Index(None, "target", "target_id", "at"),
    Index(None, "kind", "at"),
    sqlite_autoincrement=True,
)

files = Table(
    "files",
    metadata,
    Column("hash", Text, primary_key=True),  # SHA-256 of the content
    Column("size", Integer, nullable=False),
    Column("data", LargeBinary, nullable=False),
    Column("at", Moment, nullable=False),
)
