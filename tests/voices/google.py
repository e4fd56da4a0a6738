"""A stand-in for the online speech service, which we cannot own: same requests, same answers.

It answers what gTTS asks for with an MP3 tone whose length follows the text, and keeps the rules
of the real one: POST only, one text of at most 100 characters, a known language.
"""

import base64
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from urllib.parse import parse_qs

import av
import numpy as np

LANGUAGES = {"vi", "en", "zh-CN", "km", "th", "my", "fr", "ja", "ko"}
STATUS = {"refusing": 403, "busy": 429, "broken": 500}
"""Moods in which it gives no speech, and with what status."""
PATH = "/_/TranslateWebserverUi/data/batchexecute"


@dataclass
class Google:
    """The service while it runs. `mood` is how it treats requests, `coming` the next ones."""

    url: str
    mood: str = "well"
    coming: list[str] = field(default_factory=list)
    retry_after: str = ""
    """What it says when it is busy, if anything."""
    texts: list[str] = field(default_factory=list)
    languages: list[str] = field(default_factory=list)
    patience: threading.Event = field(default_factory=threading.Event)
    """Set when the service shuts down, so that a stalled answer ends."""

    def answer(self, body: bytes) -> tuple[int, bytes]:
        """Return the status and the whole answer to one request."""
        asked = json.loads(json.loads(parse_qs(body.decode())["f.req"][0])[0][0][1])
        text, language = asked[0], asked[1]
        self.texts.append(text)
        self.languages.append(language)
        mood = self.coming.pop(0) if self.coming else self.mood
        if len(text) > 100 or language not in LANGUAGES:
            return 400, b""
        if mood in STATUS:
            return STATUS[mood], b""
        audio = b"not an MP3" if mood == "babbling" else tone(len(text))
        if mood == "mute":
            return 200, b')]}\'\n[["wrb.fr","jQ1olc",null]]\n'
        inner = json.dumps([base64.b64encode(audio).decode()])
        return 200, b")]}'\n\n" + json.dumps([["wrb.fr", "jQ1olc", inner]]).encode().replace(
            b'", "', b'","'
        )


def tone(characters: int) -> bytes:
    """Return an MP3 of 60 ms a character, 24 kHz mono like the real one's."""
    samples = np.arange(characters * 1440)
    pcm = (8000 * np.sin(2 * np.pi * 300 * samples / 24_000)).astype(np.int16)
    out = BytesIO()
    with av.open(out, "w", format="mp3") as container:
        stream = container.add_stream("libmp3lame", rate=24_000, layout="mono")
        frame = av.AudioFrame.from_ndarray(pcm[np.newaxis, :], format="s16", layout="mono")
        frame.sample_rate = 24_000
        resampler = av.AudioResampler("fltp", "mono", 24_000)
        for part in resampler.resample(frame):
            container.mux(stream.encode(part))
        container.mux(stream.encode(None))
    return out.getvalue()


@contextmanager
def running() -> Iterator[Google]:
    """Run the service on a free port of localhost."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            if google.mood == "stalled":
                google.patience.wait(30)
                return
            status, answer = google.answer(body)
            self.send_response(status)
            if status == 429 and google.retry_after:
                self.send_header("Retry-After", google.retry_after)
            self.end_headers()
            if google.mood == "trickling":
                for byte in answer:
                    self.wfile.write(bytes([byte]))
                    self.wfile.flush()
                    if google.patience.wait(0.05):
                        return
            else:
                self.wfile.write(answer)

        def log_message(self, *_arguments: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    google = Google(f"http://127.0.0.1:{server.server_port}{PATH}")
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield google
    finally:
        google.patience.set()
        server.shutdown()
        thread.join()
        server.server_close()
