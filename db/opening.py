"""Making a new ledger, and telling whether an existing one fits this program."""

from sqlalchemy import Connection, insert, inspect, select, text

from db.errors import NewerLedgerError, OutdatedLedgerError, UnusableLedgerError
from db.tables import HEAD, metadata, records

_ADVISORY_LOCK = 0x6475_6261_6E  # "duban": held while one replica makes the tables


def prepare(connection: Connection) -> None:
    """Make the tables in an empty database, else see that they are this program's.

    Raises `NewerLedgerError`, `OutdatedLedgerError`, and `UnusableLedgerError` where the tables
    are somebody else's.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _ADVISORY_LOCK})
    present = set(inspect(connection).get_table_names())
    if not present:
        create(connection)
        return
    if not {"alembic_version", "ledger"} <= present:
        raise UnusableLedgerError("这个数据库里已有别的程序的数据，不是督办台账")
    revision = connection.scalar(select(records.alembic_version.c.version_num)) or ""
    if revision > HEAD:
        raise NewerLedgerError(revision)
    if revision < HEAD:
        raise OutdatedLedgerError(revision)


def create(connection: Connection) -> None:
    """All tables of the newest revision, and the one row of `ledger`."""
    metadata.create_all(connection, checkfirst=False)
    connection.execute(insert(records.alembic_version).values(version_num=HEAD))
    connection.execute(insert(records.ledger).values(id=1, version=0, audit_hash=""))
