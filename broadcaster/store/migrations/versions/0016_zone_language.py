"""The language a zone asks for, so that it hears a bulletin's variant in it."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add it; zones that are there ask for none."""
    op.add_column("zone", sa.Column("language", sa.String(40), nullable=False, server_default=""))


def downgrade() -> None:
    """Remove it."""
    op.drop_column("zone", "language")
