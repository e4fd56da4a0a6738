"""What hears what a cluster's output plays."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add it; nobody hears a cluster that is there."""
    op.add_column("cluster", sa.Column("loopback", sa.Text(), nullable=False, server_default=""))


def downgrade() -> None:
    """Remove it."""
    op.drop_column("cluster", "loopback")
