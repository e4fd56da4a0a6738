"""`init` makes a station whole or not at all."""

import stat
from pathlib import Path

import pytest

from broadcaster.bulletins import actions as bulletins
from broadcaster.config import read_settings
from broadcaster.desk import Desk
from broadcaster.home import Home
from broadcaster.production.sounds import NAMES
from broadcaster.schedule import actions as schedule
from broadcaster.signed import read_signed
from broadcaster.store.migration import head_revision
from broadcaster.units import Role, UnitsError
from broadcaster.units import actions as units
from broadcaster.upkeep import actions as upkeep
from broadcaster.upkeep import setting_up
from broadcaster.upkeep.errors import UpkeepError
from tests.upkeep.conftest import names


def test_the_person_named_is_administrator_from_today(office: Desk) -> None:
    assert units.person(office, "nguyen-van-a").name == "Nguyễn Văn A"
    assert units.require_role(office, Role.ADMINISTRATOR).unit == "xa-khe-ren"


def test_station_unit_and_the_zone_of_the_whole_station_exist(office: Desk) -> None:
    assert units.station(office).name == "Đài truyền thanh xã Khe Rèn"
    assert units.unit(office, office.settings.unit).name == "Xã Khe Rèn"
    assert units.zone_ids(office) == ("all",)


def test_the_player_has_signed_hours_sounds_form_and_an_empty_list_of_withdrawals(
    office: Desk,
) -> None:
    keys = [office.key.public]
    assert read_signed(office.home.schema, "schema", keys)["revision"] == head_revision()
    assert read_signed(office.home.withdrawn, "withdrawn", keys)["withdrawn"] == []
    assert read_signed(office.home.hours, "hours", keys)["origin"] == "built-in"
    assert set(bulletins.sounds_in_force(office)) == set(NAMES)


def test_the_shipped_programmes_are_applied(office: Desk) -> None:
    assert {one.programme.name for one in schedule.programmes(office)} == {
        "ban-tin-chieu",
        "ban-tin-sang",
    }


def test_the_key_is_its_owners_alone(station: Home) -> None:
    assert stat.S_IMODE(station.keys.stat().st_mode) == 0o700
    assert stat.S_IMODE((station.keys / "box.pem").stat().st_mode) == 0o600


def test_the_settings_are_without_mistakes(station: Home) -> None:
    settings = read_settings(station.config)
    assert (settings.station, settings.unit) == ("dai-truyen-thanh-xa-khe-ren", "xa-khe-ren")
    assert settings.zone == "Asia/Ho_Chi_Minh"


def test_a_station_is_never_made_over_another(station: Home) -> None:
    before = sorted(station.root.iterdir())
    with pytest.raises(UpkeepError, match="already is a station"):
        upkeep.initialise(station.root, as_name="B")
    assert sorted(station.root.iterdir()) == before


def test_a_folder_with_something_in_it_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("dear")
    with pytest.raises(UpkeepError, match=r"letter\.txt"):
        upkeep.initialise(tmp_path, as_name="B")
    assert names(tmp_path) == ["letter.txt"]


def test_a_file_in_the_way_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("")
    with pytest.raises(UpkeepError, match="is a file"):
        upkeep.initialise(tmp_path / "x", as_name="B")


def test_a_name_without_letters_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(UnitsError, match=r"\.\.\."):
        upkeep.initialise(tmp_path / "x", as_name="...")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("exists", [True, False])
def test_a_failure_half_way_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, exists: bool
) -> None:
    def fail(_desk: Desk) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(setting_up, "_furnish", fail)
    target = tmp_path / "new"
    if exists:
        target.mkdir()
    with pytest.raises(UpkeepError, match="No space left"):
        upkeep.initialise(target, as_name="B")
    assert list(tmp_path.rglob("*")) == ([target] if exists else [])


def test_a_hub_is_refused_with_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(UpkeepError, match='"hub"'):
        upkeep.initialise(tmp_path / "x", as_name="B", role="hub")
