"""Our own audio files into samples: the same bytes in give the same samples out.

The player decodes with this module before every item, so it imports PyAV, numpy and the standard
library only. What comes out is bounded, whatever a file claims. A file that a stranger made goes
through `strangers` instead: this here runs decoders in the process that called it.
"""

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import av
import numpy as np
from av.audio.frame import AudioFrame
from numpy.typing import NDArray

from broadcaster.decoding.container import frames, mixed, opened, stated_s
from broadcaster.decoding.errors import DecodingError
from broadcaster.quantities import BUS_RATE_HZ

LONGEST_S = 3 * 3600
"""No cut and no recording is longer."""
TRUNCATION_S = 0.5
TRUNCATION_SHARE = 0.001
"""A file may hold this much less than it promises; encoders round and pad."""

Block: TypeAlias = NDArray[np.float32]
"""Mono samples, full scale at 1.0; a block is at most a second or so."""

Channels: TypeAlias = NDArray[np.float32]
"""The same with a row for each channel: one, or left and right."""


Heed = Callable[[], None]
"""Called with every frame; what it raises ends the decoding."""


def go_on() -> None:
    """Heed nothing."""


def decode_to_bus(data: bytes, heed: Heed = go_on) -> bytes:
    """Return an audio file as the player's bus takes it: 48 kHz, mono, s16 little-endian.

    Deterministic for one decoder build. `DecodingError` when nothing can be decoded, when it
    breaks off before its own stated length, or when it is longer than `LONGEST_S`.
    """
    out = bytearray()
    for frame in _resampled(io.BytesIO(data), "s16", BUS_RATE_HZ, _short_name(data)):
        heed()
        out += _packed(frame)
    return bytes(out)


def decode_blocks(path: Path, rate_hz: int) -> Iterator[Block]:
    """Give the file as mono float blocks at `rate_hz`; the same refusals as `decode_to_bus`."""
    for frame in _resampled(path, "fltp", rate_hz, path.name):
        yield frame.to_ndarray()[0]


def breaks_off(found_s: float, promised_s: float) -> bool:
    """Say whether a file gave clearly less than it promised."""
    return found_s < promised_s - max(TRUNCATION_S, promised_s * TRUNCATION_SHARE)


def _packed(frame: AudioFrame) -> bytes:
    return frame.to_ndarray().astype("<i2", copy=False).tobytes()


def _short_name(data: bytes) -> str:
    return f"{len(data)} B"


@dataclass
class _Tally:
    """Counts what comes out, and holds the file to what it promised."""

    what: str
    rate_hz: int
    samples: int = 0

    def add(self, frame: AudioFrame) -> None:
        """Count one frame; refuse beyond the longest length."""
        self.samples += frame.samples
        if self.samples > LONGEST_S * self.rate_hz:
            raise DecodingError.too_long(self.what, LONGEST_S)

    def settle(self, promised_s: float | None) -> None:
        """Refuse a file that gave nothing, or clearly less than it promised."""
        if self.samples == 0:
            raise DecodingError.not_audio(self.what, "no samples")
        found_s = self.samples / self.rate_hz
        if promised_s is not None and breaks_off(found_s, promised_s):
            raise DecodingError.truncated(self.what, promised_s, found_s)


def _resampled(
    source: Path | io.BytesIO, sample_format: str, rate_hz: int, what: str
) -> Iterator[AudioFrame]:
    tally = _Tally(what, rate_hz)
    try:
        with opened(str(source) if isinstance(source, Path) else source) as container:
            if not container.streams.audio:
                raise DecodingError.not_audio(what, "no audio stream")
            stream = container.streams.audio[0]
            promised_s = stated_s(container, stream)
            for frame in mixed(frames(container.demux(stream)), sample_format, rate_hz):
                tally.add(frame)
                yield frame
    except (av.FFmpegError, OSError, ValueError) as error:
        raise DecodingError.not_audio(what, _reason(error)) from error
    tally.settle(promised_s)


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)
