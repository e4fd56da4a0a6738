"""A unit below only narrows the hours of those above it (DESIGN law 3), minute by minute."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from broadcaster.playout.judging.guard import Hours, rule
from broadcaster.schedule.hours.limits import Beyond, Limit
from broadcaster.schedule.hours.policy import HoursPolicy
from broadcaster.schedule.hours.session_room import hours_room
from broadcaster.schedule.hours.unit_hours import UnitHours
from broadcaster.schedule.hours.upper_hours import UpperHours
from broadcaster.schedule.hours.windows import Ceiling, HoursException, Stretch, Window
from broadcaster.schedule.station_time import stretch_of
from broadcaster.timebase import TimeQuality, TimeTrust
from tests.schedule.hours_made import (
    DAYS,
    FIRST,
    HANOI,
    HOLIDAYS,
    lifted,
    minutes,
    signed,
    station,
)

DAY = date(2026, 12, 23)
NEW_YEAR = date(2027, 1, 1)
EARLIER, LATER = "2026-12-01T00:00:00.000000Z", "2026-12-02T00:00:00.000000Z"


def window(text: str, days: str = "1234567") -> Window:
    return Window(Stretch(*stretch_of(*text.split("-"))), days)


def of(unit: str, *windows: str, **fields: object) -> UnitHours:
    every = tuple(window(text) for text in windows)
    fields = {"origin": "set", "at": EARLIER, **fields}
    return UnitHours(unit, unit, "", zone=HANOI, windows=every, **fields)  # type: ignore[arg-type]


def on(policy: HoursPolicy, day: date = DAY) -> list[str]:
    return [
        f"{one.start.astimezone(HANOI):%H:%M}-{one.end.astimezone(HANOI):%H:%M}"
        for one in policy.windows_on(day)
    ]


PROVINCE = of("tinh", "05:00-06:30", "17:00-18:00")


def test_a_moment_is_allowed_that_every_unit_allows() -> None:
    below = station(of("xa", "04:30-06:00", "11:00-12:00", "17:30-18:30"), UpperHours(PROVINCE))
    assert on(below) == ["05:00-06:00", "17:30-18:00"]


def test_a_unit_that_signed_nothing_of_its_own_has_the_hours_from_above() -> None:
    built_in = of("xa", "05:30-06:30", "17:00-18:00", origin="built-in")
    assert on(station(built_in, UpperHours(PROVINCE))) == ["05:00-06:30", "17:00-18:00"]
    assert on(station(built_in)) == ["05:30-06:30", "17:00-18:00"]


def test_the_built_in_hours_of_a_unit_above_bind_nobody() -> None:
    above = UpperHours(of("tinh", "05:30-06:30", origin="built-in"))
    assert on(station(of("xa", "05:00-06:00"), above)) == ["05:00-06:00"]


def test_a_unit_binds_only_on_the_days_on_which_it_is_above() -> None:
    own = of("xa", "05:00-06:30")
    moved = station(
        own,
        UpperHours(of("cu", "05:00-05:30"), None, DAY - timedelta(days=1)),
        UpperHours(of("moi", "06:00-06:30"), DAY, None),
    )
    assert on(moved, DAY - timedelta(days=1)) == ["05:00-05:30"]
    assert on(moved) == ["06:00-06:30"]


def test_windows_that_both_cross_midnight_stay_one() -> None:
    night = station(of("xa", "22:00-02:00"), UpperHours(of("tinh", "23:00-01:00")))
    assert on(night) == ["00:00-01:00", "23:00-00:00"]
    start = datetime(2026, 12, 23, 23, 59, tzinfo=HANOI).astimezone(UTC)
    assert night.fits(start, 120_000, 30_000).ok


def test_holidays_have_their_own_windows_and_lose_them_behind_the_horizon() -> None:
    own = of("xa", "05:00-06:00", holidays=(window("08:00-09:00"),))
    policy = station(own, holidays=((NEW_YEAR, "Tết Dương lịch"),))
    assert on(policy) == ["05:00-06:00"]
    assert on(policy, NEW_YEAR) == ["08:00-09:00"]
    assert on(station(own), NEW_YEAR) == ["05:00-06:00"]


def test_holidays_of_a_unit_above_bind_below() -> None:
    above = UpperHours(of("tinh", "05:00-06:30", holidays=(window("06:00-09:00"),)))
    policy = station(of("xa", "05:00-08:00"), above, holidays=((NEW_YEAR, "Tết"),))
    assert on(policy, NEW_YEAR) == ["06:00-08:00"]


def test_closed_on_holidays_is_a_policy_too() -> None:
    policy = station(of("xa", "05:00-06:00", holidays=()), holidays=((NEW_YEAR, "Tết"),))
    assert on(policy, NEW_YEAR) == []


def test_the_lowest_cap_and_the_lowest_ceiling_bind() -> None:
    loud, quiet = (Ceiling(Stretch(300, 420), percent) for percent in (80, 60))
    own = of("xa", "05:00-06:30", session_minutes=20, volume=(loud,))
    above = UpperHours(
        of("tinh", "05:00-06:30", session_minutes=15, day_minutes=40, volume=(quiet,))
    )
    policy = station(own, above)
    in_force = policy.in_force_on(DAY)
    assert in_force is not None
    assert (in_force.session_minutes, in_force.day_minutes) == (15, 40)
    assert policy.ceiling_at(datetime(2026, 12, 23, 5, 30, tzinfo=HANOI)) == 60


def test_an_exception_lifts_the_windows_above_but_never_the_outer_limits_above() -> None:
    exception = HoursException(DAY, Stretch(*stretch_of("19:00", "21:00")), "họp dân")
    own = of("xa", "05:00-06:00", exceptions=(exception,))
    limited = of("tinh", "05:00-06:00", outer=(Stretch(300, 1200),))
    assert on(station(own, UpperHours(limited))) == ["05:00-06:00", "19:00-20:00"]


def test_an_exception_of_a_unit_above_lifts_its_own_limit_and_nobody_elses() -> None:
    exception = HoursException(DAY, Stretch(*stretch_of("19:00", "20:00")), "lễ của tỉnh")
    above = UpperHours(of("tinh", "05:00-06:00", exceptions=(exception,)))
    assert on(station(of("xa", "05:00-06:00"), above)) == ["05:00-06:00"]
    assert on(station(of("xa", "05:00-22:00"), above)) == ["05:00-06:00", "19:00-20:00"]


def beyond(*limits: Limit) -> tuple[Beyond, ...]:
    return (Beyond("tinh", limits, "document"),)


def test_what_may_exceed_the_windows_above_keeps_the_other_limits() -> None:
    own = of("xa", "04:00-06:00", at=LATER, beyond=beyond(Limit.WINDOWS), session_minutes=60)
    above = UpperHours(of("tinh", "05:00-06:00", session_minutes=10))
    policy = station(own, above)
    in_force = policy.in_force_on(DAY)
    assert on(policy) == ["04:00-06:00"]
    assert in_force is not None
    assert in_force.session_minutes == 10


def test_holidays_may_be_exceeded_where_the_unit_above_has_none_of_its_own() -> None:
    own = of(
        "xa",
        "05:30-06:00",
        at=LATER,
        beyond=beyond(Limit.HOLIDAYS),
        holidays=(window("07:00-08:00"),),
    )
    policy = station(own, UpperHours(of("tinh", "05:00-06:00")), holidays=((NEW_YEAR, "Tết"),))
    assert on(policy, NEW_YEAR) == ["07:00-08:00"]
    assert on(policy) == ["05:30-06:00"]


def test_windows_beyond_those_above_do_not_open_its_holidays() -> None:
    own = of("xa", "04:00-06:00", at=LATER, beyond=beyond(Limit.WINDOWS))
    above = of("tinh", "05:00-06:00", holidays=(window("05:30-06:00"),))
    policy = station(own, UpperHours(above), holidays=((NEW_YEAR, "Tết"),))
    assert on(policy) == ["04:00-06:00"]
    assert on(policy, NEW_YEAR) == ["05:30-06:00"]


def test_what_a_unit_above_signs_later_binds_again() -> None:
    own = of("xa", "04:00-06:00", at=EARLIER, beyond=beyond(Limit.WINDOWS))
    assert on(station(own, UpperHours(PROVINCE))) == ["04:00-06:00"]
    assert on(station(own, UpperHours(replace(PROVINCE, at=LATER)))) == ["05:00-06:00"]


def test_a_unit_two_levels_up_binds_through_one_that_was_exceeded() -> None:
    own = of("xa", "04:00-06:00", at=LATER, beyond=(Beyond("huyen", (Limit.WINDOWS,), "document"),))
    policy = station(own, UpperHours(of("huyen", "05:30-06:00")), UpperHours(PROVINCE))
    assert on(policy) == ["05:00-06:00"]


def test_what_a_middle_unit_may_exceed_reaches_the_units_below_it() -> None:
    middle = of("huyen", "04:00-06:00", at=LATER, beyond=beyond(Limit.WINDOWS))
    policy = station(of("xa", "04:30-06:00"), UpperHours(middle), UpperHours(PROVINCE))
    assert on(policy) == ["04:30-06:00"]


def test_what_holds_on_a_day_is_said_in_windows_of_the_week() -> None:
    own = UnitHours(
        "xa", "xa", "", "set", HANOI, (window("22:00-02:00", "17"), window("05:00-06:00"))
    )
    policy = station(own, UpperHours(of("tinh", "05:30-05:45", "23:00-01:00")))
    in_force = policy.in_force_on(DAY)
    assert in_force is not None
    assert {str(w.stretch): w.days for w in in_force.windows} == {
        "05:30-05:45": "1234567",
        "23:00-01:00": "17",
    }
    whole = station(of("xa", "00:00-24:00"), UpperHours(of("tinh", "00:00-24:00")))
    always = whole.in_force_on(DAY)
    assert always is not None
    assert [(str(w.stretch), w.days) for w in always.windows] == [("00:00-24:00", "1234567")]


TERMS = st.sampled_from([(None, None), (DAYS[3], None), (None, DAYS[9]), (DAYS[2], DAYS[5])])


@settings(deadline=None, max_examples=60)
@given(signed("xa"), signed("tinh"), HOLIDAYS)
def test_below_no_minute_is_allowed_that_above_is_not(
    own: UnitHours, upper: UnitHours, holidays: tuple[tuple[date, str], ...]
) -> None:
    """Beyond the windows above only its own exceptions reach, and they stay in the limits above."""
    policy = station(own, UpperHours(upper), holidays=holidays)
    alone, above = station(own, holidays=holidays), station(upper, holidays=holidays)
    allowed, excepted = minutes(policy), lifted(policy)
    limits = frozenset(
        (day, minute) for day in DAYS for one in upper.outer for minute in range(one.start, 1440)
        if minute < one.end or minute + 1440 < one.end
    )  # fmt: skip
    assert allowed <= minutes(alone)
    assert allowed - excepted <= minutes(above)
    assert allowed >= minutes(alone) & minutes(above)
    if not any(one.stretch.end > 1440 for one in policy.exceptions):
        assert allowed & excepted - minutes(above) <= limits


@settings(deadline=None, max_examples=40)
@given(signed("xa"), signed("huyen"), signed("tinh"), HOLIDAYS, TERMS)
def test_the_signed_file_carries_every_limit_with_its_dates(
    own: UnitHours,
    middle: UnitHours,
    top: UnitHours,
    holidays: tuple[tuple[date, str], ...],
    term: tuple[date | None, date | None],
) -> None:
    policy = station(own, UpperHours(middle, *term), UpperHours(top), holidays=holidays)
    again = HoursPolicy.from_document(policy.to_document())
    assert again == policy
    assert minutes(again) == minutes(policy)


@settings(deadline=None, max_examples=60)
@given(
    signed("xa"), signed("tinh"), HOLIDAYS, TERMS,
    st.integers(0, 14 * 1440), st.integers(0, 60_000), st.integers(0, 10_000),
)  # fmt: skip
def test_the_guard_lets_sound_what_the_planner_has_room_for(
    own: UnitHours,
    upper: UnitHours,
    holidays: tuple[tuple[date, str], ...],
    term: tuple[date | None, date | None],
    minute: int,
    lead_ms: int,
    doubt_ms: int,
) -> None:
    policy = station(own, UpperHours(upper, *term), holidays=holidays)
    midnight = datetime(FIRST.year, FIRST.month, FIRST.day, tzinfo=HANOI).astimezone(UTC)
    start = midnight + timedelta(minutes=minute)
    room = hours_room(policy, start, lead_ms=lead_ms, doubt_ms=doubt_ms)
    guard = Hours(HoursPolicy.from_document(policy.to_document()))
    trust = TimeTrust(TimeQuality.NTP, doubt_ms, "test")
    if room is not None:
        ruling = rule(guard, trust, start=room.first, length_ms=room.length_ms)
        assert (ruling.refused, ruling.wait_until) == (None, None)
    local = start.astimezone(HANOI)
    sounds = rule(guard, TimeTrust(TimeQuality.NTP, 0, "test"), start=start, length_ms=1)
    if local.date() in DAYS:
        now = (local.date(), local.hour * 60 + local.minute)
        assert (sounds.refused is None) == (now in minutes(policy))
