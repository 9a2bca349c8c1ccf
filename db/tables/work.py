"""What people did: corrections over printed values, reports, evidence."""

from sqlalchemy import Column, Date, Float, Index, Integer, Table, Text

from db.tables.base import Facts, Id, Moment, link, metadata, one_of, own_id, text

TARGETS = ("task", "measure", "indicator", "duty")

corrections = Table(
    "corrections",
    metadata,
    own_id(),
    link("task_id", "tasks", index=True),
    text("field"),
    Column("seen", Facts),  # the printed value it was made against
    Column("value", Facts),
    text("source"),
    link("document_id", "documents", nullable=True, index=True),  # the amendment
    link("audit_id", "audit"),
    Column("at", Moment, nullable=False),
    Column("undone_at", Moment),
    Column("undone_by", Text),
    one_of("field", "title", "deadline", "lead", "cooperating", "responsible", "merge", "split"),
    one_of("source", "person", "amendment"),
    sqlite_autoincrement=True,
)

reports = Table(
    "reports",
    metadata,
    own_id(),
    text("target"),
    Column("target_id", Id, nullable=False),
    link("document_id", "documents"),
    link("bureau_id", "bureaus", nullable=True),
    link("person_id", "persons", nullable=True),
    text("status", nullable=True),
    Column("percent", Integer),
    Column("quantities", Facts),
    Column("blocker", Text),
    Column("need", Text),
    Column("next_step", Text),
    Column("done_on", Date),
    Column("expected_on", Date),
    Column("said", Text),
    text("review"),
    Column("review_reason", Text),
    link("supersedes_id", "reports", nullable=True, later=True),
    text("key", unique=True),
    Column("at", Moment, nullable=False),
    text("by", server_default=""),  # the name as it was then
    Column("speaks", Integer, nullable=False, server_default="1"),  # for the whole: its lead
    Column("withdrawn_at", Moment),
    one_of("target", *TARGETS),
    one_of("status", "not_started", "in_progress", "blocked", "suspended", "done"),
    one_of("review", "none", "waiting", "accepted", "returned"),
    Index(None, "target", "target_id", "at"),
    Index(None, "bureau_id", "at"),
    Index(None, "document_id", "at"),
    Index(None, "review", "at"),
    sqlite_autoincrement=True,
)

evidence = Table(
    "evidence",
    metadata,
    own_id(),
    link("report_id", "reports", index=True),
    text("kind"),  # file, link, message
    text("name"),
    Column("location", Text),
    Column("content_hash", Text),
    Column("size", Float),
    Column("at", Moment, nullable=False),
    sqlite_autoincrement=True,
)
