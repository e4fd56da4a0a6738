"""The process that hears a relay: `python -m broadcaster.playout.relaying.reader JOB`.

JOB is a JSON object with source, memory_bytes, cpu_s, loudness_lufs and true_peak_dbtp. What comes
is decoded, levelled, limited, and written to stdout as 48 kHz s16 mono as fast as it is taken, in
pieces behind a letter and a length: `H` one JSON object that says what it is, then `S` samples, and
`E` one JSON object at the end: {"fault": reason}, empty where the source came to its own end.

Before it looks at what strangers send it limits itself: memory, processor time, no process or
thread, not a byte into any file. The player listens to it, and ends it when its window does.
"""

import json
import os
import struct
import sys
from collections.abc import Iterator
from typing import Any

import av
import av.subtitles.stream  # wrapping any stream imports it, and nothing can be opened then
import numpy as np
from av.container import InputContainer

from broadcaster.bulletins.relay import DEVICE
from broadcaster.decoding.container import frames, mixed
from broadcaster.decoding.reader import Refused, limit_itself, possible
from broadcaster.decoding.samples import Block
from broadcaster.playout.relaying.inputs import opened_input, opened_loopback
from broadcaster.playout.relaying.levelling import Levelling
from broadcaster.playout.relaying.source import LOOPBACK, PLAYLIST, way_to
from broadcaster.production.limiter import limit
from broadcaster.quantities import BUS_RATE_HZ

FULL_SCALE = np.float32(1 / 32768)
OPEN_S, READ_S = 8.0, 5.0
FILES = 32
"""Open at a time: playlists and segments come over connections of their own."""
LOOK_AHEAD_MS = 3.0


def write(kind: bytes, piece: bytes) -> None:
    """Write one piece; the player's pace is ours."""
    sys.stdout.buffer.write(kind + struct.pack("<I", len(piece)) + piece)
    sys.stdout.buffer.flush()


def hear(container: InputContainer) -> tuple[dict[str, Any], Iterator[Block]]:
    """Return what an opened source is, and what comes from it at 48 kHz until it ends."""
    if not container.streams.audio:
        raise ValueError("no sound track")
    stream = container.streams.audio[0]
    stream.codec_context.thread_count = 1
    form = container.format.name
    # What states its length is a recording: it begins with its first sample. What does not is
    # live, and is joined where it is now.
    recorded = bool(container.duration) if form == PLAYLIST else container.size > 0
    about = {"recorded": recorded, "segmented": form == PLAYLIST, "form": form}
    found = mixed(possible(frames(container.demux(stream))), "fltp", BUS_RATE_HZ)
    return about, (np.nan_to_num(frame.to_ndarray()[0]) for frame in found)


def levelled(blocks: Iterator[Block], job: dict[str, Any]) -> Iterator[bytes]:
    """Give the samples as the bus takes them, at the station's level and under its ceiling."""
    limited = limit(
        Levelling(job["loudness_lufs"]).levelled(blocks),
        BUS_RATE_HZ,
        gain_db=0.0,
        ceiling_db=job["true_peak_dbtp"],
        look_ahead_ms=LOOK_AHEAD_MS,
    )
    for block in limited:
        yield np.rint(block.clip(-1.0, 1.0) * 32767).astype("<i2").tobytes()


def main() -> None:
    """Limit this process, hear, and say how it ended."""
    job: dict[str, Any] = json.loads(sys.argv[1])
    try:
        _hear_all(job)
        fault = ""
    except MemoryError:
        fault = "too much memory"
    except BrokenPipeError:
        os._exit(0)  # the player listens no more
    except Refused as refused:
        fault = " ".join(map(str, refused.answer.values()))
    except (av.FFmpegError, OSError, ValueError, ArithmeticError, RuntimeError) as error:
        fault = getattr(error, "strerror", None) or str(error) or type(error).__name__
    write(b"E", json.dumps({"fault": fault[:80]}).encode())


def _hear_all(job: dict[str, Any]) -> None:
    source = str(job["source"])
    if source.startswith(LOOPBACK):
        _hear_loopback(source.removeprefix(LOOPBACK), job)
        return
    blocks: Iterator[Block]
    if source.startswith(DEVICE):
        pieces = opened_input(source.removeprefix(DEVICE))
        _limit(job)
        about: dict[str, Any] = {"recorded": False, "segmented": False, "form": "input"}
        blocks = (np.frombuffer(piece, "<i2") * FULL_SCALE for piece in pieces)
    else:
        _limit(job)
        way = way_to(source)
        container = av.open(
            way.address, "r", container_options=dict(way.options), timeout=(OPEN_S, READ_S)
        )
        about, blocks = hear(container)
    write(b"H", json.dumps(about).encode())
    for piece in levelled(blocks, job):
        write(b"S", piece)


def _hear_loopback(source: str, job: dict[str, Any]) -> None:
    """Pass on what an input of ours hears, neither levelled nor limited: it is measured."""
    pieces = opened_loopback(source)
    _limit(job)
    about = {"recorded": False, "segmented": False, "form": "loopback"}
    write(b"H", json.dumps(about).encode())
    for piece in pieces:
        write(b"S", piece)


def _limit(job: dict[str, Any]) -> None:
    limit_itself(job["memory_bytes"], job["cpu_s"], files=FILES)


if __name__ == "__main__":
    main()
