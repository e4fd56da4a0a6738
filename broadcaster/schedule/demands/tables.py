"""Tables of calls, groups, answers and orders of priority. Rows are added and ended.

Days are ISO text, times RFC 3339 text in UTC, as records store them.
"""

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from broadcaster.store import Base

ID = String(100)
PERSON = String(80)
MOMENT = String(32)
SHORT = String(40)
NAME = String(200)


class CallRow(Base):
    """One mandate or offer as it was made; what it asks never changes, it may be withdrawn."""

    __tablename__ = "demand_call"

    number: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(ID, unique=True)
    kind: Mapped[str] = mapped_column(SHORT)
    bulletin: Mapped[str] = mapped_column(PERSON, index=True)
    until: Mapped[str] = mapped_column(SHORT)
    document: Mapped[str] = mapped_column(Text)
    os_user: Mapped[str] = mapped_column(SHORT)
    withdrawn_by: Mapped[str | None] = mapped_column(PERSON)
    withdrawn_at: Mapped[str | None] = mapped_column(MOMENT)
    withdrawn_reason: Mapped[str | None] = mapped_column(Text)

    __table_args__ = (Index("ix_demand_call_kind_until", "kind", "until"),)


class GroupRow(Base):
    """One list of units under a name; the newest counts, one without units ends it."""

    __tablename__ = "demand_group"

    number: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(ID, index=True)
    name: Mapped[str] = mapped_column(NAME)
    units: Mapped[str] = mapped_column(Text)
    by: Mapped[str] = mapped_column(PERSON)
    os_user: Mapped[str] = mapped_column(SHORT)
    at: Mapped[str] = mapped_column(MOMENT)


class AnswerRow(Base):
    """What a commune said to one offer; the newest counts."""

    __tablename__ = "offer_answer"

    number: Mapped[int] = mapped_column(primary_key=True)
    offer: Mapped[str] = mapped_column(ForeignKey("demand_call.id"), index=True)
    say: Mapped[str] = mapped_column(SHORT)
    reason: Mapped[str] = mapped_column(Text)
    by: Mapped[str] = mapped_column(PERSON)
    os_user: Mapped[str] = mapped_column(SHORT)
    at: Mapped[str] = mapped_column(MOMENT)


class StandingAnswerRow(Base):
    """What a commune says to all offers of a sort; one that was removed stays, with by whom."""

    __tablename__ = "standing_answer"

    number: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(ID, unique=True)
    from_unit: Mapped[str] = mapped_column(PERSON)
    column: Mapped[str] = mapped_column(NAME)
    content_kind: Mapped[str] = mapped_column(NAME)
    say: Mapped[str] = mapped_column(SHORT)
    reason: Mapped[str] = mapped_column(Text)
    until: Mapped[str | None] = mapped_column(SHORT)
    by: Mapped[str] = mapped_column(PERSON)
    os_user: Mapped[str] = mapped_column(SHORT)
    at: Mapped[str] = mapped_column(MOMENT)
    removed_by: Mapped[str | None] = mapped_column(PERSON)
    removed_at: Mapped[str | None] = mapped_column(MOMENT)


class PriorityOrderRow(Base):
    """In which order a session's PRIORITY bulletins go; the highest turn counts."""

    __tablename__ = "priority_order"

    number: Mapped[int] = mapped_column(primary_key=True)
    session: Mapped[str] = mapped_column(ID)
    turn: Mapped[int]
    bulletins: Mapped[str] = mapped_column(Text)
    by: Mapped[str] = mapped_column(PERSON)
    os_user: Mapped[str] = mapped_column(SHORT)
    at: Mapped[str] = mapped_column(MOMENT)

    __table_args__ = (UniqueConstraint("session", "turn"),)
