from dataclasses import replace

import numpy as np
import pytest

from tests.outdoor.square import HEARD_HZ, OUTDOORS, Samples, arriving

RATE_HZ = 22_050
QUIET = replace(OUTDOORS, echoes=(), scattered=0.0, air_db_per_khz=0.0, snr_db=200.0)


def tone(hz: float) -> Samples:
    return np.asarray(np.sin(2 * np.pi * hz * np.arange(2 * RATE_HZ) / RATE_HZ))


def level_db(heard: Samples) -> float:
    middle = heard[HEARD_HZ // 2 : 3 * HEARD_HZ // 2]
    return float(20 * np.log10(np.sqrt(2 * np.mean(middle**2))))


def test_a_quiet_room_changes_nothing_but_the_rate() -> None:
    heard = arriving(tone(1000), RATE_HZ, None)
    assert len(heard) == 2 * HEARD_HZ
    assert level_db(heard) == pytest.approx(0, abs=0.1)


@pytest.mark.parametrize(("hz", "lost_db"), [(60, 50), (125, 24), (250, 3), (1000, 0), (6000, 3)])
def test_a_horn_passes_its_band(hz: float, lost_db: float) -> None:
    assert level_db(arriving(tone(hz), RATE_HZ, QUIET)) == pytest.approx(-lost_db, abs=1)


def test_high_tones_are_lost_on_the_way() -> None:
    far = replace(QUIET, air_db_per_khz=2.0)
    near_db, far_db = (level_db(arriving(tone(3000), RATE_HZ, place)) for place in (QUIET, far))
    assert near_db - far_db == pytest.approx(6, abs=0.2)


def test_the_noise_lies_as_far_below_as_the_place_says() -> None:
    quiet, loud = (arriving(tone(1000), RATE_HZ, replace(QUIET, snr_db=db)) for db in (200, 10))
    noise = loud - quiet
    assert 10 * np.log10(np.mean(quiet**2) / np.mean(noise**2)) == pytest.approx(10, abs=0.1)


def test_an_echo_comes_when_the_place_says() -> None:
    click = np.zeros(RATE_HZ)
    click[RATE_HZ // 10] = 1
    heard = arriving(click, RATE_HZ, replace(QUIET, echoes=((0.3, 0.5),)))
    after = slice(round(0.35 * HEARD_HZ), None)
    assert np.argmax(np.abs(heard[after])) / HEARD_HZ + 0.35 == pytest.approx(0.4, abs=0.001)


def test_the_same_speech_arrives_as_the_same_samples() -> None:
    first, second = (arriving(tone(400), RATE_HZ, OUTDOORS) for _ in range(2))
    assert np.array_equal(first, second)
