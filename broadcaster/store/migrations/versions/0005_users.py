"""Who may sign in to the console, their sessions, failed tries, and the trail of both."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

PERSON = sa.String(80)
MOMENT = sa.String(32)
SHORT = sa.String(40)
ADDRESS = sa.String(64)
NAME = sa.String(200)
SHA256 = sa.String(64)


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "user_account",
        sa.Column("person", PERSON, nullable=False),
        sa.Column("password_hash", NAME, nullable=True),
        sa.Column("changed_at", MOMENT, nullable=True),
        sa.Column("code_hash", NAME, nullable=True),
        sa.Column("code_until", MOMENT, nullable=True),
        sa.Column("signed_in_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name="fk_user_account_person_person"),
        sa.PrimaryKeyConstraint("person", name="pk_user_account"),
    )
    _make_session()
    _make_failure()
    _make_event()


def _make_session() -> None:
    op.create_table(
        "user_session",
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("token_sha256", SHA256, nullable=False),
        sa.Column("person", PERSON, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("seen_at", MOMENT, nullable=False),
        sa.Column("address", ADDRESS, nullable=False),
        sa.Column("agent", NAME, nullable=False),
        sa.Column("fingerprint", SHA256, nullable=False),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.Column("ended_cause", SHORT, nullable=True),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name="fk_user_session_person_person"),
        sa.PrimaryKeyConstraint("number", name="pk_user_session"),
        sa.UniqueConstraint("token_sha256", name="uq_user_session_token_sha256"),
    )
    op.create_index("ix_user_session_person", "user_session", ["person"])


def _make_failure() -> None:
    op.create_table(
        "user_failure",
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("name", PERSON, nullable=False),
        sa.Column("address", ADDRESS, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_user_failure"),
    )
    op.create_index("ix_user_failure_name", "user_failure", ["name"])
    op.create_index("ix_user_failure_address", "user_failure", ["address"])


def _make_event() -> None:
    op.create_table(
        "user_event",
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("person", PERSON, nullable=False),
        sa.Column("name", NAME, nullable=False),
        sa.Column("what", SHORT, nullable=False),
        sa.Column("act", SHORT, nullable=False),
        sa.Column("subject", sa.String(100), nullable=False),
        sa.Column("detail", sa.Text, nullable=False),
        sa.Column("in_name_of", PERSON, nullable=False),
        sa.Column("address", ADDRESS, nullable=False),
        sa.Column("os_user", SHORT, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_user_event"),
    )
    op.create_index("ix_user_event_person", "user_event", ["person"])
    op.create_index("ix_user_event_subject", "user_event", ["subject"])


def downgrade() -> None:
    """Remove the tables."""
    for table in ("user_event", "user_failure", "user_session", "user_account"):
        op.drop_table(table)
