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
from broadcaster.production.sounds import NAMES, drop_in, make_sound, make_sounds, spoken_name
from tests.production.signals import meter, noise, sine, write_file


@pytest.fixture(scope="module")
def lengths_ms() -> dict[str, tuple[int, int]]:
    return {
        "ident": (2000, 5000),
        "separator": (800, 2500),
        "music": (18_000, 23_000),
        "greeting": (2500, 8000),
        "closing": (4000, 14_000),
    }


def test_a_station_has_five_sounds_at_its_level(
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


@pytest.mark.parametrize("compose", [synthesis.ident, synthesis.separator, synthesis.music])
def test_music_has_no_clicks_and_ends_in_silence(compose: Callable[[], Block]) -> None:
    sound = compose()
    assert np.abs(sound).max() <= 1
    assert np.abs(np.diff(sound)).max() < 0.8
    assert np.abs(sound[:3]).max() < 0.05
    assert np.abs(sound[-20:]).max() < 0.01


def test_a_station_brings_its_own_sound(desk: Desk, tmp_path: Path) -> None:
    path = write_file(tmp_path / "nhạc hiệu.mp3", sine(500, 3), "libmp3lame", 44_100, "stereo")
    cut = drop_in(desk, "ident", path)
    assert meter(open_cache(desk).path(cut.sha256)).loudness_lufs == pytest.approx(-16, abs=0.5)


def test_a_sound_that_cannot_be_heard_is_refused(desk: Desk, tmp_path: Path) -> None:
    path = write_file(tmp_path / "nhạc.wav", noise(2, 0.0), "pcm_s16le", 24_000)
    with pytest.raises(ProductionError, match="nothing to hear"):
        drop_in(desk, "music", path)


def test_an_unknown_name_is_quoted_with_what_there_is(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(ProductionError, match=r'no station sound "jingle".*ident, separator'):
        make_sound(desk, "jingle")
    with pytest.raises(ProductionError, match=r'no station sound "jingle".*ident, separator'):
        drop_in(desk, "jingle", tmp_path / "x.wav")
