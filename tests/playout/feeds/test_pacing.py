"""When samples leave for each feed, and how an output with its own clock is brought into line."""

from hypothesis import given
from hypothesis import strategies as st

from broadcaster.playout.feeds.pacing import (
    CHUNK_MS,
    LONGEST_WAIT_S,
    SLACK_NS,
    correction,
    hold_ns,
    lead_ms,
    wait_s,
)
from broadcaster.quantities import BUS_RATE_HZ
from broadcaster.timebase import NANOSECONDS
from broadcaster.units.wiring import Feed

MS = 1_000_000


def feed(latency_ms: int, stagger_ms: int = 0, output: str = "pipe:cat") -> Feed:
    return Feed("a", ("a",), output, latency_ms, stagger_ms)


@given(st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 10_000)), min_size=1))
def test_every_feed_sounds_at_once_but_for_its_stagger(figures: list[tuple[int, int]]) -> None:
    feeds = [feed(*each) for each in figures]
    lead = lead_ms(feeds)
    for one in feeds:
        held = hold_ns(one, lead)
        assert held + one.latency_ms * MS == (lead + one.stagger_ms) * MS
        assert held >= CHUNK_MS * MS  # what is handed on in chunks is never late for it


def test_an_output_with_its_own_clock_is_given_time_to_buffer() -> None:
    assert (
        lead_ms([feed(0)]) < lead_ms([feed(0, output="alsa")]) < lead_ms([feed(9, output="pulse")])
    )


@given(st.integers(-10 * NANOSECONDS, 10 * NANOSECONDS), st.integers(1, 9_600))
def test_speech_in_line_is_never_stretched_or_shortened(error_ns: int, samples: int) -> None:
    assert correction(error_ns, samples, is_silent=False, is_aligned=True) == 0
    assert correction(error_ns, samples, is_silent=False, is_aligned=False) >= 0


@given(st.integers(-10 * NANOSECONDS, 10 * NANOSECONDS), st.integers(1, 9_600))
def test_silence_takes_up_the_drift(error_ns: int, samples: int) -> None:
    shift = correction(error_ns, samples, is_silent=True, is_aligned=True)
    left_ns = error_ns - shift * NANOSECONDS // BUS_RATE_HZ
    if abs(error_ns) <= SLACK_NS:
        assert shift == 0
    elif error_ns > 0:
        assert abs(left_ns) <= NANOSECONDS // BUS_RATE_HZ
    else:
        assert -samples <= shift < 0
        assert error_ns <= left_ns <= NANOSECONDS // BUS_RATE_HZ


def test_an_output_that_keeps_failing_is_tried_less_and_less_but_not_given_up() -> None:
    waits = [wait_s(n) for n in range(1, 3_000)]
    assert waits == sorted(waits)
    assert waits[0] == 1
    assert waits[-1] == LONGEST_WAIT_S
