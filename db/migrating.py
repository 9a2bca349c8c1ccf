"""Moving an older ledger to the newest revision. Loads alembic, about a second."""

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection


def migrate(connection: Connection, revision: str = "head") -> None:
    """Run the revisions up to `revision` that the ledger lacks, in the caller's transaction."""
    config = Config()
    config.set_main_option("script_location", "db:migrations")
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, revision)
