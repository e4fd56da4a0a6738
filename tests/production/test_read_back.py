"""A file read while it is written gives what the player will decode from the finished one."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcaster.decoding.samples import Block, decode_to_bus
from broadcaster.production.encoding import AirFormat, encode
from broadcaster.production.errors import ProductionError
from broadcaster.production.growing import Growing
from broadcaster.production.read_back import ReadBack, read_back, stated_s
from broadcaster.quantities import CUT_RATE_HZ
from tests.production.signals import meter, noise, peaky

FORMATS = ["mp3", "flac", "opus"]


def made_and_read(path: Path, sound: Block, air: AirFormat) -> ReadBack:
    def blocks() -> Iterator[Block]:
        for start in range(0, len(sound), CUT_RATE_HZ):
            yield sound[start : start + CUT_RATE_HZ]

    with Growing(path) as file, ThreadPoolExecutor(1) as reader:
        found = reader.submit(read_back, file, air, len(sound))
        encode(path, blocks(), air)
        file.finish()
        return found.result()


@pytest.mark.parametrize("samples", [CUT_RATE_HZ, 576 * 90 + 47, CUT_RATE_HZ * 40 + 321])
@pytest.mark.parametrize("name", FORMATS)
def test_it_is_what_the_player_decodes(tmp_path: Path, name: str, samples: int) -> None:
    path, air = tmp_path / f"cut.{name}", AirFormat.named(name, 64)
    sound = peaky(41)[:samples]
    found = made_and_read(path, sound, air)
    heard = decode_to_bus(path.read_bytes())
    assert found.samples == len(heard) // 2 == 2 * samples
    assert found.decoded_sha256 == sha256(heard).hexdigest()
    assert stated_s(path, air.container) == pytest.approx(samples / CUT_RATE_HZ, abs=0.01)
    assert found.loudness.integrated_lufs == pytest.approx(meter(path).loudness_lufs, abs=0.1)


def half_of_a_file(path: Path, air: AirFormat) -> Growing:
    encode(path, [noise(3)], air)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    file = Growing(path)
    file.finish()
    return file


@pytest.mark.parametrize("name", ["mp3", "opus"])
def test_a_file_that_stops_growing_early_is_short(tmp_path: Path, name: str) -> None:
    air = AirFormat.named(name, 64)
    with half_of_a_file(tmp_path / "cut", air) as file:
        assert read_back(file, air, 3 * CUT_RATE_HZ).samples < 6 * CUT_RATE_HZ


def test_a_file_that_stops_within_a_frame_is_refused(tmp_path: Path) -> None:
    air = AirFormat.named("flac", 64)
    with (
        half_of_a_file(tmp_path / "cut", air) as file,
        pytest.raises(ProductionError, match="could not be written"),
    ):
        read_back(file, air, 3 * CUT_RATE_HZ)


def test_a_file_that_never_comes_is_refused(tmp_path: Path) -> None:
    with Growing(tmp_path / "cut.mp3") as file:
        file.finish()
        with pytest.raises(ProductionError, match="could not be written"):
            read_back(file, AirFormat.named("mp3", 64), CUT_RATE_HZ)


@given(st.lists(st.binary(max_size=60), max_size=20), st.integers(1, 50))
def test_a_growing_file_gives_every_byte_once(
    tmp_path_factory: pytest.TempPathFactory, pieces: list[bytes], most: int
) -> None:
    path = tmp_path_factory.mktemp("growing") / "file"
    with Growing(path) as file:

        def write() -> None:
            with path.open("wb", buffering=0) as out:
                for piece in pieces:
                    out.write(piece)
            file.finish()

        writer = threading.Thread(target=write)
        writer.start()
        read = b"".join(iter(lambda: file.read(most), b""))
        writer.join()
    assert read == b"".join(pieces)


def test_silence_is_read_back_too(tmp_path: Path) -> None:
    found = made_and_read(
        tmp_path / "cut.mp3", np.zeros(CUT_RATE_HZ, np.float32), AirFormat.named("mp3", 64)
    )
    assert found.samples == 2 * CUT_RATE_HZ
