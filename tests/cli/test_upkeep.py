"""init, time, doctor, migrate, backup and restore as a person types them."""

import json
from pathlib import Path

import pytest

from broadcaster.cli.columns import width_of
from broadcaster.desk import Desk
from broadcaster.home import Home
from tests.cli.conftest import Run
from tests.store.plain import stamp


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where one station is made for this module."""
    return tmp_path_factory.mktemp("cli") / "khe ren"


def test_a_station_is_made_and_described(run: Run, made: Path) -> None:
    ran = run("init", made, "--as", "Nguyễn Văn A", "--station", "Đài xã Khe Rèn", "--json")
    assert ran.code == 0
    document = json.loads(ran.out)
    code = document.pop("sign_in_code")
    assert f"first time: {code}\n" in ran.err
    assert "broadcaster web" in ran.err
    assert document == {
        "home": str(made),
        "unit": "dai-xa-khe-ren",
        "station": "dai-xa-khe-ren",
        "administrator": "nguyen-van-a",
    }
    assert "Nguyễn Văn A" in ran.err
    again = run("init", made, "--as", "B")
    assert (again.code, again.err.count("already is a station")) == (1, 1)


def test_a_station_needs_somebody(run: Run, tmp_path: Path) -> None:
    ran = run("init", tmp_path / "x")
    assert ran.code == 1
    assert "--as NAME" in ran.err
    assert list(tmp_path.iterdir()) == []


def test_a_hub_is_no_station(run: Run, tmp_path: Path) -> None:
    assert run("init", tmp_path / "x", "--as", "A", "--role", "both").code == 1
    assert run("init", tmp_path / "x", "--as", "A", "--role", "king").code == 2


def test_running_as_root_is_warned_in_one_line(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for euid, warned in ((0, 1), (1000, 0)):
        monkeypatch.setattr("os.geteuid", lambda euid=euid: euid)
        ran = run("init", tmp_path / "x", "--as", "...")
        assert ran.err.count("running as root") == warned


def test_time_shows_what_the_clock_is_worth(at_home: Run) -> None:
    shown = at_home("time", "show", "--json")
    assert shown.code == 0
    document = json.loads(shown.out)
    assert document["quality"] in ("ntp", "rtc", "operator", "held", "unknown")
    assert document["local"].endswith("+07:00")
    assert "Asia/Ho_Chi_Minh" in at_home("time", "show").out


def test_a_stranger_confirms_no_clock(at_home: Run) -> None:
    refused = at_home("time", "confirm", "--as", "auditor")
    assert refused.code == 1
    assert "auditor" in refused.err


def test_a_time_that_is_none_is_quoted(at_home: Run) -> None:
    refused = at_home("time", "set", "noon")
    assert refused.code == 1
    assert '"noon"' in refused.err


def test_doctor_ends_with_1_when_something_fails(at_home: Run, desk: Desk) -> None:
    ran = at_home("doctor", "--json")
    findings = {one["name"]: one for one in json.loads(ran.out)}
    assert findings["plan"]["level"] == "fail"  # this desk never went through init
    assert ran.code == 1
    assert "checks failed" in ran.err


def test_doctor_without_a_home_examines_the_machine(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = run("doctor")
    assert ran.code == 0
    assert "SQLite" in ran.out
    assert run("--home", tmp_path, "doctor").code == 1


@pytest.mark.parametrize("language", ["vi", "en"])
def test_doctor_fits_a_terminal_of_80_columns(at_home: Run, language: str) -> None:
    lines = at_home("doctor", "--lang", language).out.splitlines()
    assert lines
    # A path longer than a line is not broken, so that it can be copied.
    assert all(width_of(line) <= 80 or "/" in line for line in lines)


def test_a_home_of_this_version_has_nothing_to_migrate(at_home: Run) -> None:
    ran = at_home("migrate")
    assert ran.code == 0
    assert "already" in ran.err


@pytest.mark.parametrize(
    "command", [("person", "list"), ("time", "show"), ("unit", "add", "X"), ("migrate",)]
)
def test_every_command_refuses_a_home_of_a_newer_version(
    at_home: Run, desk: Desk, command: tuple[str, ...]
) -> None:
    stamp(desk.home.database, "9999")
    refused = at_home(*command)
    assert refused.code == 1
    assert "later version" in refused.err
    assert refused.err.count("\n") == 1


def test_a_backup_is_made_and_restored(at_home: Run, run: Run, desk: Desk, tmp_path: Path) -> None:
    saved = at_home("backup", tmp_path / "b.tar")
    assert (saved.code, saved.out) == (0, f"{tmp_path}/b.tar\n")
    back = run("restore", tmp_path / "b.tar", tmp_path / "back")
    assert (back.code, back.out) == (0, f"{tmp_path}/back\n")
    assert "as it was on" in back.err
    again = run("--home", tmp_path / "back", "restore", tmp_path / "b.tar")
    assert "--force" in again.err
    forced = run("--home", tmp_path / "back", "restore", tmp_path / "b.tar", "--force")
    assert "kept in" in forced.err
    assert run("--home", tmp_path / "back", "person", "list").code == 0


def test_a_folder_without_a_station_is_refused_with_the_remedy(run: Run, tmp_path: Path) -> None:
    refused = run("--home", tmp_path, "unit", "list")
    assert refused.code == 1
    assert "broadcaster init" in refused.err


def test_the_language_of_the_settings_is_spoken(
    run: Run, home: Home, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("BROADCASTER_LANG")
    config = desk.home.config
    config.write_text(config.read_text("utf-8") + 'language = "en"\n', encoding="utf-8")
    assert "Roles today" in run("--home", desk.home.root, "person", "list").out
    assert "Vai trò" in run("--home", desk.home.root, "person", "list", "--lang", "vi").out
