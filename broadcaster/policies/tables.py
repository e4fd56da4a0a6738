"""Tables of policies, agencies and plans of quarters.

Who changed a policy or an agency stands in the trail of the register.
"""

from datetime import date

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from broadcaster.store import Base

ID = String(80)
SHORT = String(40)
NAME = String(200)
TITLE = String(300)
MOMENT = String(32)


class PolicyRow(Base):
    """A policy, by the number of its legal document."""

    __tablename__ = "policy"

    number: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(NAME, unique=True)
    title: Mapped[str] = mapped_column(TITLE)
    level: Mapped[str] = mapped_column(SHORT)
    scope: Mapped[str] = mapped_column(SHORT, server_default="own")
    issuer: Mapped[str] = mapped_column(NAME, server_default="")
    owner: Mapped[str] = mapped_column(NAME)
    unit: Mapped[str] = mapped_column(ID, server_default="")
    stages: Mapped[str] = mapped_column(Text)
    until: Mapped[date | None]
    by: Mapped[str] = mapped_column(ID)
    at: Mapped[str] = mapped_column(MOMENT)


class WorkplanRow(Base):
    """The plan of a quarter as it was entered; rows are only added, and the newest counts."""

    __tablename__ = "workplan"

    number: Mapped[int] = mapped_column(primary_key=True)
    quarter: Mapped[str] = mapped_column(SHORT, index=True)
    document: Mapped[str] = mapped_column(Text)
    by: Mapped[str] = mapped_column(ID)
    at: Mapped[str] = mapped_column(MOMENT)


class AgencyRow(Base):
    """An agency that has to name a leader and a focal point."""

    __tablename__ = "agency"

    number: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(ID, unique=True)
    name: Mapped[str] = mapped_column(NAME)
    unit: Mapped[str] = mapped_column(ID)
    since: Mapped[date | None]
    until: Mapped[date | None]


class HolderRow(Base):
    """Somebody who holds one of its posts for a term."""

    __tablename__ = "agency_holder"

    number: Mapped[int] = mapped_column(primary_key=True)
    agency: Mapped[str] = mapped_column(ForeignKey("agency.id"), index=True)
    post: Mapped[str] = mapped_column(SHORT)
    name: Mapped[str] = mapped_column(NAME)
    contact: Mapped[str] = mapped_column(NAME)
    document: Mapped[str] = mapped_column(NAME)
    since: Mapped[date | None]
    until: Mapped[date | None]
