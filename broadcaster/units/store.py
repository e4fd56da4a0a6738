"""Read and write the register of units; every query returns plain dataclasses, oldest first."""

from dataclasses import asdict
from datetime import UTC, date

from sqlalchemy import select
from sqlalchemy.orm import Session

from broadcaster.units.model import (
    WHOLE_STATION,
    Appointment,
    Change,
    Cluster,
    Delegation,
    FormerName,
    Membership,
    Person,
    Role,
    Rulebook,
    Station,
    Technology,
    Term,
    Unit,
    UnitKind,
    Zone,
)
from broadcaster.units.tables import (
    AppointmentRow,
    ChangeRow,
    ClusterRow,
    DelegationRow,
    FormerNameRow,
    MembershipRow,
    PersonRow,
    StationRow,
    UnitRow,
    ZoneClusterRow,
    ZoneRow,
)
from broadcaster.units.tree import parent_on


def read_units(session: Session, day: date) -> tuple[Unit, ...]:
    """Return every unit with its parent on `day` and its former names."""
    joined = read_memberships(session)
    former: dict[str, list[FormerName]] = {}
    for row in session.scalars(select(FormerNameRow).order_by(FormerNameRow.number)):
        was = FormerName(row.name, row.code, row.until, row.document)
        former.setdefault(row.unit, []).append(was)
    return tuple(
        Unit(
            id=row.id,
            name=row.name,
            kind=UnitKind(row.kind),
            code=row.code,
            term=Term(row.since, row.until),
            merged_into=row.merged_into or "",
            parent=parent_on(joined, row.id, day),
            former=tuple(former.get(row.id, ())),
        )
        for row in session.scalars(select(UnitRow).order_by(UnitRow.number))
    )


def read_memberships(session: Session) -> tuple[Membership, ...]:
    """Return every membership, ended ones included."""
    rows = session.scalars(select(MembershipRow).order_by(MembershipRow.number))
    return tuple(Membership(row.unit, row.parent, Term(row.since, row.until)) for row in rows)


def read_people(session: Session) -> tuple[Person, ...]:
    """Return everybody."""
    rows = session.scalars(select(PersonRow).order_by(PersonRow.number))
    return tuple(Person(row.id, row.name, row.phone) for row in rows)


def read_appointments(session: Session) -> tuple[Appointment, ...]:
    """Return every dated role, ended ones included."""
    rows = session.scalars(select(AppointmentRow).order_by(AppointmentRow.number))
    return tuple(
        Appointment(row.person, Role(row.role), row.unit, Term(row.since, row.until), row.document)
        for row in rows
    )


def read_delegations(session: Session) -> tuple[Delegation, ...]:
    """Return every delegation, ended ones included."""
    rows = session.scalars(select(DelegationRow).order_by(DelegationRow.number))
    return tuple(
        Delegation(
            row.giver,
            row.receiver,
            Role(row.role),
            row.unit,
            row.document,
            Term(row.since, row.until),
        )
        for row in rows
    )


def read_rulebook(session: Session) -> Rulebook:
    """Return all that decides who may do what."""
    return Rulebook(
        people=read_people(session),
        appointments=read_appointments(session),
        delegations=read_delegations(session),
        memberships=read_memberships(session),
        names={row.id: row.name for row in session.scalars(select(UnitRow))},
    )


def read_stations(session: Session) -> tuple[Station, ...]:
    """Return every station."""
    rows = session.scalars(select(StationRow).order_by(StationRow.number))
    return tuple(Station(row.id, row.name, row.unit, row.address) for row in rows)


def read_clusters(session: Session) -> tuple[Cluster, ...]:
    """Return every loudspeaker site."""
    return tuple(
        Cluster(
            id=row.id,
            name=row.name,
            station=row.station,
            unit=row.unit,
            village=row.village,
            latitude=row.latitude,
            longitude=row.longitude,
            technology=Technology(row.technology),
            speakers=row.speakers,
            watts=row.watts,
            provider=row.provider,
            sim=row.sim,
            volume_cap_percent=row.volume_cap_percent,
            near_sensitive_site=row.near_sensitive_site,
            installed_on=row.installed_on,
            warranty_until=row.warranty_until,
            note=row.note,
        )
        for row in session.scalars(select(ClusterRow).order_by(ClusterRow.number))
    )


def read_zones(session: Session, station: str) -> tuple[Zone, ...]:
    """Return the zones of a station; `all` comes first and holds every cluster of it."""
    clusters = [one.id for one in read_clusters(session) if one.station == station]
    members: dict[int, list[str]] = {}
    for row in session.scalars(select(ZoneClusterRow)):
        members.setdefault(row.zone, []).append(row.cluster)
    zones = select(ZoneRow).where(ZoneRow.station == station).order_by(ZoneRow.number)
    return tuple(
        Zone(
            row.id,
            row.name,
            station,
            tuple(
                one
                for one in clusters
                if row.id == WHOLE_STATION or one in members.get(row.number, ())
            ),
        )
        for row in session.scalars(zones)
    )


def read_changes(session: Session, subject: str) -> tuple[Change, ...]:
    """Return who changed `subject`, oldest first."""
    rows = session.scalars(
        select(ChangeRow).where(ChangeRow.subject == subject).order_by(ChangeRow.number)
    )
    return tuple(
        Change(
            row.at.replace(tzinfo=UTC), row.person, row.os_user, row.what, row.subject, row.detail
        )
        for row in rows
    )


def write_unit(session: Session, unit: Unit) -> None:
    """Add a unit, without its parent and former names."""
    session.add(
        UnitRow(
            id=unit.id,
            name=unit.name,
            kind=str(unit.kind),
            code=unit.code,
            since=unit.term.since,
            until=unit.term.until,
            merged_into=unit.merged_into or None,
        )
    )
    session.flush()


def write_membership(session: Session, membership: Membership) -> None:
    """Add a membership."""
    session.add(
        MembershipRow(
            unit=membership.unit,
            parent=membership.parent,
            since=membership.term.since,
            until=membership.term.until,
        )
    )


def end_memberships(session: Session, unit: str, last_day: date) -> None:
    """Let every membership of `unit` that still runs after `last_day` end on it.

    One that would only have begun later is removed: it never came to be.
    """
    rows = session.scalars(select(MembershipRow).where(MembershipRow.unit == unit))
    for row in rows:
        if row.since is not None and row.since > last_day:
            session.delete(row)
        elif row.until is None or row.until > last_day:
            row.until = last_day


def rename_unit(session: Session, unit: str, name: str, code: str, was: FormerName) -> None:
    """Give a unit a new name and code, keeping what it was called."""
    row = session.scalars(select(UnitRow).where(UnitRow.id == unit)).one()
    session.add(
        FormerNameRow(
            unit=unit, name=was.name, code=was.code, until=was.until, document=was.document
        )
    )
    row.name, row.code = name, code


def close_unit(session: Session, unit: str, last_day: date, merged_into: str) -> None:
    """Let a unit end on `last_day`, merged into another when one is named."""
    row = session.scalars(select(UnitRow).where(UnitRow.id == unit)).one()
    row.until, row.merged_into = last_day, merged_into or None


def write_person(session: Session, person: Person) -> None:
    """Add a person."""
    session.add(PersonRow(**asdict(person)))
    session.flush()


def write_appointment(session: Session, appointment: Appointment) -> None:
    """Add a dated role."""
    session.add(
        AppointmentRow(
            person=appointment.person,
            role=str(appointment.role),
            unit=appointment.unit,
            since=appointment.term.since,
            until=appointment.term.until,
            document=appointment.document,
        )
    )


def end_appointments(session: Session, wanted: Appointment, last_day: date) -> None:
    """Let the person's role in the unit end on `last_day` where it would run longer."""
    rows = session.scalars(
        select(AppointmentRow).where(
            AppointmentRow.person == wanted.person,
            AppointmentRow.role == str(wanted.role),
            AppointmentRow.unit == wanted.unit,
        )
    )
    for row in rows:
        if row.since is not None and row.since > last_day:
            session.delete(row)
        elif row.until is None or row.until > last_day:
            row.until = last_day


def write_delegation(session: Session, delegation: Delegation) -> None:
    """Add a delegation."""
    session.add(
        DelegationRow(
            giver=delegation.giver,
            receiver=delegation.receiver,
            role=str(delegation.role),
            unit=delegation.unit,
            document=delegation.document,
            since=delegation.term.since,
            until=delegation.term.until,
        )
    )


def end_delegations(session: Session, document: str, last_day: date) -> int:
    """Let the delegations of a document end on `last_day`; return how many did."""
    rows = session.scalars(select(DelegationRow).where(DelegationRow.document == document)).all()
    for row in rows:
        if row.since is not None and row.since > last_day:
            session.delete(row)
        else:
            row.until = last_day if row.until is None else min(row.until, last_day)
    return len(rows)


def write_station(session: Session, station: Station) -> None:
    """Add a station."""
    session.add(StationRow(**asdict(station)))
    session.flush()


def write_cluster(session: Session, cluster: Cluster) -> None:
    """Add a loudspeaker site."""
    session.add(ClusterRow(**{**asdict(cluster), "technology": str(cluster.technology)}))
    session.flush()


def write_zone(session: Session, zone: Zone) -> None:
    """Add a zone with its clusters; for the whole station none are stored."""
    row = ZoneRow(station=zone.station, id=zone.id, name=zone.name)
    session.add(row)
    session.flush()
    if zone.id != WHOLE_STATION:
        for cluster in zone.clusters:
            session.add(ZoneClusterRow(zone=row.number, cluster=cluster))


def write_change(session: Session, change: Change) -> None:
    """Keep who changed what."""
    session.add(
        ChangeRow(
            at=change.at.astimezone(UTC).replace(tzinfo=None),
            person=change.person,
            os_user=change.os_user,
            what=change.what,
            subject=change.subject,
            detail=change.detail,
        )
    )
