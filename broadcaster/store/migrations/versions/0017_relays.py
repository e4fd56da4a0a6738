"""Relays, and approvals that cover a window instead of a cut."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

NAME = sa.String(40)
PERSON = sa.String(80)
MOMENT = sa.String(32)


def upgrade() -> None:
    """Make the table; an approval may be without a cut."""
    op.create_table(
        "relay",
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("name", NAME, nullable=False),
        sa.Column("title", sa.String(300), nullable=False),
        sa.Column("source", sa.String(200), nullable=False),
        sa.Column("programme", NAME, nullable=False),
        sa.Column("longest_ms", sa.Integer, nullable=False),
        sa.Column("in_charge", PERSON, nullable=False),
        sa.Column("valid_until", MOMENT),
        sa.Column("author", PERSON, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("approval", sa.String(100), nullable=False),
        sa.Column("ended_by", PERSON),
        sa.Column("ended_at", MOMENT),
        sa.PrimaryKeyConstraint("number", name="pk_relay"),
    )
    op.create_index("ix_relay_name", "relay", ["name"])
    with op.batch_alter_table("approval") as table:
        table.alter_column("cut", existing_type=sa.String(64), nullable=True)


def downgrade() -> None:
    """Remove the table, and the approvals that no earlier version can read."""
    op.execute("DELETE FROM approval WHERE cut IS NULL")
    with op.batch_alter_table("approval") as table:
        table.alter_column("cut", existing_type=sa.String(64), nullable=False)
    op.drop_index("ix_relay_name", "relay")
    op.drop_table("relay")
