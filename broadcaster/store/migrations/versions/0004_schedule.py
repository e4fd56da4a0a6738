"""Applied programmes, hours policies and exceptions."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

PERSON = sa.String(80)
MOMENT = sa.String(32)
SHORT = sa.String(40)


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "programme_version",
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("text", sa.Text, nullable=True),
        sa.Column("by", PERSON, nullable=False),
        sa.Column("os_user", SHORT, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_programme_version"),
    )
    op.create_index("ix_programme_version_name", "programme_version", ["name"])
    _make_hours("hours_policy")
    _make_hours("hours_exception")


def _make_hours(table: str) -> None:
    op.create_table(
        table,
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("document", sa.Text, nullable=False),
        sa.Column("os_user", SHORT, nullable=False),
        sa.PrimaryKeyConstraint("number", name=f"pk_{table}"),
    )


def downgrade() -> None:
    """Remove the tables."""
    op.drop_table("hours_exception")
    op.drop_table("hours_policy")
    op.drop_index("ix_programme_version_name", "programme_version")
    op.drop_table("programme_version")
