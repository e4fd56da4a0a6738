"""Loudspeaker sites and what feeds them."""

import pytest

from broadcaster.desk import Desk
from broadcaster.units import Cluster, UnitsError
from broadcaster.units import actions as units
from broadcaster.units.model import Technology
from tests.conftest import as_person


@pytest.fixture
def crew(desk: Desk) -> Desk:
    return as_person(desk, "technician")


def add(crew: Desk, name: str, transmitter: str = "") -> Cluster:
    technology = Technology.FM_BRIDGE if transmitter else Technology.IP
    return units.add_cluster(
        crew, Cluster("", name, "", "", technology=technology, transmitter=transmitter)
    )


def test_a_zone_of_only_some_clusters_of_a_transmitter_is_refused_by_name(crew: Desk) -> None:
    add(crew, "Đình", "FM 1")
    add(crew, "Chùa", "fm-1")
    add(crew, "Chợ")
    with pytest.raises(UnitsError, match='"fm-1" "Chùa" would sound too'):
        units.add_zone(crew, "Thôn 1", ["dinh", "cho"])
    assert units.zone_ids(crew) == ("all",)
    assert units.add_zone(crew, "Thôn 1", ["dinh", "chua"]).clusters == ("dinh", "chua")


def test_a_cluster_that_joins_a_transmitter_joins_its_zones(crew: Desk) -> None:
    add(crew, "Đình", "fm-1")
    units.add_zone(crew, "Thôn 1", ["dinh"])
    added = add(crew, "Chùa", "fm-1")
    assert units.zone(crew, "thon-1").clusters == ("dinh", "chua")
    others, zones = units.sounding_with(crew, added)
    assert [one.id for one in others] == ["dinh"]
    assert [zone.id for zone in zones] == ["thon-1"]


def test_a_cluster_set_to_a_transmitter_makes_two_zones_one_place(crew: Desk) -> None:
    add(crew, "Đình", "fm-1")
    add(crew, "Chùa", "fm-2")
    units.add_zone(crew, "Thôn 1", ["dinh"])
    units.add_zone(crew, "Thôn 2", ["chua"])
    changed = units.set_cluster(crew, "chua", {"transmitter": "fm-1"})
    assert changed == units.cluster(crew, "chua")
    assert units.zone(crew, "thon-1").clusters == units.zone(crew, "thon-2").clusters
    assert units.changes_of(crew, "chua")[-1].what == "cluster-set"
    units.set_cluster(crew, "chua", {"transmitter": ""})
    assert units.zone(crew, "thon-1").clusters == ("dinh",)


def test_what_is_reached_alone_has_no_transmitter(crew: Desk) -> None:
    with pytest.raises(UnitsError, match='transmitter = "fm-1"'):
        units.add_cluster(crew, Cluster("", "Loa", "", "", transmitter="fm-1"))


def test_a_correction_is_checked_like_a_new_site(crew: Desk) -> None:
    add(crew, "Loa")
    with pytest.raises(UnitsError, match="volume_cap_percent"):
        units.set_cluster(crew, "loa", {"volume_cap_percent": 101})
    assert units.cluster(crew, "loa").volume_cap_percent == 100


def test_a_zone_asks_for_a_language_when_it_is_made_or_later(crew: Desk) -> None:
    add(crew, "Bản Tày")
    assert units.add_zone(crew, "Tày", ["ban-tay"], language="tyz").language == "tyz"
    units.set_zone_language(crew, "all", "hmn")
    assert units.zone_languages(crew) == {"all": "hmn", "tay": "tyz"}
    units.set_zone_language(crew, "tay", "")
    assert units.zone(crew, "tay").language == ""


def test_what_is_no_language_is_quoted(crew: Desk) -> None:
    with pytest.raises(UnitsError, match="tiếng Tày"):
        units.set_zone_language(crew, "all", "tiếng Tày")
    add(crew, "Bản Tày")
    with pytest.raises(UnitsError, match="TYZ"):
        units.add_zone(crew, "Tày", ["ban-tay"], language="TYZ")
    assert units.zone_ids(crew) == ("all",)


def test_only_a_technician_sets_it(desk: Desk) -> None:
    with pytest.raises(UnitsError):
        units.set_zone_language(desk, "all", "tyz")
