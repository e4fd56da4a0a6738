"""Which line of a revision is its headline, and the cut in which it was spoken."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns; what was rendered before has no headline until it is rendered again."""
    op.add_column("bulletin_revision", sa.Column("headline", sa.Integer, nullable=True))
    # No foreign key: SQLite would have to make the table anew, which others refer to.
    op.add_column("bulletin", sa.Column("headline_cut", sa.String(64), nullable=True))


def downgrade() -> None:
    """Remove the columns."""
    op.drop_column("bulletin", "headline_cut")
    op.drop_column("bulletin_revision", "headline")
