"""Tables of units, people, roles, stations, clusters and zones. Rows are added and ended."""

from datetime import date, datetime

from sqlalchemy import DateTime, Double, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from broadcaster.store import Base

ID = String(80)
NAME = String(200)
SHORT = String(40)


class UnitRow(Base):
    """A unit; what it belongs to stands in `unit_membership`."""

    __tablename__ = "unit"

    number: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(ID, unique=True)
    name: Mapped[str] = mapped_column(NAME)
    kind: Mapped[str] = mapped_column(SHORT)
    code: Mapped[str] = mapped_column(SHORT)
    since: Mapped[date | None]
    until: Mapped[date | None]
    merged_into: Mapped[str | None] = mapped_column(ForeignKey("unit.id"))


class FormerNameRow(Base):
    """A name and code that a unit had until it was renamed."""

    __tablename__ = "unit_former"

    number: Mapped[int] = mapped_column(primary_key=True)
    unit: Mapped[str] = mapped_column(ForeignKey("unit.id"), index=True)
    name: Mapped[str] = mapped_column(NAME)
    code: Mapped[str] = mapped_column(SHORT)
    until: Mapped[date]
    document: Mapped[str] = mapped_column(NAME)


class MembershipRow(Base):
    """That a unit belonged to another for a term."""

    __tablename__ = "unit_membership"

    number: Mapped[int] = mapped_column(primary_key=True)
    unit: Mapped[str] = mapped_column(ForeignKey("unit.id"), index=True)
    parent: Mapped[str] = mapped_column(ForeignKey("unit.id"))
    since: Mapped[date | None]
    until: Mapped[date | None]


class PersonRow(Base):
    """A person."""

    __tablename__ = "person"

    number: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(ID, unique=True)
    name: Mapped[str] = mapped_column(NAME)
    phone: Mapped[str] = mapped_column(SHORT)


class AppointmentRow(Base):
    """A dated role of a person in a unit."""

    __tablename__ = "appointment"

    number: Mapped[int] = mapped_column(primary_key=True)
    person: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    role: Mapped[str] = mapped_column(SHORT)
    unit: Mapped[str] = mapped_column(ForeignKey("unit.id"))
    since: Mapped[date | None]
    until: Mapped[date | None]
    document: Mapped[str] = mapped_column(NAME)


class PersonLanguageRow(Base):
    """That a person understands a language."""

    __tablename__ = "person_language"

    person: Mapped[str] = mapped_column(ForeignKey("person.id"), primary_key=True)
    language: Mapped[str] = mapped_column(SHORT, primary_key=True)


class DelegationRow(Base):
    """A dated loan of a role, by document."""

    __tablename__ = "delegation"

    number: Mapped[int] = mapped_column(primary_key=True)
    giver: Mapped[str] = mapped_column(ForeignKey("person.id"))
    receiver: Mapped[str] = mapped_column(ForeignKey("person.id"))
    role: Mapped[str] = mapped_column(SHORT)
    unit: Mapped[str] = mapped_column(ForeignKey("unit.id"))
    document: Mapped[str] = mapped_column(NAME)
    since: Mapped[date | None]
    until: Mapped[date | None]


class StationRow(Base):
    """One player install."""

    __tablename__ = "station"

    number: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(ID, unique=True)
    name: Mapped[str] = mapped_column(NAME)
    unit: Mapped[str] = mapped_column(ForeignKey("unit.id"))
    address: Mapped[str] = mapped_column(NAME)


class ClusterRow(Base):
    """One loudspeaker site."""

    __tablename__ = "cluster"

    number: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(ID, unique=True)
    name: Mapped[str] = mapped_column(NAME)
    station: Mapped[str] = mapped_column(ForeignKey("station.id"))
    unit: Mapped[str] = mapped_column(ForeignKey("unit.id"))
    village: Mapped[str] = mapped_column(NAME)
    latitude: Mapped[float | None] = mapped_column(Double)
    longitude: Mapped[float | None] = mapped_column(Double)
    technology: Mapped[str] = mapped_column(SHORT)
    speakers: Mapped[int | None]
    watts: Mapped[int | None]
    provider: Mapped[str] = mapped_column(NAME)
    sim: Mapped[str] = mapped_column(SHORT)
    transmitter: Mapped[str] = mapped_column(ID, server_default="")
    volume_cap_percent: Mapped[int]
    near_sensitive_site: Mapped[bool]
    installed_on: Mapped[date | None]
    warranty_until: Mapped[date | None]
    note: Mapped[str] = mapped_column(Text)
    output: Mapped[str] = mapped_column(Text, server_default="")
    output_latency_ms: Mapped[int] = mapped_column(server_default="0")
    stagger_ms: Mapped[int] = mapped_column(server_default="0")
    amplifier: Mapped[str] = mapped_column(Text, server_default="")
    loopback: Mapped[str] = mapped_column(Text, server_default="")


class ZoneRow(Base):
    """A named set of clusters of one station; its id is unique within the station."""

    __tablename__ = "zone"

    number: Mapped[int] = mapped_column(primary_key=True)
    station: Mapped[str] = mapped_column(ForeignKey("station.id"))
    id: Mapped[str] = mapped_column(ID)
    name: Mapped[str] = mapped_column(NAME)
    language: Mapped[str] = mapped_column(SHORT, server_default="")

    __table_args__ = (UniqueConstraint("station", "id"),)


class ZoneClusterRow(Base):
    """That a cluster belongs to a zone."""

    __tablename__ = "zone_cluster"

    zone: Mapped[int] = mapped_column(ForeignKey("zone.number"), primary_key=True)
    cluster: Mapped[str] = mapped_column(ForeignKey("cluster.id"), primary_key=True)


class ChangeRow(Base):
    """Who changed what in this register, and when. Rows are only added."""

    __tablename__ = "unit_change"

    number: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(DateTime())
    person: Mapped[str] = mapped_column(ID)
    os_user: Mapped[str] = mapped_column(SHORT)
    what: Mapped[str] = mapped_column(SHORT)
    subject: Mapped[str] = mapped_column(ID, index=True)
    detail: Mapped[str] = mapped_column(Text)
