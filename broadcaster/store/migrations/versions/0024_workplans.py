"""Plans of quarters, each text as it was entered."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add it, empty."""
    op.create_table(
        "workplan",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("quarter", sa.String(40), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("by", sa.String(80), nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_index("ix_workplan_quarter", "workplan", ["quarter"])


def downgrade() -> None:
    """Remove it."""
    op.drop_table("workplan")
