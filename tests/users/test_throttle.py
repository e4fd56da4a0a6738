"""When another try is taken."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from broadcaster.users.throttle import WAITS, WINDOW, next_try

NOW = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)
LONGEST_WAIT = timedelta(minutes=15)
moments = st.lists(
    st.integers(-100_000, 100_000).map(lambda s: NOW + timedelta(seconds=s)), max_size=60
)


def burst(count: int, at: datetime = NOW) -> list[datetime]:
    return [at] * count


def test_the_first_failures_are_free() -> None:
    assert next_try(burst(4), burst(19), NOW) is None


def test_the_fifth_of_a_person_and_the_twentieth_of_an_address_wait_half_a_minute() -> None:
    assert next_try(burst(5), [], NOW) == NOW + timedelta(seconds=30)
    assert next_try([], burst(20), NOW) == NOW + timedelta(seconds=30)


def test_each_further_failure_doubles_the_wait_up_to_a_quarter_of_an_hour() -> None:
    failures, at, waits = burst(4), NOW, []
    for _try in range(8):
        failures.append(at)
        until = next_try(failures, [], at)
        assert until is not None
        waits.append((until - at).total_seconds())
        at = until
    assert waits == [30, 60, 120, 240, 480, 900, 900, 900]


def test_the_longer_of_both_waits_counts() -> None:
    assert next_try(burst(6), burst(20), NOW) == NOW + timedelta(minutes=1)
    assert next_try(burst(5), burst(22), NOW) == NOW + timedelta(minutes=2)


def test_slow_failures_are_free() -> None:
    slow = [NOW - timedelta(minutes=4) * place for place in range(50)]
    assert next_try(slow, [], NOW) is None


def test_a_quarter_of_an_hour_of_quiet_after_a_wait_forgets_it_all() -> None:
    failures = burst(10)
    later = NOW + LONGEST_WAIT + WINDOW + timedelta(seconds=1)
    assert next_try([*failures, later], [], later) is None
    sooner = later - timedelta(seconds=2)
    assert next_try([*failures, sooner], [], sooner) == sooner + LONGEST_WAIT


@given(moments, moments, st.integers(-200_000, 200_000))
def test_nobody_waits_longer_than_a_quarter_of_an_hour_whatever_the_clock_did(
    of_person: list[datetime], of_address: list[datetime], step: int
) -> None:
    now = NOW + timedelta(seconds=step)
    until = next_try(of_person, of_address, now)
    assert until is None or now < until <= now + LONGEST_WAIT
    assert max(WAITS) == LONGEST_WAIT


@given(st.lists(st.integers(0, 10), min_size=200, max_size=200))
def test_whoever_tries_as_fast_as_they_may_gets_few_tries_a_day(pauses: list[int]) -> None:
    failures: list[datetime] = []
    at = NOW
    for pause in pauses:
        at += timedelta(seconds=pause)
        at = next_try(failures, [], at) or at
        failures.append(at)
    assert max(sum(1 for f in failures if a <= f < a + timedelta(days=1)) for a in failures) <= 110
