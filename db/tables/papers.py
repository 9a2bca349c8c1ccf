"""Issued papers, their outline, their tasks and who is assigned to them."""

from sqlalchemy import Boolean, Column, Date, Index, Integer, Table, Text

from db.tables.base import Facts, Id, Moment, index_where, link, metadata, one_of, own_id, text

documents = Table(
    "documents",
    metadata,
    own_id(),
    text("slug", unique=True),
    text("kind"),
    text("state"),
    text("title"),
    Column("issuer", Text),
    Column("doc_number", Text),
    Column("number_key", Text, index=True),  # brackets and blanks made alike
    Column("jurisdiction", Text),
    Column("issued_on", Date),
    Column("period_start", Date),
    Column("period_end", Date),
    Column("full_text", Boolean, nullable=False),
    Column("content_hash", Text),
    Column("amends_number", Text),
    Column("amends_title", Text),
    link("amends_id", "documents", nullable=True, later=True),
    Column("imported_at", Moment),
    Column("activated_at", Moment),
    Column("archived_at", Moment),
    one_of("kind", "paper", "amendment", "unprinted"),
    one_of("state", "active", "archived", "sample"),
    Index(None, "state"),
    Index(None, "title"),
    sqlite_autoincrement=True,
)

document_lines = Table(
    "document_lines",
    metadata,
    link("document_id", "documents", owned=True, primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    text("text"),
)

sections = Table(
    "sections",
    metadata,
    link("document_id", "documents", owned=True, primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),  # Section.order
    Column("label", Text),
    text("title"),
    Column("line", Integer, nullable=False),
)

members = Table(
    "members",
    metadata,
    link("document_id", "documents", owned=True, primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    link("bureau_id", "bureaus"),
    text("name"),
)

changes = Table(
    "changes",
    metadata,
    link("document_id", "documents", owned=True, primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    text("ref"),
    text("field"),
    Column("old", Text),
    Column("new", Text),
    link("task_id", "tasks", nullable=True),  # what it was applied to, once confirmed
)

tasks = Table(
    "tasks",
    metadata,
    own_id(),
    link("document_id", "documents", owned=True),
    text("ref"),
    Column("position", Integer, nullable=False),
    Column("section_position", Integer),
    text("origin"),  # paper, or a person: said in a meeting, split off another
    text("title"),
    text("text"),
    Column("line", Integer, nullable=False),
    text("deadline_kind"),
    Column("due_on", Date),
    Column("deadline_text", Text),
    Column("deadline_more", Facts),  # all dates, recurrence
    Column("quantities", Facts),
    Column("points", Facts),
    Column("printed", Facts),  # what the paper says, where a correction lies over it
    Column("corrected", Facts),  # names of the fields it lies over
    Column("gone", Text),
    Column("gone_at", Moment),
    link("continued_by", "tasks", nullable=True, later=True),  # a merged task: into which one
    link("part_of", "tasks", nullable=True, later=True),  # split off which one
    Column("merged", Facts),  # refs of the tasks merged into this one
    one_of("deadline_kind", "explicit", "phase", "period", "recurring", "open"),
    one_of("origin", "paper", "person"),
    one_of("gone", "removed", "merged", "split", "undone"),
    sqlite_autoincrement=True,
)
Index(None, tasks.c.document_id, tasks.c.position)
# What lists are made of: neither removed nor merged nor split.
index_where(tasks, "ix_tasks_ref", "ref, document_id, position", "gone IS NULL")
index_where(tasks, "ix_tasks_due", "due_on, document_id, position, deadline_kind", "gone IS NULL")
index_where(tasks, "ix_tasks_gone", "id", "gone IS NOT NULL")

measures = Table(
    "measures",
    metadata,
    own_id(),
    link("task_id", "tasks", owned=True),
    Column("position", Integer, nullable=False),
    Column("label", Text),
    text("title"),
    text("text"),
    Column("line", Integer, nullable=False),
    Column("gone", Text),
    one_of("gone", "removed"),
    Index(None, "task_id", "position"),
    sqlite_autoincrement=True,
)

assignments = Table(
    "assignments",
    metadata,
    link("task_id", "tasks", owned=True, primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    link("bureau_id", "bureaus"),
    Column("document_id", Id, nullable=False),
    text("role"),
    text("name"),
    Column("inherited", Boolean, nullable=False),
    one_of("role", "lead", "cooperating", "responsible"),
    # Covers "this bureau's tasks in these papers in this role" without touching the rows.
    Index(None, "bureau_id", "document_id", "role", "task_id"),
)
