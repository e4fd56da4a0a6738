"""A recording before and after its noise was reduced, until one of the two is taken."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "bulletin_preview",
        sa.Column("bulletin", sa.String(80), nullable=False),
        sa.Column("script", sa.String(64), nullable=False),
        sa.Column("before", sa.String(64), nullable=False),
        sa.Column("after", sa.String(64), nullable=False),
        sa.Column("by", sa.String(80), nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("bulletin", name="pk_bulletin_preview"),
        sa.ForeignKeyConstraint(
            ["bulletin"], ["bulletin.id"], name="fk_bulletin_preview_bulletin_bulletin"
        ),
        sa.ForeignKeyConstraint(["before"], ["cut.sha256"], name="fk_bulletin_preview_before_cut"),
        sa.ForeignKeyConstraint(["after"], ["cut.sha256"], name="fk_bulletin_preview_after_cut"),
    )


def downgrade() -> None:
    """Remove it."""
    op.drop_table("bulletin_preview")
