"""`doctor` looks at everything the station needs, and survives whatever it finds."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from broadcaster.bulletins import actions as bulletins
from broadcaster.config import Settings
from broadcaster.desk import Desk
from broadcaster.home import Home
from broadcaster.i18n import use_language
from broadcaster.journal.lock import WriterLock
from broadcaster.playout.maintenance import Maintenance
from broadcaster.schedule import actions as schedule
from broadcaster.timebase import SystemTime, TimeQuality, VirtualTime
from broadcaster.timetrust import read_clocks, remember
from broadcaster.units import Cluster
from broadcaster.units import actions as units
from broadcaster.upkeep import actions as upkeep
from broadcaster.upkeep.checks.home import check_disk
from broadcaster.upkeep.checks.hours import check_hours
from broadcaster.upkeep.checks.rights import check_sounds
from broadcaster.upkeep.checks.software import check_sqlite, check_systemd
from broadcaster.upkeep.checks.sound import check_output, check_voices
from broadcaster.upkeep.finding import LEVELS, TITLES, Finding, Level
from tests.bulletins.conftest import OWN, write_tone
from tests.conftest import as_person

DAY_NS = 86_400 * 10**9


def found(home: Home | None) -> dict[str, Finding]:
    return {one.name: one for one in upkeep.examine(home, SystemTime())}


def test_a_new_station_fails_only_where_its_machine_does(station: Home) -> None:
    failed = {one.name for one in found(station).values() if one.level is Level.FAIL}
    assert failed <= {"clock"}


def test_libraries_are_named_with_their_versions(station: Home) -> None:
    names = found(station)
    for library in ("av", "sqlalchemy", "espeakng-loader", "apscheduler", "python"):
        assert names[library].level is Level.OK
        assert any(char.isdigit() for char in names[library].sentence)


def test_hours_that_leave_a_session_no_room_are_named_with_the_lead(station: Home) -> None:
    assert found(station)["hours"].level is Level.OK
    desk = Desk.open(station, time=SystemTime())
    led = replace(desk.settings, amplifier_lead_ms=10_000)
    (finding,) = check_hours(station, led, SystemTime())
    assert finding.level is Level.WARN
    assert "10000 ms" in finding.sentence
    assert "05:30" in finding.sentence or "17:00" in finding.sentence


def test_hours_whose_holidays_run_out_are_named(desk: Desk, clock: VirtualTime) -> None:
    schedule.set_default_hours(desk)
    approver = as_person(desk, "approver")
    silent = replace(schedule.built_in(), is_built_in=False, holidays=())
    schedule.set_hours(approver, silent, confirmed=True)
    assert [one.level for one in check_hours(desk.home, desk.settings, clock)] == [Level.OK]
    clock.advance(380 * DAY_NS)
    found_later = list(check_hours(desk.home, desk.settings, clock))
    assert "holidays" in found_later[0].sentence


def test_without_a_home_the_machine_is_examined() -> None:
    names = found(None)
    assert "voices" in names
    assert "database" not in names


@pytest.mark.parametrize(
    ("version", "words"), [((3, 40, 1), "rollback journal"), ((3, 51, 3), "write-ahead log")]
)
def test_the_defect_of_sqlite_is_named(version: tuple[int, int, int], words: str) -> None:
    (finding,) = check_sqlite(version)
    assert finding.level is Level.OK
    assert words in finding.sentence


def test_a_clock_nobody_vouches_for_fails_and_a_confirmed_one_warns(station: Home) -> None:
    remember(station, read_clocks(SystemTime()), None, TimeQuality.OPERATOR, "binh")
    assert found(station)["clock"].level in (Level.WARN, Level.OK)


def test_a_clock_below_the_build_fails(station: Home) -> None:
    class Dead(SystemTime):
        def now(self) -> datetime:
            return datetime(1970, 1, 1, tzinfo=UTC)

    names = {one.name: one for one in upkeep.examine(station, Dead())}
    assert names["clock"].level is Level.FAIL
    assert "1970" in names["clock"].sentence


def test_a_key_others_may_read_fails(station: Home) -> None:
    (station.keys / "box.pem").chmod(0o644)
    assert found(station)["key"].level is Level.FAIL


def test_a_missing_key_fails(station: Home) -> None:
    (station.keys / "box.pem").unlink()
    assert "backup" in found(station)["key"].sentence


@pytest.mark.parametrize("name", ["hours", "withdrawn", "schema"])
def test_a_file_the_player_would_not_obey_fails(station: Home, name: str) -> None:
    path: Path = getattr(station, name)
    path.write_bytes(path.read_bytes().replace(b'"sig": "', b'"sig": "00'))
    finding = found(station)["plan"]
    assert finding.level is Level.FAIL
    assert f"{name}.json" in finding.sentence


def test_a_damaged_database_fails(station: Home) -> None:
    data = bytearray(station.database.read_bytes())
    data[4096:8192] = b"\xff" * 4096
    station.database.write_bytes(data)
    assert found(station)["database"].level is Level.FAIL


def test_settings_with_mistakes_fail_and_the_rest_is_examined(station: Home) -> None:
    station.config.write_text('output = "loud"\n', encoding="utf-8")
    names = found(station)
    assert "'loud'" in names["settings"].sentence
    assert names["database"].level is Level.OK


@pytest.mark.parametrize(
    ("free_mb", "level"), [(100, Level.FAIL), (1000, Level.WARN), (50_000, Level.OK)]
)
def test_little_room_is_said(station: Home, free_mb: int, level: Level) -> None:
    (finding,) = check_disk(station, free_mb)
    assert finding.level is level
    assert str(free_mb) in finding.sentence


def test_an_output_that_does_not_work_fails(station: Home, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    settings = station.config.read_text(encoding="utf-8")
    station.config.write_text(f'{settings}output = "file:{tmp_path}/file/air"\n', encoding="utf-8")
    assert found(station)["output"].level is Level.FAIL


def test_the_output_of_each_cluster_is_looked_at(desk: Desk, tmp_path: Path) -> None:
    crew = as_person(desk, "technician")
    for name, output in (("Đình", f"file:{tmp_path}/dinh"), ("Chợ", "pipe:/nonexistent/player")):
        units.add_cluster(crew, Cluster("", name, "", "", output=output))
    said = {f.sentence: f.level for f in check_output(desk.home, desk.settings)}
    assert [level for text, level in said.items() if "of dinh" in text] == [Level.OK]
    (broken,) = [text for text in said if "of cho" in text]
    assert said[broken] is Level.FAIL
    assert "/nonexistent/player" in broken


def test_the_output_of_a_running_player_is_left_alone(station: Home, tmp_path: Path) -> None:
    settings = station.config.read_text(encoding="utf-8")
    station.config.write_text(f'{settings}output = "file:{tmp_path}/air"\n', encoding="utf-8")
    with WriterLock(station):
        assert "in use" in found(station)["output"].sentence
    assert not (tmp_path / "air").exists()


def test_a_station_under_maintenance_is_said(station: Home) -> None:
    Maintenance(station.run).begin("technician", SystemTime().now())
    finding = found(station)["maintenance"]
    assert finding.level is Level.WARN
    assert "maintenance off" in finding.sentence


def test_a_machine_without_systemd_is_warned(tmp_path: Path) -> None:
    assert next(check_systemd(tmp_path)).level is Level.OK
    assert next(check_systemd(tmp_path / "none")).level is Level.WARN


def test_the_default_voice_speaks(office: Desk) -> None:
    assert next(check_voices(office.settings, office.time, office.home)).level is Level.OK


def test_a_station_with_the_built_in_voice_only_is_told_how_little_is_understood(
    station: Home,
) -> None:
    finding = found(station)["on-air"]
    assert finding.level is Level.WARN
    assert "nine words in ten" in finding.sentence


def test_a_minimum_that_no_voice_here_reaches_is_said(station: Home) -> None:
    with station.config.open("a", encoding="utf-8") as file:
        file.write('on_air_minimum = "neural"\n')
    finding = found(station)["on-air"]
    assert finding.level is Level.WARN
    assert "only a person's recording can be approved" in finding.sentence


def test_examining_changes_nothing(station: Home, clock: VirtualTime) -> None:
    def state() -> dict[str, int]:
        return {
            str(path): path.stat().st_mtime_ns
            for path in station.root.rglob("*")
            if path.is_file() and station.run not in path.parents
        }

    before = state()
    list(upkeep.examine(station, clock))
    assert state() == before


def test_what_people_read_is_vietnamese(station: Home) -> None:
    use_language("vi")
    sentences = [one for one in found(station).values() if one.name in TITLES]
    assert "đồng hồ" in {one.title for one in sentences}
    assert {one.verdict for one in sentences} <= {"đạt", "lưu ý", "LỖI"}
    assert len(LEVELS) == len(Level)


def test_rights_that_end_soon_or_are_over_are_named(
    desk: Desk, clock: VirtualTime, tmp_path: Path
) -> None:
    path = write_tone(tmp_path / "a.wav")
    bulletins.add_sound(desk, "music-tet", path, OWN, "30/11/2026")
    bulletins.approve_sound(as_person(desk, "approver"), "music-tet")
    (soon,) = check_sounds(desk.home, desk.settings, clock)
    assert soon.level is Level.WARN
    assert 'play "music-tet" ends on 30/11/2026' in soon.sentence
    clock.advance(10 * DAY_NS)
    (over,) = check_sounds(desk.home, desk.settings, clock)
    assert "ended on 30/11/2026; it no longer sounds" in over.sentence


def test_rights_are_not_spoken_of_where_the_database_cannot_be_read(
    home: Home, clock: VirtualTime
) -> None:
    assert list(check_sounds(home, Settings(), clock)) == []
