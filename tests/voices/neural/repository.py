"""A real HTTP server with a voice's files, which can treat a download badly on command.

`moods` are used up one a request; with none left it serves well: ranges, length, whole.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Repository:
    """The server while it runs, and what it was asked for."""

    url: str
    files: dict[str, bytes]
    moods: list[str] = field(default_factory=list)
    asked: list[tuple[str, str]] = field(default_factory=list)
    """(path, the Range header or nothing) of each request."""
    cut_after: int = 1000
    patience: threading.Event = field(default_factory=threading.Event)
    """Set when the server shuts down, so that a slow answer ends."""


class Handler(BaseHTTPRequestHandler):
    """Answers GET; the mood decides how."""

    protocol_version = "HTTP/1.1"
    repository: Repository

    def do_GET(self) -> None:
        wanted = self.headers.get("Range", "")
        self.repository.asked.append((self.path, wanted))
        mood = self.repository.moods.pop(0) if self.repository.moods else "well"
        body = self.repository.files.get(self.path.rpartition("/")[2])
        self.close_connection = True
        if body is None:
            self.answer(404, b"", {})
        elif mood.isdigit():
            self.answer(int(mood), b"", {})
        elif mood.startswith("to "):
            self.answer(302, b"", {"Location": mood.removeprefix("to ") + self.path})
        else:
            self.serve(mood, body, int(wanted[6:-1]) if wanted else 0)

    def serve(self, mood: str, body: bytes, start: int) -> None:
        if mood == "without ranges" or not start:
            self.answer(200, body, self.stated(mood, len(body)), mood)
        elif mood == "another part":
            self.answer(206, body, {"Content-Range": f"bytes 0-{len(body) - 1}/{len(body)}"})
        elif start >= len(body):
            self.answer(416, b"", {})
        else:
            span = {"Content-Range": f"bytes {start}-{len(body) - 1}/{len(body)}"}
            rest = body[start:]
            self.answer(206, rest, span | self.stated(mood, len(rest)), mood)

    def stated(self, mood: str, size: int) -> dict[str, str]:
        if mood in ("endless", "no length"):
            return {}
        return {"Content-Length": str(size + 7 if mood == "lying" else size)}

    def answer(self, status: int, body: bytes, headers: dict[str, str], mood: str = "") -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        if mood == "cut":
            body = body[: self.repository.cut_after]
        if mood == "wrong":
            body = bytes(len(body))
        if mood == "endless":
            body *= 3
        if mood == "stalled":
            self.repository.patience.wait(30)
        elif mood == "dripping":
            self.drip(body)
        else:
            self.wfile.write(body)

    def drip(self, body: bytes) -> None:
        for byte in body:
            self.wfile.write(bytes([byte]))
            self.wfile.flush()
            if self.repository.patience.wait(0.01):
                return

    def log_message(self, *_arguments: object) -> None:
        pass


class Server(ThreadingHTTPServer):
    """A client that hangs up is no reason to talk."""

    def handle_error(self, *_arguments: object) -> None:
        pass


@contextmanager
def serving(files: dict[str, bytes]) -> Iterator[Repository]:
    """Serve `files` on a free port of this machine."""
    handler = type("OwnHandler", (Handler,), {})
    server = Server(("127.0.0.1", 0), handler)
    repository = Repository(f"http://127.0.0.1:{server.server_port}/v1/", files)
    handler.repository = repository  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield repository
    finally:
        repository.patience.set()
        server.shutdown()
        thread.join()
        server.server_close()
