"""Every item ends in exactly one outcome of DESIGN law 2."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcaster.journal.model import Cause, Outcome
from broadcaster.playout.judging.outcomes import fallen_out, outcome_of
from broadcaster.playout.model import Heard, Passed
from tests.playout.station import at_station

PLANNED = at_station("05:30")
GRACE_MS = 2000


def heard(samples: int, late_ms: int = 0, length: int = 48_000) -> Heard:
    first = PLANNED + timedelta(milliseconds=late_ms) if samples else None
    last = first + timedelta(seconds=samples / 48_000) if first else None
    return Heard(samples, length, first, last, "1")


def test_whole_within_its_grace_is_aired() -> None:
    for late_ms in (-60_000, 0, GRACE_MS):
        assert outcome_of(heard(48_000, late_ms), PLANNED, GRACE_MS) == Passed(
            Outcome.AIRED, Cause.WHOLE
        )


def test_whole_after_its_grace_is_late() -> None:
    assert outcome_of(heard(48_000, GRACE_MS + 1), PLANNED, GRACE_MS) == Passed(
        Outcome.LATE, Cause.AFTER_GRACE
    )


@pytest.mark.parametrize("cause", [Cause.HARD_START, Cause.HIGHER_CLASS])
def test_cut_by_what_may_cut_in_is_preempted(cause: Cause) -> None:
    assert outcome_of(heard(10), PLANNED, GRACE_MS, cause) == Passed(Outcome.PREEMPTED, cause)


@pytest.mark.parametrize(
    "cause",
    [Cause.INTERRUPTED, Cause.MUTED, Cause.WITHDRAWN, Cause.STOPPED, Cause.NO_OUTPUT],
)
def test_any_other_loss_of_speech_is_partial(cause: Cause) -> None:
    assert outcome_of(heard(47_999), PLANNED, GRACE_MS, cause) == Passed(Outcome.PARTIAL, cause)


@pytest.mark.parametrize(
    ("cause", "outcome"),
    [
        (Cause.WITHDRAWN, Outcome.SKIPPED),
        (Cause.SUPERSEDED, Outcome.SKIPPED),
        (Cause.APPROVAL_VOID, Outcome.SKIPPED),
        (Cause.EXPIRED, Outcome.SKIPPED),
        (Cause.PROGRAMME_RULE, Outcome.SKIPPED),
        (Cause.OUTSIDE_HOURS, Outcome.REFUSED),
        (Cause.HOURS_MISSING, Outcome.REFUSED),
        (Cause.CLOCK_UNKNOWN, Outcome.REFUSED),
        (Cause.STATION_DOWN, Outcome.MISSED),
        (Cause.MUTED, Outcome.MISSED),
        (Cause.CUT_ALTERED, Outcome.MISSED),
        (Cause.NO_OUTPUT, Outcome.MISSED),
        (Cause.NO_TIME_LEFT, Outcome.MISSED),
        (Cause.INTERRUPTED, Outcome.MISSED),
    ],
)
def test_without_a_sample_the_cause_says_which_outcome(cause: Cause, outcome: Outcome) -> None:
    assert outcome_of(heard(0), PLANNED, GRACE_MS, cause) == Passed(outcome, cause)
    assert fallen_out(cause) == Passed(outcome, cause)


@given(
    length=st.integers(1, 10_000_000),
    part=st.floats(0, 1),
    late_ms=st.integers(-3_600_000, 3_600_000),
    cause=st.sampled_from(Cause),
)
def test_the_outcome_never_claims_more_than_was_heard(
    length: int, part: float, late_ms: int, cause: Cause
) -> None:
    samples = int(length * part)
    passed = outcome_of(heard(samples, late_ms, length), PLANNED, GRACE_MS, cause)
    claims_whole = passed.outcome in (Outcome.AIRED, Outcome.LATE)
    claims_none = passed.outcome in (Outcome.SKIPPED, Outcome.REFUSED, Outcome.MISSED)
    assert claims_whole == (samples == length)
    assert claims_none == (samples == 0)
