"""Until when and how people answer a bulletin that asks for their opinion."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add both, empty."""
    op.add_column("bulletin_revision", sa.Column("answers_until", sa.Date(), nullable=True))
    to = sa.Column("answers_to", sa.String(300), nullable=False, server_default="")
    op.add_column("bulletin_revision", to)


def downgrade() -> None:
    """Remove them."""
    op.drop_column("bulletin_revision", "answers_to")
    op.drop_column("bulletin_revision", "answers_until")
