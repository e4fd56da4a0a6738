"""Tables of bulletins, approvals, cuts, station sounds and the lexicon.

Revisions, submissions, steps and approvals are only added; an approval is ended, never removed.
Times are RFC 3339 text in UTC, as records store them.
"""

from datetime import date

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from broadcaster.store import Base

ID = String(80)
REVISION = String(90)
APPROVAL = String(100)
SHA256 = String(64)
MOMENT = String(32)
SHORT = String(40)
NAME = String(200)
TITLE = String(300)


class CutRow(Base):
    """What made a mastered cut and was measured on it; the audio itself lies in the cache."""

    __tablename__ = "cut"

    sha256: Mapped[str] = mapped_column(SHA256, primary_key=True)
    document: Mapped[str] = mapped_column(Text)


class BulletinRow(Base):
    """Where a bulletin stands now. A writer names the `turn` it has seen."""

    __tablename__ = "bulletin"

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    unit: Mapped[str] = mapped_column(ID)
    year: Mapped[int]
    number: Mapped[int]
    state: Mapped[str] = mapped_column(SHORT)
    turn: Mapped[int]
    revision: Mapped[int]
    author: Mapped[str] = mapped_column(ID)
    cut: Mapped[str | None] = mapped_column(ForeignKey("cut.sha256"))
    cut_script: Mapped[str] = mapped_column(SHA256)
    headline_cut: Mapped[str | None] = mapped_column(SHA256)
    approval: Mapped[str] = mapped_column(APPROVAL)

    __table_args__ = (
        UniqueConstraint("unit", "year", "number"),
        Index("ix_bulletin_order", "year", "number", "id"),
        Index("ix_bulletin_state", "state", "year", "number", "id"),
    )


class RevisionRow(Base):
    """One immutable revision."""

    __tablename__ = "bulletin_revision"

    bulletin: Mapped[str] = mapped_column(ForeignKey("bulletin.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(TITLE)
    bulletin_class: Mapped[str] = mapped_column(SHORT)
    language: Mapped[str] = mapped_column(SHORT)
    column: Mapped[str] = mapped_column(NAME)
    content_kind: Mapped[str] = mapped_column(NAME)
    origin: Mapped[str] = mapped_column(NAME)
    legal_ref: Mapped[str] = mapped_column(NAME)
    writer: Mapped[str] = mapped_column(NAME)
    translator: Mapped[str] = mapped_column(NAME, default="", server_default="")
    reader: Mapped[str] = mapped_column(NAME)
    valid_from: Mapped[str | None] = mapped_column(MOMENT)
    valid_until: Mapped[str | None] = mapped_column(MOMENT)
    times: Mapped[int | None]
    zones: Mapped[str] = mapped_column(Text)
    policy: Mapped[str] = mapped_column(NAME)
    stage: Mapped[str] = mapped_column(SHORT)
    answers_until: Mapped[date | None]
    answers_to: Mapped[str] = mapped_column(TITLE, server_default="")
    supersedes: Mapped[str] = mapped_column(ID)
    translates: Mapped[str] = mapped_column(REVISION, index=True)
    headline: Mapped[int | None]
    script: Mapped[str] = mapped_column(Text)
    script_sha256: Mapped[str] = mapped_column(SHA256)
    made_by: Mapped[str] = mapped_column(ID)
    made_at: Mapped[str] = mapped_column(MOMENT)


class SubmissionRow(Base):
    """One hand-over to the approver."""

    __tablename__ = "bulletin_submission"

    number: Mapped[int] = mapped_column(primary_key=True)
    bulletin: Mapped[str] = mapped_column(ForeignKey("bulletin.id"), index=True)
    revision: Mapped[str] = mapped_column(REVISION)
    cut: Mapped[str] = mapped_column(ForeignKey("cut.sha256"))
    author: Mapped[str] = mapped_column(ID)
    by: Mapped[str] = mapped_column(ID)
    at: Mapped[str] = mapped_column(MOMENT)
    accepted_flags: Mapped[str] = mapped_column(Text)
    accepted_reason: Mapped[str] = mapped_column(Text)


class AttestationRow(Base):
    """That somebody who understands its language heard a cut and found it right."""

    __tablename__ = "bulletin_attestation"

    number: Mapped[int] = mapped_column(primary_key=True)
    bulletin: Mapped[str] = mapped_column(ForeignKey("bulletin.id"), index=True)
    revision: Mapped[str] = mapped_column(REVISION)
    cut: Mapped[str] = mapped_column(ForeignKey("cut.sha256"))
    language: Mapped[str] = mapped_column(SHORT)
    by: Mapped[str] = mapped_column(ID)
    name: Mapped[str] = mapped_column(NAME)
    at: Mapped[str] = mapped_column(MOMENT)
    identity: Mapped[str] = mapped_column(SHORT)
    os_user: Mapped[str] = mapped_column(SHORT)


class TakeRow(Base):
    """A recording of one paragraph, known by the paragraph's words; the newest counts."""

    __tablename__ = "bulletin_take"

    number: Mapped[int] = mapped_column(primary_key=True)
    bulletin: Mapped[str] = mapped_column(ForeignKey("bulletin.id"), index=True)
    paragraph: Mapped[str] = mapped_column(SHA256)
    sha256: Mapped[str] = mapped_column(SHA256)
    name: Mapped[str] = mapped_column(NAME)
    document: Mapped[str] = mapped_column(Text)
    by: Mapped[str] = mapped_column(ID)
    at: Mapped[str] = mapped_column(MOMENT)


class PreviewRow(Base):
    """A recording before and after its noise was reduced, until one of the two is taken."""

    __tablename__ = "bulletin_preview"

    bulletin: Mapped[str] = mapped_column(ForeignKey("bulletin.id"), primary_key=True)
    script: Mapped[str] = mapped_column(SHA256)
    before: Mapped[str] = mapped_column(ForeignKey("cut.sha256"))
    after: Mapped[str] = mapped_column(ForeignKey("cut.sha256"))
    by: Mapped[str] = mapped_column(ID)
    at: Mapped[str] = mapped_column(MOMENT)


class CorrectionRow(Base):
    """What an approver wants said differently in one line; `turn` is the bulletin's then."""

    __tablename__ = "bulletin_correction"

    number: Mapped[int] = mapped_column(primary_key=True)
    bulletin: Mapped[str] = mapped_column(ForeignKey("bulletin.id"), index=True)
    turn: Mapped[int]
    line: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    by: Mapped[str] = mapped_column(ID)
    at: Mapped[str] = mapped_column(MOMENT)


class StepRow(Base):
    """One line of a bulletin's history."""

    __tablename__ = "bulletin_step"

    number: Mapped[int] = mapped_column(primary_key=True)
    bulletin: Mapped[str] = mapped_column(ForeignKey("bulletin.id"), index=True)
    revision: Mapped[str] = mapped_column(REVISION)
    act: Mapped[str] = mapped_column(SHORT)
    at: Mapped[str] = mapped_column(MOMENT)
    by: Mapped[str] = mapped_column(ID)
    name: Mapped[str] = mapped_column(NAME)
    detail: Mapped[str] = mapped_column(Text)
    in_name_of: Mapped[str] = mapped_column(ID)
    delegation: Mapped[str] = mapped_column(NAME)
    identity: Mapped[str] = mapped_column(SHORT)
    os_user: Mapped[str] = mapped_column(SHORT)


class ApprovalRow(Base):
    """An approval of a bulletin, a station sound or a relay, as it was signed, and how it ended."""

    __tablename__ = "approval"

    number: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(APPROVAL, unique=True)
    kind: Mapped[str] = mapped_column(SHORT)
    bulletin: Mapped[str] = mapped_column(ID, index=True)
    revision: Mapped[str] = mapped_column(REVISION)
    sound: Mapped[str] = mapped_column(SHORT)
    cut: Mapped[str | None] = mapped_column(ForeignKey("cut.sha256"))
    """None for a relay, which nobody has heard."""
    at: Mapped[str] = mapped_column(MOMENT)
    document: Mapped[str] = mapped_column(Text)
    valid_until: Mapped[str | None] = mapped_column(MOMENT)
    """Also in the document; here so that years of approvals that are over need not be read."""
    ended_cause: Mapped[str | None] = mapped_column(SHORT, index=True)
    ended_at: Mapped[str | None] = mapped_column(MOMENT)
    ended_by: Mapped[str | None] = mapped_column(ID)

    __table_args__ = (Index("ix_approval_in_force", "kind", "ended_cause", "valid_until"),)


class SoundRow(Base):
    """A version of a station sound that somebody brought; approved once `approval` is set.

    One that was taken back while it waited stays, with who did it.
    """

    __tablename__ = "sound"

    number: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(SHORT, index=True)
    cut: Mapped[str] = mapped_column(ForeignKey("cut.sha256"))
    author: Mapped[str] = mapped_column(ID)
    at: Mapped[str] = mapped_column(MOMENT)
    approval: Mapped[str] = mapped_column(APPROVAL)
    title: Mapped[str] = mapped_column(TITLE, server_default="")
    origin: Mapped[str] = mapped_column(TITLE, server_default="")
    licence: Mapped[str] = mapped_column(TITLE, server_default="")
    holder: Mapped[str] = mapped_column(TITLE, server_default="")
    rights_until: Mapped[str | None] = mapped_column(MOMENT)
    taken_back_by: Mapped[str | None] = mapped_column(ID)
    taken_back_at: Mapped[str | None] = mapped_column(MOMENT)


class RelayRow(Base):
    """A relay as somebody entered it; approved once `approval` is set, over once `ended_at` is."""

    __tablename__ = "relay"

    number: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(SHORT, index=True)
    title: Mapped[str] = mapped_column(TITLE)
    source: Mapped[str] = mapped_column(NAME)
    programme: Mapped[str] = mapped_column(SHORT)
    longest_ms: Mapped[int]
    in_charge: Mapped[str] = mapped_column(ID)
    valid_until: Mapped[str | None] = mapped_column(MOMENT)
    author: Mapped[str] = mapped_column(ID)
    at: Mapped[str] = mapped_column(MOMENT)
    approval: Mapped[str] = mapped_column(APPROVAL)
    ended_by: Mapped[str | None] = mapped_column(ID)
    ended_at: Mapped[str | None] = mapped_column(MOMENT)


class LexiconRow(Base):
    """How a unit says a written form; a removed entry stays with who removed it.

    `unit` owns the entry: this station's, or one above it whose layer was imported. `by` is who
    entered it here; `stated_by` who decided it elsewhere, as the imported file says.
    """

    __tablename__ = "lexicon_entry"

    number: Mapped[int] = mapped_column(primary_key=True)
    unit: Mapped[str] = mapped_column(ID)
    written: Mapped[str] = mapped_column(NAME, index=True)
    spoken: Mapped[str] = mapped_column(Text)
    context: Mapped[str] = mapped_column(Text)
    source: Mapped[str] = mapped_column(NAME)
    by: Mapped[str] = mapped_column(ID)
    at: Mapped[str] = mapped_column(MOMENT)
    stated_by: Mapped[str | None] = mapped_column(NAME)
    stated_at: Mapped[str | None] = mapped_column(MOMENT)
    removed_by: Mapped[str | None] = mapped_column(ID)
    removed_at: Mapped[str | None] = mapped_column(MOMENT)
