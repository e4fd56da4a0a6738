"""Mandates, offers and their answers, groups of units, and the order of PRIORITY bulletins."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    _make_calls()
    _make_groups()
    _make_answers()
    _make_standing_answers()
    _make_priority_orders()


def _make_calls() -> None:
    op.create_table(
        "demand_call",
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("id", sa.String(100), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("bulletin", sa.String(80), nullable=False),
        sa.Column("until", sa.String(40), nullable=False),
        sa.Column("document", sa.Text, nullable=False),
        sa.Column("os_user", sa.String(40), nullable=False),
        sa.Column("withdrawn_by", sa.String(80), nullable=True),
        sa.Column("withdrawn_at", sa.String(32), nullable=True),
        sa.Column("withdrawn_reason", sa.Text, nullable=True),
        sa.PrimaryKeyConstraint("number", name="pk_demand_call"),
        sa.UniqueConstraint("id", name="uq_demand_call_id"),
    )
    op.create_index("ix_demand_call_bulletin", "demand_call", ["bulletin"])
    op.create_index("ix_demand_call_kind_until", "demand_call", ["kind", "until"])


def _make_groups() -> None:
    op.create_table(
        "demand_group",
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("id", sa.String(100), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("units", sa.Text, nullable=False),
        sa.Column("by", sa.String(80), nullable=False),
        sa.Column("os_user", sa.String(40), nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_demand_group"),
    )
    op.create_index("ix_demand_group_id", "demand_group", ["id"])


def _make_answers() -> None:
    op.create_table(
        "offer_answer",
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("offer", sa.String(100), nullable=False),
        sa.Column("say", sa.String(40), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("by", sa.String(80), nullable=False),
        sa.Column("os_user", sa.String(40), nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_offer_answer"),
        sa.ForeignKeyConstraint(
            ["offer"], ["demand_call.id"], name="fk_offer_answer_offer_demand_call"
        ),
    )
    op.create_index("ix_offer_answer_offer", "offer_answer", ["offer"])


def _make_standing_answers() -> None:
    op.create_table(
        "standing_answer",
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("id", sa.String(100), nullable=False),
        sa.Column("from_unit", sa.String(80), nullable=False),
        sa.Column("column", sa.String(200), nullable=False),
        sa.Column("content_kind", sa.String(200), nullable=False),
        sa.Column("say", sa.String(40), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("until", sa.String(40), nullable=True),
        sa.Column("by", sa.String(80), nullable=False),
        sa.Column("os_user", sa.String(40), nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("removed_by", sa.String(80), nullable=True),
        sa.Column("removed_at", sa.String(32), nullable=True),
        sa.PrimaryKeyConstraint("number", name="pk_standing_answer"),
        sa.UniqueConstraint("id", name="uq_standing_answer_id"),
    )


def _make_priority_orders() -> None:
    op.create_table(
        "priority_order",
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("session", sa.String(100), nullable=False),
        sa.Column("turn", sa.Integer, nullable=False),
        sa.Column("bulletins", sa.Text, nullable=False),
        sa.Column("by", sa.String(80), nullable=False),
        sa.Column("os_user", sa.String(40), nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_priority_order"),
        sa.UniqueConstraint("session", "turn", name="uq_priority_order_session"),
    )


def downgrade() -> None:
    """Remove them."""
    for table in (
        "priority_order",
        "standing_answer",
        "offer_answer",
        "demand_group",
        "demand_call",
    ):
        op.drop_table(table)
