"""Measuring a recorded output from outside: an independent ffmpeg, numpy, and the file's own clock.

Nothing here imports the program that is judged.
"""

import re
import subprocess
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import imageio_ffmpeg
import numpy as np
from numpy.typing import NDArray

RATE_HZ = 48_000
Signal = NDArray[np.float32]


@dataclass(frozen=True)
class Level:
    """What ffmpeg's EBU R 128 meter says of a whole file."""

    integrated_lufs: float
    true_peak_dbtp: float


def meter(path: Path) -> Level:
    """Measure integrated loudness and true peak with the ebur128 filter."""
    done = subprocess.run(
        [imageio_ffmpeg.get_ffmpeg_exe(), "-hide_banner", "-nostats", "-i", str(path)]
        + ["-af", "ebur128=peak=true", "-f", "null", "-"],
        capture_output=True,
        text=True,
        check=True,
    )
    summary = done.stderr[done.stderr.rindex("Summary:") :]
    integrated = re.search(r"I:\s+(-?[\d.]+|-inf) LUFS", summary)
    peak = re.search(r"Peak:\s+(-?[\d.]+|-inf) dBFS", summary)
    assert integrated, summary
    assert peak, summary
    return Level(float(integrated[1]), float(peak[1]))


def decode(path: Path) -> Signal:
    """Decode any file to 48 kHz mono floats in -1..1 with ffmpeg."""
    done = subprocess.run(
        [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-i", str(path)]
        + ["-ac", "1", "-ar", str(RATE_HZ), "-f", "f32le", "-"],
        capture_output=True,
        check=True,
    )
    return np.frombuffer(done.stdout, dtype=np.float32)


def starts_at(path: Path) -> datetime:
    """Wall time (UTC) of sample 0, from the BWF `bext` chunk (EBU Tech 3285, version 1 fields).

    The player writes the origination date and time in UTC and the samples since midnight UTC.
    """
    data = path.read_bytes()[:4096]
    chunk = data.index(b"bext") + 8
    date = data[chunk + 320 : chunk + 330].decode("ascii")
    reference = int.from_bytes(data[chunk + 338 : chunk + 346], "little")
    midnight = datetime.fromisoformat(date.replace(":", "-")).replace(tzinfo=UTC)
    return midnight + timedelta(microseconds=round(reference * 1_000_000 / RATE_HZ))


def best_match(recording: Signal, cut: Signal, expected: int, reach: int) -> tuple[int, float]:
    """Find where `cut` stands in `recording` near sample `expected`.

    Returns the offset from `expected` in samples and the normalised correlation there.
    """
    low = max(0, expected - reach)
    window = recording[low : expected + reach + len(cut)]
    size = 1 << (len(window) + len(cut)).bit_length()
    product = np.fft.irfft(np.fft.rfft(window, size) * np.conj(np.fft.rfft(cut, size)), size)
    lags = max(1, len(window) - len(cut) + 1)
    lag = int(np.argmax(product[:lags]))
    stretch = window[lag : lag + len(cut)]
    energy = float(np.linalg.norm(stretch) * np.linalg.norm(cut[: len(stretch)]))
    correlation = float(np.dot(stretch, cut[: len(stretch)])) / energy if energy else 0.0
    return low + lag - expected, correlation


def peak_dbfs(signal: Signal) -> float:
    """Highest absolute sample in dBFS; minus infinity for silence or nothing."""
    highest = float(np.max(np.abs(signal))) if len(signal) else 0.0
    return 20 * float(np.log10(highest)) if highest > 0 else float("-inf")
