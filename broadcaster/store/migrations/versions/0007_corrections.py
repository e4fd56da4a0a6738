"""What an approver wants said differently."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "bulletin_correction",
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("bulletin", sa.String(80), nullable=False),
        sa.Column("turn", sa.Integer, nullable=False),
        sa.Column("line", sa.Integer, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("by", sa.String(80), nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_bulletin_correction"),
        sa.ForeignKeyConstraint(
            ["bulletin"], ["bulletin.id"], name="fk_bulletin_correction_bulletin_bulletin"
        ),
    )
    op.create_index("ix_bulletin_correction_bulletin", "bulletin_correction", ["bulletin"])


def downgrade() -> None:
    """Drop the table."""
    op.drop_index("ix_bulletin_correction_bulletin", "bulletin_correction")
    op.drop_table("bulletin_correction")
