"""Add to the register of units, and end what is in it. Nothing that once held is removed."""

from collections.abc import Collection
from dataclasses import asdict
from datetime import UTC, date

from sqlalchemy import delete, select
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
    Station,
    Unit,
    Zone,
)
from broadcaster.units.tables import (
    AppointmentRow,
    ChangeRow,
    ClusterRow,
    DelegationRow,
    FormerNameRow,
    MembershipRow,
    PersonLanguageRow,
    PersonRow,
    StationRow,
    UnitRow,
    ZoneClusterRow,
    ZoneRow,
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


def write_languages(session: Session, person: str, languages: Collection[str]) -> None:
    """Put these in the place of all languages a person understands."""
    session.execute(delete(PersonLanguageRow).where(PersonLanguageRow.person == person))
    session.add_all(PersonLanguageRow(person=person, language=one) for one in languages)


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


def change_cluster(session: Session, cluster: Cluster) -> None:
    """Put `cluster` in the place of the site that bears its id."""
    row = session.scalars(select(ClusterRow).where(ClusterRow.id == cluster.id)).one()
    for field, value in {**asdict(cluster), "technology": str(cluster.technology)}.items():
        setattr(row, field, value)
    session.flush()


def write_zone(session: Session, zone: Zone) -> None:
    """Add a zone with its clusters; for the whole station none are stored."""
    row = ZoneRow(station=zone.station, id=zone.id, name=zone.name, language=zone.language)
    session.add(row)
    session.flush()
    if zone.id != WHOLE_STATION:
        for cluster in zone.clusters:
            session.add(ZoneClusterRow(zone=row.number, cluster=cluster))


def set_zone_language(session: Session, zone: Zone) -> None:
    """Let a zone that is there ask for the language of `zone`."""
    row = session.scalars(
        select(ZoneRow).where(ZoneRow.station == zone.station, ZoneRow.id == zone.id)
    ).one()
    row.language = zone.language


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
