"""The first tables."""

from alembic import op

from db.migrations.frozen import run

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make every table, in the words of the database at hand."""
    connection = op.get_bind()
    run(connection, revision)
    connection.exec_driver_sql("INSERT INTO ledger (id, version, audit_hash) VALUES (1, 0, '')")
