"""Which unit may use which voice that is off by default."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "voice_enablement",
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("voice", sa.String(80), nullable=False),
        sa.Column("unit", sa.String(80), nullable=False),
        sa.Column("valid_from", sa.Date, nullable=False),
        sa.Column("valid_until", sa.Date),
        sa.Column("by", sa.String(80), nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("document", sa.String(200), nullable=False),
        sa.Column("sends_to", sa.String(200), nullable=False),
        sa.Column("disabled_by", sa.String(80), nullable=False),
        sa.Column("disabled_at", sa.String(32)),
        sa.PrimaryKeyConstraint("number", name="pk_voice_enablement"),
        sa.ForeignKeyConstraint(["unit"], ["unit.id"], name="fk_voice_enablement_unit_unit"),
    )
    op.create_index("ix_voice_enablement_unit", "voice_enablement", ["unit"])


def downgrade() -> None:
    """Drop the table."""
    op.drop_index("ix_voice_enablement_unit", "voice_enablement")
    op.drop_table("voice_enablement")
