import json

from tests.cli.conftest import Run


def test_clusters_make_zones_beside_the_whole_station(at_home: Run) -> None:
    for name in ("Loa chợ", "Loa nhà văn hoá"):
        assert at_home("cluster", "add", name, "--speakers", "4", "--as", "technician").code == 0
    made = at_home("zone", "add", "Trung tâm", "--cluster", "loa-cho", "--as", "technician")
    assert made.out == "trung-tam\n"
    zones = json.loads(at_home("zone", "list", "--json").out)
    assert [(zone["id"], zone["clusters"]) for zone in zones] == [
        ("all", ["loa-cho", "loa-nha-van-hoa"]),
        ("trung-tam", ["loa-cho"]),
    ]
    assert "loa-cho" in at_home("zone", "show", "trung-tam").out


def test_a_zone_needs_clusters_that_exist(at_home: Run) -> None:
    refused = at_home("zone", "add", "Z", "--cluster", "nowhere")
    assert refused.code == 1
    assert "nowhere" in refused.err


def test_a_clusters_figures_are_checked(at_home: Run) -> None:
    refused = at_home("cluster", "add", "Loa", "--latitude", "910")
    assert refused.code == 1
    assert '"910.0"' in refused.err
    assert at_home("cluster", "add", "Loa", "--volume", "101").code == 1


def test_a_cluster_shows_what_an_inspection_asks(at_home: Run) -> None:
    at_home(
        "cluster", "add", "Loa chợ", "--technology", "fm-bridge", "--watts", "120",
        "--latitude", "21.5", "--longitude", "106.5", "--installed", "2024-03-01",
        "--near-sensitive-site",
    )  # fmt: skip
    shown = at_home("cluster", "show", "cho").out
    assert "FM bridge" in shown
    assert "21.5, 106.5" in shown
    assert "01/03/2024" in shown
    document = json.loads(at_home("cluster", "show", "cho", "--json").out)
    assert document["near_sensitive_site"] is True


def test_a_station_is_shown_and_a_further_one_entered(at_home: Run) -> None:
    assert json.loads(at_home("station", "show", "--json").out)["id"] == "khe-ren"
    assert at_home("station", "add", "Đài truyền thanh Mỏ Quạ").out == "dai-truyen-thanh-mo-qua\n"
    assert "Mỏ Quạ" in at_home("station", "list").out


def test_a_field_longer_than_its_column_is_refused(at_home: Run) -> None:
    refused = at_home("cluster", "add", "Loa", "--sim", "8" * 41)
    assert refused.code == 1
    assert "at most 40" in refused.err


def test_a_cluster_is_corrected_and_says_who_sounds_with_it(at_home: Run) -> None:
    for name in ("Đình", "Chùa"):
        at_home("cluster", "add", name, "--technology", "fm-bridge", "--as", "technician")
    at_home("zone", "add", "Thôn 1", "--cluster", "dinh", "--as", "technician")
    at_home("cluster", "set", "dinh", "--transmitter", "FM xã", "--as", "technician")
    told = at_home("cluster", "set", "chua", "--transmitter", "FM xã", "--as", "technician")
    assert (told.code, told.out) == (0, "chua\n")
    assert "Đình" in told.err
    assert "thon-1" in told.err
    assert at_home("cluster", "set", "chua").code == 2
    assert "fm-xa" in at_home("cluster", "show", "chua").out


def test_a_zone_asks_for_a_language(at_home: Run) -> None:
    assert at_home("zone", "set", "all", "--language", "tyz", "--as", "technician").out == "all\n"
    (zone,) = json.loads(at_home("zone", "list", "--json").out)
    assert zone["language"] == "tyz"
    assert "tyz" in at_home("zone", "show", "all").out
    assert at_home("zone", "set", "all", "--language", "x y").code == 1
