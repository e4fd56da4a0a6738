"""Asking again: when, after how long, and when it is enough."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcaster.timebase import NANOSECONDS, VirtualTime
from broadcaster.voices.failure import PASSING, Failure, ServiceError, by_status, retry_after_s
from broadcaster.voices.patience import (
    LONGEST_PAUSE_S,
    TRIES,
    Errand,
    Limits,
    pause_s,
    share_of,
)
from tests.conftest import SUNDAY_MORNING

SHARES = st.floats(0, 1, exclude_max=True)
WANTED = st.none() | st.floats(0, 10_000)
ERRORS = st.builds(ServiceError, st.sampled_from(Failure), st.just("it failed"), WANTED)
NOW = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)


@given(ERRORS, st.integers(1, 9), SHARES)
def test_only_what_may_pass_is_asked_again_and_not_for_ever(
    error: ServiceError, attempt: int, share: float
) -> None:
    asked_again = pause_s(error, attempt, share) is not None
    assert asked_again == (error.failure in PASSING and attempt < TRIES)


@given(st.integers(1, TRIES - 1), SHARES, st.floats(0, 10_000))
def test_a_pause_the_service_asked_for_is_never_undercut(
    attempt: int, share: float, wanted_s: float
) -> None:
    pause = pause_s(ServiceError(Failure.BUSY, "", wanted_s), attempt, share)
    assert pause is not None
    assert pause >= wanted_s


@given(st.integers(1, TRIES - 1), SHARES)
def test_a_pause_doubles_and_chance_takes_at_most_half_of_it(attempt: int, share: float) -> None:
    pause = pause_s(ServiceError(Failure.NETWORK, ""), attempt, share)
    assert pause is not None
    assert 2 ** (attempt - 1) / 2 <= pause <= 2 ** (attempt - 1) <= LONGEST_PAUSE_S


def test_chance_is_the_same_for_one_station_and_differs_between_stations() -> None:
    stations = [f"station-{number}" for number in range(100)]
    shares = {station: share_of(station, "Xin chào.", 1) for station in stations}
    assert all(0 <= share < 1 for share in shares.values())
    assert all(share_of(station, "Xin chào.", 1) == share for station, share in shares.items())
    assert len(set(shares.values())) == 100


@given(st.lists(ERRORS, max_size=40), st.integers(1, 60))
def test_an_errand_never_takes_longer_than_its_limit(
    failures: list[ServiceError], total_s: int
) -> None:
    clock = VirtualTime(SUNDAY_MORNING)
    errand, coming = Errand(clock, Limits(20, total_s), "khe-ren"), list(failures)

    def send(until: int) -> str:
        clock.advance(min(3 * NANOSECONDS, until - clock.monotonic()))
        if coming:
            raise coming.pop()
        return "speech"

    try:
        while coming:
            assert errand.ask("a sentence", send) == "speech"
    except ServiceError:
        pass
    assert clock.monotonic() <= total_s * NANOSECONDS


def test_what_is_not_ready_is_asked_for_until_it_is(clock: VirtualTime) -> None:
    answers = iter([None, None, "speech"])
    errand = Errand(clock, Limits(), "khe-ren")
    assert errand.poll(lambda _until: next(answers), every_s=2, within_s=60) == "speech"
    assert clock.monotonic() == 4 * NANOSECONDS


def test_what_never_gets_ready_is_given_up(clock: VirtualTime) -> None:
    errand = Errand(clock, Limits(), "khe-ren")
    with pytest.raises(ServiceError, match="no whole answer in 60 s"):
        errand.poll(lambda _until: None, every_s=2, within_s=60)
    assert clock.monotonic() == 60 * NANOSECONDS


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        ("120", 120),
        (" 0 ", 0),
        ("Sun, 22 Nov 2026 01:02:00 GMT", 120),
        ("Sun, 22 Nov 2026 00:00:00 GMT", 0),
        ("", None),
        ("soon", None),
        ("-5", None),
        ("1e3", None),
        ("²", None),
    ],
)
def test_retry_after_is_seconds_or_a_date(value: str, wanted: float | None) -> None:
    assert retry_after_s(value, NOW) == wanted


@pytest.mark.parametrize(
    ("status", "failure"),
    [
        (429, Failure.BUSY),
        (503, Failure.BUSY),
        (500, Failure.BUSY),
        (502, Failure.BUSY),
        (400, Failure.REFUSED),
        (401, Failure.REFUSED),
        (404, Failure.REFUSED),
        (302, Failure.REFUSED),
    ],
)
def test_a_status_says_whether_asking_again_may_help(status: int, failure: Failure) -> None:
    assert by_status(status, {}, NOW).failure is failure
