"""By what right a station plays a sound it brought, and who took one back before its approval."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

WORDS = ("title", "origin", "licence", "holder")


def upgrade() -> None:
    """Add the columns; of what was brought before nothing is known."""
    for name in WORDS:
        column = sa.Column(name, sa.String(300), nullable=False, server_default="")
        op.add_column("sound", column)
    op.add_column("sound", sa.Column("rights_until", sa.String(32), nullable=True))
    op.add_column("sound", sa.Column("taken_back_by", sa.String(80), nullable=True))
    op.add_column("sound", sa.Column("taken_back_at", sa.String(32), nullable=True))


def downgrade() -> None:
    """Remove the columns."""
    for name in ("taken_back_at", "taken_back_by", "rights_until", *reversed(WORDS)):
        op.drop_column("sound", name)
