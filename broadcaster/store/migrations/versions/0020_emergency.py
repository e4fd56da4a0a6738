"""Emergency templates, and the PINs of those who may order one."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add both, empty: there is no default PIN."""
    op.create_table(
        "emergency_template",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(40), nullable=False),
        sa.Column("version", sa.String(40), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("author", sa.String(80), nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("approver", sa.String(80), nullable=True),
        sa.Column("approved_at", sa.String(32), nullable=True),
        sa.Column("identity", sa.String(40), nullable=False),
        sa.Column("os_user", sa.String(40), nullable=False),
        sa.Column("ended_by", sa.String(80), nullable=True),
        sa.Column("ended_at", sa.String(32), nullable=True),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_index("ix_emergency_template_name", "emergency_template", ["name"])
    op.create_table(
        "user_pin",
        sa.Column("person", sa.String(80), nullable=False),
        sa.Column("pin_hash", sa.String(200), nullable=True),
        sa.Column("changed_at", sa.String(32), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["person.id"]),
        sa.PrimaryKeyConstraint("person"),
    )


def downgrade() -> None:
    """Remove them."""
    op.drop_table("user_pin")
    op.drop_index("ix_emergency_template_name", "emergency_template")
    op.drop_table("emergency_template")
