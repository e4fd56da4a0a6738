"""Zones are sets of clusters, and what stands behind one transmitter is one place."""

from hypothesis import given
from hypothesis import strategies as st

from broadcaster.units import Cluster, Zone, ZoneMap
from broadcaster.units.zone_map import together


def site(id_: str, transmitter: str = "") -> Cluster:
    return Cluster(id_, id_, "dai", "xa", transmitter=transmitter)


SITES = (site("cho"), site("truong"), site("dinh", "fm-1"), site("chua", "fm-1"))


def zone_map(**zones: tuple[str, ...]) -> ZoneMap:
    return ZoneMap.of(Zone(name, name, "dai", held) for name, held in zones.items())


def test_zones_of_other_names_meet_where_they_share_a_cluster() -> None:
    zones = zone_map(thon=("cho", "truong"), trung_tam=("cho",), xa=("dinh",))
    assert zones.meet(("thon",), ("trung_tam",))
    assert not zones.meet(("thon",), ("xa",))
    assert zones.meet(("xa", "trung_tam"), ("thon",))


def test_the_whole_station_meets_every_zone_even_one_nobody_knows() -> None:
    assert ZoneMap().meet(("all",), ("thon-1",))
    assert ZoneMap().meet(("thon-1",), ("all",))


def test_a_zone_nobody_knows_meets_only_itself() -> None:
    assert ZoneMap().meet(("thon-1",), ("thon-1", "thon-2"))
    assert not ZoneMap().meet(("thon-1",), ("thon-2",))
    assert not zone_map(thon=("cho",)).meet(("cho",), ("thon",))


def test_what_is_met_is_named_by_the_zones_of_the_other_side() -> None:
    zones = zone_map(thon=("cho", "truong"), trung_tam=("cho",), xa=("dinh",))
    assert zones.met(("thon",), ("xa", "trung_tam")) == ("trung_tam",)
    assert zones.met(("thon", "xa"), ("all",)) == ("thon", "xa")
    assert zones.met(("all",), ("xa", "thon")) == ("thon", "xa")


def test_one_cluster_of_a_transmitter_brings_all_of_them() -> None:
    assert together(["dinh"], SITES) == {"dinh", "chua"}
    assert together(["cho"], SITES) == {"cho"}


CHOICES = st.frozensets(st.sampled_from([one.id for one in SITES]), min_size=1)


@given(CHOICES, CHOICES)
def test_zones_meet_exactly_when_a_loudspeaker_sounds_in_both(
    one: frozenset[str], other: frozenset[str]
) -> None:
    heard, heard_too = together(one, SITES), together(other, SITES)
    zones = zone_map(a=tuple(heard), b=tuple(heard_too))
    assert zones.meet(("a",), ("b",)) == bool(heard & heard_too)
    assert zones.meet(("a",), ("b",)) == zones.meet(("b",), ("a",))
    assert together(heard, SITES) == heard
