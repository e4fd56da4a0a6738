"""A file that ends before its recording does is told by its structure, and never by accident."""

import io
import struct
import subprocess
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcaster.decoding import DecodingError
from broadcaster.decoding.coded_frames import counts_its_frames
from broadcaster.decoding.endings import ends_early
from broadcaster.decoding.strangers import decode_answer, decode_stranger
from tests.decoding.phones import PHONES, recorded
from tests.production.signals import FFMPEG, noise

WALKED = (
    "wav-16-bit.wav", "wav-with-tags.wav", "sony.w64", "mac.caf", "mac-alac.caf", "iphone.m4a",
    "web-first.m4a", "safari.mp4", "quicktime.mov", "film.mp4", "old-phone.3gp", "chat.ogg",
    "desktop.ogg", "chrome.webm", "editor.webm", "editor.mka", "windows.wma", "camera.avi",
)  # fmt: skip
ROWS = ("no-header.mp3", "mpeg.mp2", "stream.aac", "old-phone.amr", "lowest.amr")
FILES = {phone.name: phone for phone in PHONES}
SIGNS = (b"RIFF\0\0\0\0WAVE", b"RIFF\0\0\0\0AVI ", b"OggS", b"\x1aE\xdf\xa3", b"caff\0\1\0\0",
         b"\0\0\0\x10ftypM4A ", b"0&\xb2u\x8ef\xcf\x11", b"riff\x2e\x91\xcf\x11")  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_a_whole_file_does_not_end_early(name: str) -> None:
    assert not ends_early(io.BytesIO(recorded(FILES[name])))


@pytest.mark.parametrize("name", WALKED)
@pytest.mark.parametrize("share", [0.3, 0.5, 0.8, 0.99])
def test_a_part_of_it_does(name: str, share: float) -> None:
    data = recorded(FILES[name])
    assert ends_early(io.BytesIO(data[: int(len(data) * share)]))


@pytest.mark.parametrize("name", ROWS)
def test_a_row_of_frames_is_cut_off_when_its_last_frame_is(name: str) -> None:
    data = recorded(FILES[name])
    with pytest.raises(DecodingError, match="is cut off"):
        decode_answer(data[: len(data) // 2 + 3], 24_000, name)


def test_a_single_byte_of_a_last_frame_is_enough() -> None:
    data = recorded(FILES["no-header.mp3"])
    begun = data[: data.rindex(b"\xff\xf3") + 1]
    with pytest.raises(DecodingError, match="is cut off"):
        decode_answer(begun, 24_000, "a.mp3")


@pytest.mark.parametrize("size", [0, 0xFFFFFFFF])
def test_a_size_that_was_left_open_is_believed(size: int) -> None:
    data = recorded(FILES["wav-16-bit.wav"])
    at = data.index(b"data") + 4
    left_open = data[:at] + struct.pack("<I", size) + data[at + 4 :]
    assert not ends_early(io.BytesIO(left_open))


@given(st.sampled_from(SIGNS), st.binary(max_size=300))
def test_whatever_stands_behind_a_sign_is_answered(sign: bytes, rest: bytes) -> None:
    assert ends_early(io.BytesIO(sign + rest)) in (True, False)


@given(st.binary(max_size=100))
def test_an_mp3_counts_its_frames_only_where_it_says_so(rest: bytes) -> None:
    said = any(sign in rest for sign in (b"Xing", b"Info", b"VBRI"))
    assert counts_its_frames(io.BytesIO(b"ID3\4\0\0\0\0\0\0" + rest)) == said


def test_speech_after_a_silence_is_not_taken_for_cut_off(tmp_path: Path) -> None:
    """From a silent beginning FFmpeg guesses a length ten times too long for such a file."""
    raw = np.concatenate((np.zeros(20 * 24_000, np.float32), noise(5, 0.3)))
    out = tmp_path / "a.aac"
    command = ["-v", "error", "-f", "f32le", "-ar", "24000", "-ac", "1", "-i", "-", "-q:a", "2"]
    subprocess.run([FFMPEG, *command, str(out)], input=raw.tobytes(), check=True)
    heard = sum(len(block) for block in decode_stranger(out, 24_000))
    assert heard / 24_000 == pytest.approx(25, abs=0.1)
