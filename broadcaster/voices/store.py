"""Where a unit's leave to use a voice is kept. Rows are added and ended, never removed."""

from datetime import date

from sqlalchemy import ForeignKey, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from broadcaster.store import Base
from broadcaster.timebase import as_rfc3339, from_rfc3339
from broadcaster.voices.model import Enablement

MOMENT = String(32)


class VoiceEnablementRow(Base):
    """One enablement. `at` and `disabled_at` are RFC 3339 UTC."""

    __tablename__ = "voice_enablement"

    number: Mapped[int] = mapped_column(primary_key=True)
    voice: Mapped[str] = mapped_column(String(80))
    unit: Mapped[str] = mapped_column(ForeignKey("unit.id"), index=True)
    valid_from: Mapped[date]
    valid_until: Mapped[date | None]
    by: Mapped[str] = mapped_column(String(80))
    at: Mapped[str] = mapped_column(MOMENT)
    document: Mapped[str] = mapped_column(String(200))
    sends_to: Mapped[str] = mapped_column(String(200))
    disabled_by: Mapped[str] = mapped_column(String(80))
    disabled_at: Mapped[str | None] = mapped_column(MOMENT)


def read_enablements(session: Session, unit: str) -> tuple[Enablement, ...]:
    """Return every enablement of a unit, ended ones included, oldest first."""
    rows = session.scalars(
        select(VoiceEnablementRow)
        .where(VoiceEnablementRow.unit == unit)
        .order_by(VoiceEnablementRow.number)
    )
    return tuple(_enablement(row) for row in rows)


def add_enablement(session: Session, enablement: Enablement) -> None:
    """Store a new one."""
    session.add(
        VoiceEnablementRow(
            voice=enablement.voice,
            unit=enablement.unit,
            valid_from=enablement.valid_from,
            valid_until=enablement.valid_until,
            by=enablement.by,
            at=as_rfc3339(enablement.at),
            document=enablement.document,
            sends_to=enablement.sends_to,
            disabled_by="",
            disabled_at=None,
        )
    )


def end_enablements(session: Session, unit: str, voice: str, by: str, at: str) -> int:
    """Note on this voice's open enablements that `by` ended them; return how many there were."""
    rows = session.scalars(
        select(VoiceEnablementRow).where(
            VoiceEnablementRow.unit == unit,
            VoiceEnablementRow.voice == voice,
            VoiceEnablementRow.disabled_at.is_(None),
        )
    ).all()
    for row in rows:
        row.disabled_by, row.disabled_at = by, at
    return len(rows)


def _enablement(row: VoiceEnablementRow) -> Enablement:
    return Enablement(
        voice=row.voice,
        unit=row.unit,
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        by=row.by,
        at=from_rfc3339(row.at),
        document=row.document,
        sends_to=row.sends_to,
        disabled_by=row.disabled_by,
        disabled_at=from_rfc3339(row.disabled_at) if row.disabled_at else None,
    )
