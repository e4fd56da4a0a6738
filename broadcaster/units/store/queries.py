"""Read the register of units as plain dataclasses, oldest first."""

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
    PersonLanguageRow,
    PersonRow,
    StationRow,
    UnitRow,
    ZoneClusterRow,
    ZoneRow,
)
from broadcaster.units.tree import parent_on
from broadcaster.units.zone_map import together


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


def read_languages(session: Session, person: str) -> tuple[str, ...]:
    """Return the languages a person understands, in the order of their codes."""
    query = select(PersonLanguageRow.language).where(PersonLanguageRow.person == person)
    return tuple(session.scalars(query.order_by(PersonLanguageRow.language)))


def read_appointments(session: Session, person: str | None = None) -> tuple[Appointment, ...]:
    """Return every dated role, or those of one person, ended ones included."""
    query = select(AppointmentRow).order_by(AppointmentRow.number)
    rows = session.scalars(query.where(AppointmentRow.person == person) if person else query)
    return tuple(_appointment(row) for row in rows)


def _appointment(row: AppointmentRow) -> Appointment:
    term = Term(row.since, row.until)
    return Appointment(row.person, Role(row.role), row.unit, term, row.document)


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
        names=unit_names(session),
    )


def read_rulebook_of(session: Session, person: str) -> Rulebook:
    """Return what decides about one person (an id) alone: it is asked for at every request.

    It holds their roles, the loans they received and, for those, the givers with their roles.
    """
    loans = tuple(one for one in read_delegations(session) if one.receiver == person)
    ids = {person, *(loan.giver for loan in loans)}
    people = session.scalars(select(PersonRow).where(PersonRow.id.in_(ids)))
    roles = select(AppointmentRow).where(AppointmentRow.person.in_(ids))
    return Rulebook(
        people=tuple(Person(row.id, row.name, row.phone) for row in people),
        appointments=tuple(
            _appointment(row) for row in session.scalars(roles.order_by(AppointmentRow.number))
        ),
        delegations=loans,
        memberships=read_memberships(session),
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
            transmitter=row.transmitter,
            volume_cap_percent=row.volume_cap_percent,
            near_sensitive_site=row.near_sensitive_site,
            installed_on=row.installed_on,
            warranty_until=row.warranty_until,
            note=row.note,
            output=row.output,
            output_latency_ms=row.output_latency_ms,
            stagger_ms=row.stagger_ms,
            amplifier=row.amplifier,
            loopback=row.loopback,
        )
        for row in session.scalars(select(ClusterRow).order_by(ClusterRow.number))
    )


def read_zones(session: Session, station: str) -> tuple[Zone, ...]:
    """Return the zones of a station; `all` comes first and holds every cluster of it.

    Another zone holds the clusters it was made of and all that stand behind their transmitters.
    """
    clusters = [one for one in read_clusters(session) if one.station == station]
    members: dict[int, list[str]] = {}
    for row in session.scalars(select(ZoneClusterRow)):
        members.setdefault(row.zone, []).append(row.cluster)
    zones = select(ZoneRow).where(ZoneRow.station == station).order_by(ZoneRow.number)
    return tuple(
        Zone(
            row.id,
            row.name,
            station,
            tuple(one.id for one in clusters if row.id == WHOLE_STATION or one.id in sounding),
            row.language,
        )
        for row in session.scalars(zones)
        for sounding in (together(members.get(row.number, ()), clusters),)
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


def unit_names(session: Session) -> dict[str, str]:
    """Return id -> name of every unit."""
    return {one.id: one.name for one in session.scalars(select(UnitRow).order_by(UnitRow.number))}


def person_names(session: Session) -> dict[str, str]:
    """Return id -> name of everybody."""
    return {one.id: one.name for one in read_people(session)}


def station_names(session: Session) -> dict[str, str]:
    """Return id -> name of every station."""
    return {one.id: one.name for one in read_stations(session)}


def cluster_names(session: Session, station: str | None = None) -> dict[str, str]:
    """Return id -> name of every site, or of those of one station."""
    return {
        one.id: one.name
        for one in read_clusters(session)
        if station is None or one.station == station
    }


def zone_names(session: Session, station: str) -> dict[str, str]:
    """Return id -> name of the zones of a station."""
    return {one.id: one.name for one in read_zones(session, station)}
