"""Who decided an entry of a lexicon elsewhere, as the file that brought it says."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns."""
    op.add_column("lexicon_entry", sa.Column("stated_by", sa.String(200), nullable=True))
    op.add_column("lexicon_entry", sa.Column("stated_at", sa.String(32), nullable=True))


def downgrade() -> None:
    """Remove the columns."""
    op.drop_column("lexicon_entry", "stated_at")
    op.drop_column("lexicon_entry", "stated_by")
