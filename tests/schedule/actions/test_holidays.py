from datetime import date, timedelta
from pathlib import Path

import pytest

from broadcaster.desk import Desk
from broadcaster.schedule import ScheduleError, actions
from broadcaster.schedule.programmes.firing_list import Change
from broadcaster.units import UnitsError
from tests.conftest import as_person
from tests.schedule.conftest import MORNING, write_programme

SKIPPING = MORNING.replace('start = "05:30"', 'start = "05:30"\nholidays = "skip"')


@pytest.fixture
def skipping(station: Desk) -> Desk:
    """Its morning programme passes over public holidays; it is Sunday 22 November 2026."""
    write_programme(station, SKIPPING)
    actions.apply_programme(station, confirmed=True)
    return station


def write_table(desk: Desk, toml: str) -> Path:
    desk.home.holidays.write_text(toml, encoding="utf-8")
    return desk.home.holidays


def days(desk: Desk) -> list[int]:
    (applied,) = actions.programmes(desk)
    week = [date(2026, 11, 23) + timedelta(days=n) for n in range(7)]
    return [day.day for day in week if applied.programme.recurrence.falls_on(day)]


def test_national_days_need_no_table(skipping: Desk) -> None:
    assert days(skipping) == [23, 25, 26, 27, 28, 29]


def test_a_table_moves_firings_once_it_is_applied_and_wants_consent(skipping: Desk) -> None:
    write_table(skipping, '[[add]]\ndate = 2026-11-26\nname = "Hội làng"\n')
    assert 26 in days(skipping)
    firings = actions.propose_holidays(skipping)
    assert [f.session for f in firings if f.change is Change.GONE] == ["sang@2026-11-26T05:30"]
    with pytest.raises(ScheduleError, match="--yes"):
        actions.apply_holidays(skipping)
    assert 26 in days(skipping)
    actions.apply_holidays(skipping, confirmed=True)
    assert 26 not in days(skipping)


def test_a_file_from_elsewhere_may_be_named(skipping: Desk, tmp_path: Path) -> None:
    path = tmp_path / "table.toml"
    path.write_text("[[remove]]\ndate = 2026-11-24\n", encoding="utf-8")
    actions.apply_holidays(skipping, path, confirmed=True)
    assert 24 in days(skipping)
    assert actions.holiday_table(skipping).removed == (date(2026, 11, 24),)


def test_a_programme_file_is_checked_under_the_table_that_stands(skipping: Desk) -> None:
    """Vietnam's day of culture, the one holiday of the week, is taken back."""
    only = MORNING.replace(
        'start = "05:30"',
        'start = "05:30"\nholidays = "only"\nfrom = 2026-11-23\nuntil = 2026-11-27',
    )
    write_programme(skipping, only)
    assert actions.check(skipping)[0].mistakes == ()
    write_table(skipping, "[[remove]]\ndate = 2026-11-24\n")
    actions.apply_holidays(skipping, confirmed=True)
    (mistake,) = actions.check(skipping)[0].mistakes
    assert "never fires" in mistake


def test_a_table_under_which_a_programme_never_fires_is_refused(station: Desk) -> None:
    once = MORNING.replace(
        'start = "05:30"',
        'start = "05:30"\nholidays = "only"\nfrom = 2026-11-23\nuntil = 2026-11-27',
    )
    write_programme(station, once)
    actions.apply_programme(station, confirmed=True)
    write_table(station, "[[remove]]\ndate = 2026-11-24\n")
    with pytest.raises(ScheduleError, match="sang: it never fires"):
        actions.apply_holidays(station, confirmed=True)
    assert actions.holiday_table(station).removed == ()


def test_a_table_that_makes_programmes_collide_is_refused(station: Desk) -> None:
    thursdays = MORNING.replace('"daily"', '"weekly"\ndays = ["thu"]')
    feast = MORNING.replace('name = "sang"', 'name = "le"').replace("05:30", "05:45")
    feast = feast.replace(
        "longest_minutes", 'holidays = "only"\nuntil = 2026-12-31\nlongest_minutes'
    )
    write_programme(station, thursdays)
    write_programme(station, feast, "le")
    actions.apply_programme(station, confirmed=True)
    write_table(station, '[[add]]\ndate = 2026-12-10\nname = "Hội làng"\n')
    with pytest.raises(ScheduleError, match="on Thursday 10/12/2026 05:45 overlaps"):
        actions.apply_holidays(station, confirmed=True)
    assert actions.holiday_table(station).added == ()


def test_mistakes_change_nothing(skipping: Desk) -> None:
    write_table(skipping, "[[remove]]\ndate = 2026-11-25\n")
    with pytest.raises(ScheduleError, match="no public holiday"):
        actions.apply_holidays(skipping, confirmed=True)
    skipping.home.holidays.unlink()
    with pytest.raises(ScheduleError, match="cannot be read"):
        actions.apply_holidays(skipping, confirmed=True)


@pytest.mark.parametrize("data", [b"\xff\xfe\x00n", b"#" * 100_001])
def test_what_is_no_text_is_refused(skipping: Desk, data: bytes) -> None:
    skipping.home.holidays.write_bytes(data)
    with pytest.raises(ScheduleError, match="cannot be read"):
        actions.check_holidays(skipping)


def test_only_who_may_apply_programmes_applies_a_table(skipping: Desk) -> None:
    write_table(skipping, "")
    with pytest.raises(UnitsError):
        actions.apply_holidays(as_person(skipping, "reader"), confirmed=True)


def test_the_days_of_a_year_are_listed_with_where_they_come_from(skipping: Desk) -> None:
    write_table(
        skipping,
        '[[swap]]\noff = 2027-04-29\nwork = 2027-05-08\ndocument = "99/TB"\n'
        '[[add]]\ndate = 2027-03-01\nname = "Hội làng"\n',
    )
    actions.apply_holidays(skipping)
    found = {one.day: one for one in actions.known_holidays(skipping, date(2027, 1, 1), 365)}
    assert found[date(2027, 2, 6)].name == "Tết Nguyên Đán"
    assert not found[date(2027, 2, 6)].is_own
    assert found[date(2027, 3, 1)].is_own
    assert found[date(2027, 5, 8)].worked_for == date(2027, 4, 29)
    assert found[date(2027, 4, 29)].document == "99/TB"
    with pytest.raises(ScheduleError, match="01/01/2101"):
        actions.known_holidays(skipping, date(2100, 12, 31), 2)
