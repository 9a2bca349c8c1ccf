"""Indicators with targets and readings, phases, duties of member units."""

from sqlalchemy import Column, Date, Float, Index, Integer, Table, Text

from db.tables.base import link, metadata, one_of, own_id, text

indicators = Table(
    "indicators",
    metadata,
    own_id(),
    link("document_id", "documents", owned=True),
    Column("position", Integer, nullable=False),
    text("name"),
    Column("unit", Text),
    Column("baseline_year", Integer),
    Column("baseline", Float),
    text("op"),
    Column("gone", Text),
    one_of("op", "=", ">=", "<="),
    one_of("gone", "removed"),
    Index(None, "document_id", "position"),
    sqlite_autoincrement=True,
)

indicator_leads = Table(
    "indicator_leads",
    metadata,
    link("indicator_id", "indicators", owned=True, primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    link("bureau_id", "bureaus", index=True),
    text("name"),
)

targets = Table(
    "targets",
    metadata,
    link("indicator_id", "indicators", owned=True, primary_key=True),
    Column("year", Integer, primary_key=True, autoincrement=False),
    Column("value", Float, nullable=False),
)

readings = Table(
    "readings",
    metadata,
    own_id(),
    link("indicator_id", "indicators"),
    Column("read_on", Date, nullable=False),
    Column("value", Float, nullable=False),
    link("report_id", "reports", nullable=True),
    Index(None, "indicator_id", "read_on"),
    sqlite_autoincrement=True,
)

phases = Table(
    "phases",
    metadata,
    own_id(),
    link("document_id", "documents", owned=True),
    Column("position", Integer, nullable=False),
    text("name"),
    Column("start_on", Date),
    Column("end_on", Date, index=True),
    text("text"),
    Index(None, "document_id", "position"),
    sqlite_autoincrement=True,
)

duties = Table(
    "duties",
    metadata,
    own_id(),
    link("document_id", "documents", owned=True),
    Column("position", Integer, nullable=False),
    link("bureau_id", "bureaus", index=True),
    text("name"),
    text("text"),
    Column("gone", Text),
    one_of("gone", "removed"),
    Index(None, "document_id", "position"),
    sqlite_autoincrement=True,
)
