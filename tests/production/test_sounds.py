from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from broadcaster.decoding.samples import Block
from broadcaster.desk import Desk
from broadcaster.production import ProductionError, synthesis
from broadcaster.production.actions import open_cache
from broadcaster.production.model import Cut
from broadcaster.production.sound_kinds import SoundKind, in_order, kind_of
from broadcaster.production.sounds import NAMES, drop_in, make_sound, make_sounds, spoken_name
from broadcaster.production.synthesis import COMPOSED
from broadcaster.quantities import CUT_RATE_HZ
from tests.production.signals import meter, noise, sine, write_file


@pytest.fixture(scope="module")
def lengths_ms() -> dict[str, tuple[int, int]]:
    return {
        "ident": (2000, 5000),
        "greeting": (2500, 8000),
        "opener": (3000, 6000),
        "separator": (800, 2500),
        "music": (18_000, 23_000),
        "closing": (4000, 14_000),
        "bed": (20_000, 60_000),
        "alert": (4000, 12_000),
        "test": (4000, 12_000),
    }


def test_a_station_has_a_sound_of_each_kind_at_its_level(
    desk: Desk, lengths_ms: dict[str, tuple[int, int]]
) -> None:
    sounds = make_sounds(desk)
    assert tuple(sounds) == NAMES
    for name, cut in sounds.items():
        shortest, longest = lengths_ms[name]
        assert shortest < cut.duration_ms < longest
        other = meter(open_cache(desk).path(cut.sha256))
        assert other.loudness_lufs == pytest.approx(-16, abs=0.5)
        assert other.true_peak_dbtp <= -1.5


def test_a_sound_is_the_same_each_time(desk: Desk) -> None:
    def twice(name: str) -> list[Cut]:
        return [make_sound(desk, name), make_sound(desk, name)]

    for name in ("ident", "greeting"):
        first, second = twice(name)
        assert first == second


def test_words_are_said_in_the_stations_region(desk: Desk) -> None:
    south = replace(desk, settings=replace(desk.settings, region="south"))
    assert make_sound(south, "greeting").voice == "embedded-south"
    assert make_sound(south, "greeting").sha256 != make_sound(desk, "greeting").sha256


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Khe Rèn", "Đài truyền thanh Khe Rèn"),
        ("đài truyền thanh  xã Khe Rèn", "Đài truyền thanh xã Khe Rèn"),
        ("Đài xã Khe Rèn", "Đài xã Khe Rèn"),
    ],
)
def test_a_station_is_not_called_dai_twice(name: str, said: str) -> None:
    assert spoken_name(name) == said


@pytest.mark.parametrize("compose", COMPOSED.values(), ids=COMPOSED)
def test_music_has_no_clicks_and_ends_in_silence(compose: Callable[[], Block]) -> None:
    sound = compose()
    assert np.abs(sound).max() <= 1
    assert np.abs(np.diff(sound)).max() < 0.8
    assert np.abs(sound[:3]).max() < 0.05
    assert np.abs(sound[-20:]).max() < 0.01


@pytest.mark.parametrize("compose", COMPOSED.values(), ids=COMPOSED)
def test_music_is_the_same_each_time(compose: Callable[[], Block]) -> None:
    assert np.array_equal(compose(), compose())


def share(sound: Block, low_hz: float, high_hz: float) -> float:
    """Return how much of a sound's energy lies between two frequencies."""
    energy = np.abs(np.fft.rfft(sound.astype(np.float64))) ** 2
    hertz = np.fft.rfftfreq(len(sound), 1 / CUT_RATE_HZ)
    return float(energy[(hertz >= low_hz) & (hertz <= high_hz)].sum() / energy.sum())


def test_the_alert_lies_where_a_horn_carries_and_is_no_receivers_command() -> None:
    """ISO 7731 wants 500 Hz to 2.5 kHz; the American command is 853 and 960 Hz."""
    alert = synthesis.alert()
    assert share(alert, 250, 6000) > 0.99
    assert share(alert, 500, 2500) > 0.9
    assert share(alert, 838, 868) < 0.001
    assert share(alert, 945, 975) < 0.001


def test_the_alert_comes_and_goes_between_half_and_four_times_a_second() -> None:
    """ISO 7731's rate of pulses; a horn's echo between houses blurs what is faster."""
    level = np.abs(synthesis.alert()).reshape(-1, CUT_RATE_HZ // 20).max(axis=1) > 0.1
    starts = np.flatnonzero(np.diff(level.astype(int)) == 1)
    assert 0.5 <= 20 / np.diff(starts).mean() <= 4


def test_a_beds_last_second_is_its_first_so_that_it_goes_round() -> None:
    bed = synthesis.bed()
    first, again = bed[:CUT_RATE_HZ], bed[-CUT_RATE_HZ:]
    inside = slice(CUT_RATE_HZ // 10, -CUT_RATE_HZ // 10)  # its very edges fade
    assert np.abs(again[inside] - first[inside]).max() < 0.001
    assert share(bed, 250, 6000) > 0.85


@pytest.mark.parametrize(
    ("name", "seconds", "limits"),
    [("ident", 0.3, "0.5 to 20 s"), ("bed-tet", 8, "10 to 120 s"), ("separator", 9, "0.2 to 8 s")],
)
def test_a_sound_of_a_length_that_does_not_suit_its_kind_is_refused(
    desk: Desk, tmp_path: Path, name: str, seconds: float, limits: str
) -> None:
    path = write_file(tmp_path / "nhac.wav", sine(500, seconds), "pcm_s16le", 24_000)
    with pytest.raises(ProductionError, match=limits):
        drop_in(desk, name, path)


def test_a_name_is_a_kind_alone_or_with_words() -> None:
    assert kind_of("opener-y-te") is SoundKind.OPENER
    assert in_order(["bed", "music-tet", "ident", "music"]) == [
        "ident",
        "music",
        "music-tet",
        "bed",
    ]
    for wrong in ("jingle", "opener-", "Opener", "opener y", "identity", "music-" + "a" * 40, ""):
        with pytest.raises(ProductionError, match="no station sound"):
            kind_of(wrong)


def test_a_station_brings_its_own_sound(desk: Desk, tmp_path: Path) -> None:
    path = write_file(tmp_path / "nhạc hiệu.mp3", sine(500, 3), "libmp3lame", 44_100, "stereo")
    cut = drop_in(desk, "ident", path)
    assert meter(open_cache(desk).path(cut.sha256)).loudness_lufs == pytest.approx(-16, abs=0.5)


def test_a_sound_that_cannot_be_heard_is_refused(desk: Desk, tmp_path: Path) -> None:
    path = write_file(tmp_path / "nhạc.wav", noise(2, 0.0), "pcm_s16le", 24_000)
    with pytest.raises(ProductionError, match="nothing to hear"):
        drop_in(desk, "music", path)


def test_an_unknown_name_is_quoted_with_what_there_is(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(ProductionError, match=r'no station sound "jingle".*ident, greeting'):
        make_sound(desk, "jingle")
    with pytest.raises(ProductionError, match=r'no station sound "jingle".*ident, greeting'):
        drop_in(desk, "jingle", tmp_path / "x.wav")
