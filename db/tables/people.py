"""Who takes part: persons, their accounts on platforms, their units, invitations."""

from sqlalchemy import Column, Date, Index, Integer, Table, Text, UniqueConstraint

from db.tables.base import Moment, link, metadata, one_of, own_id, text

persons = Table(
    "persons",
    metadata,
    own_id(),
    text("name", index=True),
    text("role"),
    text("position"),
    text("scope"),  # all / document:SLUG / bureau:NAME
    Column("email", Text, index=True),
    Column("phone", Text),
    Column("created_at", Moment, nullable=False),
    Column("left_at", Moment),
    one_of("role", "staff", "manager", "coordinator", "admin"),
    one_of("position", "head", "deputy", "staff"),
    sqlite_autoincrement=True,
)

identities = Table(
    "identities",
    metadata,
    own_id(),
    link("person_id", "persons", index=True),
    text("platform"),
    text("team"),  # '' where the platform has none
    text("account"),
    Column("linked_at", Moment, nullable=False),
    Column("unlinked_at", Moment),
    UniqueConstraint("platform", "team", "account"),
    sqlite_autoincrement=True,
)

memberships = Table(
    "memberships",
    metadata,
    own_id(),
    link("person_id", "persons", index=True),
    link("bureau_id", "bureaus"),
    text("kind"),  # in-charge: 分管领导 of a unit they do not work in
    Column("since", Date, nullable=False),
    Column("until", Date),  # before `since`: one to come (see db/moving.py)
    one_of("kind", "member", "in-charge"),
    Index(None, "bureau_id", "until"),
    sqlite_autoincrement=True,
)

invitations = Table(
    "invitations",
    metadata,
    own_id(),
    link("person_id", "persons", index=True),
    text("code_hash", unique=True),  # the code itself is shown once and kept nowhere
    Column("expires_at", Moment, nullable=False),
    Column("used_at", Moment),
    Column("attempts", Integer, nullable=False),
    text("invited_by", server_default=""),
    Column("used_by", Text),  # platform:team:account
    sqlite_autoincrement=True,
)

access_requests = Table(
    "access_requests",
    metadata,
    own_id(),
    text("platform"),
    text("team"),
    text("account"),
    text("name"),  # as the platform shows it
    Column("asked_at", Moment, nullable=False),
    text("state"),
    Column("decided_at", Moment),
    Column("decided_by", Text),
    link("person_id", "persons", nullable=True),
    one_of("state", "waiting", "approved", "refused"),
    UniqueConstraint("platform", "team", "account"),
    sqlite_autoincrement=True,
)
