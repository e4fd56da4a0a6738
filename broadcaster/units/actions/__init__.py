"""What people do with units, people, stations, clusters and zones; one function per thing."""

from broadcaster.units.actions.authority import require_role, standing
from broadcaster.units.actions.founding import first_station, first_unit, found
from broadcaster.units.actions.importing import (
    import_clusters,
    import_people,
    import_stations,
    import_units,
    import_zones,
)
from broadcaster.units.actions.lookup import (
    changes_of,
    cluster,
    clusters,
    line_above,
    people,
    person,
    person_record,
    person_records,
    station,
    stations,
    today,
    unit,
    units,
    zone,
    zone_ids,
    zones,
)
from broadcaster.units.actions.organising import add_unit, merge_unit, move_unit, rename_unit
from broadcaster.units.actions.placing import add_cluster, add_station, add_zone
from broadcaster.units.actions.staffing import (
    add_person,
    appoint,
    delegate,
    end_delegation,
    end_role,
)

__all__ = [
    "add_cluster",
    "add_person",
    "add_station",
    "add_unit",
    "add_zone",
    "appoint",
    "changes_of",
    "cluster",
    "clusters",
    "delegate",
    "end_delegation",
    "end_role",
    "first_station",
    "first_unit",
    "found",
    "import_clusters",
    "import_people",
    "import_stations",
    "import_units",
    "import_zones",
    "line_above",
    "merge_unit",
    "move_unit",
    "people",
    "person",
    "person_record",
    "person_records",
    "rename_unit",
    "require_role",
    "standing",
    "station",
    "stations",
    "today",
    "unit",
    "units",
    "zone",
    "zone_ids",
    "zones",
]
