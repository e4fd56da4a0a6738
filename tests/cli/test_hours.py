import json
from pathlib import Path

import pytest

from broadcaster.desk import Desk
from broadcaster.schedule import actions
from tests.cli.conftest import Run
from tests.schedule.conftest import MORNING, write_programme


@pytest.fixture
def furnished(desk: Desk, at_home: Run) -> Run:
    actions.set_default_hours(desk)
    write_programme(desk, MORNING)
    actions.apply_programme(desk, confirmed=True)

    def by_the_approver(*arguments: object) -> object:
        return at_home(*arguments, "--as", "approver")

    return by_the_approver  # type: ignore[return-value]


def windows(run: Run) -> list[str]:
    document = json.loads(run("hours", "show", "--json").out)
    return [f"{window['start']}-{window['end']}" for window in document["windows"]]


def test_the_hours_are_shown_with_the_sessions_they_allow(furnished: Run) -> None:
    out = furnished("hours", "show").out
    assert "05:30-06:30, 17:00-18:00" in out
    assert "built-in" in out
    assert "05:30  Bản tin sáng  allowed" in out


def test_setting_shows_what_would_be_refused_and_wants_consent(furnished: Run) -> None:
    ran = furnished("hours", "set", "--window", "05:45-06:30", "--title", "Mùa đông")
    assert ran.code == 1
    assert "05:30  Bản tin sáng  refused" in ran.out
    assert "--yes" in ran.err
    assert windows(furnished) == ["05:30-06:30", "17:00-18:00"]
    assert furnished("hours", "set", "--window", "05:45-06:30", "--yes").code == 0
    assert windows(furnished) == ["05:45-06:30"]


def test_a_demonstration_policy_rests_on_its_document(furnished: Run) -> None:
    whole_day = ("hours", "set", "--window", "00:00-24:00", "--yes")
    assert "--document" in furnished(*whole_day).err
    assert furnished(*whole_day, "--document", "DEMO", "--lock-lead", "10").code == 0
    assert "DEMO" in furnished("hours", "show").out


def test_the_built_in_hours_come_back(furnished: Run) -> None:
    furnished("hours", "set", "--closed", "--yes")
    assert windows(furnished) == []
    assert "nothing but an emergency" in furnished("hours", "show").out
    furnished("hours", "set", "--built-in", "--yes")
    assert windows(furnished) == ["05:30-06:30", "17:00-18:00"]


def test_a_file_states_a_policy(furnished: Run, tmp_path: Path) -> None:
    path = tmp_path / "hours.toml"
    path.write_text(
        'title = "Thí điểm"\nwindows = ["05:30-06:00"]\nsession_minutes = 15\n', "utf-8"
    )
    assert furnished("hours", "set", path, "--yes").code == 0
    assert "15 minutes" in furnished("hours", "show").out
    path.write_text('windows = ["25:61-26:00"]', "utf-8")
    ran = furnished("hours", "set", path, "--yes")
    assert ran.code == 1
    assert '"title" is missing' in ran.err
    assert furnished("hours", "set", tmp_path / "none.toml").code == 1


@pytest.mark.parametrize(
    "words",
    [(), ("--window", "05:30-06:00", "--closed"), ("file.toml", "--built-in")],
)
def test_exactly_one_source_of_hours_is_a_matter_of_usage(
    furnished: Run, words: tuple[str, ...]
) -> None:
    assert furnished("hours", "set", *words).code == 2


def test_days_narrow_the_windows(furnished: Run) -> None:
    narrow = ("hours", "set", "--window", "05:30-06:30", "--yes", "--days")
    assert furnished(*narrow, "mon,fri").code == 0
    assert "Monday, Friday" in furnished("hours", "show").out
    assert '"t2"' in furnished(*narrow, "t2").err


def test_an_exception_is_signed_with_its_reason(furnished: Run) -> None:
    ran = furnished("hours", "exception", "add", "2099-01-01", "19:00-20:00", "--reason", "họp")
    assert ran.code == 0
    assert "01/01/2099 19:00-20:00: họp (approver)" in furnished("hours", "show").out


def test_an_operator_signs_nothing(furnished: Run, at_home: Run) -> None:
    ran = at_home("hours", "set", "--window", "05:30-06:00", "--yes", "--as", "operator")
    assert ran.code == 1
    assert windows(furnished) == ["05:30-06:30", "17:00-18:00"]


def test_without_a_policy_show_says_so(furnished: Run, desk: Desk) -> None:
    desk.home.hours.unlink()
    ran = furnished("hours", "show")
    assert ran.code == 1
    assert "missing" in ran.err


@pytest.fixture
def below(furnished: Run, at_home: Run) -> Run:
    """The same home below a province that signed hours, caps and windows of holidays."""
    office = ("--as", "administrator")
    at_home("unit", "add", "Tỉnh Lạng Sơn", "--kind", "province", *office)
    at_home("unit", "move", "khe-ren", "--parent", "tinh-lang-son", "--from", "2025-07-01", *office)
    at_home("person", "add", "Lê Thị Tỉnh", *office)
    at_home(
        "person", "appoint", "le-thi-tinh", "--role", "approver", "--unit", "tinh-lang-son", *office
    )
    ran = at_home(
        "hours", "set", "--unit", "tinh-lang-son", "--window", "05:30-06:15", "--day-minutes", "30",
        "--holiday", "06:00-06:15", "--yes", "--as", "le-thi-tinh",
    )  # fmt: skip
    assert ran.code == 0, ran.err
    return furnished


def test_show_says_from_which_unit_each_limit_comes(below: Run) -> None:
    assert below("hours", "set", "--window", "05:30-06:00", "--yes").code == 0
    out = below("hours", "show").out
    assert "05:30-06:00  [khe-ren]" in out
    assert "30 minutes  [Tỉnh Lạng Sơn]" in out
    assert "Above it: Tỉnh Lạng Sơn" in out
    assert "Tết Dương lịch" in out
    document = json.loads(below("hours", "show", "--json").out)
    assert document["sources"]["day"] == ["tinh-lang-son"]
    assert document["in_force"]["day_minutes"] == 30


def test_what_reaches_beyond_a_unit_above_is_refused_or_shown_as_such(below: Run) -> None:
    wide = ("hours", "set", "--window", "05:00-06:00", "--yes")
    refused = below(*wide)
    assert refused.code == 1
    assert '"Tỉnh Lạng Sơn" in the windows' in refused.err
    allowed = below(*wide, "--document", "12/QĐ-UBND")
    assert "beyond a unit above: Tỉnh Lạng Sơn: the windows (12/QĐ-UBND)" in allowed.err
    assert "Reaches beyond" in below("hours", "show").out


def test_hours_of_another_unit_are_shown_without_sessions(below: Run) -> None:
    out = below("hours", "show", "--unit", "tinh-lang-son").out
    assert "05:30-06:15" in out
    assert "Bản tin sáng" not in out


def test_an_exception_of_a_unit_above_wants_its_approver(below: Run) -> None:
    words = ("2099-01-01", "19:00-20:00", "--reason", "lễ", "--unit", "tinh-lang-son")
    assert "Tỉnh Lạng Sơn" in below("hours", "exception", "add", *words).err


def test_holidays_are_named_or_silent_not_both(below: Run) -> None:
    both = ("--holiday", "06:00-06:10", "--silent-holidays")
    assert below("hours", "set", "--window", "05:30-06:00", *both).code == 2


def test_a_unit_that_leaves_its_province_leaves_its_hours(below: Run, at_home: Run) -> None:
    assert windows_in_force(below) == ["05:30-06:15"]
    at_home("unit", "move", "khe-ren", "--from", "2026-01-01", "--as", "administrator")
    assert windows_in_force(below) == ["05:30-06:30", "17:00-18:00"]


def windows_in_force(run: Run) -> list[str]:
    document = json.loads(run("hours", "show", "--json").out)["in_force"]
    return [f"{window['start']}-{window['end']}" for window in document["windows"]]
