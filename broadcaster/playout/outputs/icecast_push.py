"""The process that pushes to Icecast: `python -m broadcaster.playout.outputs.icecast_push URL`.

stdin brings the mount's password as its first line, then 48 kHz s16 mono. It is encoded (Opus in
Ogg, or MP3 where the mount ends in `.mp3`) and sent by HTTP PUT, as Icecast takes it since 2.4. How
it failed is its exit code; it says nothing that could hold the password. Imports PyAV and the
standard library only, and trusts no answer beyond its first lines.
"""

import base64
import re
import socket
import ssl
import sys
from collections.abc import Iterator
from typing import BinaryIO
from urllib.parse import SplitResult, urlsplit

import av
from av.audio.frame import AudioFrame

RATE_HZ, SAMPLE_BYTES = 48_000, 2
FRAME_BYTES = RATE_HZ // 50 * SAMPLE_BYTES
BITS_PER_S = 64_000
TIMEOUT_S = 10.0
LONGEST_ANSWER = 4096
UNREACHABLE, UNAUTHORISED, REFUSED, LOST = 10, 11, 12, 13
"""Exit codes: no connection, wrong password, any other answer, the connection ended."""
_STATUS = re.compile(rb"HTTP/1\.[01] (\d{3})")


class Pushed:
    """A connection as a file that cannot be sought in."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection

    def write(self, data: bytes) -> int:
        """Send all of it, waiting no longer than `TIMEOUT_S`."""
        try:
            self._connection.sendall(data)
        except OSError:
            sys.exit(LOST)
        return len(data)


def connect(url: SplitResult, password: str) -> socket.socket:
    """Return a connection on which the mount takes our sound; exits with how it failed."""
    is_mp3 = url.path.endswith(".mp3")
    port = url.port or (443 if url.scheme == "https" else 8000)
    who = base64.b64encode(f"{url.username or 'source'}:{password}".encode()).decode()
    kind = "audio/mpeg" if is_mp3 else "application/ogg"
    request = (
        f"PUT {url.path} HTTP/1.1\r\nHost: {url.hostname}:{port}\r\nAuthorization: Basic {who}\r\n"
        f"User-Agent: broadcaster\r\nContent-Type: {kind}\r\n"
        "Ice-Public: 0\r\nExpect: 100-continue\r\n\r\n"
    )
    try:
        connection = socket.create_connection((url.hostname or "", port), TIMEOUT_S)
        if url.scheme == "https":
            context = ssl.create_default_context()
            connection = context.wrap_socket(connection, server_hostname=url.hostname)
        connection.sendall(request.encode())
        answer = connection.recv(LONGEST_ANSWER)
    except OSError:
        sys.exit(UNREACHABLE)
    found = _STATUS.match(answer)
    status = int(found[1]) if found else 0
    if status not in (100, 200):
        sys.exit(UNAUTHORISED if status == 401 else REFUSED)
    return connection


def sound(samples: BinaryIO) -> Iterator[AudioFrame]:
    """Give what comes, the last frame filled up with silence."""
    position = 0
    while data := samples.read(FRAME_BYTES):
        frame = AudioFrame(format="s16", layout="mono", samples=FRAME_BYTES // SAMPLE_BYTES)
        plane = frame.planes[0]
        plane.update(data.ljust(plane.buffer_size, b"\0"))  # a plane is padded to its alignment
        frame.sample_rate, frame.pts = RATE_HZ, position
        position += frame.samples
        yield frame


def push(samples: BinaryIO, out: Pushed, *, is_mp3: bool) -> None:
    """Encode until the samples end."""
    container = "mp3" if is_mp3 else "ogg"
    options = {"flush_packets": "1"}
    options |= {"write_xing": "0", "id3v2_version": "0"} if is_mp3 else {"page_duration": "200000"}
    with av.open(out, "w", format=container, options=options) as muxer:
        stream = (
            muxer.add_stream("libmp3lame", RATE_HZ)
            if is_mp3
            else muxer.add_stream("libopus", RATE_HZ)
        )
        stream.codec_context.layout = av.AudioLayout("mono")
        stream.bit_rate = BITS_PER_S
        for frame in sound(samples):
            for packet in stream.encode(frame):
                muxer.mux(packet)
        for packet in stream.encode(None):
            muxer.mux(packet)


def main() -> None:
    """Push what stdin brings to the one address."""
    url = urlsplit(sys.argv[1])
    samples = sys.stdin.buffer
    password = samples.readline(LONGEST_ANSWER).decode().rstrip("\n")
    push(samples, Pushed(connect(url, password)), is_mp3=url.path.endswith(".mp3"))


if __name__ == "__main__":
    main()
