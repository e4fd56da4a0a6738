"""Who understands which language, and who attested that a cut was heard right."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

ID = sa.String(80)


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "person_language",
        sa.Column("person", ID, nullable=False),
        sa.Column("language", sa.String(40), nullable=False),
        sa.PrimaryKeyConstraint("person", "language", name="pk_person_language"),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name="fk_person_language_person_person"),
    )
    op.create_table(
        "bulletin_attestation",
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("bulletin", ID, nullable=False),
        sa.Column("revision", sa.String(90), nullable=False),
        sa.Column("cut", sa.String(64), nullable=False),
        sa.Column("language", sa.String(40), nullable=False),
        sa.Column("by", ID, nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("identity", sa.String(40), nullable=False),
        sa.Column("os_user", sa.String(40), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_bulletin_attestation"),
        sa.ForeignKeyConstraint(
            ["bulletin"], ["bulletin.id"], name="fk_bulletin_attestation_bulletin_bulletin"
        ),
        sa.ForeignKeyConstraint(["cut"], ["cut.sha256"], name="fk_bulletin_attestation_cut_cut"),
    )
    op.create_index("ix_bulletin_attestation_bulletin", "bulletin_attestation", ["bulletin"])
    with op.batch_alter_table("bulletin_revision") as table:
        table.add_column(sa.Column("translator", sa.String(200), nullable=False, server_default=""))


def downgrade() -> None:
    """Remove them."""
    with op.batch_alter_table("bulletin_revision") as table:
        table.drop_column("translator")
    op.drop_index("ix_bulletin_attestation_bulletin", "bulletin_attestation")
    op.drop_table("bulletin_attestation")
    op.drop_table("person_language")
