"""Another broadcaster on this machine: a real HTTP server that sends well, badly, or not at all."""

import io
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import cast

import av
import numpy as np
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream
from numpy.typing import NDArray

RATE_HZ = 48_000
PIECES_PER_S = 20
Samples = NDArray[np.float32]


def programme(seconds: float, *, seed: int = 1, amplitude: float = 0.15) -> Samples:
    """Return noise shaped like speech in loudness: no stretch of it looks like another."""
    count = int(seconds * RATE_HZ)
    noise = np.random.default_rng(seed).normal(0, 1, count)
    smooth = np.convolve(noise, np.hanning(24) / 12, "same")
    return np.asarray(np.clip(smooth * amplitude, -1, 1), dtype=np.float32)


def encoded(sound: Samples, form: str = "mp3", codec: str = "libmp3lame") -> bytes:
    """Return the sound as a file of that form."""
    file = io.BytesIO()
    write(file, sound, form, codec)
    return file.getvalue()


def write(target: io.BytesIO | str, sound: Samples, form: str, codec: str, **options: str) -> None:
    with av.open(target, "w", format=form, options=options) as out:
        stream = cast(AudioStream, out.add_stream(codec, RATE_HZ))
        stream.codec_context.layout = av.AudioLayout("mono")
        stream.bit_rate = 128_000
        for start in range(0, len(sound), 4800):
            piece = sound[None, start : start + 4800]
            frame = AudioFrame.from_ndarray(np.ascontiguousarray(piece), "fltp", "mono")
            frame.sample_rate, frame.pts = RATE_HZ, start
            for packet in stream.encode(frame):
                out.mux(packet)
        for packet in stream.encode(None):
            out.mux(packet)


@dataclass
class Behaviour:
    """What the broadcaster does with a connection."""

    body: bytes = b""
    seconds: float = 10.0
    """How long the body lasts; it is sent at that pace, the first second at once."""
    pace: float = 1.0
    stated: bool = False
    """Whether it says how long it is."""
    location: str = ""
    before: Callable[[int], None] = lambda _sent: None
    """Called before each piece with the number of those sent; may wait, or raise to break off."""


@dataclass
class Broadcaster:
    """The server; `asked` lists the paths of every connection so far."""

    port: int = 0
    asked: list[str] = field(default_factory=list)
    behaviours: dict[str, Behaviour] = field(default_factory=dict)
    stopping: threading.Event = field(default_factory=threading.Event)

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def offer(self, path: str, body: bytes, **more: object) -> str:
        """Send this under the path from now on; return its address."""
        self.behaviours[path] = Behaviour(body, **more)  # type: ignore[arg-type]
        return self.url(path)

    def offer_folder(self, folder: Path) -> None:
        for path in folder.iterdir():
            self.offer(f"/{path.name}", path.read_bytes(), stated=True, pace=1e9)


class Handler(BaseHTTPRequestHandler):
    """Answers as the server's `here` wants it."""

    here: Broadcaster

    def do_GET(self) -> None:
        self.here.asked.append(self.path)
        does = self.here.behaviours.get(self.path)
        if does is None:
            self.send_error(404)
            return
        self.send_response(302 if does.location else 200)
        if does.location:
            self.send_header("Location", does.location)
        if does.stated:
            self.send_header("Content-Length", str(len(does.body)))
        self.end_headers()
        self._send(does)

    def _send(self, does: Behaviour) -> None:
        piece = max(1, int(len(does.body) / (does.seconds * PIECES_PER_S)))
        for number, start in enumerate(range(0, len(does.body), piece)):
            does.before(number)
            self.wfile.write(does.body[start : start + piece])
            wait_s = 1 / PIECES_PER_S / does.pace
            if number > PIECES_PER_S and self.here.stopping.wait(wait_s):
                return

    def log_message(self, *_words: object) -> None:
        return

    def handle(self) -> None:
        with suppress(OSError, BrokenOff):
            super().handle()


@contextmanager
def broadcasting() -> Iterator[Broadcaster]:
    """Run a server on a free port."""
    here = Broadcaster()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Here", (Handler,), {"here": here}))
    server.daemon_threads = True
    here.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield here
    finally:
        here.stopping.set()
        server.shutdown()
        server.server_close()


class BrokenOff(Exception):  # noqa: N818 # what it does, and no mistake
    """The connection is dropped in the middle."""


def lag_of(sent: Samples, heard: Samples) -> tuple[int, float]:
    """Return by how many samples `heard` lies behind the start of `sent`, and how alike they are.

    The likeness is the normalised correlation at that place, 1.0 for the same up to a gain.
    """
    size = 1 << (len(sent) + len(heard) - 1).bit_length()
    spectrum = np.fft.rfft(sent, size) * np.conj(np.fft.rfft(heard, size))
    places = np.fft.irfft(spectrum, size)[: len(sent)]
    at = int(np.argmax(places))
    there = sent[at : at + len(heard)]
    norm = float(np.linalg.norm(there) * np.linalg.norm(heard[: len(there)]))
    return at, float(places[at]) / norm if norm else 0.0
