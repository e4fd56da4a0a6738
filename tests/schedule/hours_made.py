"""Hours of several units, made at random and looked at minute by minute."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from broadcaster.schedule.hours.policy import HoursPolicy
from broadcaster.schedule.hours.unit_hours import UnitHours
from broadcaster.schedule.hours.upper_hours import UpperHours
from broadcaster.schedule.hours.windows import Ceiling, HoursException, Stretch, Window

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
FIRST = date(2026, 12, 21)
DAYS = tuple(FIRST + timedelta(days=n) for n in range(14))
"""Two weeks with a New Year in them."""
QUARTERS = st.integers(0, 95).map(lambda quarter: quarter * 15)
STRETCHES = st.tuples(QUARTERS, st.integers(1, 40)).map(
    lambda pair: Stretch(pair[0], min(pair[0] + pair[1] * 15, 2880))
)
WINDOWS = st.lists(
    st.builds(
        Window,
        STRETCHES,
        st.sets(st.sampled_from("1234567"), min_size=1).map(lambda days: "".join(sorted(days))),
    ),
    max_size=4,
).map(tuple)
EXCEPTIONS = st.lists(
    st.builds(HoursException, st.sampled_from(DAYS), STRETCHES, st.just("hội làng")), max_size=2
).map(tuple)
HOLIDAYS = st.sets(st.sampled_from(DAYS), max_size=4).map(
    lambda days: tuple((day, "nghỉ lễ") for day in sorted(days))
)
DATES = st.tuples(st.sampled_from(DAYS), st.sampled_from(DAYS)).map(sorted)


def signed(unit: str) -> st.SearchStrategy[UnitHours]:
    """Return policies of one unit: standing, or a dated one over a standing one."""
    plain = st.builds(
        lambda windows, holidays, exceptions, outer, session, volume: UnitHours(
            unit, "Khung giờ", "", "set", HANOI, windows, session, holidays=holidays,
            exceptions=exceptions, outer=tuple(outer), volume=volume,
        ),
        WINDOWS, st.none() | WINDOWS, EXCEPTIONS, st.lists(STRETCHES, max_size=2),
        st.none() | st.integers(0, 60),
        st.lists(st.builds(Ceiling, STRETCHES, st.integers(0, 100)), max_size=2).map(tuple),
    )  # fmt: skip
    dated = st.builds(
        lambda over, under, dates: replace(
            over, valid_from=dates[0], valid_until=dates[1], standing=replace(under, exceptions=())
        ),
        plain, plain, DATES,
    )  # fmt: skip
    return plain | dated


def station(own: UnitHours, *above: UpperHours, holidays: tuple = ()) -> HoursPolicy:  # type: ignore[type-arg]
    """Return what a station obeys whose unit signed `own`, below these units."""
    policy = HoursPolicy.from_document(own.to_document())
    return replace(policy, above=above, holiday_days=holidays)


def minutes(policy: HoursPolicy) -> frozenset[tuple[date, int]]:
    """Return every allowed minute of the two weeks."""
    found: set[tuple[date, int]] = set()
    for day in DAYS:
        midnight = datetime(day.year, day.month, day.day, tzinfo=policy.zone)
        for window in policy.windows_on(day):
            first, last = (
                (moment - midnight) // timedelta(minutes=1) for moment in (window.start, window.end)
            )
            found.update((day, minute) for minute in range(first, last))
    return frozenset(found)


def lifted(policy: HoursPolicy) -> frozenset[tuple[date, int]]:
    """Return the minutes of its own exceptions, wherever they lie."""
    dates = {day: n for n, day in enumerate(DAYS)}
    found: set[tuple[date, int]] = set()
    for one in policy.exceptions:
        for minute in range(one.stretch.start, one.stretch.end):
            number = dates[one.day] + minute // 1440
            if number < len(DAYS):
                found.add((DAYS[number], minute % 1440))
    return frozenset(found)
