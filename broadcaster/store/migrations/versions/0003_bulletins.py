"""Cuts, bulletins with their revisions and history, approvals, sounds, policies, the lexicon."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

ID = sa.String(80)
REVISION = sa.String(90)
APPROVAL = sa.String(100)
SHA256 = sa.String(64)
MOMENT = sa.String(32)
SHORT = sa.String(40)
NAME = sa.String(200)
TITLE = sa.String(300)


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "cut",
        sa.Column("sha256", SHA256, nullable=False),
        sa.Column("document", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("sha256", name="pk_cut"),
    )
    _make_bulletin()
    _make_revision()
    _make_submission()
    _make_step()
    _make_approval()
    _make_sound()
    _make_policy()
    _make_lexicon()


def downgrade() -> None:
    """Remove the tables."""
    for table in (
        "lexicon_entry",
        "policy",
        "sound",
        "approval",
        "bulletin_step",
        "bulletin_submission",
        "bulletin_revision",
        "bulletin",
        "cut",
    ):
        op.drop_table(table)


def _make_bulletin() -> None:
    op.create_table(
        "bulletin",
        sa.Column("id", ID, nullable=False),
        sa.Column("unit", ID, nullable=False),
        sa.Column("year", sa.Integer, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("state", SHORT, nullable=False),
        sa.Column("turn", sa.Integer, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("author", ID, nullable=False),
        sa.Column("cut", SHA256),
        sa.Column("cut_script", SHA256, nullable=False),
        sa.Column("approval", APPROVAL, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_bulletin"),
        sa.UniqueConstraint("unit", "year", "number", name="uq_bulletin_unit"),
        sa.ForeignKeyConstraint(["cut"], ["cut.sha256"], name="fk_bulletin_cut_cut"),
    )


def _make_revision() -> None:
    op.create_table(
        "bulletin_revision",
        sa.Column("bulletin", ID, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("title", TITLE, nullable=False),
        sa.Column("bulletin_class", SHORT, nullable=False),
        sa.Column("language", SHORT, nullable=False),
        sa.Column("column", NAME, nullable=False),
        sa.Column("content_kind", NAME, nullable=False),
        sa.Column("origin", NAME, nullable=False),
        sa.Column("legal_ref", NAME, nullable=False),
        sa.Column("writer", NAME, nullable=False),
        sa.Column("reader", NAME, nullable=False),
        sa.Column("valid_from", MOMENT),
        sa.Column("valid_until", MOMENT),
        sa.Column("times", sa.Integer),
        sa.Column("zones", sa.Text, nullable=False),
        sa.Column("policy", NAME, nullable=False),
        sa.Column("stage", SHORT, nullable=False),
        sa.Column("supersedes", ID, nullable=False),
        sa.Column("translates", REVISION, nullable=False),
        sa.Column("script", sa.Text, nullable=False),
        sa.Column("script_sha256", SHA256, nullable=False),
        sa.Column("made_by", ID, nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("bulletin", "number", name="pk_bulletin_revision"),
        sa.ForeignKeyConstraint(
            ["bulletin"], ["bulletin.id"], name="fk_bulletin_revision_bulletin_bulletin"
        ),
    )
    op.create_index("ix_bulletin_revision_translates", "bulletin_revision", ["translates"])


def _make_submission() -> None:
    op.create_table(
        "bulletin_submission",
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("bulletin", ID, nullable=False),
        sa.Column("revision", REVISION, nullable=False),
        sa.Column("cut", SHA256, nullable=False),
        sa.Column("author", ID, nullable=False),
        sa.Column("by", ID, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("accepted_flags", sa.Text, nullable=False),
        sa.Column("accepted_reason", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_bulletin_submission"),
        sa.ForeignKeyConstraint(
            ["bulletin"], ["bulletin.id"], name="fk_bulletin_submission_bulletin_bulletin"
        ),
        sa.ForeignKeyConstraint(["cut"], ["cut.sha256"], name="fk_bulletin_submission_cut_cut"),
    )
    op.create_index("ix_bulletin_submission_bulletin", "bulletin_submission", ["bulletin"])


def _make_step() -> None:
    op.create_table(
        "bulletin_step",
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("bulletin", ID, nullable=False),
        sa.Column("revision", REVISION, nullable=False),
        sa.Column("act", SHORT, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("by", ID, nullable=False),
        sa.Column("name", NAME, nullable=False),
        sa.Column("detail", sa.Text, nullable=False),
        sa.Column("in_name_of", ID, nullable=False),
        sa.Column("delegation", NAME, nullable=False),
        sa.Column("identity", SHORT, nullable=False),
        sa.Column("os_user", SHORT, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_bulletin_step"),
        sa.ForeignKeyConstraint(
            ["bulletin"], ["bulletin.id"], name="fk_bulletin_step_bulletin_bulletin"
        ),
    )
    op.create_index("ix_bulletin_step_bulletin", "bulletin_step", ["bulletin"])


def _make_approval() -> None:
    op.create_table(
        "approval",
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("id", APPROVAL, nullable=False),
        sa.Column("kind", SHORT, nullable=False),
        sa.Column("bulletin", ID, nullable=False),
        sa.Column("revision", REVISION, nullable=False),
        sa.Column("sound", SHORT, nullable=False),
        sa.Column("cut", SHA256, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("document", sa.Text, nullable=False),
        sa.Column("ended_cause", SHORT),
        sa.Column("ended_at", MOMENT),
        sa.Column("ended_by", ID),
        sa.PrimaryKeyConstraint("number", name="pk_approval"),
        sa.UniqueConstraint("id", name="uq_approval_id"),
        sa.ForeignKeyConstraint(["cut"], ["cut.sha256"], name="fk_approval_cut_cut"),
    )
    op.create_index("ix_approval_bulletin", "approval", ["bulletin"])
    op.create_index("ix_approval_ended_cause", "approval", ["ended_cause"])


def _make_sound() -> None:
    op.create_table(
        "sound",
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("name", SHORT, nullable=False),
        sa.Column("cut", SHA256, nullable=False),
        sa.Column("author", ID, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("approval", APPROVAL, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_sound"),
        sa.ForeignKeyConstraint(["cut"], ["cut.sha256"], name="fk_sound_cut_cut"),
    )
    op.create_index("ix_sound_name", "sound", ["name"])


def _make_policy() -> None:
    op.create_table(
        "policy",
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("id", NAME, nullable=False),
        sa.Column("title", TITLE, nullable=False),
        sa.Column("level", SHORT, nullable=False),
        sa.Column("owner", NAME, nullable=False),
        sa.Column("stages", sa.Text, nullable=False),
        sa.Column("by", ID, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_policy"),
        sa.UniqueConstraint("id", name="uq_policy_id"),
    )


def _make_lexicon() -> None:
    op.create_table(
        "lexicon_entry",
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("unit", ID, nullable=False),
        sa.Column("written", NAME, nullable=False),
        sa.Column("spoken", sa.Text, nullable=False),
        sa.Column("context", sa.Text, nullable=False),
        sa.Column("source", NAME, nullable=False),
        sa.Column("by", ID, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("removed_by", ID),
        sa.Column("removed_at", MOMENT),
        sa.PrimaryKeyConstraint("number", name="pk_lexicon_entry"),
    )
    op.create_index("ix_lexicon_entry_written", "lexicon_entry", ["written"])
