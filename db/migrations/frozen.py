"""Revisions are SQL that stays as it is while `db.tables` goes on, one file per database."""

from importlib.resources import files

from sqlalchemy import Connection


def run(connection: Connection, revision: str) -> None:
    """Run every statement of `<revision>.<database>.sql`."""
    script = files("db.migrations").joinpath(f"{revision}.{connection.dialect.name}.sql")
    for statement in script.read_text("utf-8").split(";\n"):
        if statement.strip():
            connection.exec_driver_sql(statement)
