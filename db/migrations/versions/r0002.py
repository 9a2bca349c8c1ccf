"""Chat platforms: events kept until handled, leases, the bot's own posts, access requests."""

from alembic import op

from db.migrations.frozen import run

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add tables, and columns to persons and invitations."""
    run(op.get_bind(), revision)
