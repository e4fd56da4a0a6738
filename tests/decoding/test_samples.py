"""Any file into mono samples: odd shapes are taken, broken ones are named."""

import io
import wave
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest

from broadcaster.decoding import samples
from broadcaster.decoding.errors import DecodingError
from broadcaster.decoding.samples import decode_blocks, decode_to_bus
from tests.production.signals import bus, sine, write_file


def wav(sound: np.ndarray, rate_hz: int, channels: int = 1) -> bytes:
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(2)
        file.setframerate(rate_hz)
        file.writeframes((sound * 32767).astype("<i2").repeat(channels).tobytes())
    return out.getvalue()


@pytest.mark.parametrize(
    ("suffix", "codec", "rate_hz"),
    [
        ("wav", "pcm_s16le", 8_000),
        ("wav", "pcm_s16le", 44_100),
        ("wav", "pcm_mulaw", 8_000),
        ("mp3", "libmp3lame", 44_100),
        ("m4a", "aac", 44_100),
        ("ogg", "libopus", 48_000),
        ("flac", "flac", 22_050),
    ],
)
@pytest.mark.parametrize("layout", ["mono", "stereo"])
def test_a_recorders_file_comes_out_as_long_as_it_is(
    tmp_path: Path, suffix: str, codec: str, rate_hz: int, layout: str
) -> None:
    sound = sine(440, 2, 0.4, rate_hz)
    path = write_file(tmp_path / f"note.{suffix}", sound, codec, rate_hz, layout)
    heard = bus(path.read_bytes())
    assert len(heard) == pytest.approx(96_000, abs=2500)
    middle = heard[24_000:72_000]
    pitch = np.abs(np.fft.rfft(middle)).argmax() * 48_000 / len(middle)
    assert pitch == pytest.approx(440, abs=2)
    assert 0.1 < np.abs(middle).max() < 0.9


def test_48_khz_mono_passes_bit_for_bit() -> None:
    sound = (sine(300, 1, 0.7, 48_000) * 32767).astype("<i2")
    data = wav(sound / np.float32(32767), 48_000)
    assert decode_to_bus(data) == data[44:]


def test_decoding_twice_gives_the_same_samples(tmp_path: Path) -> None:
    data = write_file(tmp_path / "a.mp3", sine(300, 2), "libmp3lame", 24_000).read_bytes()
    hashes = {sha256(decode_to_bus(data)).hexdigest() for _time in range(3)}
    assert len(hashes) == 1


@pytest.mark.parametrize(
    "junk",
    [
        b"",
        b"\0" * 5000,
        b"Day la van ban, khong phai am thanh.\n" * 50,
        bytes(range(256)) * 40,
        b"\x89PNG\r\n\x1a\n" + b"\0" * 3000,
        b"RIFF\xff\xff\xff\xffWAVEfmt ",
        b"ID3\x04\x00\x00\x00\x00\x00\x7f" + b"x" * 500,
    ],
)
def test_what_is_not_audio_is_refused(junk: bytes) -> None:
    with pytest.raises(DecodingError, match="is not a sound file"):
        decode_to_bus(junk)


def test_a_file_that_breaks_off_is_named_with_both_lengths(tmp_path: Path) -> None:
    path = write_file(tmp_path / "họp dân.flac", sine(300, 10), "flac", 24_000)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.raises(DecodingError, match=r'"họp dân.flac" is cut off.*10.0 s.*4.\d s'):
        list(decode_blocks(path, 24_000))


@pytest.mark.parametrize("suffix", ["mp3", "flac", "m4a"])
def test_half_a_file_is_never_taken_for_a_whole_one(tmp_path: Path, suffix: str) -> None:
    codec = {"mp3": "libmp3lame", "flac": "flac", "m4a": "aac"}[suffix]
    path = write_file(tmp_path / f"a.{suffix}", sine(300, 8), codec, 24_000)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.raises(DecodingError, match=r"is cut off|is not a sound file"):
        decode_to_bus(path.read_bytes())


def test_a_file_that_claims_hours_is_held_to_the_longest_cut(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(samples, "LONGEST_S", 3)
    with pytest.raises(DecodingError, match="is longer than"):
        decode_to_bus(wav(np.zeros(4 * 8000, np.float32), 8000))


def test_a_film_without_sound_is_refused(tmp_path: Path) -> None:
    import av

    with av.open(str(tmp_path / "film.mp4"), "w") as out:
        stream = out.add_stream("mpeg4", rate=10)
        stream.width = stream.height = 32
        picture = av.VideoFrame.from_ndarray(np.zeros((32, 32, 3), np.uint8), format="rgb24")
        for packet in [*stream.encode(picture), *stream.encode(None)]:
            out.mux(packet)
    with pytest.raises(DecodingError, match="no audio stream"):
        decode_to_bus((tmp_path / "film.mp4").read_bytes())


def test_the_player_needs_no_database_to_decode() -> None:
    import subprocess
    import sys

    code = (
        "import sys, broadcaster.decoding.samples, broadcaster.production.cache;"
        "print([m for m in ('sqlalchemy', 'click', 'requests', 'alembic') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


@pytest.mark.parametrize(
    "playlist",
    [
        "#EXTM3U\n#EXT-X-TARGETDURATION:5\n#EXTINF:5,\n{path}\n#EXT-X-ENDLIST\n",
        "ffconcat version 1.0\nfile '{path}'\n",
        "http://127.0.0.1:9/live.mp3\n",
    ],
)
def test_a_playlist_is_no_recording(tmp_path: Path, playlist: str) -> None:
    """It would make the decoder open other files, and addresses, in the station's name."""
    other = write_file(tmp_path / "other.wav", sine(300, 2), "pcm_s16le", 24_000)
    path = tmp_path / "list.mp3"
    path.write_text(playlist.format(path=other), encoding="utf-8")
    with pytest.raises(DecodingError, match="is not a sound file"):
        list(decode_blocks(path, 24_000))
