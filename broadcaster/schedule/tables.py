"""Tables of applied programmes, hours policies and exceptions. Rows are only added.

What stands now is read from the newest rows; what stood before stays to be asked about.
"""

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from broadcaster.store import Base

PERSON = String(80)
MOMENT = String(32)
SHORT = String(40)


class ProgrammeRow(Base):
    """One text of a programme as it was applied, or its removal."""

    __tablename__ = "programme_version"

    number: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(60), index=True)
    text: Mapped[str | None] = mapped_column(Text)
    """None: the programme was removed."""
    by: Mapped[str] = mapped_column(PERSON)
    os_user: Mapped[str] = mapped_column(SHORT)
    at: Mapped[str] = mapped_column(MOMENT)


class HolidayTableRow(Base):
    """One text of the station's own table of holidays as it was applied."""

    __tablename__ = "holiday_table_version"

    number: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str] = mapped_column(Text)
    by: Mapped[str] = mapped_column(PERSON)
    os_user: Mapped[str] = mapped_column(SHORT)
    at: Mapped[str] = mapped_column(MOMENT)


class HoursRow(Base):
    """One hours policy as it was signed, without exceptions."""

    __tablename__ = "hours_policy"

    number: Mapped[int] = mapped_column(primary_key=True)
    document: Mapped[str] = mapped_column(Text)
    os_user: Mapped[str] = mapped_column(SHORT)


class HoursExceptionRow(Base):
    """One exception as it was signed."""

    __tablename__ = "hours_exception"

    number: Mapped[int] = mapped_column(primary_key=True)
    document: Mapped[str] = mapped_column(Text)
    os_user: Mapped[str] = mapped_column(SHORT)
