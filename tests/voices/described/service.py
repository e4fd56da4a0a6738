"""A speech service on this machine that answers in each of the three ways, and in bad ones."""

import base64
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tests.voices.google import tone

SECRET = "k3y-of-the-commune"
CHARACTERS = 10


@dataclass
class Service:
    """The service while it runs. `coming` are the ways in which it answers next, then `way`."""

    url: str
    way: str = "body"
    coming: list[str] = field(default_factory=list)
    pending: int = 0
    """How often the file is asked for in vain before it is there."""
    away: str = ""
    """Where it leads to when it leads away."""
    asked: list[tuple[str, str, dict[str, str], bytes]] = field(default_factory=list)
    """Method, path, headers and body of every request."""
    over: threading.Event = field(default_factory=threading.Event)

    @property
    def texts(self) -> list[str]:
        """The texts that were sent as JSON."""
        bodies = [body for method, _path, _headers, body in self.asked if method == "POST"]
        return [json.loads(body)["text"] for body in bodies]

    def answer(self, path: str) -> tuple[int, dict[str, str], bytes]:
        """Return status, headers and body of the next answer."""
        if path.startswith("/audio"):
            self.pending -= 1
            return (404, {}, b"") if self.pending >= 0 else (200, {}, tone(CHARACTERS))
        way = self.coming.pop(0) if self.coming else self.way
        match way:
            case "body":
                return 200, {"Content-Type": "audio/mpeg"}, tone(CHARACTERS)
            case "base64":
                return _json({"data": [{"audio": base64.b64encode(tone(CHARACTERS)).decode()}]})
            case "url":
                return _json({"error": 0, "data": {"url": self.away or "/audio/1.mp3"}})
            case "failing":
                return _json({"error": 3, "message": f"bad token {SECRET}\r\n\x1b[31m"})
            case "rubbish":
                return 200, {"Content-Type": "audio/mpeg"}, b"<html>not a sound</html>"
            case "moved":
                return 307, {"Location": "/elsewhere"}, b""
            case "away":
                return 307, {"Location": self.away}, b""
            case "flood":
                return 200, {"Content-Length": str(1 << 40)}, b"a" * (17 << 20)
            case status:
                return int(status), {"Retry-After": "7"} if status == "429" else {}, b""


def _json(document: Any) -> tuple[int, dict[str, str], bytes]:
    return 200, {"Content-Type": "application/json"}, json.dumps(document).encode()


@contextmanager
def running() -> Iterator[Service]:
    """Run the service on a free port of localhost."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            service.asked.append((self.command, self.path, dict(self.headers), body))
            if service.way == "hang":
                service.over.wait(30)
                return
            status, headers, answer = service.answer(self.path)
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            try:
                self.wfile.write(answer)
            except OSError:
                self.close_connection = True

        def do_GET(self) -> None:
            self.do_POST()

        def log_message(self, *_arguments: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    service = Service(f"http://127.0.0.1:{server.server_port}/speak")
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield service
    finally:
        service.over.set()
        server.shutdown()
        thread.join()
        server.server_close()
