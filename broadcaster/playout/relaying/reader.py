"""The process that hears a relay: `python -m broadcaster.playout.relaying.reader JOB`.

JOB is a JSON object with source, memory_bytes, cpu_s, loudness_lufs and true_peak_dbtp. What comes
is decoded, levelled, limited, and written to stdout as 48 kHz s16 mono as fast as it is taken, in
pieces behind a letter and a length: `H` one JSON object that says what it is, then `S` samples, and
`E` one JSON object at the end: {"fault": reason}, empty where the source came to its own end.

Before it looks at the source it limits itself: memory, processor time, no process or thread, not a
byte into any file. The player listens to it, and ends it when its window does.
"""

import contextlib
import json
import os
import struct
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import av
import av.subtitles.stream  # wrapping any stream imports it, and nothing can be opened then
import numpy as np
from av.audio.frame import AudioFrame
from av.container import InputContainer

from broadcaster.decoding.container import frames, mixed
from broadcaster.decoding.reader import Refused, limit_itself, possible
from broadcaster.decoding.samples import Block
from broadcaster.playout.outputs.alsa import alsa
from broadcaster.playout.relaying.levelling import Levelling
from broadcaster.playout.relaying.source import Way, way_to
from broadcaster.production.limiter import limit
from broadcaster.quantities import BUS_RATE_HZ

OPEN_S, READ_S = 8.0, 5.0
FILES = 32
"""Open at a time: playlists and segments come over connections of their own."""
LOOK_AHEAD_MS = 3.0
SEGMENTED = "hls"


def write(kind: bytes, piece: bytes) -> None:
    """Write one piece; the player's pace is ours."""
    sys.stdout.buffer.write(kind + struct.pack("<I", len(piece)) + piece)
    sys.stdout.buffer.flush()


def opened(way: Way) -> InputContainer:
    """Open the source; `av.FFmpegError` or OSError when it cannot be."""
    source: Any = _started(way.program) if way.program else way.address
    options, timeout = dict(way.options), (OPEN_S, READ_S)
    found: InputContainer = av.open(
        source, "r", format=way.form or None, container_options=options, timeout=timeout
    )
    return found


def _started(program: tuple[str, ...]) -> Any:
    return subprocess.Popen(
        program, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ).stdout


def hear(way: Way, container: InputContainer, job: dict[str, Any]) -> None:
    """Write what comes from an opened source until it ends."""
    if not container.streams.audio:
        raise ValueError("no sound track")
    stream = container.streams.audio[0]
    stream.codec_context.thread_count = 1
    form = container.format.name
    # What states its length is a recording: it begins with its first sample. What does not is
    # live, and is joined where it is now.
    recorded = bool(container.duration) if form == SEGMENTED else container.size > 0
    about = {"recorded": recorded, "segmented": form == SEGMENTED, "form": form}
    write(b"H", json.dumps(about).encode())
    levelling = Levelling(job["loudness_lufs"])
    found = mixed(possible(frames(container.demux(stream))), "fltp", BUS_RATE_HZ)
    limited = limit(
        levelling.levelled(_blocks(found)),
        BUS_RATE_HZ,
        gain_db=0.0,
        ceiling_db=job["true_peak_dbtp"],
        look_ahead_ms=LOOK_AHEAD_MS,
    )
    for block in limited:
        samples = np.rint(np.nan_to_num(block).clip(-1.0, 1.0) * 32767).astype("<i2")
        write(b"S", samples.tobytes())


def _blocks(found: Iterator[AudioFrame]) -> Iterator[Block]:
    for frame in found:
        yield np.nan_to_num(frame.to_ndarray()[0])


def main() -> None:
    """Limit this process, hear, and say how it ended."""
    job: dict[str, Any] = json.loads(sys.argv[1])
    way = way_to(job["source"], BUS_RATE_HZ)
    fault = ""
    with contextlib.suppress(OSError):
        alsa()  # sets where the sound library finds its settings
    started = opened(way) if way.program else None
    limit_itself(job["memory_bytes"], job["cpu_s"], files=FILES)
    try:
        with started or opened(way) as container:
            hear(way, container, job)
    except MemoryError:
        fault = "too much memory"
    except BrokenPipeError:
        os._exit(0)  # the player listens no more
    except Refused as refused:
        fault = " ".join(map(str, refused.answer.values()))
    except (av.FFmpegError, OSError, ValueError, ArithmeticError, RuntimeError) as error:
        fault = getattr(error, "strerror", None) or str(error) or type(error).__name__
    write(b"E", json.dumps({"fault": fault[:80]}).encode())


if __name__ == "__main__":
    main()
