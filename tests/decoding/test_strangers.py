"""A stranger's file costs its own process and one sentence, whatever it does to the decoder."""

import os
import struct
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from broadcaster.decoding import DecodingError
from broadcaster.decoding.limits import MEGABYTE, RECORDING, Limits
from broadcaster.decoding.samples import Block, decode_blocks
from broadcaster.decoding.strangers import decode_answer, decode_sides, decode_stranger
from tests.production.signals import noise, sine, write_file, write_sides

BROKEN = Path(__file__).with_name("broken_reader.py")
RATE_HZ = 24_000


def heard(path: Path, limits: Limits = RECORDING) -> Block:
    return np.concatenate(list(decode_stranger(path, RATE_HZ, limits)))


def refusal(path: Path, limits: Limits = RECORDING) -> str:
    with pytest.raises(DecodingError) as refused:
        heard(path, limits)
    said = str(refused.value)
    assert said.startswith(f'"{path.name}"')
    assert "\n" not in said
    return said


@pytest.fixture
def good(tmp_path: Path) -> Path:
    return write_file(tmp_path / "họp dân.wav", sine(300, 2), "pcm_s16le", RATE_HZ)


def with_bytes(path: Path, at: int, new: bytes) -> Path:
    data = path.read_bytes()
    path.write_bytes(data[:at] + new + data[at + len(new) :])
    return path


# What it gives


def test_both_sides_of_a_stereo_file_are_given_and_one_of_a_file_in_mono(tmp_path: Path) -> None:
    left, right = sine(300, 3), noise(3, 0.1)
    path = write_sides(tmp_path / "a.wav", left, right)
    found = np.concatenate(list(decode_sides(path, RATE_HZ)), axis=1)
    assert np.allclose(found, [left, right], atol=1e-4)
    assert np.allclose(heard(path), found.mean(axis=0) * np.sqrt(2), atol=1e-4)
    alone = list(decode_sides(write_file(tmp_path / "b.wav", left, "pcm_s16le", RATE_HZ), RATE_HZ))
    assert {len(block) for block in alone} == {1}
    assert np.array_equal(np.concatenate(alone, axis=1)[0], heard(tmp_path / "b.wav"))


@pytest.mark.parametrize(
    ("name", "codec"), [("a.mp3", "libmp3lame"), ("a.m4a", "aac"), ("a.ogg", "libopus")]
)
def test_a_strangers_file_gives_the_samples_that_one_of_ours_gives(
    tmp_path: Path, name: str, codec: str
) -> None:
    path = write_file(tmp_path / name, noise(3, 0.1, rate_hz=48_000), codec, 48_000, "stereo")
    ours = np.concatenate(list(decode_blocks(path, RATE_HZ)))
    assert np.array_equal(heard(path), ours)


def test_an_answer_gives_the_same_as_a_file(tmp_path: Path) -> None:
    path = write_file(tmp_path / "a.mp3", sine(300, 2), "libmp3lame", RATE_HZ)
    assert np.array_equal(decode_answer(path.read_bytes(), RATE_HZ, "x"), heard(path))


@pytest.mark.parametrize("name", ["concat:a|b.wav", "http:", "-i", "'; rm x", "a\nb.wav", "%s%n"])
def test_a_name_is_never_an_address_or_an_option(
    tmp_path: Path, good: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    good.rename(tmp_path / name)
    monkeypatch.chdir(tmp_path)
    assert len(heard(Path(name))) == 2 * RATE_HZ


def test_leaving_off_early_ends_the_process(good: Path) -> None:
    blocks = decode_stranger(good, RATE_HZ)
    next(blocks)
    blocks.close()  # type: ignore[attr-defined]
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def test_someone_who_takes_a_block_at_a_time_is_not_hurried(good: Path) -> None:
    """Only waiting for the process counts; the disk of the one who asks may be slow."""
    blocks = decode_stranger(good, RATE_HZ, replace(RECORDING, waiting_s=20))
    assert sum(len(block) for block in blocks) == 2 * RATE_HZ


# What it refuses


def test_an_empty_file_is_called_empty(tmp_path: Path) -> None:
    (tmp_path / "a.m4a").touch()
    assert "is empty" in refusal(tmp_path / "a.m4a")


def test_a_folder_a_pipe_and_a_device_are_no_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.wav")
    assert "cannot be read" in refusal(tmp_path / "pipe.wav")
    for place in (tmp_path, Path("/dev/zero"), tmp_path / "none.wav"):
        with pytest.raises(DecodingError, match="cannot be read"):
            heard(place)


@pytest.mark.parametrize(
    "text",
    [
        "#EXTM3U\n#EXT-X-TARGETDURATION:5\n#EXTINF:5,\n{path}\n#EXT-X-ENDLIST\n",
        "\ufeff  #EXTM3U\n{path}\n",
        "ffconcat version 1.0\nfile '{path}'\n",
        "[playlist]\nFile1={path}\n",
        '<ASX version="3"><Entry><Ref href="{path}"/></Entry></ASX>',
        '<?xml version="1.0"?><playlist xmlns="http://xspf.org/ns/0/"></playlist>',
        "http://127.0.0.1:9/live.mp3\n",
        "subfile,,start,0,end,0,,:{path}",
        "concat:{path}|{path}",
        "data:audio/wav;base64,AAAA",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_list_that_points_elsewhere_is_named_as_one(
    tmp_path: Path, good: Path, text: str, encoding: str
) -> None:
    path = tmp_path / "loa.mp3"
    path.write_text(text.format(path=good), encoding=encoding)
    assert "points to other recordings" in refusal(path)


def test_a_film_without_sound_is_named_as_one(tmp_path: Path) -> None:
    import av

    with av.open(str(tmp_path / "film.mp4"), "w") as out:
        stream = out.add_stream("mpeg4", rate=10)
        stream.width = stream.height = 32
        picture = av.VideoFrame.from_ndarray(np.zeros((32, 32, 3), np.uint8), format="rgb24")
        for packet in [*stream.encode(picture), *stream.encode(None)]:
            out.mux(packet)
    assert "video without a sound track" in refusal(tmp_path / "film.mp4")


@pytest.mark.parametrize(
    ("at", "new"), [(22, struct.pack("<H", 255)), (24, struct.pack("<I", 1))], ids=["ch", "rate"]
)
def test_figures_of_no_recorder_are_named(good: Path, at: int, new: bytes) -> None:
    assert "what no recorder writes" in refusal(with_bytes(good, at, new))


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf, 1e30])
def test_values_that_are_no_sound_are_named(tmp_path: Path, value: float) -> None:
    sound = sine(300, 2)
    sound[RATE_HZ] = value
    path = write_file(tmp_path / "a.wav", sound, "pcm_f32le", RATE_HZ)
    assert "values that are no sound" in refusal(path)


@pytest.mark.parametrize("size", [0x7FFFFFFF, 0x7FFFF000, 200_000])
def test_a_wav_that_promises_more_than_it_holds_is_cut_off(good: Path, size: int) -> None:
    at = good.read_bytes().index(b"data") + 4
    assert "is cut off" in refusal(with_bytes(good, at, struct.pack("<I", size)))


def test_a_header_without_end_is_not_followed(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    path.write_bytes(b"RIFF\0\0\0\0WAVE" + b"JUNK\0\0\0\0" * 100_000)
    assert "is not a sound file" in refusal(path)


def test_more_than_the_longest_length_is_refused_by_the_process(good: Path) -> None:
    assert "longer than" in refusal(good, replace(RECORDING, longest_s=1))


def test_time_follows_the_size_up_to_a_bound() -> None:
    """Three hours of the lowest AMR need 30 s here, and four times that on an old box."""
    assert RECORDING.cpu_s_for(1000) == 60
    assert RECORDING.cpu_s_for(7 * MEGABYTE) >= 200
    assert RECORDING.cpu_s_for(6 << 30) == 900


# What misbehaves


def moody(mood: str, **bounds: int) -> Limits:
    return replace(RECORDING, program=("-B", str(BROKEN), mood), **bounds)


@pytest.mark.parametrize(
    ("mood", "bounds", "sentence"),
    [
        ("crash", {}, "the decoder stopped over it"),
        ("nothing", {}, "the decoder stopped over it"),
        ("half", {}, "the decoder stopped over it"),
        ("huge-piece", {}, "the decoder stopped over it"),
        ("odd-piece", {}, "the decoder stopped over it"),
        ("babble", {}, "the decoder stopped over it"),
        ("endless-answer", {}, "the decoder stopped over it"),
        ("lies", {}, "the decoder stopped over it"),
        ("memory", {"memory_bytes": 64 * MEGABYTE}, "the decoder stopped over it"),
        ("killed", {}, "more memory than any recording needs"),
        ("no-numbers", {}, "values that are no sound"),
        ("escapes", {}, "is not a sound file"),
        ("flood", {"longest_s": 3600}, "longer than 1 hour"),
        ("spin", {"cpu_s": 1, "cpu_s_per_mb": 0}, "far more time"),
        ("hang", {"cpu_s": 1, "waiting_s": 1}, "far more time"),
    ],
)
def test_what_misbehaves_costs_one_sentence(
    good: Path, mood: str, bounds: dict[str, int], sentence: str
) -> None:
    said = refusal(good, moody(mood, **bounds))
    assert sentence in said
    assert said.isprintable()
    assert len(heard(good)) == 2 * RATE_HZ


def test_the_reading_process_has_lowered_its_limits() -> None:
    """Each `tried` line would end this child's program if the limit did not hold."""
    program = (
        "import resource, sys\n"
        "from broadcaster.decoding.reader import limit_itself\n"
        "limit_itself(64 << 20, 20)\n"
        "assert resource.getrlimit(resource.RLIMIT_CPU) == (20, 25)\n"
        "assert resource.getrlimit(resource.RLIMIT_NPROC) == (0, 0)\n"
        "def tried(act):\n"
        "    try: act()\n"
        "    except (OSError, MemoryError): return\n"
        "    sys.exit(3)\n"
        "tried(lambda: bytearray(1 << 27))\n"
        "tried(lambda: open('/dev/null'))\n"
        "import os\n"
        "tried(lambda: os.open('/etc/passwd', os.O_RDONLY))\n"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_the_reading_process_imports_no_numpy() -> None:
    code = "import sys, broadcaster.decoding.reader; print('numpy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
