"""Ninety days of two sessions a day on the virtual clock, as `make soak` reports them."""

import pytest

from tests.soak import days

pytestmark = [pytest.mark.rig, pytest.mark.timeout(600)]
DAYS = 90


def test_ninety_days_keep_law_2_and_drift_nothing() -> None:
    lived = days.soak(DAYS, item_ms=2_000)
    print(f"{DAYS} days in {lived.seconds:.0f} s")
    assert lived.broken == []
    assert lived.outcomes == {"aired": DAYS * 2 * days.ITEMS}
    assert lived.drift_samples == 0
    assert lived.growth_objects_a_day <= days.GROWTH_OBJECTS_A_DAY
