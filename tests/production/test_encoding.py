"""Air formats: what comes back from a file is as long as what went in, and at its place."""

from pathlib import Path

import numpy as np
import pytest

from broadcaster.decoding.samples import decode_blocks, decode_to_bus
from broadcaster.production.encoding import AirFormat, encode
from broadcaster.production.errors import ProductionError
from tests.production.signals import bus, decode_elsewhere, noise, onset_ms, sine

FORMATS = ["mp3", "flac", "opus"]


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("samples", [9_600, 24_000, 24_191, 31_007])
def test_the_decoded_file_has_exactly_the_samples_it_was_made_of(
    name: str, samples: int, tmp_path: Path
) -> None:
    path = tmp_path / "cut"
    encode(path, [noise(2)[:samples]], AirFormat.named(name, 64))
    assert len(decode_to_bus(path.read_bytes())) == 2 * 2 * samples
    assert len(decode_elsewhere(path)) == 2 * samples


@pytest.mark.parametrize("name", FORMATS)
def test_sound_begins_on_the_bus_where_it_began(name: str, tmp_path: Path) -> None:
    path = tmp_path / "cut"
    sound = np.concatenate((np.zeros(3600, np.float32), sine(1000, 1)))
    encode(path, [sound], AirFormat.named(name, 64))
    assert onset_ms(bus(path.read_bytes()), -12) == pytest.approx(150, abs=1)


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_blocks_give_the_same_bytes(name: str, tmp_path: Path) -> None:
    air = AirFormat.named(name, 64)
    for path in (tmp_path / "one", tmp_path / "two"):
        encode(path, [noise(1)], air)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_the_size_of_blocks_changes_nothing(tmp_path: Path) -> None:
    sound, air = noise(1), AirFormat.named("mp3", 64)
    encode(tmp_path / "one", [sound], air)
    encode(tmp_path / "two", [sound[at : at + 777] for at in range(0, len(sound), 777)], air)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_mp3_has_the_bit_rate_it_was_asked_for(tmp_path: Path) -> None:
    encode(tmp_path / "cut", [noise(5)], AirFormat.named("mp3", 64))
    assert (tmp_path / "cut").stat().st_size == pytest.approx(5 * 8000, rel=0.03)


def test_flac_gives_back_what_went_in(tmp_path: Path) -> None:
    sound = noise(1)
    encode(tmp_path / "cut", [sound], AirFormat.named("flac", 64))
    back = np.concatenate(list(decode_blocks(tmp_path / "cut", 24_000)))
    assert np.abs(back - sound).max() < 1 / 32_000


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(ProductionError, match="could not be written"):
        encode(tmp_path / "nowhere" / "cut", [noise(1)], AirFormat.named("mp3", 64))
