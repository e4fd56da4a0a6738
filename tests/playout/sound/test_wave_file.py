"""A recording says when its sample 0 sounded, as EBU Tech 3285 puts it."""

import struct
import wave
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcaster.playout.sound import wave_file

START = datetime(2026, 11, 21, 22, 29, 57, 250_000, tzinfo=UTC)


def test_any_reader_of_wav_can_play_it(tmp_path: Path) -> None:
    path = tmp_path / "part.wav"
    path.write_bytes(wave_file.header(START, "test", 8) + bytes(8))
    with wave.open(str(path)) as found:
        shape = (found.getnchannels(), found.getsampwidth(), found.getframerate())
        assert shape == (1, 2, 48_000)
        assert found.getnframes() == 4


def test_the_bext_chunk_stands_where_the_standard_puts_it() -> None:
    data = wave_file.header(START, "morning", 0)
    assert data[:4] == b"RIFF"
    assert data[8:12] == b"WAVE"
    assert data[12:16] == b"bext"
    bext = data[20:]
    assert bext[:7] == b"morning"
    assert bext[320:330] == b"2026-11-21"
    assert bext[330:338] == b"22:29:57"
    low, high = struct.unpack_from("<II", bext, 338)
    since_midnight = timedelta(hours=22, minutes=29, seconds=57, milliseconds=250)
    assert low + (high << 32) == since_midnight.total_seconds() * 48_000


@given(st.datetimes(datetime(2024, 1, 1), datetime(2090, 1, 1)))  # noqa: DTZ001 - made aware below
def test_the_start_is_read_back_to_one_sample(naive: datetime) -> None:
    start = naive.replace(tzinfo=UTC)
    found = wave_file.read_header(wave_file.header(start, "")).start
    assert abs(found - start) <= timedelta(microseconds=21)


@pytest.mark.parametrize("data", [b"", b"RIFF", bytes(700), b"RIFF" + bytes(700)])
def test_anything_else_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="not a recording"):
        wave_file.read_header(data)
