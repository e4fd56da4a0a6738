"""Which transmitter a cluster is fed by: those of one transmitter sound together."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; no cluster is known to be fed by a transmitter."""
    op.add_column(
        "cluster", sa.Column("transmitter", sa.String(80), nullable=False, server_default="")
    )


def downgrade() -> None:
    """Remove the column."""
    op.drop_column("cluster", "transmitter")
