"""Column kinds and naming that all tables share."""

from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    Column,
    Connection,
    DateTime,
    Dialect,
    ForeignKey,
    Integer,
    MetaData,
    Table,
    Text,
    event,
)
from sqlalchemy.types import TypeDecorator

HEAD = "0004"
"""The newest revision under `db/migrations/versions`: what a new ledger is stamped with."""

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)

Id = BigInteger().with_variant(Integer(), "sqlite")
"""64 bits on both databases: SQLite's own row id is one only when declared INTEGER."""

Facts = JSON(none_as_null=True)
"""Small structured facts nobody searches by (quantities, key points); NULL when there are none."""


class Moment(TypeDecorator[datetime]):
    """A point in time: aware in Python, UTC in the database."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To UTC. A time without a zone is a mistake of the caller."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a stored time needs a time zone")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """From UTC, aware."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if dialect.name == "sqlite" else value.astimezone(UTC)


def own_id() -> Column[int]:
    """A lasting id: never given out again, even after its row is gone."""
    return Column("id", Id, primary_key=True)


def link(
    name: str, target: str, *, owned: bool = False, later: bool = False, **options: bool
) -> Column[int]:
    """A reference to `target.id`; an `owned` row goes when its owner goes.

    `later`: to a row of the same table, which a restored backup may hold further down.
    """
    key = ForeignKey(
        f"{target}.id",
        ondelete="CASCADE" if owned else None,
        deferrable=later or None,
        initially="IMMEDIATE" if later else None,
    )
    return Column(name, Id, key, **{"nullable": False, **options})  # type: ignore[arg-type]


def one_of(column: str, *values: str) -> CheckConstraint:
    """Hold a text column to a closed list."""
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=column)


def text(name: str, **options: object) -> Column[str]:
    """A text column, NOT NULL unless said otherwise."""
    return Column(name, Text, **{"nullable": False, **options})  # type: ignore[arg-type]


def index_where(table: Table, name: str, columns: str, condition: str) -> None:
    """Give `table` an index over the rows that meet `condition` only.

    Written as SQL because both databases take the same words, while `Index(postgresql_where=…)`
    makes SQLAlchemy load its PostgreSQL dialect, 50 ms of a cold start.
    """
    statement = f"CREATE INDEX {name} ON {table.name} ({columns}) WHERE {condition}"

    @event.listens_for(table, "after_create")
    def _create(_table: Table, connection: Connection, **_options: object) -> None:
        connection.exec_driver_sql(statement)
