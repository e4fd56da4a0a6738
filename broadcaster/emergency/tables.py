"""Versions of emergency templates: added, approved, ended; never changed or removed."""

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from broadcaster.store import Base

ID = String(80)
SHORT = String(40)
MOMENT = String(32)


class EmergencyTemplateRow(Base):
    """One version; in force once it is approved and not ended."""

    __tablename__ = "emergency_template"

    number: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(SHORT, index=True)
    version: Mapped[str] = mapped_column(SHORT)
    document: Mapped[str] = mapped_column(Text)
    author: Mapped[str] = mapped_column(ID)
    at: Mapped[str] = mapped_column(MOMENT)
    approver: Mapped[str | None] = mapped_column(ID)
    approved_at: Mapped[str | None] = mapped_column(MOMENT)
    identity: Mapped[str] = mapped_column(SHORT)
    os_user: Mapped[str] = mapped_column(SHORT)
    ended_by: Mapped[str | None] = mapped_column(ID)
    ended_at: Mapped[str | None] = mapped_column(MOMENT)
