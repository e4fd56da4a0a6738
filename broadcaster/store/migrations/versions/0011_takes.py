"""Recordings of single paragraphs of a bulletin."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "bulletin_take",
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("bulletin", sa.String(80), nullable=False),
        sa.Column("paragraph", sa.String(64), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("document", sa.Text, nullable=False),
        sa.Column("by", sa.String(80), nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_bulletin_take"),
        sa.ForeignKeyConstraint(
            ["bulletin"], ["bulletin.id"], name="fk_bulletin_take_bulletin_bulletin"
        ),
    )
    op.create_index("ix_bulletin_take_bulletin", "bulletin_take", ["bulletin"])


def downgrade() -> None:
    """Remove it."""
    op.drop_index("ix_bulletin_take_bulletin", "bulletin_take")
    op.drop_table("bulletin_take")
