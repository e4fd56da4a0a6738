"""Complaints and questions of residents, with what the log said when they came."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table, empty."""
    op.create_table(
        "feedback",
        sa.Column("id", sa.String(80), nullable=False),
        sa.Column("unit", sa.String(80), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("channel", sa.String(40), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("who", sa.String(200), nullable=False),
        sa.Column("received_at", sa.String(32), nullable=False),
        sa.Column("received_by", sa.String(80), nullable=False),
        sa.Column("identity", sa.String(40), nullable=False),
        sa.Column("os_user", sa.String(40), nullable=False),
        sa.Column("owner", sa.String(80), nullable=False),
        sa.Column("due", sa.String(10), nullable=False),
        sa.Column("heard_at", sa.String(32), nullable=True),
        sa.Column("page", sa.Text(), nullable=False),
        sa.Column("code", sa.String(40), nullable=False),
        sa.Column("answered_at", sa.String(32), nullable=True),
        sa.Column("answered_by", sa.String(80), nullable=True),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("bulletin", sa.String(80), nullable=True),
        sa.ForeignKeyConstraint(["owner"], ["person.id"], name="fk_feedback_owner_person"),
        sa.ForeignKeyConstraint(
            ["bulletin"], ["bulletin.id"], name="fk_feedback_bulletin_bulletin"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_feedback"),
        sa.UniqueConstraint("unit", "year", "number", name="uq_feedback_unit"),
    )
    op.create_index("ix_feedback_received_at", "feedback", ["received_at"])


def downgrade() -> None:
    """Remove it."""
    op.drop_index("ix_feedback_received_at", "feedback")
    op.drop_table("feedback")
