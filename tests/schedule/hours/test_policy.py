"""The hours guard's decision (DESIGN law 3), at its borders."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcaster.schedule.hours.policy import HoursPolicy
from broadcaster.schedule.hours.windows import Ceiling, HoursException, Stretch, Window, widens
from broadcaster.schedule.station_time import stretch_of

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
DAY = date(2026, 11, 23)


def window(start: str, end: str, days: str = "1234567") -> Window:
    return Window(Stretch(*stretch_of(start, end)), days)


def policy(*windows: Window) -> HoursPolicy:
    return HoursPolicy("khe-ren", "Khung giờ", "", "built-in", HANOI, windows)


DEFAULT = policy(window("05:30", "06:30"), window("17:00", "18:00"))
ALWAYS = policy(window("00:00", "24:00"))


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=HANOI).astimezone(UTC)


def at(clock: str) -> datetime:
    return local(f"{DAY.isoformat()}T{clock}")


def test_an_item_inside_a_window_may_start() -> None:
    assert DEFAULT.fits(at("05:30:00"), 60_000, 0).ok


@pytest.mark.parametrize("clock", ["05:29:59.999999", "06:30:00", "12:00", "02:00"])
def test_outside_every_window_it_is_refused(clock: str) -> None:
    verdict = DEFAULT.fits(at(clock), 1, 0)
    assert (verdict.ok, verdict.cause) == (False, "outside-hours")


def test_an_item_that_ends_exactly_with_its_window_may_start() -> None:
    assert DEFAULT.fits(at("06:29:00"), 60_000, 0).ok


def test_an_item_that_could_not_finish_is_refused_before_its_first_sample() -> None:
    assert not DEFAULT.fits(at("06:29:00"), 60_001, 0).ok


def test_at_the_start_an_item_waits_the_uncertainty_out() -> None:
    verdict = DEFAULT.fits(at("05:30:00"), 60_000, 5000)
    assert (verdict.ok, verdict.wait_until) == (True, at("05:30:05"))


def test_past_the_uncertainty_nothing_is_waited_for() -> None:
    assert DEFAULT.fits(at("05:30:05"), 60_000, 5000).wait_until is None


def test_the_uncertainty_narrows_the_end_too() -> None:
    assert DEFAULT.fits(at("06:28:55"), 60_000, 5000).ok
    assert not DEFAULT.fits(at("06:28:55"), 60_001, 5000).ok


def test_waiting_must_leave_room_to_finish() -> None:
    assert not DEFAULT.fits(at("05:30"), 3_590_001, 5000).ok
    assert DEFAULT.fits(at("05:30"), 3_590_000, 5000).ok


def test_windows_that_touch_are_one() -> None:
    split = policy(window("05:30", "06:00"), window("06:00", "06:30"))
    assert split.fits(at("05:59:00"), 120_000, 30_000).ok
    assert split.windows_on(DAY) == DEFAULT.windows_on(DAY)[:1]


def test_windows_that_touch_across_midnight_are_one() -> None:
    night = policy(window("23:00", "24:00"), window("00:00", "01:00"))
    assert night.fits(at("23:59:00"), 120_000, 30_000).ok
    assert night.covering(at("23:30")) == night.covering(at("23:30") + timedelta(hours=1))


def test_a_window_may_cross_midnight_itself_and_belongs_to_its_evening() -> None:
    monday_night = policy(window("23:00", "01:00", days="1"))
    assert monday_night.fits(local("2026-11-24T00:30"), 1000, 0).ok
    assert not monday_night.fits(local("2026-11-23T00:30"), 1000, 0).ok


def test_round_the_clock_has_no_border_at_midnight() -> None:
    assert ALWAYS.fits(at("23:59:59"), 3_600_000, 600_000).ok


def test_days_of_the_week_bind() -> None:
    weekdays = policy(window("05:30", "06:30", days="12345"))
    assert weekdays.fits(local("2026-11-27T05:30"), 1000, 0).ok
    assert not weekdays.fits(local("2026-11-28T05:30"), 1000, 0).ok


def test_a_policy_that_forbids_everything_refuses_everything() -> None:
    assert not policy().fits(at("05:30"), 1, 0).ok
    assert policy().covering(at("05:30")) is None


def dated(first: str, last: str, standing: HoursPolicy | None) -> HoursPolicy:
    return replace(
        ALWAYS,
        document="DEMO",
        valid_from=date.fromisoformat(first),
        valid_until=date.fromisoformat(last),
        standing=standing,
    )


def test_a_dated_policy_gives_way_to_the_standing_one_outside_its_dates() -> None:
    both = dated("2026-11-23", "2026-11-24", DEFAULT)
    assert not both.fits(local("2026-11-22T02:00"), 1000, 0).ok
    assert both.fits(local("2026-11-23T02:00"), 1000, 0).ok
    assert both.fits(local("2026-11-24T23:00"), 1000, 0).ok
    assert not both.fits(local("2026-11-25T02:00"), 1000, 0).ok
    assert both.fits(local("2026-11-25T05:30"), 1000, 0).ok


def test_a_dated_policy_with_nothing_beneath_forbids_the_other_days() -> None:
    alone = dated("2026-11-23", "2026-11-23", None)
    assert not alone.fits(local("2026-11-24T05:30"), 1000, 0).ok


def excepted(start: str, end: str) -> HoursPolicy:
    exception = HoursException(DAY, Stretch(*stretch_of(start, end)), "họp dân")
    return DEFAULT.with_exceptions([exception])


def test_an_exception_allows_its_stretch_on_its_day_only() -> None:
    assert excepted("19:00", "20:00").fits(at("19:30"), 60_000, 0).ok
    assert not excepted("19:00", "20:00").fits(at("19:30") + timedelta(days=1), 60_000, 0).ok


def test_an_exception_that_touches_a_window_joins_it() -> None:
    assert excepted("18:00", "19:00").fits(at("17:59:00"), 120_000, 5000).ok


def test_an_exception_never_reaches_beyond_the_outer_limits() -> None:
    assert not excepted("21:00", "23:00").fits(at("22:00"), 1, 0).ok
    assert excepted("21:00", "23:00").fits(at("21:59"), 60_000, 0).ok


def test_the_lowest_ceiling_of_the_hour_counts() -> None:
    quiet = replace(
        ALWAYS,
        volume=(
            Ceiling(Stretch(*stretch_of("22:00", "06:00")), 40),
            Ceiling(Stretch(*stretch_of("05:30", "06:30")), 70),
        ),
    )
    clocks = ["21:59", "22:00", "00:30", "05:45", "06:15", "06:30"]
    assert [quiet.ceiling_at(at(clock)) for clock in clocks] == [100, 40, 40, 40, 70, 100]


def test_the_policy_survives_its_document() -> None:
    whole = replace(
        dated("2026-11-23", "2026-11-24", excepted("19:00", "20:00")),
        session_minutes=45,
        day_minutes=90,
        lock_lead_s=10,
        volume=(Ceiling(Stretch(*stretch_of("22:00", "06:00")), 40),),
        by="nguyen-van-a",
        at="2026-11-22T01:00:00.000000Z",
    )
    assert HoursPolicy.from_document(whole.to_document()) == whole


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("windows", [{"days": "89", "start": "05:30", "end": "06:30"}]),
        ("windows", [{"days": "1", "start": "25:61", "end": "06:30"}]),
        ("windows", None),
        ("from", "someday"),
        ("exceptions", [{"date": "2026-11-22"}]),
    ],
)
def test_what_is_no_policy_is_an_error_not_a_permission(key: str, value: object) -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        HoursPolicy.from_document({**DEFAULT.to_document(), key: value})


def test_the_station_zone_decides_not_the_machines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "UTC")
    assert DEFAULT.fits(datetime(2026, 11, 22, 22, 30, tzinfo=UTC), 1000, 0).ok
    assert not DEFAULT.fits(datetime(2026, 11, 22, 5, 30, tzinfo=UTC), 1000, 0).ok


def test_a_window_keeps_to_the_clock_on_the_wall_through_clock_changes() -> None:
    paris = replace(policy(window("02:30", "04:00")), zone=ZoneInfo("Europe/Paris"))
    (spring,) = paris.windows_on(date(2026, 3, 29))
    assert (spring.start.hour, spring.end.hour) == (1, 2)  # UTC: opens at the jump
    (autumn,) = paris.windows_on(date(2026, 10, 25))
    assert (autumn.start.hour, autumn.start.minute, autumn.end.hour) == (0, 30, 3)


def test_a_window_that_a_clock_change_swallows_is_none() -> None:
    paris = replace(policy(window("02:10", "02:50")), zone=ZoneInfo("Europe/Paris"))
    assert paris.windows_on(date(2026, 3, 29)) == ()


def test_narrowing_is_no_widening() -> None:
    assert not widens([window("05:45", "06:00", days="6")], DEFAULT.windows)


@pytest.mark.parametrize(
    "wider",
    [window("05:29", "06:30"), window("17:00", "18:01"), window("23:00", "01:00", days="7")],
)
def test_one_minute_more_is_a_widening(wider: Window) -> None:
    assert widens([wider], DEFAULT.windows)


CLOCKS = st.integers(0, 1439)


@given(
    st.lists(st.tuples(CLOCKS, CLOCKS).filter(lambda pair: pair[0] != pair[1]), max_size=4),
    st.integers(0, 2 * 86_400),
    st.integers(1, 7_200_000),
    st.integers(0, 600_000),
)
def test_whatever_may_start_sounds_inside_the_windows_on_any_clock_within_the_doubt(
    stretches: list[tuple[int, int]], second: int, length_ms: int, doubt_ms: int
) -> None:
    """Law 3: a clock off by up to the uncertainty never makes a permitted item sound outside."""
    rule = policy(
        *(Window(Stretch(a, b if b > a else b + 1440)) for a, b in stretches),
    )
    start = local("2026-11-23T00:00") + timedelta(seconds=second)
    verdict = rule.fits(start, length_ms, doubt_ms)
    if not verdict.ok:
        return
    first = verdict.wait_until or start
    for error in (-doubt_ms, 0, doubt_ms):
        real = first + timedelta(milliseconds=error)
        covering = rule.covering(real)
        assert covering is not None
        assert real + timedelta(milliseconds=length_ms) <= covering.end


def test_a_file_from_before_there_were_units_above_means_what_it_meant() -> None:
    policy = dated("2026-11-23", "2026-11-24", excepted("19:00", "20:00"))
    new = {"holidays", "beyond", "above", "holiday_days", "made"}
    document = {key: value for key, value in policy.to_document().items() if key not in new}
    document["exceptions"] = [
        {key: value for key, value in one.items() if key != "unit"}
        for one in document["exceptions"]
    ]
    assert HoursPolicy.from_document(document) == policy
