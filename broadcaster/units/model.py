"""Who and where: the tree of organisations, its people with dated roles, and its loudspeakers.

Days count in station time. Every dated thing holds for a `Term` of whole days; what ended stays,
so that a log of two years ago is still read with the units and people of that day.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


class Role(StrEnum):
    """What a person may do in a unit and in everything below it (DESIGN section 1)."""

    OPERATOR = "operator"
    APPROVER = "approver"
    TECHNICIAN = "technician"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


class UnitKind(StrEnum):
    """What sort of organisation a unit is; the tree may be of any depth."""

    PROVINCE = "province"
    CENTRE = "centre"
    DISTRICT = "district"
    COMMUNE = "commune"
    VILLAGE = "village"
    AGENCY = "agency"


class Technology(StrEnum):
    """How sound reaches a cluster. A bridge reports what was sent, never what was heard."""

    IP = "ip"
    FM_BRIDGE = "fm-bridge"
    WIRED_BRIDGE = "wired-bridge"


@dataclass(frozen=True)
class Term:
    """Whole days from `since` to `until`, both included; None is open on that side."""

    since: date | None = None
    until: date | None = None

    def covers(self, day: date) -> bool:
        """Say whether `day` lies within."""
        return (self.since is None or self.since <= day) and (
            self.until is None or day <= self.until
        )

    def meets(self, other: "Term") -> bool:
        """Say whether the two have a day in common."""
        return not (self._ends_before(other) or other._ends_before(self))

    def _ends_before(self, other: "Term") -> bool:
        return self.until is not None and other.since is not None and self.until < other.since

    @property
    def is_backwards(self) -> bool:
        """Say whether it ends before it begins."""
        return self._ends_before(self)


ALWAYS = Term()


@dataclass(frozen=True)
class Unit:
    """An organisation: province, centre, commune, village, agency."""

    id: str
    name: str
    kind: UnitKind
    code: str = ""
    """Administrative code of the General Statistics Office, or the agency's own."""
    term: Term = ALWAYS
    merged_into: str = ""
    parent: str = ""
    """The unit it belongs to on the day that was asked for; empty at the top."""
    former: tuple["FormerName", ...] = ()


@dataclass(frozen=True)
class FormerName:
    """A name and code a unit had until a change of name."""

    name: str
    code: str
    until: date
    document: str = ""


@dataclass(frozen=True)
class Membership:
    """That `unit` belonged to `parent` for a term."""

    unit: str
    parent: str
    term: Term = ALWAYS


@dataclass(frozen=True)
class Person:
    """Somebody who gives orders here. Two people may share a name, never an id."""

    id: str
    name: str
    phone: str = ""


@dataclass(frozen=True)
class Appointment:
    """A dated role of a person in a unit."""

    person: str
    role: Role
    unit: str
    term: Term = ALWAYS
    document: str = ""


@dataclass(frozen=True)
class Delegation:
    """That `giver` let `receiver` act in one role in the giver's name, by a numbered document."""

    giver: str
    receiver: str
    role: Role
    unit: str
    document: str
    term: Term = ALWAYS


@dataclass(frozen=True)
class Authority:
    """On what ground a person acts: `person` is the id, `unit` where the role is held.

    On the command line an identity is only declared, so the account of the operating system is
    kept beside it; in the console it is `signed-in`.
    """

    person: str
    name: str
    role: Role
    unit: str
    in_name_of: str = ""
    """Id of the giver when acting by delegation."""
    delegation: str = ""
    """Document number of that delegation."""
    identity: str = "declared"
    os_user: str = ""


@dataclass(frozen=True)
class Ground:
    """An authority with what a page says about it: until when it lasts, and in whose name."""

    authority: Authority
    last_day: date | None = None
    """Last day of the role or, when it is lent, of the delegation; None is open."""
    giver: str = ""
    """Name of the one who lent it; its document is `authority.delegation`."""


@dataclass(frozen=True)
class Standing:
    """All that a person may do in a unit on one day, and on what ground."""

    person: Person
    unit: str
    day: date
    grounds: Mapping[Role, Ground] = field(default_factory=dict)

    def holds(self, *roles: Role) -> bool:
        """Say whether the person holds one of `roles`."""
        return any(role in self.grounds for role in roles)

    @property
    def is_anything(self) -> bool:
        """Say whether the person holds any role at all."""
        return bool(self.grounds)


@dataclass(frozen=True)
class Station:
    """One player install of a commune."""

    id: str
    name: str
    unit: str
    address: str = ""


@dataclass(frozen=True)
class Cluster:
    """One loudspeaker site."""

    id: str
    name: str
    station: str
    unit: str
    village: str = ""
    latitude: float | None = None
    longitude: float | None = None
    technology: Technology = Technology.IP
    speakers: int | None = None
    watts: int | None = None
    provider: str = ""
    """Who supplies the connection."""
    sim: str = ""
    transmitter: str = ""
    """Id of the FM transmitter that feeds it, or empty; its clusters always sound together."""
    volume_cap_percent: int = 100
    near_sensitive_site: bool = False
    """Near a hospital, a school or a house of worship."""
    installed_on: date | None = None
    warranty_until: date | None = None
    note: str = ""
    output: str = ""
    """What this box feeds it by, as the setting `output`; empty where it is reached otherwise."""
    output_latency_ms: int = 0
    """How long that output takes from a written sample to a sounding one; subtracted."""
    stagger_ms: int = 0
    """How much later than its neighbours it sounds, on purpose."""
    amplifier: str = ""
    """What switches its amplifier: hold:CMD or file:PATH."""
    loopback: str = ""
    """What hears what its output plays, as the setting `loopback`."""


WHOLE_STATION = "all"
"""Id of the zone every station has: all its clusters, those added later too."""


@dataclass(frozen=True)
class Zone:
    """A named set of clusters."""

    id: str
    name: str
    station: str
    clusters: tuple[str, ...] = ()
    language: str = ""
    """Code of the language its people would rather hear; empty is the language of the source."""


@dataclass(frozen=True)
class PersonRecord:
    """A person with everything that says what they may do."""

    person: Person
    appointments: tuple[Appointment, ...] = ()
    given: tuple[Delegation, ...] = ()
    received: tuple[Delegation, ...] = ()
    languages: tuple[str, ...] = ()
    """Codes of the languages they are recorded to understand."""


@dataclass(frozen=True)
class Change:
    """Who changed something in this register, and when (aware UTC)."""

    at: datetime
    person: str
    os_user: str
    what: str
    """English code such as `person-add`."""
    subject: str
    """Id of what was changed."""
    detail: str = ""


@dataclass(frozen=True)
class Rulebook:
    """What decides who may do what on a day: people, roles, delegations and the tree."""

    people: tuple[Person, ...] = ()
    appointments: tuple[Appointment, ...] = ()
    delegations: tuple[Delegation, ...] = ()
    memberships: tuple[Membership, ...] = ()
    names: dict[str, str] = field(default_factory=dict)
    """Unit id -> name, for the sentence of a refusal."""

    def name_of(self, person: str) -> str:
        """Return a person's name, or the id when there is nobody of that id."""
        return next((one.name for one in self.people if one.id == person), person)


def first_free(wanted: str, taken: Iterable[str]) -> str:
    """Return `wanted`, or `wanted-2`, `wanted-3`, ... when that is taken: ids are never random."""
    used = set(taken)
    number, candidate = 1, wanted
    while candidate in used:
        number += 1
        candidate = f"{wanted}-{number}"
    return candidate
