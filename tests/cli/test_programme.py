import json

import pytest

from broadcaster.desk import Desk
from broadcaster.schedule import actions
from tests.cli.conftest import Run
from tests.schedule.conftest import EVENING, MORNING, write_programme


@pytest.fixture
def furnished(desk: Desk, at_home: Run) -> Run:
    actions.set_default_hours(desk)
    write_programme(desk, MORNING)
    write_programme(desk, EVENING, "chieu")
    return at_home


def test_apply_prints_the_firings_and_wants_consent(furnished: Run) -> None:
    ran = furnished("programme", "apply")
    assert ran.code == 1
    assert "05:30  Bản tin sáng   allowed  new" in ran.out
    assert "--yes" in ran.err
    assert furnished("programme", "list").out == ""


def test_what_was_applied_is_listed_and_shown(furnished: Run) -> None:
    assert furnished("programme", "apply", "--yes").code == 0
    listed = furnished("programme", "list").out
    assert "sang   Bản tin sáng   daily 05:30" in listed
    shown = furnished("programme", "show", "sang").out
    assert "administrator" in shown
    assert "3    closing   closing" in shown


def test_applying_again_needs_no_consent(furnished: Run) -> None:
    furnished("programme", "apply", "--yes")
    ran = furnished("programme", "apply", "--json")
    assert ran.code == 0
    document = json.loads(ran.out)
    assert document["applied"] is True
    assert {firing["change"] for firing in document["firings"]} == {"same"}


def test_check_lists_every_mistake_and_exits_1(furnished: Run, desk: Desk) -> None:
    write_programme(desk, MORNING.replace("05:30", "25:61").replace("30", "x"))
    ran = furnished("programme", "check")
    assert ran.code == 1
    assert "chieu.toml: no mistakes" in ran.out
    assert "sang.toml: " in ran.out
    assert ran.err.startswith("broadcaster: ")


def test_check_as_json_has_one_entry_per_file(furnished: Run) -> None:
    found = json.loads(furnished("programme", "check", "--json").out)
    assert [(one["programme"], one["mistakes"]) for one in found] == [("chieu", []), ("sang", [])]


def test_a_refused_file_is_one_line_that_says_what_stays(furnished: Run, desk: Desk) -> None:
    furnished("programme", "apply", "--yes")
    write_programme(desk, MORNING.replace("05:30", "25:61"))
    ran = furnished("programme", "apply", "--yes")
    assert ran.code == 1
    assert ran.err.count("\n") == 1
    assert 'start = "25:61"' in ran.err
    assert "stays in force" in ran.err
    assert "file differs" in furnished("programme", "list").out


def test_nobody_applies_without_a_name(furnished: Run, run: Run, desk: Desk) -> None:
    assert run("--home", desk.home.root, "programme", "apply", "--yes").code == 1


def test_json_of_one_programme_holds_its_text(furnished: Run) -> None:
    furnished("programme", "apply", "--yes")
    document = json.loads(furnished("programme", "show", "sang", "--json").out)
    assert document["text"] == MORNING
    assert document["start"] == "05:30"


def test_it_speaks_vietnamese(furnished: Run) -> None:
    ran = furnished("--lang", "vi", "programme", "apply")
    assert "Chương trình" in ran.out
    assert "chạy lại với --yes" in ran.err


def test_a_long_rhythm_is_cut_in_the_list_and_whole_in_the_card(furnished: Run, desk: Desk) -> None:
    moon = MORNING.replace('"daily"', '"lunar"\ndays = [1, 15]\nholidays = "skip"')
    write_programme(desk, moon)
    furnished("programme", "apply", "--yes")
    listed = furnished("programme", "list").out
    assert all(len(line) <= 80 for line in listed.splitlines())
    shown = furnished("programme", "show", "sang").out
    assert "the full moon of each lunar month 05:30; not on public holidays" in " ".join(
        shown.split()
    )
