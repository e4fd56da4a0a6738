"""The meter against what ITU-R BS.1770-4 and EBU Tech 3341 say it must read."""

import numpy as np
import pytest

from broadcaster.production.loudness import SILENCE_DBTP, SILENCE_LUFS, measure
from tests.production.signals import sine


@pytest.mark.parametrize("rate_hz", [24_000, 48_000])
def test_a_kilohertz_at_full_scale_reads_minus_three(rate_hz: int) -> None:
    """BS.1770-4: a 0 dBFS sine of 997 Hz in one channel reads -3.01 LKFS."""
    found = measure([sine(997, 5, 1.0, rate_hz)], rate_hz, true_peak=True)
    assert found.integrated_lufs == pytest.approx(-3.01, abs=0.1)
    assert found.true_peak_dbtp == pytest.approx(0.0, abs=0.1)


def test_pauses_do_not_count() -> None:
    """Tech 3341 case 3: what lies under the relative gate is left out."""
    loud, quiet = sine(997, 5, 0.1, 48_000), sine(997, 5, 0.001, 48_000)
    together = measure([loud, quiet, np.zeros(240_000, np.float32), loud], 48_000)
    assert together.integrated_lufs == pytest.approx(-23.01, abs=0.2)


def test_silence_reads_as_the_gate() -> None:
    found = measure([np.zeros(48_000, np.float32)], 48_000, true_peak=True)
    assert found.integrated_lufs == SILENCE_LUFS
    assert found.true_peak_dbtp == SILENCE_DBTP


def test_nothing_at_all_reads_as_silence() -> None:
    assert measure([], 48_000).integrated_lufs == SILENCE_LUFS
