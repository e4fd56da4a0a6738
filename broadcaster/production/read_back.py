"""Read an encoded file back as the player will hear it: counted, hashed and metered.

It may be read while it is being written, so that a cut is known a moment after its last sample
is encoded. What is decoded is what stands in the file, up to the length that it must have.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import av
import numpy as np
from av.audio.frame import AudioFrame

from broadcaster.production.encoding import AirFormat
from broadcaster.production.errors import ProductionError
from broadcaster.production.graph import Filtering
from broadcaster.production.growing import Growing
from broadcaster.production.loudness import Meter
from broadcaster.production.model import Loudness
from broadcaster.quantities import BUS_RATE_HZ, CUT_RATE_HZ, Samples

TO_BUS = (
    ("aformat", f"sample_fmts=s16:sample_rates={BUS_RATE_HZ}:channel_layouts=mono"),
    ("asetnsamples", f"n={BUS_RATE_HZ}:p=0"),
)
"""What `decode_to_bus` does to a frame, so that both give the same samples; a second at a time."""
FRAMES_AT_ONCE = 40
"""About a second: asking a filter costs time, also when it has nothing to give."""
FULL_SCALE = np.float32(32768)


@dataclass(frozen=True)
class ReadBack:
    """What decoding a file to the bus gave."""

    decoded_sha256: str
    samples: Samples
    loudness: Loudness


def read_back(file: Growing, air: AirFormat, samples: int) -> ReadBack:
    """Decode a cut's file of `samples` at the cut's rate: what the player would hear of it.

    `ProductionError` when it cannot be decoded. Its `samples` are fewer when the file is short.
    """
    digest, count, meter = hashlib.sha256(), 0, Meter(BUS_RATE_HZ)
    for frame in _on_bus(_decoded(file, air, samples)):
        heard = frame.to_ndarray()[0]
        meter.add(heard / FULL_SCALE)
        digest.update(heard.tobytes())
        count += frame.samples
    return ReadBack(digest.hexdigest(), Samples(count), meter.finish())


def stated_s(path: Path, container: str) -> float:
    """Return the length a finished file states, in seconds; 0 when it states none.

    That is written last, and the one who reads a growing file does not see it.
    """
    try:
        with av.open(str(path), "r", format=container) as opened:
            stream = opened.streams.audio[0]
            return float((stream.duration or 0) * (stream.time_base or 0))
    except (av.FFmpegError, OSError, IndexError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ProductionError.cannot_write(path.parent, reason) from error


def _decoded(file: Growing, air: AirFormat, samples: int) -> Iterator[AudioFrame]:
    """Give the frames of the sound's `samples`; what the encoder added at its ends goes."""
    try:
        with av.open(file, "r", format=air.container) as opened:
            stream = opened.streams.audio[0]
            skipped = round((stream.start_time or 0) * (stream.time_base or 0) * CUT_RATE_HZ)
            yield from _between(opened.decode(stream), air.delay - skipped, samples)
    except (av.FFmpegError, OSError, ValueError, IndexError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ProductionError.cannot_write(file.path.parent, reason) from error


def _between(frames: Iterator[AudioFrame], begin: int, samples: int) -> Iterator[AudioFrame]:
    """Give `samples` from `begin` on, both counted at the cut's rate."""
    position = 0
    for frame in frames:
        scale = frame.sample_rate // CUT_RATE_HZ
        first = max(begin * scale - position, 0)
        last = min((begin + samples) * scale - position, frame.samples)
        position += frame.samples
        if last > first:
            whole = (first, last) == (0, frame.samples)
            yield frame if whole else _part(frame, first, last)
        if last < frame.samples:
            return


def _part(frame: AudioFrame, first: int, last: int) -> AudioFrame:
    data: Any = np.ascontiguousarray(frame.to_ndarray()[:, first:last])
    part = AudioFrame.from_ndarray(data, format=frame.format.name, layout=frame.layout.name)
    part.sample_rate, part.time_base = frame.sample_rate, frame.time_base
    return part


def _on_bus(frames: Iterator[AudioFrame]) -> Iterator[AudioFrame]:
    filtering: Filtering | None = None
    for number, frame in enumerate(frames, start=1):
        if filtering is None:
            comes_as = frame.format.name
            filtering = Filtering(TO_BUS, frame.sample_rate, comes_as=comes_as, leaves_as="s16")
        filtering.push(frame)
        if number % FRAMES_AT_ONCE == 0:
            yield from filtering.pull()
    if filtering:
        filtering.push(None)
        yield from filtering.pull()
