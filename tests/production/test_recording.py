"""A recording brought instead of a voice: what phones and recorders give, good and bad."""

import json
from pathlib import Path

import numpy as np
import pytest

from broadcaster.decoding import DecodingError
from broadcaster.desk import Desk
from broadcaster.production import ProductionError
from broadcaster.production.actions import open_cache, take_recording
from broadcaster.production.listening import Code
from broadcaster.production.model import Cut
from broadcaster.reading import Script, read
from tests.production.signals import bus, meter, noise, onset_ms, sine, write_file, write_sides

TEXT = "Ủy ban nhân dân xã thông báo. " * 40


@pytest.fixture(scope="module")
def script() -> Script:
    return read(TEXT)


def speech_like(rate_hz: int, seconds: float = 4) -> np.ndarray:
    """Two sentences of tone with a pause of a second between them, over a quiet room."""
    sound = noise(seconds, 0.0005, rate_hz=rate_hz) + sine(300, seconds, 0.2, rate_hz)
    middle = len(sound) // 2
    sound[middle - rate_hz // 2 : middle + rate_hz // 2] = noise(1, 0.0005, rate_hz=rate_hz)
    return sound


@pytest.mark.parametrize(
    ("name", "codec", "rate_hz", "layout"),
    [
        ("8 kHz.wav", "pcm_s16le", 8_000, "mono"),
        ("stereo.wav", "pcm_s16le", 44_100, "stereo"),
        ("phone.m4a", "aac", 44_100, "stereo"),
        ("old.mp3", "libmp3lame", 16_000, "mono"),
    ],
)
def test_any_recorders_file_becomes_a_cut(
    desk: Desk, tmp_path: Path, name: str, codec: str, rate_hz: int, layout: str
) -> None:
    path = write_file(tmp_path / name, speech_like(rate_hz), codec, rate_hz, layout)
    cut = take_recording(desk, path)
    other = meter(open_cache(desk).path(cut.sha256))
    assert other.loudness_lufs == pytest.approx(-16, abs=0.5)
    assert other.true_peak_dbtp <= -1.5
    assert (cut.voice, cut.engine) == ("recording", "recording")


def test_a_recording_keeps_every_sample_and_gets_150_ms_at_both_ends(
    desk: Desk, tmp_path: Path
) -> None:
    path = write_file(tmp_path / "a.wav", speech_like(48_000), "pcm_s16le", 48_000)
    cut = take_recording(desk, path)
    assert cut.duration_ms == pytest.approx(4300, abs=2)
    assert onset_ms(bus(open_cache(desk).read(cut.sha256)), -30) == pytest.approx(150, abs=3)


def test_its_pauses_are_where_it_may_be_stopped(desk: Desk, tmp_path: Path) -> None:
    path = write_file(tmp_path / "a.wav", speech_like(24_000), "pcm_s16le", 24_000)
    first, last = take_recording(desk, path).sentence_ends_ms
    assert first == pytest.approx(150 + 1500, abs=15)
    assert last == pytest.approx(150 + 4000, abs=2)


@pytest.mark.parametrize("level", [0.0, 0.0005])
def test_a_silent_recording_is_named(desk: Desk, tmp_path: Path, level: float) -> None:
    path = write_file(tmp_path / "im lặng.wav", noise(3, level), "pcm_s16le", 24_000)
    with pytest.raises(ProductionError, match=r'"im lặng.wav" has nothing to hear'):
        take_recording(desk, path)


def test_a_truncated_recording_is_named(desk: Desk, tmp_path: Path) -> None:
    path = write_file(tmp_path / "cụt.wav", speech_like(24_000, 8), "pcm_s16le", 24_000)
    path.write_bytes(path.read_bytes()[:100_000])
    with pytest.raises(DecodingError, match=r'"cụt.wav" is cut off.* 8.0 s.* 2.1 s'):
        take_recording(desk, path)


def test_a_text_file_is_no_recording(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "thông báo.mp3"
    path.write_text(TEXT, encoding="utf-8")
    with pytest.raises(DecodingError, match=r'"thông báo.mp3" is not a sound file'):
        take_recording(desk, path)


def test_a_file_that_is_not_there_is_named(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(DecodingError, match=r'gone.wav" cannot be read'):
        take_recording(desk, tmp_path / "gone.wav")


def test_a_folder_is_no_recording(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(DecodingError, match="cannot be read"):
        take_recording(desk, tmp_path)


def test_a_recording_far_too_short_for_its_text_is_refused(
    desk: Desk, tmp_path: Path, script: Script
) -> None:
    path = write_file(tmp_path / "a.wav", speech_like(24_000), "pcm_s16le", 24_000)
    with pytest.raises(
        ProductionError, match=r'"a.wav" is not taken. It lasts 4 s, but its text takes about'
    ):
        take_recording(desk, path, expected=script)


def test_a_refused_recording_leaves_nothing_behind(desk: Desk, tmp_path: Path) -> None:
    path = write_file(tmp_path / "a.wav", noise(3, 0.0), "pcm_s16le", 24_000)
    with pytest.raises(ProductionError):
        take_recording(desk, path)
    assert list(desk.home.audio_cache.iterdir()) == []


@pytest.mark.parametrize("size", [0, 0xFFFFFFFF])
def test_a_wav_that_does_not_know_its_length_is_taken_as_it_is(
    desk: Desk, tmp_path: Path, size: int
) -> None:
    """So a recorder leaves it that lost power, or wrote to a pipe."""
    path = write_file(tmp_path / "a.wav", speech_like(24_000), "pcm_s16le", 24_000)
    data = path.read_bytes()
    at = data.index(b"data") + 4
    path.write_bytes(data[:at] + size.to_bytes(4, "little") + data[at + 4 :])
    assert take_recording(desk, path).duration_ms == pytest.approx(4300, abs=2)


def test_what_was_heard_is_stored_with_the_cut(desk: Desk, tmp_path: Path) -> None:
    sound = np.concatenate([speech_like(24_000), noise(6, 0.0005), speech_like(24_000)])
    cut = take_recording(desk, write_file(tmp_path / "a.wav", sound, "pcm_s16le", 24_000))
    assert Code.LONG_SILENCE in {one.code for one in cut.findings}
    assert Cut.from_document(json.loads(json.dumps(cut.to_document()))) == cut


def test_a_cut_stored_before_there_were_findings_is_read(desk: Desk, tmp_path: Path) -> None:
    path = write_file(tmp_path / "a.wav", speech_like(24_000), "pcm_s16le", 24_000)
    document = take_recording(desk, path).to_document()
    del document["findings"]
    assert Cut.from_document(document).findings == ()


def test_a_recording_whose_channels_cancel_is_refused_by_its_name(
    desk: Desk, tmp_path: Path
) -> None:
    sound = speech_like(24_000)
    path = write_sides(tmp_path / "ngược pha.wav", sound, -sound)
    with pytest.raises(ProductionError, match=r'"ngược pha.wav" is not taken. Its two channels'):
        take_recording(desk, path)
    assert list(desk.home.audio_cache.iterdir()) == []
