"""Other ways to have sound begin at a second, heard by the same ear as the player.

Each returns by how many milliseconds every first sample was late. The ear's own stamps of the
arrival count; a lead-in is none here, for what is started holds a tone from its first sample.
"""

import shutil
import subprocess
import sys
import wave
from pathlib import Path

import imageio_ffmpeg
import numpy as np

from broadcaster.timebase import NANOSECONDS, SystemTime
from tests.bench.priority import prefix
from tests.playout.station import RATE_HZ

FFMPEG = imageio_ffmpeg.get_ffmpeg_exe()
PERIOD_MS = 500
TONE_MS, SILENCE_MS = 150, 300
WARM_UP_S = 15
"""Until Liquidsoap has read its library and begun to play."""
TIMED_SWITCH = """
settings.init.allow_root.set(true)
settings.log.stdout.set(false)
settings.frame.audio.samplerate.set(48000)
settings.frame.audio.channels.set(1)
period = {period}
def is_on() =
  now = time()
  now - float_of_int(int_of_float(now / period)) * period < {tone}
end
tone = amplify(0.5, sine(440.))
radio = switch(track_sensitive=false, [(is_on, tone), ({{true}}, blank())])
output.file(
  %wav(header=false, channels=1, samplesize=16, samplerate=48000),
  fallible=true, flush=true, "/dev/stdout", radio
)
"""


def ffmpeg_onsets(folder: Path, starts: int) -> list[float]:
    """Start ffmpeg on a file at one moment after the other, as a cron job or a timer does."""
    tone = folder / "tone.wav"
    _write_tone(tone)
    ear = _ear(folder / "ffmpeg")
    assert ear.stdin is not None
    clock, wanted = SystemTime(), []
    first = clock.monotonic() + NANOSECONDS
    offset = _wall_ns() - clock.monotonic()
    words = [
        *prefix(),
        FFMPEG,
        "-v",
        "error",
        "-i",
        str(tone),
        "-f",
        "s16le",
        "-ac",
        "1",
        "-ar",
        "48000",
        "-",
    ]
    running = []
    # Every other moment only: on a busy machine one is not over when the next begins.
    for number in range(0, starts, 2):
        deadline = first + number * PERIOD_MS * 1_000_000
        clock.sleep_until(deadline)
        running.append(subprocess.Popen(words, stdout=ear.stdin))
        wanted.append(deadline + offset)
    for process in running:
        process.wait()
    return _late_ms(ear, folder / "ffmpeg", wanted)


def liquidsoap_onsets(folder: Path, starts: int) -> list[float] | None:
    """Let Liquidsoap switch a tone on at each moment; None where it is not installed."""
    program = shutil.which("liquidsoap")
    if program is None:
        return None
    period_s = PERIOD_MS / 1000
    script = TIMED_SWITCH.format(period=period_s, tone=TONE_MS / 1000)
    ear = _ear(folder / "liquidsoap")
    assert ear.stdin is not None
    process = subprocess.Popen(
        [*prefix(), program, script], stdout=ear.stdin, stderr=subprocess.DEVNULL
    )
    clock = SystemTime()
    clock.sleep_until(clock.monotonic() + int((WARM_UP_S + starts * period_s) * NANOSECONDS))
    process.terminate()
    process.wait()
    ear.stdin.close()
    ear.wait()
    stamps = _stamps(folder / "liquidsoap")[-starts:]
    period_ns = PERIOD_MS * 1_000_000
    return [((at + period_ns // 2) % period_ns - period_ns // 2) / 1e6 for at in stamps]


def _ear(heard: Path) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [*prefix(), sys.executable, "-m", "tests.bench.reader", str(heard)], stdin=subprocess.PIPE
    )


def _late_ms(ear: "subprocess.Popen[bytes]", heard: Path, wanted: list[int]) -> list[float]:
    assert ear.stdin is not None
    ear.stdin.close()
    ear.wait()
    stamps = _stamps(heard)
    if len(stamps) != len(wanted):
        raise RuntimeError(f"{len(stamps)} starts were heard, {len(wanted)} were made")
    return [(at - moment) / 1e6 for at, moment in zip(stamps, wanted, strict=True)]


def _stamps(heard: Path) -> list[int]:
    return [int(line) for line in heard.read_text(encoding="ascii").split()]


def _wall_ns() -> int:
    return int(SystemTime().now().timestamp() * 1e6) * 1000


def _write_tone(path: Path) -> None:
    t = np.arange(RATE_HZ * TONE_MS // 1000) / RATE_HZ
    tone = (np.cos(2 * np.pi * 440 * t) * 9000).astype("<i2").tobytes()
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE_HZ)
        file.writeframes(tone + bytes(2 * RATE_HZ * SILENCE_MS // 1000))
