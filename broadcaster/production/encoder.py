"""The program that encodes: mono samples on stdin, one file of the station's air format out.

A process of its own, so that encoding has a core to itself: within one interpreter it would wait
for every other stage 40 times a second. It imports PyAV and the standard library only, which
keeps it small. Started by `encoding` as `python -I encoder.py JOB`, JOB being a JSON object with
path, container, codec, sample_format, rate_hz, bit_rate and options. Samples are 32-bit floats in
the machine's order. Trouble is said in one line on stderr, and the exit code is 1.
"""

import json
import resource
import sys
from collections.abc import Iterator
from typing import Any, cast

import av
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream
from av.codec.context import Flags

BYTES_PER_SAMPLE = 4
FRAME_SAMPLES = 24_000
LARGEST = 1 << 30
"""Bytes of address space: a codec gone wild must not take the station's memory."""


def frames(rate_hz: int) -> Iterator[AudioFrame]:
    """Give what comes on stdin as frames of a second."""
    position = 0
    while data := sys.stdin.buffer.read(FRAME_SAMPLES * BYTES_PER_SAMPLE):
        samples = len(data) // BYTES_PER_SAMPLE
        frame = AudioFrame(format="fltp", layout="mono", samples=samples)
        plane = frame.planes[0]
        plane.update(data.ljust(plane.buffer_size, b"\0"))  # a plane is padded to its alignment
        frame.sample_rate, frame.pts = rate_hz, position
        position += samples
        yield frame


def encode(job: dict[str, Any]) -> None:
    """Write the file. Without bitexact an Ogg file would carry a random serial number."""
    with av.open(job["path"], "w", format=job["container"], options={"fflags": "+bitexact"}) as out:
        added = out.add_stream(job["codec"], job["rate_hz"], job["options"])
        stream = cast(AudioStream, added)
        stream.codec_context.layout = av.AudioLayout("mono")
        stream.codec_context.format = av.AudioFormat(job["sample_format"])
        stream.codec_context.flags |= Flags.bitexact
        if job["bit_rate"]:
            stream.bit_rate = job["bit_rate"]
        for frame in frames(job["rate_hz"]):
            for packet in stream.encode(frame):
                out.mux(packet)
        for packet in stream.encode(None):
            out.mux(packet)


def main() -> None:
    """Limit this process, then encode."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (LARGEST, LARGEST))
    try:
        encode(json.loads(sys.argv[1]))
    except OSError as error:  # PyAV's own errors for a failing disk are OSError too
        raise SystemExit(error.strerror or str(error)) from error


if __name__ == "__main__":
    main()
