"""Every output keeps the same promises; each its own besides."""

import os
import shlex
import signal
import subprocess
import sys
import wave
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from broadcaster.playout.errors import OutputError, PlayoutError
from broadcaster.playout.outputs import Opening, Output, make_output
from broadcaster.playout.outputs.alsa import OWN_CONF
from broadcaster.playout.outputs.file import OPEN_NOTE, FileOutput, mend
from broadcaster.playout.outputs.pipe import PipeOutput
from broadcaster.playout.sound import wave_file
from broadcaster.quantities import BUS_RATE_HZ

START = datetime(2026, 11, 21, 22, 29, 57, tzinfo=UTC)
OPENING = Opening("morning@2026-11-22T0530", START)
BLOCK = b"\x01\x02" * 480
EATS_ALL = f"{sys.executable} -c 'import sys; sys.stdin.buffer.read()'"

SPECS: dict[str, Callable[[Path], str]] = {
    "null": lambda _folder: "null",
    "file": lambda folder: f"file:{folder / 'recordings'}",
    "pipe": lambda _folder: f"pipe:{EATS_ALL}",
    "alsa": lambda _folder: "alsa:null",
}


@pytest.fixture(params=SPECS)
def output(request: pytest.FixtureRequest, tmp_path: Path) -> Output:
    return make_output(SPECS[request.param](tmp_path))


def test_each_checks_itself_and_can_be_opened_written_and_closed(output: Output) -> None:
    assert output.check() is None
    output.open(OPENING)
    for _n in range(20):
        output.write(BLOCK)
    output.close()


def test_each_can_be_opened_again_after_it_was_closed(output: Output) -> None:
    for _n in range(2):
        output.open(OPENING)
        output.write(BLOCK)
        output.close()


def test_closing_twice_or_before_opening_does_nothing(output: Output) -> None:
    output.close()
    output.open(OPENING)
    output.close()
    output.close()


def test_each_names_itself_and_states_the_best_evidence_it_can_reach(output: Output) -> None:
    output.open(OPENING)
    output.write(BLOCK)
    assert output.name
    assert output.grade == 1  # none of these has a clock of its own
    assert output.paces is False
    assert output.position() is None
    output.close()


@pytest.mark.parametrize("kind", ["file", "pipe", "alsa"])
def test_writing_to_what_is_not_open_is_refused(kind: str, tmp_path: Path) -> None:
    with pytest.raises(OutputError):
        make_output(SPECS[kind](tmp_path)).write(BLOCK)


@pytest.mark.parametrize("spec", ["", "loud", "File:x", "icecastle:x"])
def test_an_unknown_output_is_refused_quoting_it(spec: str) -> None:
    with pytest.raises(PlayoutError, match=f'"{spec}" is no output'):
        make_output(spec)


# file:


def frames_in(path: Path) -> bytes:
    with wave.open(str(path)) as found:
        return bytes(found.readframes(found.getnframes()))


def test_a_recording_holds_every_sample_and_says_when_it_began(tmp_path: Path) -> None:
    output = FileOutput(str(tmp_path))
    output.open(OPENING)
    for _n in range(7):
        output.write(BLOCK)
    output.close()
    path = tmp_path / "morning@2026-11-22T0530.part1.wav"
    assert frames_in(path) == BLOCK * 7
    found = wave_file.read_header(path.read_bytes()[: wave_file.HEADER_BYTES])
    assert found == wave_file.Recorded(START, 480 * 7)


def test_a_restart_in_the_same_session_writes_the_next_part(tmp_path: Path) -> None:
    for _n in range(3):
        output = FileOutput(str(tmp_path))
        output.open(OPENING)
        output.write(BLOCK)
        output.close()
    assert len(list(tmp_path.glob("*.part[123].wav"))) == 3


def test_sizes_in_the_header_follow_once_a_second(tmp_path: Path) -> None:
    output = FileOutput(str(tmp_path))
    output.open(OPENING)
    for _n in range(250):  # 2.5 s
        output.write(BLOCK)
    (path,) = tmp_path.glob("*.wav")
    stated = wave_file.read_header(path.read_bytes()).samples
    assert 1.5 * BUS_RATE_HZ <= stated <= 2.5 * BUS_RATE_HZ
    output.close()


@pytest.mark.parametrize("lost_bytes", [0, 1, 959])
def test_a_part_that_a_kill_left_open_is_mended(tmp_path: Path, lost_bytes: int) -> None:
    output = FileOutput(str(tmp_path))
    output.open(OPENING)
    for _n in range(30):
        output.write(BLOCK)
    (path,) = tmp_path.glob("*.wav")
    with path.open("rb+") as file:
        file.truncate(path.stat().st_size - lost_bytes)
    assert wave_file.read_header(path.read_bytes()).samples == 0
    assert mend(tmp_path) == path
    expected = (BLOCK * 30)[: (len(BLOCK) * 30 - lost_bytes) // 2 * 2]
    assert frames_in(path) == expected
    assert mend(tmp_path) is None


def test_opening_mends_what_the_run_before_left(tmp_path: Path) -> None:
    left = FileOutput(str(tmp_path))
    left.open(OPENING)
    left.write(BLOCK)
    FileOutput(str(tmp_path)).open(OPENING)
    assert frames_in(tmp_path / f"{OPENING.stem}.part1.wav") == BLOCK


def test_a_part_without_a_whole_header_held_nothing_and_goes(tmp_path: Path) -> None:
    path = tmp_path / "x.part1.wav"
    path.write_bytes(b"RIFF")
    (tmp_path / OPEN_NOTE).write_text("x.part1.wav")
    assert mend(tmp_path) is None
    assert not path.exists()


def test_a_note_that_points_elsewhere_is_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside.wav"
    outside.write_bytes(b"RIFF")
    inside = tmp_path / "recordings"
    inside.mkdir()
    (inside / OPEN_NOTE).write_text("../outside.wav")
    assert mend(inside) is None
    assert outside.read_bytes() == b"RIFF"


def test_a_recording_too_large_for_riff_goes_on_in_another_part(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wave_file, "LARGEST_DATA", len(BLOCK) * 3)
    output = FileOutput(str(tmp_path))
    output.open(OPENING)
    for _n in range(5):
        output.write(BLOCK)
    output.close()
    first, second = sorted(tmp_path.glob("*.wav"))
    assert frames_in(first) + frames_in(second) == BLOCK * 5
    began = wave_file.read_header(second.read_bytes()).start
    assert began - START == timedelta(milliseconds=30)


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    output = FileOutput(str(blocked))
    assert output.check()
    with pytest.raises(OutputError):
        output.open(OPENING)


# pipe:


def test_a_program_gets_every_sample(tmp_path: Path) -> None:
    target = tmp_path / "raw"
    keep = "import sys,shutil; shutil.copyfileobj(sys.stdin.buffer, open(sys.argv[1], 'wb'))"
    output = PipeOutput(shlex.join([sys.executable, "-c", keep, str(target)]))
    output.open(OPENING)
    for _n in range(400):
        output.write(BLOCK)
    output.close()
    assert target.read_bytes() == BLOCK * 400


def test_no_shell_reads_the_command(tmp_path: Path) -> None:
    target = tmp_path / "touched"
    output = PipeOutput(f"{EATS_ALL} ; touch {target}")
    output.open(OPENING)
    output.close()
    assert not target.exists()


@pytest.mark.parametrize("argument", ["", "no-such-program-here", "'unbalanced"])
def test_a_program_that_is_not_there_is_told(argument: str) -> None:
    output = PipeOutput(argument)
    assert output.check()
    with pytest.raises(OutputError):
        output.open(OPENING)


def test_a_program_that_died_is_a_failed_output_and_can_be_started_anew() -> None:
    output = PipeOutput(EATS_ALL)
    output.open(OPENING)
    child = output._child
    assert child is not None
    os.kill(child.pid, signal.SIGKILL)
    child.wait()
    with pytest.raises(OutputError):
        output.write(BLOCK * 1000)
    output.open(OPENING)
    output.write(BLOCK)
    output.close()


def test_a_program_that_does_not_read_is_a_failed_output(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("broadcaster.playout.outputs.pipe.STUCK_S", 0.05)
    monkeypatch.setattr("broadcaster.playout.outputs.pipe.LAST_WORDS_S", 0.05)
    output = PipeOutput(f"{sys.executable} -c 'import signal; signal.pause()'")
    output.open(OPENING)
    with pytest.raises(OutputError, match="does not read"):
        output.write(BLOCK * 1000)


# alsa:


def test_a_card_that_is_not_there_is_told() -> None:
    output = make_output("alsa:hw:31")
    assert output.check()
    with pytest.raises(OutputError):
        output.open(OPENING)


def test_the_shipped_settings_know_a_card_and_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a system without ALSA's own data: the null PCM opens, and a missing card is named."""
    script = (
        "from broadcaster.playout.outputs import make_output\n"
        "assert make_output('alsa:null').check() is None\n"
        "assert 'Unknown PCM' not in (make_output('alsa').check() or '')\n"
        "assert make_output('alsa').check()\n"
    )
    monkeypatch.setenv("ALSA_CONFIG_PATH", str(OWN_CONF))
    subprocess.run([sys.executable, "-c", script], check=True)


def test_samples_reach_a_pcm_unchanged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Through ALSA's own `file` PCM, in a process of its own: the library reads its settings once.

    What primes the buffer comes first and is silence.
    """
    raw, conf = tmp_path / "raw", tmp_path / "alsa.conf"
    conf.write_text(
        "pcm.nothing { type null }\n"
        f'pcm.kept {{ type file slave.pcm nothing file "{raw}" format raw }}\n'
    )
    script = (
        "from broadcaster.playout.outputs import Opening, make_output\n"
        "from datetime import datetime, UTC\n"
        "output = make_output('alsa:kept')\n"
        "output.open(Opening('x', datetime(2026, 1, 1, tzinfo=UTC)))\n"
        "for n in range(50): output.write(bytes([1, 2]) * 480)\n"
        "output.close()\n"
    )
    monkeypatch.setenv("ALSA_CONFIG_PATH", str(conf))
    subprocess.run([sys.executable, "-c", script], check=True)
    assert raw.read_bytes().lstrip(b"\0") == BLOCK * 50
