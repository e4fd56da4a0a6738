"""The tree of organisations, its people and their dated roles, stations, clusters and zones."""

from broadcaster.units.errors import UnitsError
from broadcaster.units.languages import LANGUAGE, NATIONAL, is_understood
from broadcaster.units.model import (
    WHOLE_STATION,
    Appointment,
    Authority,
    Cluster,
    Delegation,
    Ground,
    Person,
    Role,
    Standing,
    Station,
    Term,
    Unit,
    UnitKind,
    Zone,
)
from broadcaster.units.zone_map import ZoneMap

__all__ = [
    "LANGUAGE",
    "NATIONAL",
    "WHOLE_STATION",
    "Appointment",
    "Authority",
    "Cluster",
    "Delegation",
    "Ground",
    "Person",
    "Role",
    "Standing",
    "Station",
    "Term",
    "Unit",
    "UnitKind",
    "UnitsError",
    "Zone",
    "ZoneMap",
    "is_understood",
]
