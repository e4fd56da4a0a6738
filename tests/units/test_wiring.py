"""Which output feeds which clusters, and which feeds a zone reaches."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcaster.desk import Desk
from broadcaster.signed import open_signed
from broadcaster.units import Cluster, UnitsError, Zone
from broadcaster.units import actions as units
from broadcaster.units.model import WHOLE_STATION, Technology
from broadcaster.units.wiring import Feed, Wiring, wire
from tests.conftest import as_person

IDS = ("bac", "cho", "dinh", "nam")


@pytest.fixture
def crew(desk: Desk) -> Desk:
    return as_person(desk, "technician")


def signed_wiring(desk: Desk) -> Wiring:
    data = desk.home.clusters.read_bytes()
    return Wiring.from_document(open_signed(data, "clusters", [desk.key.public], "clusters.json"))


def add(crew: Desk, name: str, output: str = "", transmitter: str = "", **more: int) -> Cluster:
    technology = Technology.FM_BRIDGE if transmitter else Technology.IP
    wanted = Cluster("", name, "", "", technology=technology, transmitter=transmitter)
    added = units.add_cluster(crew, wanted)
    return units.set_cluster(crew, added.id, {"output": output, **more}) if output else added


def test_each_change_of_a_cluster_or_zone_reaches_the_player_signed(crew: Desk) -> None:
    add(crew, "Đình", "alsa:hw:0", output_latency_ms=20, stagger_ms=40, volume_cap_percent=70)
    assert signed_wiring(crew).feeds == (Feed("dinh", ("dinh",), "alsa:hw:0", 20, 40, 70),)
    add(crew, "Chợ")
    units.add_zone(crew, "Thôn 1", ["cho"])
    wiring = signed_wiring(crew)
    assert wiring.reached(["thon-1"]) == frozenset()  # no output of this box feeds it
    units.set_cluster(crew, "cho", {"output": "pulse:cho"})
    assert signed_wiring(crew).reached(["thon-1"]) == {"cho"}
    units.set_cluster(crew, "dinh", {"output": ""})
    assert [feed.id for feed in signed_wiring(crew).feeds] == ["cho"]


def test_a_transmitter_is_one_feed_of_all_its_clusters_at_the_lowest_of_their_caps(
    crew: Desk,
) -> None:
    add(crew, "Đình", "alsa", "fm-1", volume_cap_percent=90)
    add(crew, "Chùa", transmitter="fm-1")
    units.set_cluster(crew, "chua", {"volume_cap_percent": 60})
    add(crew, "Chợ", "pulse")
    units.add_zone(crew, "Thôn 1", ["dinh", "chua"])
    wiring = signed_wiring(crew)
    assert wiring.feeds[0] == Feed("fm-1", ("dinh", "chua"), "alsa", cap_percent=60)
    assert wiring.reached(["thon-1"]) == {"fm-1"}
    assert wiring.reached([WHOLE_STATION]) == wiring.reached([]) == {"fm-1", "cho"}


def test_two_clusters_never_share_an_output_and_a_transmitter_has_one(crew: Desk) -> None:
    add(crew, "Đình", "alsa:hw:0", "fm-1")
    add(crew, "Chùa", transmitter="fm-1")
    add(crew, "Chợ")
    with pytest.raises(UnitsError, match='"alsa:hw:0" is not possible: it feeds "Đình"'):
        units.set_cluster(crew, "cho", {"output": "alsa:hw:0"})
    with pytest.raises(UnitsError, match='"pulse" is not possible: the transmitter "fm-1" is fed'):
        units.set_cluster(crew, "chua", {"output": "pulse"})
    units.set_cluster(crew, "chua", {"output": "alsa:hw:0"})  # says the same once more
    assert len(signed_wiring(crew).feeds) == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("output", "loud"),
        ("amplifier", "gpio17"),
        ("loopback", "ear"),
        ("stagger_ms", 1_001),
        ("stagger_ms", -1),
    ],
)
def test_what_no_output_is_called_is_refused_quoting_it(
    crew: Desk, field: str, value: object
) -> None:
    add(crew, "Đình")
    with pytest.raises(UnitsError, match=f'{field} = "{value}" is not possible'):
        units.set_cluster(crew, "dinh", {field: value})


@given(st.sets(st.sampled_from(IDS)), st.lists(st.sampled_from(IDS), unique=True, min_size=1))
def test_what_is_written_is_read_back_the_same(fed: set[str], zone: list[str]) -> None:
    clusters = [
        Cluster(one, one, "s", "u", output=f"file:{one}" if one in fed else "") for one in IDS
    ]
    wiring = wire(clusters, [Zone("z", "Z", "s", tuple(zone))])
    assert Wiring.from_document(json.loads(json.dumps(wiring.to_document()))) == wiring
    assert wiring.reached(["z"]) == fed & set(zone)
    assert wiring.reached(["elsewhere"]) == frozenset()
