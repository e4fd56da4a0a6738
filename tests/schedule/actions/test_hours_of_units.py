"""Hours of units above the station's: they narrow it unasked, and exceeding them needs leave."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from broadcaster.desk import Desk
from broadcaster.schedule import HoursPolicy, ScheduleError, Stretch, actions
from broadcaster.schedule.hours.file import HoursDraft, read_hours_file, read_windows
from broadcaster.schedule.hours.limits import Limit
from broadcaster.signed import read_signed
from broadcaster.timebase import NANOSECONDS, VirtualTime
from broadcaster.units import Role, UnitKind, UnitsError
from broadcaster.units import actions as units
from tests.conftest import as_person

TODAY = date(2026, 11, 22)


def draft(*windows: str, **fields: object) -> HoursDraft:
    return HoursDraft("Khung giờ", windows=read_windows(windows, None), **fields)  # type: ignore[arg-type]


def signed(desk: Desk) -> HoursPolicy:
    return HoursPolicy.from_document(read_signed(desk.home.hours, "hours", [desk.key.public]))


def on(desk: Desk, day: date = TODAY) -> list[str]:
    policy = signed(desk)
    return [
        f"{w.start.astimezone(policy.zone):%H:%M}-{w.end.astimezone(policy.zone):%H:%M}"
        for w in policy.windows_on(day)
    ]


def later(desk: Desk) -> None:
    assert isinstance(desk.time, VirtualTime)
    desk.time.advance(60 * NANOSECONDS)


@pytest.fixture
def commune(station: Desk) -> Desk:
    """The approver of a commune that belongs to a province with an approver of its own."""
    office = as_person(station, "administrator")
    units.add_unit(office, "Tỉnh Lạng Sơn", kind=UnitKind.PROVINCE)
    units.move_unit(office, station.settings.unit, "tinh-lang-son", date(2025, 7, 1))
    units.add_person(office, "Lê Thị Tỉnh")
    units.appoint(office, "le-thi-tinh", Role.APPROVER, unit_handle="tinh-lang-son")
    return as_person(station, "approver")


@pytest.fixture
def province(commune: Desk) -> Desk:
    """The approver of the province at the same desk, with hours and caps signed."""
    desk = as_person(commune, "le-thi-tinh")
    actions.set_hours(
        desk, draft("05:30-06:15", "17:00-18:00", day_minutes=30), "tinh-lang-son", confirmed=True
    )
    later(desk)
    return desk


def test_a_commune_without_hours_of_its_own_has_those_of_its_province(province: Desk) -> None:
    assert on(province) == ["05:30-06:15", "17:00-18:00"]
    in_force = signed(province).in_force_on(TODAY)
    assert in_force is not None
    assert (in_force.unit, in_force.day_minutes) == ("tinh-lang-son", 30)


def test_a_commune_is_narrowed_later_without_anybody_asking(commune: Desk, province: Desk) -> None:
    actions.set_hours(commune, draft("05:30-06:00"), confirmed=True)
    later(commune)
    actions.set_hours(province, draft("05:45-06:15"), "tinh-lang-son", confirmed=True)
    assert on(commune) == ["05:45-06:00"]


def test_only_an_approver_of_the_unit_itself_signs_its_hours(commune: Desk) -> None:
    with pytest.raises(UnitsError, match="Tỉnh Lạng Sơn"):
        actions.set_hours(commune, draft("05:30-06:00"), "tinh-lang-son", confirmed=True)


def test_reaching_beyond_is_refused_by_unit_and_limit(commune: Desk, province: Desk) -> None:
    with pytest.raises(ScheduleError, match='"Tỉnh Lạng Sơn" in the windows, the cap per day'):
        actions.set_hours(commune, draft("05:00-06:00", day_minutes=60), confirmed=True)
    assert on(commune) == ["05:30-06:15", "17:00-18:00"]


def test_a_document_allows_it_until_the_unit_above_signs_anew(
    commune: Desk, province: Desk
) -> None:
    wide = draft("05:00-06:00", document="12/QĐ-UBND")
    (leave,) = actions.leave_of(commune, wide)
    assert (leave.unit, leave.limits, leave.ground) == (
        "tinh-lang-son",
        (Limit.WINDOWS,),
        "document",
    )
    actions.set_hours(commune, wide, confirmed=True)
    assert on(commune) == ["05:00-06:00"]
    assert signed(commune).in_force_on(TODAY).day_minutes == 30  # type: ignore[union-attr]
    later(commune)
    actions.set_hours(province, draft("05:30-06:15"), "tinh-lang-son", confirmed=True)
    assert on(commune) == ["05:30-06:00"]


def test_an_approver_of_the_unit_above_allows_it_by_signing(commune: Desk, province: Desk) -> None:
    wide = draft("05:00-06:00")
    assert actions.leave_of(province, wide)[0].ground == "signature"
    actions.set_hours(province, wide, confirmed=True)
    assert on(commune) == ["05:00-06:00"]
    assert signed(commune).by == "le-thi-tinh"


def test_without_hours_above_the_built_in_ones_are_the_measure(commune: Desk) -> None:
    with pytest.raises(ScheduleError, match="built-in hours"):
        actions.set_hours(commune, draft("05:00-06:00"), confirmed=True)


def test_giving_the_own_hours_up_brings_back_those_from_above(
    commune: Desk, province: Desk
) -> None:
    actions.set_hours(commune, draft("05:30-06:00"), confirmed=True)
    actions.restore_built_in(commune, confirmed=True)
    assert on(commune) == ["05:30-06:15", "17:00-18:00"]


def test_a_unit_that_moves_has_the_hours_of_its_new_parent_from_that_day(
    commune: Desk, province: Desk
) -> None:
    office = as_person(commune, "administrator")
    units.add_unit(office, "Tỉnh Mới", kind=UnitKind.PROVINCE)
    units.move_unit(office, commune.settings.unit, "tinh-moi", TODAY + timedelta(days=3))
    actions.plan(as_person(commune, "operator"))
    assert on(commune, TODAY + timedelta(days=2)) == ["05:30-06:15", "17:00-18:00"]
    assert on(commune, TODAY + timedelta(days=3)) == ["05:30-06:30", "17:00-18:00"]


def test_a_plan_makes_the_file_anew_only_when_something_moved(commune: Desk) -> None:
    operator = as_person(commune, "operator")
    actions.plan(operator)
    before = commune.home.hours.read_bytes()
    later(commune)
    actions.plan(operator)
    assert commune.home.hours.read_bytes() == before


def test_a_dated_policy_that_is_over_leaves_the_file_with_the_next_plan(commune: Desk) -> None:
    drill = draft("05:30-05:40", valid_from=TODAY, valid_until=TODAY)
    actions.set_hours(commune, drill, confirmed=True)
    assert isinstance(commune.time, VirtualTime)
    commune.time.advance(2 * 86_400 * NANOSECONDS)
    actions.plan(as_person(commune, "operator"))
    policy = signed(commune)
    assert policy.origin == "built-in"
    assert policy.made > policy.at


def test_holidays_stand_as_dates_in_the_file(commune: Desk) -> None:
    file = 'title = "Tết"\nwindows = ["05:30-06:30"]\nholidays = ["06:00-06:30"]'
    actions.set_hours(commune, read_hours_file(file, "hours.toml"), confirmed=True)
    new_year = date(2027, 1, 1)
    assert dict(signed(commune).holiday_days)[new_year]
    assert on(commune, new_year) == ["06:00-06:30"]
    assert on(commune, new_year + timedelta(days=1)) == ["05:30-06:30"]
    assert max(day for day, _name in signed(commune).holiday_days) > TODAY + timedelta(days=300)


def test_wider_holidays_are_a_widening(commune: Desk, province: Desk) -> None:
    wide = replace(draft("05:30-06:00"), holidays=read_windows(["05:30-08:00"], None))
    with pytest.raises(ScheduleError, match="the windows of holidays"):
        actions.set_hours(commune, wide, confirmed=True)


def test_an_exception_stays_in_the_outer_limits_of_every_unit(
    commune: Desk, province: Desk
) -> None:
    limited = draft("05:30-06:15", outer=(Stretch(300, 1200),))
    actions.set_hours(province, limited, "tinh-lang-son", confirmed=True)
    with pytest.raises(ScheduleError, match=r"05:00-20:00"):
        actions.add_exception(commune, TODAY, Stretch(1140, 1260), "họp dân")
    actions.add_exception(commune, TODAY, Stretch(1140, 1200), "họp dân")
    assert on(commune) == ["05:30-06:15", "19:00-20:00"]


def test_an_exception_of_a_province_is_signed_by_its_approver_and_lifts_its_limit_only(
    commune: Desk, province: Desk
) -> None:
    with pytest.raises(UnitsError):
        actions.add_exception(commune, TODAY, Stretch(1140, 1200), "lễ", "tinh-lang-son")
    actions.add_exception(province, TODAY, Stretch(1140, 1200), "lễ của tỉnh", "tinh-lang-son")
    assert on(commune) == ["05:30-06:15", "17:00-18:00", "19:00-20:00"]
    actions.set_hours(commune, draft("05:30-06:00"), confirmed=True)
    assert on(commune) == ["05:30-06:00"]


@pytest.mark.parametrize("year", [2019, 2101])
def test_on_a_clock_of_no_year_of_ours_nothing_is_signed_or_planned(
    commune: Desk, year: int
) -> None:
    time = VirtualTime(commune.time.now().replace(year=year))
    astray = replace(commune, time=time)
    with pytest.raises(ScheduleError, match=rf"/{year}.*2020"):
        actions.plan(replace(astray, person="operator"))
    with pytest.raises(ScheduleError, match="/2100"):
        actions.propose_hours(astray, draft("05:30-06:00"))


def test_a_date_of_no_year_of_ours_is_quoted(commune: Desk) -> None:
    with pytest.raises(ScheduleError, match="22/11/2206"):
        actions.add_exception(commune, date(2206, 11, 22), Stretch(1140, 1200), "họp")
    typed = draft("05:30-06:00", valid_until=date(2226, 1, 1))
    with pytest.raises(ScheduleError, match="01/01/2226"):
        actions.set_hours(commune, typed, confirmed=True)


def test_a_dated_policy_above_is_no_measure_of_hours_that_stay(commune: Desk) -> None:
    province = as_person(commune, "le-thi-tinh")
    mourning = HoursDraft("Quốc tang", valid_from=TODAY, valid_until=TODAY + timedelta(days=2))
    actions.set_hours(province, mourning, "tinh-lang-son", confirmed=True)
    actions.set_hours(commune, draft("05:30-06:00"), confirmed=True)
    assert on(commune) == []
    assert on(commune, TODAY + timedelta(days=3)) == ["05:30-06:00"]
    with pytest.raises(ScheduleError, match="built-in hours"):
        actions.set_hours(commune, draft("05:00-06:00"), confirmed=True)


def test_a_table_of_holidays_moves_the_windows_of_holidays_at_once(commune: Desk) -> None:
    special = replace(draft("05:30-06:30"), holidays=read_windows(["06:00-06:30"], None))
    actions.set_hours(commune, special, confirmed=True)
    commune.home.holidays.write_text(
        '[[add]]\ndate = 2026-11-26\nname = "Hội làng"\n', encoding="utf-8"
    )
    actions.apply_holidays(commune, confirmed=True)
    assert on(commune, date(2026, 11, 26)) == ["06:00-06:30"]
    assert on(commune, date(2026, 11, 27)) == ["05:30-06:30"]
