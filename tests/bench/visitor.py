"""The console as a process of its own, and a browser outside it that times what it gets."""

import re
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException, HTTPResponse, RemoteDisconnected
from pathlib import Path
from types import MappingProxyType
from urllib.parse import urlencode

from broadcaster.timebase import NANOSECONDS, SystemTime

TOKEN = re.compile(r'name="token" value="([0-9a-f]{64})"')
TURN = re.compile(r'name="turn" value="(\d+)"')
PATIENCE_S = 30.0


class Visitor:
    """Somebody who has one connection open and keeps their cookies."""

    def __init__(self, port: int, cookies: Mapping[str, str] = MappingProxyType({})) -> None:
        self._host = f"127.0.0.1:{port}"
        self._connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE_S)
        self.cookies = dict(cookies)

    def get(self, path: str) -> tuple[int, str]:
        """Return the status of a page and its text."""
        return self._ask("GET", path, None, {})

    def post(self, path: str, fields: dict[str, str]) -> tuple[int, str]:
        """Send a form; return the status and where it sends the browser on to."""
        headers = {
            "origin": f"http://{self._host}",
            "content-type": "application/x-www-form-urlencoded",
        }
        return self._ask("POST", path, urlencode(fields).encode(), headers)

    def token(self, path: str) -> str:
        """Return the token that forms of a page carry."""
        return found_in(TOKEN, self.get(path)[1])

    def sign_in(self, name: str, password: str) -> "Visitor":
        """Sign in through the form; returns the same visitor."""
        fields = {"token": self.token("/sign-in"), "name": name, "password": password}
        status, _text = self.post("/sign-in", fields)
        if status != 303:
            raise RuntimeError(f"{name} could not sign in: {status}")
        return self

    def _ask(
        self, method: str, path: str, body: bytes | None, headers: dict[str, str]
    ) -> tuple[int, str]:
        sent = {"cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items()), **headers}
        try:
            self._connection.request(method, path, body, sent)
            response = self._connection.getresponse()
        except (RemoteDisconnected, BrokenPipeError):
            # Nothing was asked for a few seconds, so the server has hung up, as it may.
            self._connection.close()
            self._connection.request(method, path, body, sent)
            response = self._connection.getresponse()
        text = response.read().decode(errors="replace")
        self._keep_cookies(response)
        return response.status, response.headers.get("location") or text

    def _keep_cookies(self, response: HTTPResponse) -> None:
        for line in response.headers.get_all("set-cookie") or ():
            name, _equals, value = line.partition(";")[0].partition("=")
            self.cookies[name] = value


def found_in(pattern: re.Pattern[str], text: str) -> str:
    """Return what a page has in that place; RuntimeError where it has nothing."""
    found = pattern.search(text)
    if found is None:
        raise RuntimeError(f"no {pattern.pattern} in {text[:200]!r}")
    return found[1]


def free_port() -> int:
    """Return a port of this machine that nobody listens on."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


@contextmanager
def served(command: Callable[[int], list[str]], ready: str) -> Iterator[int]:
    """Run a server for as long as it is needed; give its port once it answers `ready`."""
    port = free_port()
    with subprocess.Popen(command(port), stdout=subprocess.DEVNULL) as process:
        try:
            _wait(port, ready)
            yield port
        finally:
            process.terminate()


def console(home: Path) -> Callable[[int], list[str]]:
    """Return the command that serves the console of a home."""
    return lambda port: [
        *(sys.executable, "-m", "broadcaster", "web"),
        *("--home", str(home), "--port", str(port)),
    ]


def _wait(port: int, ready: str) -> None:
    clock = SystemTime()
    until = clock.monotonic() + int(PATIENCE_S * NANOSECONDS)
    while True:
        try:
            Visitor(port).get(ready)
        except (OSError, HTTPException):
            if clock.monotonic() > until:
                raise
            clock.sleep_until(clock.monotonic() + NANOSECONDS // 100)
        else:
            return
