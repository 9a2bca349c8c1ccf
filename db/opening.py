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
    hold_schema(connection)
    if inspect(connection).get_table_names():
        check_revision(connection)
    else:
        create(connection)


def upgrade(connection: Connection) -> None:
    """Bring the tables to this program's revision, whatever they are now."""
    try:
        prepare(connection)
    except OutdatedLedgerError:
        from db.migrating import migrate  # noqa: PLC0415 - alembic takes a second to load

        migrate(connection)


def hold_schema(connection: Connection) -> None:
    """Keep other replicas from making or moving tables until this transaction ends."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _ADVISORY_LOCK})


def check_revision(connection: Connection) -> None:
    """Raise unless the tables are a ledger's, of this program's revision."""
    if not {"alembic_version", "ledger"} <= set(inspect(connection).get_table_names()):
        raise UnusableLedgerError("这个数据库里已有别的程序的数据，不是督办台账")
    revision = connection.scalar(select(records.alembic_version.c.version_num)) or ""
    if revision > HEAD:
        raise NewerLedgerError(revision)
    if revision < HEAD:
        raise OutdatedLedgerError(revision)


def create(connection: Connection) -> None:
    """All tables of the newest revision, with nothing in them."""
    metadata.create_all(connection, checkfirst=False)
    stamp(connection)


def stamp(connection: Connection) -> None:
    """Write into empty tables that they are of the newest revision and hold nothing yet."""
    connection.execute(insert(records.alembic_version).values(version_num=HEAD))
    connection.execute(insert(records.ledger).values(id=1, version=0, audit_hash=""))
