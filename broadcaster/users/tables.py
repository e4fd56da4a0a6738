"""Tables of accounts, their sessions, failed tries, and the trail.

A session is ended, never reopened; events are only added. No password, code or token stands
here: the first two as argon2 hashes, the last as its SHA-256. Times are RFC 3339 text in UTC.
"""

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from broadcaster.store import Base

ID = String(80)
MOMENT = String(32)
SHORT = String(40)
ADDRESS = String(64)
SUBJECT = String(100)
NAME = String(200)
SHA256 = String(64)


class AccountRow(Base):
    """How a person signs in; without hashes, one who no longer does."""

    __tablename__ = "user_account"

    person: Mapped[str] = mapped_column(ID, ForeignKey("person.id"), primary_key=True)
    password_hash: Mapped[str | None] = mapped_column(NAME)
    changed_at: Mapped[str | None] = mapped_column(MOMENT)
    code_hash: Mapped[str | None] = mapped_column(NAME)
    code_until: Mapped[str | None] = mapped_column(MOMENT)
    signed_in_at: Mapped[str | None] = mapped_column(MOMENT)


class PinRow(Base):
    """With what a person orders an emergency at the box; without a hash, one who no longer does."""

    __tablename__ = "user_pin"

    person: Mapped[str] = mapped_column(ID, ForeignKey("person.id"), primary_key=True)
    pin_hash: Mapped[str | None] = mapped_column(NAME)
    changed_at: Mapped[str] = mapped_column(MOMENT)


class SessionRow(Base):
    """One stay in the console, from signing in until `ended_at`."""

    __tablename__ = "user_session"

    number: Mapped[int] = mapped_column(primary_key=True)
    token_sha256: Mapped[str] = mapped_column(SHA256, unique=True)
    person: Mapped[str] = mapped_column(ID, ForeignKey("person.id"), index=True)
    created_at: Mapped[str] = mapped_column(MOMENT)
    seen_at: Mapped[str] = mapped_column(MOMENT)
    address: Mapped[str] = mapped_column(ADDRESS)
    agent: Mapped[str] = mapped_column(NAME)
    fingerprint: Mapped[str] = mapped_column(SHA256)
    ended_at: Mapped[str | None] = mapped_column(MOMENT)
    ended_cause: Mapped[str | None] = mapped_column(SHORT)


class FailureRow(Base):
    """A try that failed, or has yet to succeed. Old ones are removed."""

    __tablename__ = "user_failure"

    number: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[str] = mapped_column(MOMENT)
    name: Mapped[str] = mapped_column(ID, index=True)
    address: Mapped[str] = mapped_column(ADDRESS, index=True)


class EventRow(Base):
    """One line of the trail."""

    __tablename__ = "user_event"

    number: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[str] = mapped_column(MOMENT)
    person: Mapped[str] = mapped_column(ID, index=True)
    name: Mapped[str] = mapped_column(NAME)
    what: Mapped[str] = mapped_column(SHORT)
    act: Mapped[str] = mapped_column(SHORT)
    subject: Mapped[str] = mapped_column(SUBJECT, index=True)
    detail: Mapped[str] = mapped_column(Text)
    in_name_of: Mapped[str] = mapped_column(ID)
    address: Mapped[str] = mapped_column(ADDRESS)
    os_user: Mapped[str] = mapped_column(SHORT)
