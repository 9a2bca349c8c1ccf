"""What people decide about reminders, and broadcasts with their receipts."""

from alembic import op

from db.migrations.frozen import run

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add tables and columns; receipts, which nothing filled, are of broadcasts now."""
    run(op.get_bind(), revision)
