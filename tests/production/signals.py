"""Sounds of known level and shape, and the independent meter: the ffmpeg binary of a wheel."""

import json
import math
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import av
import imageio_ffmpeg
import numpy as np
from av.audio.stream import AudioStream

from broadcaster.decoding.samples import Block, Channels, decode_to_bus
from broadcaster.production.filters import Chain
from broadcaster.production.graph import Filtering, as_frame
from broadcaster.production.take import Take
from broadcaster.quantities import BUS_RATE_HZ, CUT_RATE_HZ

FFMPEG = imageio_ffmpeg.get_ffmpeg_exe()


def sine(hertz: float, seconds: float, level: float = 0.5, rate_hz: int = CUT_RATE_HZ) -> Block:
    moments = np.arange(round(seconds * rate_hz)) / rate_hz
    return np.asarray(level * np.sin(2 * np.pi * hertz * moments), dtype=np.float32)


def noise(seconds: float, level: float = 0.1, seed: int = 1, rate_hz: int = CUT_RATE_HZ) -> Block:
    draws = np.random.default_rng(seed).standard_normal(round(seconds * rate_hz))
    return np.asarray(level * draws, dtype=np.float32)


def peaky(seconds: float, seed: int = 1) -> Block:
    """Syllables of rung pulses over a little noise, 20 dB of crest, as embedded speech has."""
    moments = np.arange(round(seconds * CUT_RATE_HZ)) / CUT_RATE_HZ
    pulses = np.zeros(len(moments))
    pulses[:: CUT_RATE_HZ // 110] = 1.0
    ring = np.exp(-np.arange(240) / 25) * np.cos(2 * np.pi * 900 * np.arange(240) / CUT_RATE_HZ)
    voiced = np.convolve(pulses, ring)[: len(moments)]
    syllables = np.clip(np.sin(2 * np.pi * 2.3 * moments), 0.02, 1) ** 2
    sound = (voiced + 0.1 * noise(seconds, 0.3, seed)) * syllables
    return np.asarray(0.9 * sound / np.abs(sound).max(), dtype=np.float32)


def impulses(seconds: float) -> Block:
    """Single-sample pulses 110 times a second over faint noise: nothing peaks more."""
    sound = noise(seconds, 0.03)
    sound[:: CUT_RATE_HZ // 110] = 0.9
    return sound


def as_take(take: Take, sound: Block) -> Take:
    """Fill an open take with one sound as one sentence."""
    take.add([sound])
    take.end_sentence()
    take.finish()
    return take


def bus(data: bytes) -> Block:
    """Return a file as the player's bus has it, as floats."""
    return np.frombuffer(decode_to_bus(data), dtype="<i2").astype(np.float32) / np.float32(32768)


def onset_ms(samples: Block, over_dbfs: float = -50.0, rate_hz: int = BUS_RATE_HZ) -> float:
    """Return where the first sample over a level stands."""
    return float(np.flatnonzero(np.abs(samples) > 10 ** (over_dbfs / 20))[0] * 1000 / rate_hz)


@dataclass(frozen=True)
class Metered:
    loudness_lufs: float
    true_peak_dbtp: float


def meter(path: Path) -> Metered:
    """Measure a file with the other ffmpeg, by its `ebur128` filter."""
    said = _ffmpeg("-nostats", "-i", str(path), "-af", "ebur128=peak=true", "-f", "null", "-")
    loudness = re.findall(r"I:\s+(-?[\d.]+|-?inf) LUFS", said)[-1]
    peak = re.findall(r"Peak:\s+(-?[\d.]+|-?inf) dBFS", said)[-1]
    return Metered(float(loudness), float(peak))


def ebur128(sound: Block, rate_hz: int, before: Chain = ()) -> Metered:
    """Measure samples by FFmpeg's filter of that name, after the filters `before`."""
    chain = (*before, ("ebur128", "metadata=1:peak=true"))
    filtering = Filtering(chain, rate_hz)
    filtering.push(as_frame(sound, rate_hz, 0))
    filtering.push(None)
    told = [frame.metadata for frame in filtering.pull()]
    last = [one for one in told if one][-1]  # a last piece under 100 ms is told nothing
    peak = float(last["lavfi.r128.true_peak"])
    return Metered(float(last["lavfi.r128.I"]), 20 * math.log10(peak) if peak else -math.inf)


def meter_by_loudnorm(path: Path) -> Metered:
    """Measure a file with the other ffmpeg, by the first pass of `loudnorm`."""
    said = _ffmpeg("-i", str(path), "-af", "loudnorm=print_format=json", "-f", "null", "-")
    found = json.loads(said[said.rindex("{") : said.rindex("}") + 1])
    return Metered(float(found["input_i"]), float(found["input_tp"]))


def decode_elsewhere(path: Path) -> Block:
    """Decode a file with the other ffmpeg to 48 kHz mono floats."""
    command = [
        FFMPEG,
        "-v",
        "error",
        "-i",
        str(path),
        "-ac",
        "1",
        "-ar",
        "48000",
        "-f",
        "f32le",
        "-",
    ]
    raw = subprocess.run(command, capture_output=True, check=True).stdout
    return np.frombuffer(raw, dtype="<f4")


def _ffmpeg(*arguments: str) -> str:
    command = [FFMPEG, "-hide_banner", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True).stderr


def write_file(path: Path, sound: Block, codec: str, rate_hz: int, layout: str = "mono") -> Path:
    """Encode a sound as a recorder would; for stereo the right channel is half as loud."""
    rows = [sound] if layout == "mono" else [sound, sound * np.float32(0.5)]
    return _write(path, np.stack(rows), codec, rate_hz, layout)


def write_sides(path: Path, left: Block, right: Block) -> Path:
    """Write a stereo file of 24 kHz without loss."""
    return _write(path, np.stack([left, right]), "pcm_s16le", CUT_RATE_HZ, "stereo")


def _write(path: Path, rows: Channels, codec: str, rate_hz: int, layout: str) -> Path:
    with av.open(str(path), "w") as out:
        stream = cast(AudioStream, out.add_stream(codec, rate=rate_hz, layout=layout))
        frame = av.AudioFrame.from_ndarray(rows, format="fltp", layout=layout)
        frame.sample_rate = rate_hz
        for packet in [*stream.encode(frame), *stream.encode(None)]:
            out.mux(packet)
    return path
