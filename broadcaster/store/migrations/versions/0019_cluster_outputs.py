"""What this box feeds a cluster by, so that several outputs sound at once."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None
TEXTS, NUMBERS = ("output", "amplifier"), ("output_latency_ms", "stagger_ms")


def upgrade() -> None:
    """Add it; no cluster that is there has an output of its own."""
    for name in TEXTS:
        op.add_column("cluster", sa.Column(name, sa.Text(), nullable=False, server_default=""))
    for name in NUMBERS:
        op.add_column("cluster", sa.Column(name, sa.Integer(), nullable=False, server_default="0"))


def downgrade() -> None:
    """Remove it."""
    for name in (*TEXTS, *NUMBERS):
        op.drop_column("cluster", name)
