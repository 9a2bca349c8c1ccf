"""The ledger's version number: it grows with every change to names, documents or tasks."""

from sqlalchemy import Connection, select, update

from db.engine import VERSION
from db.tables.records import ledger


def version(connection: Connection) -> int:
    """The present number. Asked with every message, so it goes to the driver directly."""
    return int(connection.exec_driver_sql(VERSION).scalar_one())


def hold(connection: Connection) -> None:
    """Wait until nobody else changes names, documents or tasks (SQLite has one writer anyway)."""
    connection.execute(select(ledger.c.id).with_for_update())


def bump(connection: Connection) -> None:
    """Count one change. Comes first in a write: its row lock puts such writes in order."""
    connection.execute(update(ledger).values(version=ledger.c.version + 1))
