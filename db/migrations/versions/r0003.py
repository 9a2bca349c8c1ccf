"""Progress: how things stand, steps of their life, files as evidence."""

from alembic import op

from db.migrations.frozen import run

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add tables, and columns to reports."""
    run(op.get_bind(), revision)
