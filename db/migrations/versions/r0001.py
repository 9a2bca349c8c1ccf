"""The first tables, as SQL that stays as it is while `db.tables` goes on."""

from importlib.resources import files

from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make every table, in the words of the database at hand."""
    connection = op.get_bind()
    script = files("db.migrations").joinpath(f"0001.{connection.dialect.name}.sql")
    for statement in script.read_text("utf-8").split(";\n"):
        if statement.strip():
            connection.exec_driver_sql(statement)
    connection.exec_driver_sql("INSERT INTO ledger (id, version, audit_hash) VALUES (1, 0, '')")
