"""The process that records what sounds: `python -m broadcaster.playout.relaying.writer BITS_PER_S`.

48 kHz s16 mono comes on stdin; Ogg Opus goes to stdout, a file that the player opened. A page ends
every second and is on disk soon after, so after a power cut everything but the last seconds can be
played: an Ogg file needs no end. It imports PyAV and the standard library only.
"""

import os
import resource
import sys
from collections.abc import Iterator

import av
from av.audio.frame import AudioFrame

RATE_HZ, SAMPLE_BYTES = 48_000, 2
FRAME_BYTES = RATE_HZ // 50 * SAMPLE_BYTES
"""20 ms, a frame of Opus."""
SYNC_BYTES = 32_000
"""About four seconds: what a power cut may cost."""
MEMORY_BYTES = 1 << 30
LARGEST_FILE = 1 << 30
"""Thirty hours of it."""


class Synced:
    """stdout as a file that cannot be sought in, put on disk every few seconds."""

    def __init__(self) -> None:
        self._handle, self._unsynced = sys.stdout.fileno(), 0

    def write(self, data: bytes) -> int:
        """Write all of it."""
        view = memoryview(data)
        while view:
            view = view[os.write(self._handle, view) :]
        self._unsynced += len(data)
        if self._unsynced >= SYNC_BYTES:
            self.sync()
        return len(data)

    def sync(self) -> None:
        """Put it on disk."""
        os.fsync(self._handle)
        self._unsynced = 0


def sound() -> Iterator[AudioFrame]:
    """Give what comes on stdin, the last frame filled up with silence."""
    position = 0
    while data := sys.stdin.buffer.read(FRAME_BYTES):
        frame = AudioFrame(format="s16", layout="mono", samples=FRAME_BYTES // SAMPLE_BYTES)
        plane = frame.planes[0]
        plane.update(data.ljust(plane.buffer_size, b"\0"))  # a plane is padded to its alignment
        frame.sample_rate, frame.pts = RATE_HZ, position
        position += frame.samples
        yield frame


def main() -> None:
    """Limit this process, then encode until stdin ends."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST_FILE, LARGEST_FILE))
    file = Synced()
    options = {"page_duration": "1000000", "flush_packets": "1"}
    with av.open(file, "w", format="ogg", options=options) as out:
        stream = out.add_stream("libopus", RATE_HZ)
        stream.codec_context.layout = av.AudioLayout("mono")
        stream.bit_rate = int(sys.argv[1])
        for frame in sound():
            for packet in stream.encode(frame):
                out.mux(packet)
        for packet in stream.encode(None):
            out.mux(packet)
    file.sync()


if __name__ == "__main__":
    main()
