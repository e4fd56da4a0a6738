"""Whose policy it is and whom it concerns; agencies with whom each has named."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

TEXTS = {"scope": (40, "own"), "issuer": (200, ""), "unit": (80, "")}


def upgrade() -> None:
    """Add them; of the policies there are, those of the centre bear on the people from above."""
    for name, (length, default) in TEXTS.items():
        column = sa.Column(name, sa.String(length), nullable=False, server_default=default)
        op.add_column("policy", column)
    op.add_column("policy", sa.Column("until", sa.Date(), nullable=True))
    op.execute("UPDATE policy SET scope = 'impact' WHERE level = 'central'")
    op.create_table(
        "agency",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(80), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("unit", sa.String(80), nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("number"),
        sa.UniqueConstraint("id", name="uq_agency_id"),
    )
    op.create_table(
        "agency_holder",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("agency", sa.String(80), nullable=False),
        sa.Column("post", sa.String(40), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("contact", sa.String(200), nullable=False),
        sa.Column("document", sa.String(200), nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["agency"], ["agency.id"]),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_index("ix_agency_holder_agency", "agency_holder", ["agency"])


def downgrade() -> None:
    """Remove them."""
    op.drop_table("agency_holder")
    op.drop_table("agency")
    for name in ("until", *TEXTS):
        op.drop_column("policy", name)
