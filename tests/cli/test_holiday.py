import json
from datetime import timedelta

import pytest

from broadcaster.desk import Desk
from broadcaster.schedule import actions
from broadcaster.timebase import SystemTime
from tests.cli.conftest import Run
from tests.schedule.conftest import HANOI, MORNING, write_programme


@pytest.fixture
def furnished(desk: Desk, at_home: Run) -> Run:
    """A station whose morning programme passes over holidays."""
    actions.set_default_hours(desk)
    actions.copy_holiday_file(desk)
    write_programme(desk, MORNING.replace('"daily"', '"daily"\nholidays = "skip"'))
    actions.apply_programme(desk, confirmed=True)
    return at_home


def test_the_year_is_listed_with_its_names(furnished: Run) -> None:
    listed = furnished("holiday", "list", "--from", "22/11/2026").out
    assert "Tuesday 24/11/2026    Ngày Văn hóa Việt Nam" in listed
    assert "Saturday 06/02/2027   Tết Nguyên Đán" in listed
    assert "24/11/2027" not in listed


def test_a_swap_is_listed_on_both_its_days(furnished: Run) -> None:
    ran = furnished("holiday", "list", "--from", "2026-08-20", "--days", "20", "--json")
    found = {one["day"]: one for one in json.loads(ran.out)}
    assert found["2026-08-22"]["worked_for"] == "2026-08-31"
    assert found["2026-08-31"]["name"] == "Ngày nghỉ hoán đổi"
    assert "worked for 31/08/2026" in furnished("holiday", "list", "--from", "2026-08-20").out


def test_applying_shows_the_firings_and_wants_consent(furnished: Run, desk: Desk) -> None:
    today = SystemTime().now().astimezone(HANOI).date()
    first, last = today + timedelta(days=1), today + timedelta(days=7)
    days = f"from = {first}\nuntil = {last}"
    table = f'[[add]]\n{days}\nname = "Hội làng"\ndocument = "12/UBND"\n'
    desk.home.holidays.write_text(table, encoding="utf-8")
    ran = furnished("holiday", "apply")
    assert ran.code == 1
    assert "gone" in ran.out
    assert "--yes" in ran.err
    assert furnished("holiday", "apply", "--yes").code == 0
    assert "12/UBND" in furnished("holiday", "list", "--days", "30").out
    again = furnished("holiday", "apply", "--json")
    assert json.loads(again.out)["applied"] is True


def test_check_counts_or_refuses_in_one_line(furnished: Run, desk: Desk) -> None:
    assert "0 days added" in furnished("holiday", "check").err
    desk.home.holidays.write_text("[[remove]]\ndate = 2026-11-25\n", encoding="utf-8")
    ran = furnished("holiday", "check")
    assert ran.code == 1
    assert ran.err.count("\n") == 1
    assert 'remove 1: date = "2026-11-25"' in ran.err


def test_days_that_nobody_can_plan_are_refused(furnished: Run) -> None:
    ran = furnished("holiday", "list", "--from", "2101-01-01")
    assert ran.code == 1
    assert "01/01/2101 cannot be planned" in ran.err


def test_it_speaks_vietnamese(furnished: Run) -> None:
    ran = furnished("--lang", "vi", "holiday", "list", "--from", "2026-08-20", "--days", "20")
    assert "làm bù cho 31/08/2026" in ran.out
