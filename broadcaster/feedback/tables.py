"""The table of complaints and questions. Times are RFC 3339 text in UTC."""

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from broadcaster.store import Base

ID = String(80)
SHORT = String(40)
MOMENT = String(32)
NAME = String(200)


class FeedbackRow(Base):
    """One of them; what it is about and what the log said stand as they were received."""

    __tablename__ = "feedback"
    __table_args__ = (UniqueConstraint("unit", "year", "number", name="uq_feedback_unit"),)

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    unit: Mapped[str] = mapped_column(ID)
    year: Mapped[int]
    number: Mapped[int]
    kind: Mapped[str] = mapped_column(SHORT)
    channel: Mapped[str] = mapped_column(SHORT)
    text: Mapped[str] = mapped_column(Text)
    who: Mapped[str] = mapped_column(NAME)
    received_at: Mapped[str] = mapped_column(MOMENT, index=True)
    received_by: Mapped[str] = mapped_column(ID)
    identity: Mapped[str] = mapped_column(SHORT)
    os_user: Mapped[str] = mapped_column(SHORT)
    owner: Mapped[str] = mapped_column(ForeignKey("person.id"))
    due: Mapped[str] = mapped_column(String(10))
    heard_at: Mapped[str | None] = mapped_column(MOMENT)
    page: Mapped[str] = mapped_column(Text)
    code: Mapped[str] = mapped_column(SHORT)
    answered_at: Mapped[str | None] = mapped_column(MOMENT)
    answered_by: Mapped[str | None] = mapped_column(ID)
    answer: Mapped[str | None] = mapped_column(Text)
    bulletin: Mapped[str | None] = mapped_column(ForeignKey("bulletin.id"))
