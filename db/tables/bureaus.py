"""Units, the names they are printed under, and groups that stand for several."""

from sqlalchemy import Boolean, Column, Index, Table, Text, UniqueConstraint

from db.tables.base import link, metadata, own_id, text

bureaus = Table(
    "bureaus",
    metadata,
    own_id(),
    text("jurisdiction"),  # '' where unknown: a unique key does not hold NULLs apart
    text("name"),
    Column("short_name", Text),
    Column("is_group", Boolean, nullable=False),
    Column("leader", Text),  # 分管领导
    UniqueConstraint("jurisdiction", "name"),
    sqlite_autoincrement=True,
)

bureau_names = Table(
    "bureau_names",
    metadata,
    link("bureau_id", "bureaus", owned=True, primary_key=True),
    Column("name", Text, primary_key=True),
    Index(None, "name"),
)

bureau_groups = Table(
    "bureau_groups",
    metadata,
    link("group_id", "bureaus", owned=True, primary_key=True),
    link("bureau_id", "bureaus", owned=True, primary_key=True),
    Index(None, "bureau_id"),
)
