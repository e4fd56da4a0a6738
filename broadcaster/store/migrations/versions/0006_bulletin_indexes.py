"""What lists of many thousand bulletins need: their order by state, and when approvals end."""

import json

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

MOMENT = sa.String(32)


def upgrade() -> None:
    """Make the indexes, and copy each approval's end out of its document."""
    op.create_index("ix_bulletin_order", "bulletin", ["year", "number", "id"])
    op.create_index("ix_bulletin_state", "bulletin", ["state", "year", "number", "id"])
    op.add_column("approval", sa.Column("valid_until", MOMENT, nullable=True))
    op.create_index("ix_approval_in_force", "approval", ["kind", "ended_cause", "valid_until"])
    _copy_ends()


def _copy_ends() -> None:
    table = sa.table(
        "approval", sa.column("number"), sa.column("document"), sa.column("valid_until")
    )
    connection = op.get_bind()
    for number, document in connection.execute(sa.select(table.c.number, table.c.document)).all():
        if until := json.loads(document)["until"]:
            connection.execute(
                sa.update(table).where(table.c.number == number).values(valid_until=until)
            )


def downgrade() -> None:
    """Remove the indexes and the column."""
    op.drop_index("ix_approval_in_force", "approval")
    op.drop_column("approval", "valid_until")
    op.drop_index("ix_bulletin_state", "bulletin")
    op.drop_index("ix_bulletin_order", "bulletin")
