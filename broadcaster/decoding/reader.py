"""The process that decodes a stranger's file: `python -m broadcaster.decoding.reader JOB`.

The file comes on stdin, which can be sought in; it has no name here. JOB is a JSON object with
rate_hz, longest_s, memory_bytes, cpu_s and sides. Mono 32-bit floats go to stdout in the machine's
order, in pieces of at most `PIECE_BYTES` behind a length in 4 bytes; with sides they come in pairs,
left and right, twice the same for one channel. An empty piece ends them, and one JSON object
follows: {"promised_s", "ends_early"}, or {"fault", "detail"} in English codes.

It imports PyAV and the standard library only. Before it looks at the file it limits itself:
memory, processor time, no further file, thread or process, not a byte into any file. The parent
keeps the wall clock, and believes nothing that it is told here.
"""

import json
import resource
import struct
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, Any

import av
import av.subtitles.stream  # wrapping any stream imports it, and nothing can be opened then
from av.audio.frame import AudioFrame
from av.audio.plane import AudioPlane

from broadcaster.decoding.coded_frames import UNSTATED, Packets, counts_its_frames
from broadcaster.decoding.container import frames, mixed, opened, stated_s
from broadcaster.decoding.endings import ends_early
from broadcaster.decoding.riff import riff_s

PIECE_BYTES = 1 << 18
BYTES_PER_SAMPLE = 4
MOST_CHANNELS = 16
RATES_HZ = range(4_000, 768_001)
"""What recorders have; a second of sound at 1 Hz would become 24,000 samples of nothing."""


class Refused(Exception):  # noqa: N818 # an answer, not a mistake in it
    """The file is not read: a fault's code, and what the sentence about it needs."""

    def __init__(self, fault: str, detail: str = "") -> None:
        super().__init__(fault)
        self.answer = {"fault": fault, "detail": detail}


def limit_itself(memory_bytes: int, cpu_s: int, *, files: int = 3) -> None:
    """Lower the limits of this process for good. `memory_bytes` come on top of what it has now."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    limits = (
        (resource.RLIMIT_AS, pages * resource.getpagesize() + memory_bytes),
        (resource.RLIMIT_CPU, cpu_s),
        (resource.RLIMIT_NPROC, 0),
        (resource.RLIMIT_NOFILE, files),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    )
    for kind, value in limits:
        hard = resource.getrlimit(kind)[1]
        lowest = value if hard == resource.RLIM_INFINITY else min(value, hard)
        # The soft limit alone ends it with a signal that says why.
        resource.setrlimit(kind, (lowest, lowest + 5 if kind == resource.RLIMIT_CPU else lowest))


def read(file: IO[bytes], rate_hz: int, longest_s: int, sides: bool) -> dict[str, object]:
    """Decode a file to stdout; return the closing answer. `Refused`, MemoryError or PyAV's own."""
    told_s = riff_s(file)
    counts = counts_its_frames(file)
    file.seek(0)
    with opened(file) as container:
        if not container.streams.audio:
            if container.streams.video:
                raise Refused("no-sound")
            raise ValueError("no sound track")
        stream = container.streams.audio[0]
        if stream.codec_context is None:
            raise Refused("unknown-coding")
        stream.codec_context.thread_count = 1
        kind = container.format.name
        if told_s is None and (counts or kind not in UNSTATED):
            told_s = stated_s(container, stream)
        packets = Packets(container.demux(stream), kind)
        samples = 0
        for frame in mixed(possible(frames(packets)), "fltp", rate_hz, sides=sides):
            samples += frame.samples
            if samples > longest_s * rate_hz:
                raise Refused("too-long")
            write([*frame.planes[:1], *([frame.planes[-1]] if sides else [])], frame.samples)
        broken = told_s is None and packets.end_broken
    return {"promised_s": told_s, "ends_early": broken or ends_early(file)}


def possible(found: Iterator[AudioFrame]) -> Iterator[AudioFrame]:
    """Refuse figures that no recorder writes, before anything is mixed by them."""
    for frame in found:
        channels = frame.layout.nb_channels
        if not (0 < channels <= MOST_CHANNELS and frame.sample_rate in RATES_HZ):
            raise Refused("impossible", f"{channels} × {frame.sample_rate} Hz")
        yield frame


def write(planes: Sequence[AudioPlane], samples: int) -> None:
    """Write the samples of each plane as pieces, those of the same moment beside each other."""
    whole = samples * BYTES_PER_SAMPLE
    for start in range(0, whole, PIECE_BYTES):
        for plane in planes:
            piece = memoryview(plane)[start : min(start + PIECE_BYTES, whole)]
            sys.stdout.buffer.write(struct.pack("<I", len(piece)))
            sys.stdout.buffer.write(piece)


def main() -> None:
    """Limit this process, decode, and close with the answer."""
    job: dict[str, Any] = json.loads(sys.argv[1])
    limit_itself(job["memory_bytes"], job["cpu_s"])
    file = sys.stdin.buffer
    try:
        answer = read(file, job["rate_hz"], job["longest_s"], job["sides"])
    except Refused as refused:
        answer = dict(refused.answer)
    except MemoryError:
        answer = {"fault": "too-much-memory", "detail": ""}
    except (av.FFmpegError, OSError, ValueError, ArithmeticError) as error:
        cut = isinstance(error, av.EOFError) or ends_early(file)
        fault = "ends-early" if cut else "not-audio"
        answer = {"fault": fault, "detail": getattr(error, "strerror", None) or str(error)}
    sys.stdout.buffer.write(struct.pack("<I", 0) + json.dumps(answer).encode())
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
